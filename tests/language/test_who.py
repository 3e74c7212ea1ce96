import pytest

from newsledger.language.clause_place import place_of
from newsledger.language.who import actors_of, entity_at
from tests.language.made_up import parse_of


def subject_of(found, verb):
    token = next(t for t in found.doc if t.text == verb)
    return next(c for c in token.children if c.dep_ in ("nsubj", "nsubjpass"))


@pytest.mark.parametrize(
    ("lines", "verb", "names"),
    [
        (["The US and Russia called for talks."], "called", ["United States", "Russia"]),
        (["Robert Lind and Ana Reyes met. They agreed."], "agreed", ["Robert Lind", "Ana Reyes"]),
        (["Robert Lind spoke. He left."], "left", ["Robert Lind"]),
        (["Rebels who seized the town fled."], "seized", ["Rebels"]),
        (["Syrian opposition forces refused."], "refused", ["Syrian opposition forces"]),
        (["Moscow accused the rebels."], "accused", ["Russia"]),
    ],
)
def test_actors_of_a_subject(lines, verb, names):
    found = parse_of(*lines)
    assert [actor.name for actor in actors_of(found, subject_of(found, verb))] == names


def test_an_actor_carries_kind_country_sector_and_entity():
    found = parse_of("Nigerian President Tunde Okafor resigned.")
    (actor,) = actors_of(found, subject_of(found, "resigned"))
    assert (actor.name, actor.kind, actor.country, actor.sector) == ("Tunde Okafor", "person", "NGA", "GOV")
    assert actor.entity in {e.id for e in found.entities}


def test_a_phrase_that_mentions_nobody_is_named_by_its_words():
    found = parse_of("The long and bitter negotiations collapsed.")
    (actor,) = actors_of(found, subject_of(found, "collapsed"))
    assert actor.entity is None
    assert "negotiations" in actor.name


def test_entity_at_a_token():
    found = parse_of("Robert Lind resigned.")
    entity = entity_at(found, found.doc[1])
    assert entity is not None
    assert entity.name == "Robert Lind"
    assert entity_at(found, found.doc[2]) is None


@pytest.mark.parametrize(
    ("line", "verb", "place"),
    [
        ("The ministers met in Paris on Monday.", "met", "Paris"),
        ("She said it at a conference in Amman, Jordan.", "said", "Amman, Jordan"),
        ("Gunmen killed 12 people in Lagos.", "killed", "Lagos"),
        ("Children were taken from a school in the town of Brenholm.", "taken", "Brenholm"),
        ("The ministers agreed on Monday.", "agreed", None),
    ],
)
def test_place_of_a_clause(line, verb, place):
    found = parse_of(line)
    assert place_of(found, next(t for t in found.doc if t.text == verb)) == place
