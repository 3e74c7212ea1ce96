"""How a token stands to a cue: along the text, in the tree, by quotation marks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from newsledger.reading.attribution.cue_features import Context, taken
from newsledger.reading.attribution.spans import Run
from newsledger.reading.attribution.table import Floats, Ints, Table, stacked

_UP = 6
_SIGNS = ("ccomp", "xcomp", "dobj", "prep", "acl", "advcl", "agent", "nsubjpass", "conj", "poss")


@dataclass(slots=True)
class Paths:
    """For each token of a window: steps up from the cue to the common ancestor, and the child of it on the way down.

    up: 0 for the cue's descendants, _UP + 1 where the trees differ. branch: that child (the token itself or one of its
    ancestors; the common ancestor where the token is that), -1 where there is none.
    """

    up: Ints
    branch: Ints


def paths_of(table: Table, cue: int, window: Run) -> Paths:
    """Walk from the cue towards the root and mark what hangs on each ancestor."""
    start, end = window
    up = np.full(end - start, _UP + 1, np.int64)
    branch = np.full(end - start, -1, np.int64)
    at = cue
    chain = [cue]
    while len(chain) <= _UP and table.head[at] != at:
        at = int(table.head[at])
        chain.append(at)
    for steps in range(len(chain) - 1, -1, -1):
        ancestor = chain[steps]
        left, right = max(start, int(table.left[ancestor])), min(end, int(table.right[ancestor]))
        if left >= right:
            continue
        up[left - start : right - start] = steps
        below = np.flatnonzero(table.head[left:right] == ancestor) + left
        for child in below.tolist():
            if child != ancestor:
                first, last = max(start, int(table.left[child])), min(end, int(table.right[child]))
                branch[first - start : last - start] = child
        if start <= ancestor < end:
            branch[ancestor - start] = ancestor
    return Paths(up, branch)


def pair_columns(context: Context, at: Ints, cue: Ints, up: Ints, branch: Ints) -> Floats:
    """Features of tokens ``at`` with respect to the cues ``cue``, one row each; up and branch as in ``Paths``."""
    t = context.table
    low, high = np.minimum(at, cue), np.maximum(at, cue)
    before, after = np.maximum(at - 1, 0), np.minimum(at + 1, len(t) - 1)
    subject, above = context.subject[cue], context.subject[t.head[cue]]
    columns: list[npt.NDArray[np.generic]] = [
        at - cue,
        np.abs(at - cue),
        context.commas[high] - context.commas[low],
        context.marks[high] - context.marks[low],
        context.verbs[high] - context.verbs[low],
        t.sentence[at] - t.sentence[cue],
        t.quote[at] >= 0,
        t.quote[at] == t.quote[cue],
        up,
        t.dep[branch],
        t.pos[branch],
        t.word[branch],
        branch - cue,
        t.depth[at] - t.depth[cue],
        t.depth[at] - t.depth[branch],
        at == branch,
        at - t.left[branch],
        t.right[branch] - at,
        t.right[branch] - t.left[branch],
        context.rates[branch, 0],
        t.dep[at],
        t.tag[at],
        t.punct[at],
        t.word[at],
        t.tag[before],
        t.punct[before],
        t.tag[after],
        t.punct[after],
        at - t.first[at],
        t.end[at] - at,
        context.quoted[t.end[at]] - context.quoted[t.first[at]],
        context.rates[at, 0],
        subject >= 0,
        (subject >= 0) & (at >= t.left[subject]) & (at < t.right[subject]),
        (above >= 0) & (at >= t.left[above]) & (at < t.right[above]),
        at < subject,
    ]
    return stacked(columns, len(at))


def cue_summaries(context: Context, cues: Ints) -> Floats:
    """What of each cue matters for its content: rates, force, relation, which children it has and where."""
    t = context.table
    head = t.head[cues]
    columns: list[npt.NDArray[np.generic]] = [context.rates[cues, k] for k in range(context.rates.shape[1])]
    columns += [context.kind[cues], context.force[cues], t.pos[cues], t.tag[cues], t.dep[cues]]
    columns += [t.dep[head], t.tag[head], head - cues, context.rates[head, 0]]
    for name in _SIGNS:
        child = context.child[name][cues]
        columns.append(np.where(child >= 0, np.sign(child - cues), 0))
    columns.append(taken(t.word, context.child["prep"][cues]))
    first, end = t.first[cues], t.end[cues]
    quoted, commas = context.quoted, context.commas
    columns += [quoted[cues] - quoted[first], quoted[end] - quoted[cues], cues - first, end - cues, t.quote[cues] >= 0]
    after, before = np.minimum(cues + 1, len(t) - 1), np.maximum(cues - 1, 0)
    columns += [t.punct[after], t.word[after], t.tag[after], t.punct[before], t.tag[before]]
    columns += [commas[cues] - commas[first], commas[end] - commas[cues]]
    return stacked(columns, len(cues))
