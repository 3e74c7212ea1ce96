"""Which noun phrases may be the source of a cue, and what tells the right one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from newsledger.reading.attribution.candidates import Chances, Content
from newsledger.reading.attribution.cue_features import Context
from newsledger.reading.attribution.pair_features import pair_columns
from newsledger.reading.attribution.rates import SOURCE
from newsledger.reading.attribution.spans import Run
from newsledger.reading.attribution.table import DEP, POSITION, TAG, Floats, Ints, Table, stacked
from newsledger.reading.attribution.token_templates import Windows

_NOMINAL = [POSITION[p] for p in ("NOUN", "PROPN", "PRON")]
_LOOSE = [POSITION[p] for p in ("NUM", "DET", "ADJ")]
_ARGUMENTS = [DEP[d] for d in ("nsubj", "nsubjpass")]
_NO_HEADS = [DEP[d] for d in ("compound", "amod", "det", "nummod")]


@dataclass(frozen=True, slots=True)
class Holders:
    """Heads of noun phrases that may be sources. cue: index of the cue. row: row in ``Windows``."""

    cue: Ints
    at: Ints
    row: Ints


def phrase_heads(table: Table) -> npt.NDArray[np.bool_]:
    """Which tokens are the head of a noun phrase, or a possessive pronoun."""
    nominal = np.isin(table.pos, _NOMINAL) & ~np.isin(table.dep, _NO_HEADS)
    nominal |= table.tag == TAG["PRP$"]
    out: npt.NDArray[np.bool_] = nominal | (np.isin(table.pos, _LOOSE) & np.isin(table.dep, _ARGUMENTS))
    return out


def holders(table: Table, rows: Windows) -> Holders:
    """The noun phrases of each cue's window that stand in its paragraph."""
    at, cue = rows.at, rows.cue
    kept = phrase_heads(table)[at] & (at != cue) & (table.block_first[at] == table.block_first[cue])
    row = np.flatnonzero(kept)
    which = np.searchsorted(rows.starts, row, side="right") - 1
    return Holders(which, at[row], row)


def source_rows(
    context: Context, rows: Windows, chances: Chances, found: Holders, contents: list[Content], summary: Floats
) -> Floats:
    """Features of noun phrases as the source of a cue whose content is chosen, one row each."""
    t = context.table
    at, cue = found.at, rows.cue[found.row]
    first = np.array([content[0] for content in contents], np.int64).reshape(-1, 2)[found.cue]
    last = np.array([content[-1] for content in contents], np.int64).reshape(-1, 2)[found.cue]
    inside = ((at >= first[:, 0]) & (at < first[:, 1])) | ((at >= last[:, 0]) & (at < last[:, 1]))
    parts = np.array([len(content) for content in contents], np.int64)[found.cue]
    count = np.bincount(found.cue, minlength=len(contents))
    begins = np.concatenate([[0], np.cumsum(count)])
    head, top = t.head[cue], t.head[t.head[cue]]
    subject = context.child["nsubj"]
    agent = context.child["agent"][cue]
    verb = t.head[at]
    best = np.full(len(contents), -20.0, np.float32)
    np.maximum.at(best, found.cue, chances.source[found.row])
    columns: list[npt.NDArray[np.generic]] = [
        t.ent[at], t.person[at], t.pos[at], context.rates[at, SOURCE], chances.odds[found.row],
        chances.source[found.row], chances.source[found.row] - best[found.cue], inside,
        at == subject[cue], at == context.child["nsubjpass"][cue], at == subject[head], at == subject[top], at == head,
        (agent >= 0) & (verb == agent), t.dep[verb], t.tag[verb], context.rates[verb, 0], verb - cue,
        t.right[at] - t.left[at], count[found.cue], first[:, 0] > cue, parts, at - first[:, 0], at - last[:, 1],
        (t.left[at] > 0) & (t.punct[np.maximum(t.left[at] - 1, 0)] > 0), np.arange(len(at)) - begins[found.cue],
    ]  # fmt: skip
    pairs = pair_columns(context, at, cue, rows.up[found.row], rows.branch[found.row])
    return np.concatenate([pairs, stacked(columns, len(at)), summary[found.cue]], axis=1)


def source_run(table: Table, holder: int, cue: int, content: Content) -> Run:
    """The noun phrase of a source as the text has it, without the cue or the content."""
    start, end = int(table.left[holder]), int(table.right[holder])
    for first, last in [(cue, cue + 1), *content]:
        if first >= end or last <= start:
            continue
        if first > holder:
            end = min(end, first)
        elif last <= holder:
            start = max(start, last)
        else:
            start, end = holder, holder + 1
    while end - 1 > holder and table.punct[end - 1] > 0 and table.punct[end - 1] != table.punct[start]:
        end -= 1
    return start, end
