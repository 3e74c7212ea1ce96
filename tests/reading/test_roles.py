import pytest

from newsledger.language import parse
from newsledger.model import Byline, Span
from newsledger.reading.roles import read_roles
from tests.language.made_up import article_of, parse_of


def roles(*lines):
    return {(c.person.name, c.role, c.of) for c in read_roles(parse_of(*lines))}


@pytest.mark.parametrize(
    ("line", "name", "role", "of"),
    [
        ("US Secretary of State Ann Porter arrived.", "Ann Porter", "Secretary of State", "United States"),
        (
            "Hugo Brandt, a spokesman for the Interior Ministry, said so.",
            "Hugo Brandt",
            "spokesman",
            "Interior Ministry",
        ),
        (
            "Russian Foreign Ministry spokesman Oleg Danin agreed.",
            "Oleg Danin",
            "spokesman",
            "Russian Foreign Ministry",
        ),
        ("The longtime head of Boko Haram, Musa Tukur, was seen.", "Musa Tukur", "longtime head", "Boko Haram"),
        ("Ana Reyes, who heads the Water Agency, resigned.", "Ana Reyes", "head", "Water Agency"),
        ("Robert Lind, 42, a mechanic, was hurt.", "Robert Lind", "mechanic", None),
        ("Ana Reyes, one of the freed hostages, wept.", "Ana Reyes", "freed hostage", None),
        ("Niger's Defence Minister Hassan Djimet spoke.", "Hassan Djimet", "Defence Minister", "Niger"),
        ("Lena Moser, the mother of Paul Moser, thanked the nurses.", "Lena Moser", "mother", "Paul Moser"),
        ("Sen. Robert Lind voted against it.", "Robert Lind", "Senator", None),
        ("The driver, identified by police as Robert Lind, fled.", "Robert Lind", "driver", None),
    ],
)
def test_a_role_and_of_what(line, name, role, of):
    assert (name, role, of) in roles(line)


def test_a_counterpart_holds_the_same_office_of_the_other_country():
    found = roles("U.S. Secretary of State Ann Porter and her Russian counterpart Oleg Danin met.")
    assert ("Oleg Danin", "Foreign Minister", "Russia") in found


def test_a_bare_spokesman_is_the_only_named_persons_of_the_sentence():
    found = roles("Senator Robert Lind crossed the border, spokesman Hugo Brandt said.")
    assert ("Hugo Brandt", "spokesman", "Robert Lind") in found


@pytest.mark.parametrize(
    ("line", "time"),
    [
        ("Former President Robert Lind spoke.", "former"),
        ("The then mayor Robert Lind signed.", "then"),
        ("Mayor Robert Lind signed.", "current"),
    ],
)
def test_the_time_of_a_role(line, time):
    assert [c.time for c in read_roles(parse_of(line))] == [time]


@pytest.mark.parametrize(
    "line", ["Robert Lind is not a minister.", "An Official Visit was planned.", "The Premier League starts today."]
)
def test_no_role_is_made_up(line):
    assert roles(line) == set()


def test_each_role_of_a_person_is_told_once_and_most_fully():
    found = roles("President Robert Lind spoke.", "French President Robert Lind left. President Lind was tired.")
    assert found == {("Robert Lind", "President", "France")}


def test_makers_of_the_article_are_roles():
    line = "By Ana Reyes"
    byline = Byline(name="Ana Reyes", span=Span(3, 12), role="author", of="The Lantern")
    (claim,) = read_roles(parse(article_of(line, bylines=(byline,))))
    assert (claim.person.name, claim.role, claim.of, claim.quote) == ("Ana Reyes", "author", "The Lantern", "Ana Reyes")


def test_who_is_named_to_an_office_leaves_the_one_before():
    lines = ("Water Minister Karl Brandt resigned.", "Duarte named her chief of staff, Ivo Lind, as acting minister.")
    claims = {(c.person.name, c.role, c.time) for c in read_roles(parse_of(*lines))}
    assert ("Ivo Lind", "acting Water Minister", "current") in claims
    assert ("Ivo Lind", "chief of staff", "former") in claims


@pytest.mark.parametrize(
    ("lines", "role"),
    [
        (("Brandt, a former finance minister, won.", "Karl Brandt thanked them."), "finance minister"),
        (("Karl Brandt, now an opposition lawmaker, spoke.",), "opposition lawmaker"),
        (("17.20 Prime Minister Karl Brandt has cancelled a trip.",), "Prime Minister"),
    ],
)
def test_the_words_of_a_role(lines, role):
    assert [c.role for c in read_roles(parse_of(*lines))] == [role]


def test_a_relatives_clause_is_no_role_and_a_presidents_minister_is_the_countrys():
    assert roles("Aysel Demir, 34, whose brother is missing, waited.") == set()
    found = roles("Turkish President Kemal Aydin hosted them. Aydin sent his foreign minister, Hakan Demir.")
    assert ("Hakan Demir", "foreign minister", "Turkey") in found
