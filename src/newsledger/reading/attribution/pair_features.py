"""How a token stands to a cue: along the text, in the tree, by quotation marks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from newsledger.reading.attribution.cue_features import Context
from newsledger.reading.attribution.spans import Run
from newsledger.reading.attribution.table import Floats, Ints, Table, stacked

_UP = 6


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
        rows = np.arange(left, right)
        for child in rows[(table.head[rows] == ancestor) & (rows != ancestor)].tolist():
            branch[max(start, int(table.left[child])) - start : min(end, int(table.right[child])) - start] = child
        if start <= ancestor < end:
            branch[ancestor - start] = ancestor
    return Paths(up, branch)


def pair_rows(context: Context, cue: int, window: Run, paths: Paths, cue_columns: Floats) -> Floats:
    """Features of each token of a window with respect to a cue, one row a token."""
    t = context.table
    start, end = window
    at = np.arange(start, end)
    size = len(at)
    low, high = np.minimum(at, cue), np.maximum(at, cue)
    branch = np.where(paths.branch >= 0, paths.branch, at)
    known = paths.branch >= 0
    step = at - cue
    before = np.clip(at - 1, 0, len(t) - 1)
    after = np.clip(at + 1, 0, len(t) - 1)
    subject = int(context.child["nsubj"][cue])
    if subject < 0:
        subject = int(context.child["nsubjpass"][cue])
    columns: list[npt.NDArray[np.generic]] = [
        step,
        np.abs(step),
        context.commas[high] - context.commas[low],
        context.marks[high] - context.marks[low],
        context.verbs[high] - context.verbs[low],
        t.sentence[at] - t.sentence[cue],
        t.quote[at] >= 0,
        t.quote[at] == t.quote[cue],
        paths.up,
        np.where(known, t.dep[branch], -1),
        np.where(known, t.pos[branch], -1),
        np.where(known, t.word[branch], -1),
        np.where(known, branch - cue, 0),
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
        np.full(size, subject >= 0),
        (at >= t.left[subject]) & (at < t.right[subject]) if subject >= 0 else np.zeros(size),
        _in_source_of_head(context, cue, at),
        at < subject if subject >= 0 else np.zeros(size),
    ]
    near = stacked(columns, size)
    return np.concatenate([near, np.repeat(cue_columns[None, :], size, axis=0)], axis=1)


def _in_source_of_head(context: Context, cue: int, at: Ints) -> npt.NDArray[np.bool_]:
    t = context.table
    head = int(t.head[cue])
    for name in ("nsubj", "nsubjpass"):
        subject = int(context.child[name][head])
        if subject >= 0:
            return np.asarray((at >= t.left[subject]) & (at < t.right[subject]))
    return np.zeros(len(at), bool)


def cue_summary(context: Context, cue: int) -> Floats:
    """What of a cue matters for its content: rates, force, relation, which children it has and where."""
    t = context.table
    head = int(t.head[cue])
    values = [*context.rates[cue].tolist(), context.force[cue], t.pos[cue], t.tag[cue], t.dep[cue]]
    values += [t.dep[head], t.tag[head], head - cue if head != cue else 0, context.rates[head, 0]]
    for name in ("ccomp", "xcomp", "dobj", "prep", "acl", "advcl", "agent", "nsubjpass", "conj", "poss"):
        child = int(context.child[name][cue])
        values.append(float(np.sign(child - cue)) if child >= 0 else 0.0)
    prep = int(context.child["prep"][cue])
    values.append(t.word[prep] if prep >= 0 else -1)
    first, end = int(t.first[cue]), int(t.end[cue])
    quoted = context.quoted
    values += [quoted[cue] - quoted[first], quoted[end] - quoted[cue], cue - first, end - cue, t.quote[cue] >= 0]
    after = min(cue + 1, len(t) - 1)
    before = max(cue - 1, 0)
    values += [t.punct[after], t.word[after], t.tag[after], t.punct[before], t.tag[before]]
    values += [context.commas[cue] - context.commas[first], context.commas[end] - context.commas[cue]]
    return np.array(values, np.float32)
