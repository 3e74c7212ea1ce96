import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsledger.linking import CopyIndex
from newsledger.linking.copies import find_copies
from tests.linking.made_up import article

WORDS = [
    f"{a}{b}" for a in ("bo", "ka", "li", "mu", "re", "so", "ta", "ve") for b in ("dan", "fer", "gol", "min", "rus")
]


def text(seed: int, length: int) -> str:
    chosen = random.Random(seed)
    return " ".join(chosen.choice(WORDS) for _ in range(length))


def overlaps(a: str, b: str) -> list:
    index = CopyIndex()
    index.add("a", a)
    return index.add("b", b)


@pytest.mark.parametrize("length", [30, 60, 200, 600, 2000])
def test_a_text_with_a_cut_end_is_a_copy(length: int) -> None:
    whole = text(1, length)
    cut = " ".join(whole.split()[: int(length * 0.85)])
    (found,) = overlaps(whole, cut)
    assert found.containment == 1.0


def test_two_texts_on_one_subject_are_no_copies() -> None:
    assert overlaps(text(1, 400), text(2, 400)) == []


def test_too_short_a_text_is_no_copy_of_anything() -> None:
    assert overlaps("the minister said no", "the minister said no") == []


@given(st.integers(0, 50), st.integers(25, 300), st.floats(0.3, 1.0))
def test_copies_are_symmetrical(seed: int, length: int, kept: float) -> None:
    whole = text(seed, length)
    part = " ".join(whole.split()[: int(length * kept)]) + " " + text(seed + 1000, 20)
    one, other = overlaps(whole, part), overlaps(part, whole)
    assert [(o.jaccard, o.containment) for o in one] == [(o.jaccard, o.containment) for o in other]


def test_a_retitled_copy_names_the_agency_behind_it() -> None:
    body = [text(3, 60), text(4, 60), text(5, 30)]
    first = article("Dam talks open", body, "2031-03-01", publisher="The Ostra Courier")
    second = article("Two states meet", body[:2], "2031-03-02", publisher="Velm Today")
    (group,) = find_copies([first, second], {first.id: None, second.id: "Reuters"})
    assert group.articles == (first.id, second.id)
    assert group.agency == "Reuters"
