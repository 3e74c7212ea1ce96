import pytest

from tests.language.made_up import meaning, parse_of


def entity(found, name):
    return next((e for e in found.entities if e.name == name), None)


@pytest.mark.parametrize(
    ("lines", "name", "variants"),
    [
        (["President Karim al-Hadid spoke. Hadid left."], "Karim al-Hadid", {"Karim al-Hadid", "Hadid"}),
        (
            ["The US sent aid. The United States promised more. U.S. officials agreed."],
            "United States",
            {"US", "United States"},
        ),
        (["The UN met. The United Nations voted."], "United Nations", {"UN", "United Nations"}),
        (["Jean-Paul Renard resigned. Mr Renard gave no reason."], "Jean-Paul Renard", {"Jean-Paul Renard", "Renard"}),
    ],
)
def test_variants_of_a_name_are_one_entity(lines, name, variants):
    found = entity(parse_of(*lines), name)
    assert found is not None
    assert variants <= set(found.names)


def test_two_people_of_one_surname_stay_apart():
    found = parse_of("Peter Zoller denied it. Karin Zoller believes him. Mr Zoller left. Mrs Zoller stayed.")
    assert entity(found, "Peter Zoller") is not None
    assert entity(found, "Karin Zoller") is not None
    assert meaning(found, "Zoller", 0) == "Peter Zoller"
    assert meaning(found, "Zoller", 1) == "Karin Zoller"


@pytest.mark.parametrize(
    ("line", "name", "kind", "country", "sector"),
    [
        ("Nigerian Vice President Tunde Okafor arrived.", "Tunde Okafor", "person", "NGA", "GOV"),
        ("General Hugo Brandt resigned.", "Hugo Brandt", "person", None, "MIL"),
        ("The talks open in Geneva.", "Geneva", "place", "CHE", None),
        ("Russia rejected the plan.", "Russia", "place", "RUS", "GOV"),
        ("Amnesty International protested.", "Amnesty International", "organisation", None, "NGO"),
        ("Syrian rebels advanced.", "Syrian rebels", "group", "SYR", "REB"),
        ("The Kenyan army withdrew.", "Kenyan army", "organisation", "KEN", "MIL"),
    ],
)
def test_kind_country_and_sector(line, name, kind, country, sector):
    found = entity(parse_of(line), name)
    assert found is not None
    assert (found.kind, found.country, found.sector) == (kind, country, sector)


def test_gender_comes_from_titles_names_and_pronouns_and_is_else_unknown():
    found = parse_of("Mrs Oduya left. Robert Lind stayed. Minister Xanto Vri spoke.")
    genders = {e.name: e.gender for e in found.entities}
    assert genders["Oduya"] == "female"
    assert genders["Robert Lind"] == "male"
    assert genders["Xanto Vri"] is None


def test_a_country_that_no_table_knows_is_told_by_its_nationality():
    found = parse_of("Ruritania votes on Sunday. Ruritanian President Rudolf Strelsau hopes to win.")
    place = entity(found, "Ruritania")
    assert place is not None
    assert place.kind == "place"
    assert place.country is None


def test_a_word_that_only_begins_a_sentence_is_no_name():
    found = parse_of("Flags flew at half-mast. The flags were black.")
    assert not any(e.names for e in found.entities)


def test_a_capital_as_subject_of_a_demand_is_the_government():
    found = parse_of("Washington demanded an answer. The delegation flew to Washington on Monday.")
    assert meaning(found, "Washington", 0) == "United States"
    assert meaning(found, "Washington", 1) == "Washington"


@pytest.mark.parametrize(
    ("lines", "name", "kind"),
    [
        (["Arlen Foods has raised its offer for Brodmoor."], "Arlen Foods", "organisation"),
        (["Tarvel bought its smaller rival Arlen Foods."], "Arlen Foods", "organisation"),
        (["The rebel Free Marsh Front signed."], "Free Marsh Front", "organisation"),
        (["Tarvel's shares fell. The fleet of Tarvel is old."], "Tarvel", "organisation"),
        (["Soldiers patrolled the port city of Dalmo."], "Dalmo", "place"),
        (["Neighbouring Lovanda sent divers. Rain fell in Lovanda."], "Lovanda", "place"),
    ],
)
def test_what_refers_to_a_name_tells_its_kind(lines, name, kind):
    found = entity(parse_of(*lines), name)
    assert found is not None
    assert found.kind == kind


def test_the_first_word_of_a_company_is_the_company():
    found = parse_of("Tarvel will buy Arlen Foods, which makes soup. Arlen's board agreed.")
    assert meaning(found, "Arlen") == "Arlen Foods"


def test_a_known_name_may_run_over_a_preposition():
    found = parse_of("Doctors Without Borders sent a team.")
    assert any(e.name == "Médecins Sans Frontières" for e in found.entities)


def test_a_country_that_is_named_in_passing_is_not_the_one_the_article_is_about():
    found = parse_of(
        "Orsinia voted on Sunday. Orsinia is poor. Prime Minister Carlos Brandt won in Orsinia. He had been to Brussels.",
        "The government of Orsinia thanked him, and the opposition accused the government of fraud in Orsinia.",
    )
    assert not any(e.country == "BEL" and e.kind == "organisation" for e in found.entities)
