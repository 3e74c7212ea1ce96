"""From the word that carries a cue to the whole cue: "has also said", "called for", "according to"."""

from __future__ import annotations

from newsledger.reading.attribution.candidates import Content
from newsledger.reading.attribution.spans import Run
from newsledger.reading.attribution.table import DEP, Table

_LEFT = frozenset(DEP[d] for d in ("aux", "auxpass", "neg", "advmod", "cop") if d in DEP)
_RIGHT = frozenset(DEP[d] for d in ("prt", "neg", "acomp"))
_LINKS = frozenset(DEP[d] for d in ("prep", "agent"))


def widened(table: Table, head: int, content: Content, source: Run | None) -> Run:
    """The run of a cue: its helpers to the left, its particle or preposition where the content follows."""
    taken = set().union(*(range(*run) for run in content), range(*source) if source else ())
    start, end = head, head + 1
    floor, ceiling = int(table.first[head]), int(table.end[head])
    while (
        start - 1 >= floor
        and start - 1 not in taken
        and table.head[start - 1] == head
        and int(table.dep[start - 1]) in _LEFT
    ):
        start -= 1
    while (
        end < ceiling
        and end not in taken
        and int(table.head[end]) in range(head, end)
        and int(table.dep[end]) in _RIGHT
    ):
        end += 1
    if end + 1 in taken and end not in taken and int(table.head[end]) in range(head, end):
        end += int(table.dep[end]) in _LINKS
    return start, end
