"""Temporal expressions of English news: found, typed (TIMEX3), and resolved as far as the text allows."""

from __future__ import annotations

from newsledger.model import Publication, TimeMention, When

__all__ = ["resolve", "times"]


def times(text: str, *, anchor: Publication | None = None) -> tuple[TimeMention, ...]:
    """Find all temporal expressions of a text; offsets are into ``text``."""
    return ()


def resolve(when: When, published: Publication | None) -> When:
    """Narrow a relative time by a publication date that is now (better) known; absolute times come back unchanged."""
    return when
