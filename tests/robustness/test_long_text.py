"""Endless words, sentences and lists: time stays in proportion to length."""

from __future__ import annotations

import itertools
import time

import numpy as np
import pytest

from newsledger.language.parse import _pieces
from newsledger.reading import read as read_claims
from newsledger.reading.attribution.table import _edges
from tests.language.made_up import parse_of
from tests.robustness.claims_hold import assert_holds

SENTENCE = "The minister said on Tuesday that at least 12 people were killed in Lendava. "
WORDS = SENTENCE.replace(".", "").split()
LONG = {
    "apostrophes": "'" * 20_000,
    "brackets": "(" * 8_000 + "he said" + ")" * 8_000,
    "signs": "%$€" * 6_000,
    "digits": "1" * 20_000 + " people died, " + "1," * 6_000 + " " + "1:" * 6_000,
    "one word": "The minister " + "x" * 50_000 + " said that 12 died.",
    "initials": "U.S." * 4_000,
    "numbers": "12 " * 1_000,
    "number words": "The " + "one hundred and " * 500 + "people died.",
    "bracketed sayings": "(he said) " * 250,
    "one sentence": " ".join(WORDS * 80),
    "conjunction": "The minister " + "said and went and " * 200 + "left.",
    "sayings within sayings": "He said that she said that they knew that " * 120 + "it rained.",
    "quotation marks": " ".join(f'"{word}' for word in WORDS * 25),
    "names": " and ".join(["Ana Reyes", "Bo Ek", "Karl Voss"] * 150) + " said talks would be held.",
    "genitives": "The " + "minister of the brother of the " * 250 + "king said so on Tuesday.",
    "dates": "May 27 2031 Tuesday June next week last year " * 80,
    "blanks": "On May" + " " * 20_000 + "27 the minister said so.",
}


@pytest.mark.parametrize("name", LONG)
def test_long_runs_are_read_in_seconds(name):
    parse_of(SENTENCE)
    started = time.process_time()
    parse = parse_of(SENTENCE.strip(), LONG[name], SENTENCE.strip())
    reading = read_claims(parse)
    assert time.process_time() - started < 8.0
    assert_holds(parse.article, reading)
    assert any("12 people were killed" in claim.quote for claim in reading.claims)


def test_long_blocks_are_cut_where_sentences_end():
    text = SENTENCE * 500
    pieces = list(_pieces(text, 0, len(text)))
    assert [text[start:end] for start, end in pieces if not text[start:end].strip().endswith(".")] == []
    assert "".join(text[start:end] for start, end in pieces) == text


def test_a_long_block_without_blanks_is_cut_anyway():
    pieces = list(_pieces("x" * 50_000, 10, 50_000))
    assert pieces[0][0] == 10 and pieces[-1][1] == 50_000
    assert all(left[1] == right[0] for left, right in itertools.pairwise(pieces))


def test_subtrees_and_depths_of_a_deep_tree_are_found_at_once():
    n = 20_000
    left, right, depth = _edges(np.arange(1, n + 1).clip(max=n - 1))
    assert (left == 0).all()
    assert (right == np.arange(1, n + 1)).all()
    assert (depth == np.arange(n)[::-1]).all()
