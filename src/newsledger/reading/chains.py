"""Who passes a claim on: the statements that a stretch of text lies in."""

from __future__ import annotations

import bisect
from collections.abc import Sequence

from newsledger.model import Attribution, Span, StatementClaim


def chain_at(statements: Sequence[StatementClaim], span: Span) -> tuple[Attribution, ...]:
    """Chain of attribution of what stands at ``span``, outermost first; empty if the article itself says it.

    statements: all of an article, in the order in which ``read_statements`` gives them (by sentence). The chain is that
    of the narrowest content that holds at least half of the span.
    """
    best: StatementClaim | None = None
    at = bisect.bisect_left(statements, span.end, key=_sentence_start)
    while at > 0:
        at -= 1
        statement = statements[at]
        if statement.sentence.end <= span.start:
            break
        if 2 * _shared(statement, span) >= max(1, len(span)) and (best is None or _size(statement) < _size(best)):
            best = statement
    return best.chain if best is not None else ()


def _sentence_start(statement: StatementClaim) -> int:
    return statement.sentence.start


def _shared(statement: StatementClaim, span: Span) -> int:
    return sum(max(0, min(part.end, span.end) - max(part.start, span.start)) for part in statement.content)


def _size(statement: StatementClaim) -> int:
    return sum(len(part) for part in statement.content)
