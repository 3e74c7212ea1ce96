"""Which noun phrases may be the source of a cue, and what tells the right one."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from newsledger.reading.attribution.candidates import Content
from newsledger.reading.attribution.cue_features import Context
from newsledger.reading.attribution.pair_features import Paths
from newsledger.reading.attribution.rates import SOURCE
from newsledger.reading.attribution.spans import Run
from newsledger.reading.attribution.table import DEP, POSITION, TAG, Floats, Ints, Table, stacked

_NOMINAL = [POSITION[p] for p in ("NOUN", "PROPN", "PRON")]
_LOOSE = [POSITION[p] for p in ("NUM", "DET", "ADJ")]
_ARGUMENTS = [DEP[d] for d in ("nsubj", "nsubjpass", "pobj", "dobj", "poss", "conj", "attr", "appos", "ROOT")]
_NO_HEADS = [DEP[d] for d in ("compound", "amod", "det", "nummod")]


def holders(table: Table, window: Run, cue: int) -> Ints:
    """Heads of the noun phrases around a cue: those of its window, as far as they are in the same paragraph."""
    start, end = max(window[0], int(table.block_first[cue])), min(window[1], int(table.block_end[cue]))
    rows = np.arange(start, end)
    nominal = np.isin(table.pos[rows], _NOMINAL) & ~np.isin(table.dep[rows], _NO_HEADS)
    nominal |= table.tag[rows] == TAG["PRP$"]
    loose = np.isin(table.pos[rows], _LOOSE) & np.isin(table.dep[rows], _ARGUMENTS[:2])
    found: Ints = rows[(nominal | loose) & (rows != cue)]
    return found


def source_rows(
    context: Context,
    cue: int,
    window: Run,
    paths: Paths,
    pairs: Floats,
    odds: Floats,
    content: Content,
    at: Ints,
) -> Floats:
    """Features of noun phrases as the source of a cue whose content is chosen, one row each."""
    t = context.table
    start = window[0]
    place = at - start
    inside = np.zeros(len(at), bool)
    for first, end in content:
        inside |= (at >= first) & (at < end)
    subject = int(context.child["nsubj"][cue])
    passive = int(context.child["nsubjpass"][cue])
    head = int(t.head[cue])
    above = int(context.child["nsubj"][head])
    top = int(t.head[head])
    further = int(context.child["nsubj"][top])
    agent = int(context.child["agent"][cue])
    verb_head = t.head[at]
    columns: list[npt.NDArray[np.generic]] = [
        t.ent[at],
        t.person[at],
        t.pos[at],
        context.rates[at, SOURCE],
        odds[place],
        inside,
        at == subject,
        at == passive,
        at == above,
        at == further,
        at == head,
        (agent >= 0) & (verb_head == agent),
        t.dep[verb_head],
        t.tag[verb_head],
        context.rates[verb_head, 0],
        verb_head - cue,
        t.right[at] - t.left[at],
        np.full(len(at), len(at)),
        np.full(len(at), content[0][0] > cue),
        np.full(len(at), len(content)),
        at - content[0][0],
        at - content[-1][1],
        (t.left[at] > 0) & (t.punct[np.clip(t.left[at] - 1, 0, None)] > 0),
        np.arange(len(at)),
    ]
    own = stacked(columns, len(at))
    return np.concatenate([pairs[place], own], axis=1)


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
