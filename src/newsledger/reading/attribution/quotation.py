"""Quotation marks: which stretches of the text stand between them."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from newsledger.language import Parse

_OPEN = frozenset("“„«") | {"``"}
_CLOSE = frozenset("”»") | {"''"}
MARKS = _OPEN | _CLOSE | {'"', "‘"}
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
    found: list[Quotation] = []
    for block in parse.blocks:
        doubles = _doubles(parse, block.start, block.end)
        found += doubles
        if not doubles:
            found += _singles(parse, block.start, block.end)
    return found


def _doubles(parse: Parse, start: int, end: int) -> list[Quotation]:
    found: list[Quotation] = []
    opened = -1
    for token in parse.doc[start:end]:
        text = token.text
        if text not in MARKS or text == "‘":
            continue
        closes = text in _CLOSE or (text == '"' and opened >= 0 and parse.doc[opened].text in ('"', "``"))
        if opened >= 0 and (closes or (text == '"' and token.i > start and not token.nbor(-1).whitespace_)):
            found.append(Quotation(opened, token.i + 1, True, opened + 1, token.i))
            opened = -1
        elif opened < 0 and not closes and not _is_inch(token, start):
            opened = token.i
    if opened >= 0 and end - opened > 1:
        found.append(Quotation(opened, end, False, opened + 1, end))
    return found


def _is_inch(token: Token, start: int) -> bool:
    """5'10": a measure, no quotation."""
    return token.i > start and token.nbor(-1).text[-1:].isdigit() and not token.nbor(-1).whitespace_


def _singles(parse: Parse, start: int, end: int) -> list[Quotation]:
    """Single marks, only where the block has no double ones (apostrophes look alike)."""
    found: list[Quotation] = []
    opened = -1
    for token in parse.doc[start:end]:
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
