"""Who stands where on what."""

from __future__ import annotations

from collections.abc import Sequence

from newsledger.language import Parse
from newsledger.model import PositionClaim, StatementClaim


def read_positions(parse: Parse, statements: Sequence[StatementClaim]) -> tuple[PositionClaim, ...]:
    """Read all positions of an article. ``statements`` are its attributions, for the chain of each claim."""
    return ()
