"""What must hold for the reading of any page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from newsledger.ledger import article_and_reading
from newsledger.model import Article, Page, PageError, Reading, Span


def read(text: str) -> tuple[Article, Reading] | None:
    """Read a page; None if it is refused."""
    try:
        return article_and_reading(Page(name="page", data=text.encode("utf-8", "surrogatepass")))
    except PageError:
        return None


def assert_holds(article: Article, reading: Reading) -> None:
    """Spans lie in the text, quotes are verbatim and trimmed, sentences cover their evidence."""
    for span in (*_spans(article), *_spans(reading)):
        assert 0 <= span.start < span.end <= len(article.text)
    entities = {entity.id for entity in reading.entities}
    assert all(mention.entity in entities for mention in reading.mentions)
    for claim in reading.claims:
        assert claim.quote == claim.evidence.text(article.text)
        assert claim.quote and claim.quote == claim.quote.strip()
        assert claim.sentence.contains(claim.evidence)
        assert any(block.span.contains(claim.evidence) for block in article.blocks)
        assert 0.0 <= claim.confidence <= 1.0


def _spans(value: Any) -> Iterator[Span]:
    if isinstance(value, Span):
        yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from _spans(getattr(value, name))
    elif isinstance(value, tuple):
        for part in value:
            yield from _spans(part)
