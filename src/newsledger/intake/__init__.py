"""Page → article: formats, furniture, headline, authors, dates."""

from __future__ import annotations

from newsledger.model import Article, Block, BlockKind, Page, PageError, Publication, Span, When, article_id

__all__ = ["read_article"]


def read_article(page: Page) -> Article:
    """Find the article on a page.

    Raises PageError if there is none (the page is empty, binary, too large, without an article ...).
    """
    text = page.data.decode("utf-8", "replace")
    blocks = []
    at = 0
    for line in text.split("\n"):
        bare = line.strip()
        if bare:
            start = at + len(line) - len(line.lstrip())
            kind = BlockKind.PARAGRAPH if len(bare.split()) >= 8 and bare[-1] in ".!?”\"'" else BlockKind.FURNITURE
            blocks.append(Block(kind=kind, span=Span(start, start + len(bare))))
        at += len(line) + 1
    if not any(b.kind is BlockKind.PARAGRAPH for b in blocks):
        raise PageError("no article text", where=page.name)
    published = Publication()
    if page.facts.published:
        import datetime as dt

        day = dt.date.fromisoformat(page.facts.published[:10])
        published = Publication(
            when=When(value=day.isoformat(), start=day, end=day), basis="given", source="given", confidence=0.95
        )
    return Article(
        id=article_id(text, page.facts),
        name=page.name,
        text=text,
        blocks=tuple(blocks),
        title=page.facts.title,
        publisher=page.facts.publisher,
        url=page.facts.url,
        published=published,
    )
