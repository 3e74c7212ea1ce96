"""An attribution in tokens, and small helpers on runs of tokens."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Doc, Token

Run = tuple[int, int]  # tokens ``doc[start:end]``
_EDGE = frozenset(",;:.–—-") | {"--", "..."}


@dataclass(frozen=True, slots=True)
class Attributed:
    """Source, cue and content as runs of token indices. head: the token that carries the cue.

    source: None where the text names none. probability: that a careful reader would accept the attribution. inner:
    whether it overlaps a likelier one (what someone says inside what another says).
    """

    head: int
    cue: Run
    source: Run | None
    content: tuple[Run, ...]
    probability: float
    inner: bool = False


def subtree(token: Token) -> Run:
    """The run of tokens under a token."""
    return token.left_edge.i, token.right_edge.i + 1


def trimmed(doc: Doc, run: Run) -> Run | None:
    """A run without commas, stops and dashes at its edges; None if nothing is left."""
    start, end = run
    while start < end and (doc[start].text in _EDGE or doc[start].is_space):
        start += 1
    while start < end and (doc[end - 1].text in _EDGE or doc[end - 1].is_space):
        end -= 1
    return (start, end) if start < end else None


def without(runs: Iterable[Run], hole: Run) -> list[Run]:
    """Runs with a hole cut out."""
    out: list[Run] = []
    for start, end in runs:
        if hole[1] <= start or end <= hole[0]:
            out.append((start, end))
            continue
        if start < hole[0]:
            out.append((start, hole[0]))
        if hole[1] < end:
            out.append((hole[1], end))
    return out
