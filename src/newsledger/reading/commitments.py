"""Promises and obligations."""

from __future__ import annotations

from collections.abc import Sequence

from newsledger.language import Parse
from newsledger.model import CommitmentClaim, StatementClaim


def read_commitments(parse: Parse, statements: Sequence[StatementClaim]) -> tuple[CommitmentClaim, ...]:
    """Read all commitments of an article. ``statements`` are its attributions, for the chain of each claim."""
    return ()
