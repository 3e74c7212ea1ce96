"""A title for a story that a person would give."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsledger.linking.stories import StoryStream
from newsledger.model import Article, BlockKind

_TAIL = re.compile(r"\s+(?:[|·»]|[-–—](?=\s))\s*([^|·»–—]{2,40})$")
_LONGEST = 110
# What makes a headline a poor name for a story as it goes on: counts that are overtaken, questions, running titles.
_STALE = re.compile(r"\d|\?$|\blive\b|\bupdates?\b", re.IGNORECASE)
_LEAD_WORDS = 14


def headline(article: Article) -> str:
    """Return an article's headline without the outlet's name behind it; the start of its text if it has none."""
    title = " ".join((article.title or "").split())
    if title:
        tail = _TAIL.search(title)
        if tail and len(title) - len(tail.group()) >= len(tail.group(1)):
            title = title[: tail.start()]
        return title
    for block in article.blocks:
        if block.kind in (BlockKind.TITLE, BlockKind.STANDFIRST, BlockKind.PARAGRAPH, BlockKind.HEADING):
            text = block.span.text(article.text).split()
            return " ".join(text[:_LEAD_WORDS]) + (" …" if len(text) > _LEAD_WORDS else "")
    return article.name


def story_title(articles: Sequence[Article], stream: StoryStream) -> str:
    """Return the headline of the article that resembles the others most, told in few words.

    articles: in order of publication; of equally good headlines the earliest is taken.
    """
    best: tuple[float, int] | None = None
    for place, article in enumerate(articles):
        others = [stream.likeness(article.id, other.id) for other in articles if other.id != article.id]
        text = headline(article)
        mean = sum(others) / len(others) if others else 0.0
        score = mean - 0.05 * (article.title is None) - 0.05 * (len(text) > _LONGEST) - 0.05 * bool(_STALE.search(text))
        if best is None or score > best[0] + 1e-9:
            best = score, place
    return headline(articles[best[1]]) if best is not None else ""
