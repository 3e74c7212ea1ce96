"""Who passes a claim on: the statements that a stretch of text lies in."""

from __future__ import annotations

from collections.abc import Sequence

from newsledger.model import Attribution, Span, StatementClaim


def chain_at(statements: Sequence[StatementClaim], span: Span) -> tuple[Attribution, ...]:
    """Chain of attribution of what stands at ``span``, outermost first; empty if the article itself says it."""
    return ()
