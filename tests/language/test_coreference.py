import sys
from pathlib import Path

import pytest

from tests.language.made_up import meaning, parse_of

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

KERRY_LIKE = "US Secretary of State Ann Porter and Russian Foreign Minister Oleg Danin met in Geneva on Monday."


@pytest.mark.parametrize(
    ("lines", "words", "name"),
    [
        ([KERRY_LIKE, "The pair said they would meet again."], "The pair", "Ann Porter and Oleg Danin"),
        ([KERRY_LIKE, "The two top diplomats shook hands."], "The two top diplomats", "Ann Porter and Oleg Danin"),
        ([KERRY_LIKE, "Porter spoke first. She thanked him."], "She", "Ann Porter"),
        ([KERRY_LIKE, "Porter praised her Russian counterpart."], "her Russian counterpart", "Oleg Danin"),
        ([KERRY_LIKE, "They left the Swiss city on Tuesday."], "the Swiss city", "Geneva"),
        (["Syria signed. The country had resisted for years."], "The country", "Syria"),
        (["Robert Lind met Ana Reyes. He was late."], "He", "Robert Lind"),
        (["“I am tired,” Robert Lind said."], "I", "Robert Lind"),
        (
            ["The US and Russia called for talks.", "Both countries want a truce."],
            "Both countries",
            "United States and Russia",
        ),
        (["Boko Haram struck again. The group said nothing."], "The group", "Boko Haram"),
        (["Robert Lind thanked his wife."], "his", "Robert Lind"),
    ],
)
def test_what_a_mention_means(lines, words, name):
    assert meaning(parse_of(*lines), words) == name


def test_a_pronoun_without_antecedent_stays_unresolved():
    found = parse_of("It rained all day. They say that she left.")
    assert not [m for m in found.mentions if m.form == "pronoun"]


def test_he_inside_a_quotation_is_not_its_speaker():
    found = parse_of("Robert Lind met Hugo Brandt. “He was late,” Lind said.")
    assert meaning(found, "He") == "Hugo Brandt"


def test_a_plural_in_the_standfirst_may_point_ahead():
    found = parse_of("Both countries urge a truce.", "The US and Russia called for talks next month.")
    assert meaning(found, "Both countries") == "United States and Russia"


def test_the_regime_of_someone_is_the_government_of_the_country():
    found = parse_of("Syria is at war. The fighting between the regime of Karim Hadid and rebels goes on in Syria.")
    entity = next(e for e in found.entities if e.name == "Syrian government")
    assert (entity.country, entity.sector) == ("SYR", "GOV")


def test_accuracy_on_annotated_articles_does_not_fall():
    from benchmarks.coref_within import main

    figures = main()
    lowest = {"first": (0.92, 0.94), "second": (0.87, 0.83), "third": (0.83, 0.9), "fourth": (0.82, 0.82)}
    for folder, (conll, pronouns) in lowest.items():
        assert figures[folder]["CoNLL F1"] >= conll, folder
        assert figures[folder]["pronouns"] >= pronouns, folder


@pytest.mark.parametrize(
    ("lines", "words", "name"),
    [
        (
            [
                "The Dockers' Union said its members had voted. “We are ready,” the union's leader, Joan Petersen, said.",
                "The harbour board called the vote regrettable. Its chairman, Henrik Aalund, left early.",
            ],
            "Its",
            "harbour board",
        ),
        (
            ["Arlen Foods met the Cooks' Union. “They left the room,” said the union's leader, Joan Petersen."],
            "They",
            "Arlen Foods",
        ),
        (["The government of Orsinia signed. The US and US troops left the US."], "The government", "government"),
    ],
)
def test_whose_side_a_pronoun_or_a_title_is_on(lines, words, name):
    assert meaning(parse_of(*lines), words) == name


@pytest.mark.parametrize(
    ("lines", "words", "name"),
    [
        (["The United States and its allies agreed."], "its allies", "allies of the United States"),
        (["Norway and its allies agreed."], "its allies", "Norway's allies"),
        (["Countries bordering Norway closed their ports."], "Countries", "Countries bordering Norway"),
        (["Members of the union voted."], "Members", "Members of the union"),
        (["The countries voted."], "The countries", "countries"),
    ],
)
def test_names_of_those_who_are_only_described(lines, words, name):
    assert meaning(parse_of(*lines), words) == name


def test_a_description_by_age_means_the_person_last_spoken_of():
    found = parse_of("Ulla Hahn was freed. “They gave us bread,” the 46-year-old teacher said.")
    assert meaning(found, "the 46-year-old teacher") == "Ulla Hahn"


@pytest.mark.parametrize(
    ("lines", "words", "name"),
    [
        (["Norvair, Tarvel's European rival, sold 136 jets. It has grown."], "Tarvel's European rival", "Norvair"),
        (["Norvair said it lost money. Analysts cut their forecasts. They expect losses."], "They", "Analysts"),
        (["Airline Norvair said it might cancel orders."], "it", "Norvair"),
    ],
)
def test_companies_and_what_is_said_of_them(lines, words, name):
    assert meaning(parse_of(*lines), words) == name


@pytest.mark.parametrize("line", ["The order will remain in force.", "She took office in 2024."])
def test_a_body_without_an_article_after_a_preposition_is_nobody(line):
    assert not any(m.form == "nominal" for m in parse_of(line).mentions)


def test_he_after_a_quotation_is_the_subject_of_the_sentence_before():
    found = parse_of(
        "Finance Minister John Brandt said he respected it. He left.",
        "President Robert Lind defended the police. “They were calm,” he said. His deputy agreed.",
    )
    assert meaning(found, "he", 1) == "Robert Lind"
