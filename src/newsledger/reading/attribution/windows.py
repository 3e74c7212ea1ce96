"""Where the content of a cue can stand: its sentence, and the quotations that touch it."""

from __future__ import annotations

from newsledger.reading.attribution.spans import Run
from newsledger.reading.attribution.table import MARK, PUNCTUATION, Table

_REACH = 110
_SHORT_LEAD = 14


def window_of(table: Table, cue: int) -> Run:
    """The tokens that are looked at for a cue.

    Its sentence; sentences that a quotation ties to it; a quoted sentence right before a short "he said"; quoted
    sentences right after; after a colon that ends the paragraph, the quotation that opens the next one.
    """
    first, end = int(table.first[cue]), int(table.end[cue])
    floor, ceiling = int(table.block_first[cue]), int(table.block_end[cue])
    if first > floor and cue - first <= _SHORT_LEAD and _closes(table, first):
        first = _before(table, first - 1)
    while first > floor and table.quote[first] >= 0 and table.quote[first] == table.quote[first - 1]:
        first = _before(table, first)
    end = _past_quote(table, end, ceiling)
    while end < ceiling and table.punct[end] == MARK and table.quote[end] >= 0:
        end = _past_quote(table, int(table.end[end]), ceiling)
    size = len(table)
    if end == ceiling < size and _ends_with_colon(table, end) and table.quote[end] >= 0:
        end = table.quotes[int(table.quote[end])].end
    return max(first, cue - _REACH), min(end, cue + _REACH)


def _closes(table: Table, first: int) -> bool:
    """Whether a quotation ends right before a sentence."""
    return bool((table.punct[max(0, first - 2) : first] == MARK).any() and table.quote[first - 1] >= 0)


def _before(table: Table, at: int) -> int:
    quote = int(table.quote[at])
    start = table.quotes[quote].start if quote >= 0 else at
    return min(int(table.first[start]), int(table.first[at]))


def _past_quote(table: Table, end: int, ceiling: int) -> int:
    if end < ceiling and table.quote[end] >= 0 and table.quote[end] == table.quote[end - 1]:
        last = table.quotes[int(table.quote[end])].end - 1
        return min(int(table.end[last]), ceiling)
    return end


def _ends_with_colon(table: Table, end: int) -> bool:
    return bool((table.punct[max(0, end - 2) : end] == PUNCTUATION[":"]).any())
