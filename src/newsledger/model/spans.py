"""Stretches of text and how they are addressed."""

from __future__ import annotations

import msgspec


class Span(msgspec.Struct, frozen=True, order=True, array_like=True):
    """A stretch of the page text: Unicode code points, ``end`` exclusive."""

    start: int
    end: int

    def __len__(self) -> int:
        """Length in code points."""
        return self.end - self.start

    def text(self, page_text: str) -> str:
        """Return the stretch itself, verbatim."""
        return page_text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two stretches share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Tell whether ``other`` lies wholly inside this stretch."""
        return self.start <= other.start and other.end <= self.end

    def cover(self, other: Span) -> Span:
        """Return the smallest stretch that holds both."""
        return Span(min(self.start, other.start), max(self.end, other.end))
