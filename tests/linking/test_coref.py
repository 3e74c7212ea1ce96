import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsledger.linking.coref import Document, EventMention, chain_mentions
from newsledger.linking.coref.linkage import average_link

QUAKE = [
    "A",
    "strong",
    "earthquake",
    "struck",
    "the",
    "island",
    "of",
    "Ostra",
    "on",
    "Monday",
    "and",
    "killed",
    "nine",
    "people",
]
TREMOR = [
    "The",
    "quake",
    "hit",
    "Ostra",
    "on",
    "Monday",
    ";",
    "nine",
    "people",
    "were",
    "killed",
    "by",
    "the",
    "earthquake",
]
STRIKE = ["Velmia's", "bakers", "began", "a", "strike", "over", "pay", "in", "the", "capital"]


def mention(name: str, document: str, sentence: list[str], word: str, lemma: str, pos: str = "VERB") -> EventMention:
    at = sentence.index(word)
    return EventMention(id=name, document=document, at=at, sentence=tuple(sentence), span=(at,), lemma=lemma, pos=pos)


def chains(*mentions: EventMention) -> list[int]:
    documents = [Document(f"d{n}", tuple(s * 3)) for n, s in enumerate((QUAKE, TREMOR, STRIKE))]
    return chain_mentions(documents, list(mentions))


def test_one_word_for_one_event_in_two_documents_is_one_chain() -> None:
    a, b, c = chains(
        mention("a", "d0", QUAKE, "killed", "kill"),
        mention("b", "d1", TREMOR, "killed", "kill"),
        mention("c", "d2", STRIKE, "strike", "strike", "NOUN"),
    )
    assert a == b != c


def test_one_mention_is_a_chain_of_its_own_and_none_is_none() -> None:
    assert chains(mention("a", "d0", QUAKE, "killed", "kill")) == [0]
    assert chain_mentions([], []) == []


@given(st.integers(1, 12), st.integers(0, 1000))
def test_average_linkage_joins_all_or_nothing_at_the_ends(count: int, seed: int) -> None:
    likeness = np.random.RandomState(seed).rand(count, count)
    likeness = (likeness + likeness.T) / 2
    assert len(set(average_link(likeness, -1.0).tolist())) == 1
    assert len(set(average_link(likeness, 1.1).tolist())) == count


@pytest.mark.parametrize(("threshold", "groups"), [(0.5, 2), (0.95, 3)])
def test_average_linkage_joins_the_most_alike(threshold: float, groups: int) -> None:
    likeness = np.array([[1, 0.9, 0.1], [0.9, 1, 0.2], [0.1, 0.2, 1]])
    assert len(set(average_link(likeness, threshold).tolist())) == groups
