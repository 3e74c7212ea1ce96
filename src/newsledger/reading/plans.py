"""Things scheduled or proposed."""

from __future__ import annotations

from collections.abc import Sequence

from newsledger.language import Parse
from newsledger.model import PlanClaim, StatementClaim


def read_plans(parse: Parse, statements: Sequence[StatementClaim]) -> tuple[PlanClaim, ...]:
    """Read all plans of an article. ``statements`` are its attributions, for the chain of each claim."""
    return ()
