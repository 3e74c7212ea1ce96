"""Counts and measurements."""

from __future__ import annotations

from collections.abc import Sequence

from newsledger.language import Parse
from newsledger.model import FigureClaim, StatementClaim


def read_figures(parse: Parse, statements: Sequence[StatementClaim]) -> tuple[FigureClaim, ...]:
    """Read all figures of an article. ``statements`` are its attributions, for the chain of each claim."""
    return ()
