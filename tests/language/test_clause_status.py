"""Auxiliary modes: whether a predicate is asserted, denied, future, hypothetical, demanded, threatened or history."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from newsledger.language import Parse, parse
from newsledger.language.clause_status import is_historical, status_of
from newsledger.model import Article, Block, BlockKind, PageFacts, Span, article_id

HERE = Path(__file__).parent


def cases(name: str) -> list[tuple[str, str, str]]:
    lines = (HERE / name).read_text("utf-8").splitlines()
    rows = [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]
    return [(sentence, word, mode) for sentence, word, mode in rows]


@cache
def parsed(text: str) -> Parse:
    block = Block(kind=BlockKind.PARAGRAPH, span=Span(0, len(text)))
    return parse(Article(id=article_id(text, PageFacts()), name="case", text=text, blocks=(block,)))


def mode_of(sentence: str, word: str) -> str:
    found = parsed(sentence)
    token = next(t for t in found.doc if t.text.lower() == word.lower())
    status = status_of(found, token)
    return "historical" if status == "happened" and is_historical(found, token) else status


@pytest.mark.parametrize(
    "name", ["auxiliary_modes_first.tsv", "auxiliary_modes_second.tsv", "auxiliary_modes_third.tsv"]
)
def test_the_auxiliary_modes_are_told_apart(name: str) -> None:
    table = cases(name)
    wrong = [(s, w, m, got) for s, w, m in table if (got := mode_of(s, w)) != m]
    assert 1 - len(wrong) / len(table) >= 0.92, "\n".join(map(str, wrong))


def test_the_table_has_at_least_150_sentences_and_every_mode() -> None:
    table = cases("auxiliary_modes_first.tsv") + cases("auxiliary_modes_second.tsv")
    assert len(table) >= 150
    assert {m for _, _, m in table} >= {
        "future", "hypothetical", "denied", "historical", "demanded", "threatened", "claimed", "happened"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("line", "word", "status"),
    [
        ("Norland would lift the ban once the rebels had left.", "left", "hypothetical"),
        ("The drivers will not return until the firm withdraws its plan.", "withdraws", "hypothetical"),
        ("The drivers returned once the firm had withdrawn its plan.", "withdrawn", "happened"),
    ],
)
def test_what_a_future_waits_for_has_not_happened(line: str, word: str, status: str) -> None:
    found = parsed(line)
    assert status_of(found, next(t for t in found.doc if t.text == word)) == status
