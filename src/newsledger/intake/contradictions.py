"""What speaks against a publication date, or bounds it: the article's own text, and the day the page was saved."""

from __future__ import annotations

import datetime as dt

import msgspec

from newsledger.intake.dates import parse_date
from newsledger.model import Article, Publication, When
from newsledger.timex.doubts import doubts_of

_REFUTED = 0.3
"""What is left of the trust in a date that the text or the saving of the page contradicts."""
_SAVED = 0.98
_ZONES = dt.timedelta(days=1)
_UNKNOWN_DAY = "XXXX-XX-XX"


def checked(article: Article, captured: str | None) -> Article:
    """Note what contradicts the publication date of an article, and let it be no later than the page was saved.

    captured: when the page was saved (ISO 8601), or None. A declared date stays as it is, with the doubt and less
    confidence; a period ends with the day of saving, and an undated page was published on or before it.
    """
    published = _within_text(article, article.published)
    saved = parse_date(captured) if captured else None
    if saved is not None:
        published = _saved_by(published, saved)
    return article if published is article.published else msgspec.structs.replace(article, published=published)


def _within_text(article: Article, published: Publication) -> Publication:
    """Doubts that the text raises about a date that it was not read from itself."""
    if published.basis in ("text", "unknown") or article.language not in (None, "en"):
        return published  # the tables of times are English
    return _doubted(published, *doubts_of(article, published))


def _saved_by(published: Publication, saved: dt.date) -> Publication:
    when = published.when
    if when is None:
        bound = When(value=_UNKNOWN_DAY, end=saved, mod="ON_OR_BEFORE")
        source = f"the page was saved on {saved.isoformat()}"
        return msgspec.structs.replace(published, when=bound, source=source, confidence=_SAVED)
    if when.start is None or when.end is None or when.end <= saved + _ZONES:
        return published
    if when.start > saved + _ZONES:
        return _doubted(published, f"the page was saved on {saved.isoformat()} already, before {when.iso}")
    if when.start > saved:
        return published
    value = saved.isoformat() if when.start == saved else when.value
    wider = published.wider
    if wider is not None and wider.start is not None and wider.end is not None and wider.start <= saved < wider.end:
        wider = msgspec.structs.replace(wider, end=saved)
    return msgspec.structs.replace(published, when=msgspec.structs.replace(when, end=saved, value=value), wider=wider)


def _doubted(published: Publication, *doubts: str) -> Publication:
    """The same date with more doubts, and less sure."""
    if not doubts:
        return published
    return msgspec.structs.replace(
        published, doubts=(*published.doubts, *doubts), confidence=min(published.confidence, _REFUTED)
    )
