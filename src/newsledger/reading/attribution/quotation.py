"""Quotation marks: which stretches of the text stand between them."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from spacy import attrs
from spacy.tokens import Doc, Token

from newsledger.language import Parse

_OPEN = frozenset("“„«") | {"``"}
_CLOSE = frozenset("”»")
_EITHER = frozenset({'"', "''"})  # the same mark opens and closes
MARKS = _OPEN | _CLOSE | _EITHER | {"‘"}
_SINGLE_WORDS = 3


@dataclass(frozen=True, slots=True)
class Quotation:
    """``doc[start:end]`` with its marks. closed: whether the closing mark stands in the same block."""

    start: int
    end: int
    closed: bool
    inner_start: int
    inner_end: int

    @property
    def words(self) -> int:
        """Tokens between the marks."""
        return self.inner_end - self.inner_start


def quotations(parse: Parse) -> list[Quotation]:
    """All quoted stretches in order, outermost only; one that is not closed in its block runs to the block's end."""
    marks = _marks(parse.doc)
    found: list[Quotation] = []
    first = 0
    for block in parse.blocks:
        last = bisect.bisect_left(marks, block.end, first)
        if first < last:
            tokens = [parse.doc[i] for i in marks[first:last]]
            found += _doubles(tokens, block.start, block.end) or _singles(tokens, block.start, block.end)
        first = last
    return found


def _marks(doc: Doc) -> list[int]:
    """Indices of the tokens that are quotation marks or apostrophes."""
    wanted = [doc.vocab.strings[mark] for mark in (*sorted(MARKS), "'") if mark in doc.vocab.strings]
    orths = np.asarray(doc.to_array([attrs.ORTH])).astype(np.uint64).ravel()
    places: list[int] = np.flatnonzero(np.isin(orths, np.array(wanted, dtype=np.uint64))).tolist()
    return places


def _doubles(tokens: Sequence[Token], start: int, end: int) -> list[Quotation]:
    found: list[Quotation] = []
    opened, opener = -1, ""
    for token in tokens:
        text = token.text
        if text not in MARKS or text == "‘":
            continue
        either = text in _EITHER
        closes = text in _CLOSE or (either and opened >= 0 and opener in (text, "``"))
        if opened >= 0 and (closes or (either and token.i > start and not token.nbor(-1).whitespace_)):
            found.append(Quotation(opened, token.i + 1, True, opened + 1, token.i))
            opened = -1
        elif opened < 0 and not closes and not _is_inch(token, start):
            opened, opener = token.i, text
    if opened >= 0 and end - opened > 1:
        found.append(Quotation(opened, end, False, opened + 1, end))
    return found


def _is_inch(token: Token, start: int) -> bool:
    """5'10": a measure, no quotation."""
    return token.i > start and token.nbor(-1).text[-1:].isdigit() and not token.nbor(-1).whitespace_


def _singles(tokens: Sequence[Token], start: int, end: int) -> list[Quotation]:
    """Single marks, only where the block has no double ones (apostrophes look alike)."""
    found: list[Quotation] = []
    opened = -1
    for token in tokens:
        if token.text == "‘" or (token.text == "'" and opened < 0):
            before = token.i == start or token.nbor(-1).whitespace_ or token.nbor(-1).is_punct
            if opened < 0 and before and not token.whitespace_ and token.i + 1 < end:
                opened = token.i
        elif token.text == "'" and opened >= 0:
            after = token.i + 1 >= end or token.whitespace_ or token.nbor(1).is_punct
            if after and token.tag_ != "POS" and token.i - opened > _SINGLE_WORDS:
                found.append(Quotation(opened, token.i + 1, True, opened + 1, token.i))
                opened = -1
    return found
