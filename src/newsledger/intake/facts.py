"""Facts about a page from more than one source."""

from __future__ import annotations

from newsledger.model import PageFacts


def filled(first: PageFacts, second: PageFacts) -> PageFacts:
    """Facts of ``first``, and of ``second`` where the first says nothing."""
    return PageFacts(**{name: getattr(first, name) or getattr(second, name) for name in PageFacts.__struct_fields__})
