"""Made-up articles for the tests of claim readers, each parsed once."""

from __future__ import annotations

import datetime as dt
import functools

from newsledger.language import Parse, parse_many
from newsledger.model import Article, Block, BlockKind, Publication, Span, When
from newsledger.reading.commitments import read_commitments
from newsledger.reading.figures import read_figures
from newsledger.reading.plans import read_plans
from newsledger.reading.positions import read_positions
from newsledger.reading.statements import read_statements

PUBLISHED = Publication(
    when=When(value="2019-03-05", start=dt.date(2019, 3, 5), end=dt.date(2019, 3, 5)), basis="given", confidence=1.0
)


def article(text: str, published: Publication = PUBLISHED) -> Article:
    """An article of plain paragraphs, one a line."""
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            left = at + len(line) - len(line.lstrip())
            span = Span(left, left + len(line.strip()))
            blocks.append(Block(kind=BlockKind.PARAGRAPH, span=span))
        at += len(line) + 1
    return Article(id="a", name="a", text=text, blocks=tuple(blocks), published=published)


@functools.lru_cache(maxsize=512)
def parsed(text: str) -> Parse:
    return next(parse_many([article(text)]))


def figures(text: str):
    parse = parsed(text)
    return read_figures(parse, read_statements(parse))


def plans(text: str):
    parse = parsed(text)
    return read_plans(parse, read_statements(parse))


def commitments(text: str):
    parse = parsed(text)
    return read_commitments(parse, read_statements(parse))


def positions(text: str):
    parse = parsed(text)
    return read_positions(parse, read_statements(parse))
