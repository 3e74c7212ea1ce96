"""PLOVER events."""

from __future__ import annotations

from collections.abc import Sequence

from newsledger.language import Parse
from newsledger.model import EventClaim, StatementClaim


def read_events(parse: Parse, statements: Sequence[StatementClaim]) -> tuple[EventClaim, ...]:
    """Read all events of an article. ``statements`` are its attributions, for the chain of each claim."""
    return ()
