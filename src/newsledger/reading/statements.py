"""Attributions: who said, thinks, wants or promises what."""

from __future__ import annotations

from newsledger.language import Parse
from newsledger.model import StatementClaim


def read_statements(parse: Parse) -> tuple[StatementClaim, ...]:
    """Read all statements of an article."""
    return ()
