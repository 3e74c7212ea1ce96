"""What tells that a token is the cue of an attribution."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from newsledger.reading.attribution.rates import SOURCE, forces
from newsledger.reading.attribution.table import DEP, MARK, POSITION, PUNCTUATION, Floats, Ints, Table, stacked

_CHILDREN = (
    "nsubj", "nsubjpass", "dobj", "ccomp", "xcomp", "advcl", "prep", "agent", "neg", "aux", "auxpass", "mark", "poss",
    "det", "amod", "relcl", "acl", "acomp", "attr", "oprd", "conj", "prt", "advmod", "dative", "expl",
)  # fmt: skip
_FORMS = ("ccomp", "xcomp", "dobj", "prep", "acl", "advcl", "agent", "nsubjpass", "poss")
_CANDIDATES = [POSITION[p] for p in ("VERB", "NOUN", "ADJ")]
_VERB = POSITION["VERB"]
_DOUBLINGS = 5  # ancestors up to 32 steps away


def candidates(table: Table) -> Ints:
    """Tokens that may be the head of a cue: verbs, nouns, adjectives, colons, and "be" with no complement word."""
    words = np.isin(table.pos, _CANDIDATES)
    colons = table.punct == PUNCTUATION[":"]
    found: Ints = np.flatnonzero(words | colons)
    return found


class Context:
    """Columns that several feature sets share: children by relation, rates, counts up to each token.

    vocabulary: number of each token's lemma among the frequent ones, 0 for others. forms: which of the children that
    matter for a content each token has. subject: its subject, active or passive, or -1.
    """

    def __init__(self, table: Table, rates: Floats, vocabulary: Ints | None = None) -> None:
        self.table = table
        self.rates = rates
        self.vocabulary = np.zeros(len(table), np.int64) if vocabulary is None else vocabulary
        self.force, self.kind = forces(table)
        n = len(table)
        self.child: dict[str, Ints] = {}
        for name in _CHILDREN:
            column = np.full(n, -1, np.int64)
            rows = np.flatnonzero(table.dep == DEP[name])
            column[table.head[rows[::-1]]] = rows[::-1]
            self.child[name] = column
        self.subject = np.where(self.child["nsubj"] >= 0, self.child["nsubj"], self.child["nsubjpass"])
        self.forms = np.zeros(n, np.int64)
        for k, name in enumerate(_FORMS):
            self.forms |= (self.child[name] >= 0).astype(np.int64) << k
        self.commas = _running(table.punct == PUNCTUATION[","])
        self.marks = _running(table.punct == MARK)
        self.verbs = _running(table.pos == _VERB)
        self.words = _running((table.punct == 0) & (table.pos != POSITION["SPACE"]))
        self.quoted = _running(table.quote >= 0)


def _running(flags: npt.NDArray[np.bool_]) -> Ints:
    """Number of set flags before each index; one longer than the flags."""
    return np.concatenate([[0], np.cumsum(flags)]).astype(np.int64)


def taken(column: npt.NDArray[np.generic], index: Ints, missing: float = -1.0) -> Floats:
    """``column[index]``, with ``missing`` where the index is -1."""
    if not len(column):
        return np.full(len(index), missing, np.float32)
    out = column[np.clip(index, 0, len(column) - 1)].astype(np.float32)
    out[index < 0] = missing
    return out


def cue_rows(context: Context, at: Ints, linear: Floats) -> Floats:
    """Features of the tokens ``at`` as cues, one row each. linear: log-odds of the linear model."""
    t, child, rates, force = context.table, context.child, context.rates, context.force
    n = len(t)
    head = t.head[at]
    head2 = t.head[head]
    columns: list[npt.NDArray[np.generic]] = [rates[at, k] for k in range(rates.shape[1])]
    kind = context.kind
    columns += [kind[at], kind[head], kind[head2]]
    columns += [force[at], t.pos[at], t.tag[at], t.dep[at], t.depth[at]]
    columns += [t.pos[head], t.tag[head], t.dep[head], force[head], rates[head, 0], rates[head, 2]]
    columns += [t.dep[head2], rates[head2, 0], np.sign(head - at)]
    # What hangs on it.
    for name in _CHILDREN:
        columns.append(np.where(child[name][at] >= 0, np.where(child[name][at] > at, 2, 1), 0))
    for name in ("ccomp", "xcomp", "advcl", "dobj", "prep", "acl", "conj"):
        c = child[name][at]
        columns += [taken(t.tag, c), taken(rates[:, 0], c, -9.0)]
    subject = np.where(child["nsubj"][at] >= 0, child["nsubj"][at], child["nsubjpass"][at])
    above = np.where(child["nsubj"][head] >= 0, child["nsubj"][head], child["nsubjpass"][head])
    for who in (subject, above):
        columns += [taken(t.ent, who), taken(t.person, who), taken(t.tag, who), taken(rates[:, 0], who, -9.0)]
        columns.append(taken(rates[:, SOURCE], who, -9.0))
    prep, clause = child["prep"][at], child["ccomp"][at]
    columns += [taken(t.word, prep), taken(t.word, taken(child["mark"], clause).astype(np.int64))]
    columns.append(taken(child["mark"], child["acl"][at]))
    columns.append(taken(t.right - t.left, clause))
    # What stands beside it.
    for step in (-3, -2, -1, 1, 2, 3):
        near = np.clip(at + step, 0, max(0, n - 1))
        inside = (at + step >= t.first[at]) & (at + step < t.end[at])
        columns += [np.where(inside, t.tag[near], -1)]
        if abs(step) < 3:
            columns += [np.where(inside, t.punct[near], -1), np.where(inside, t.word[near], -1)]
    # Quotation marks and the sentence.
    in_quote = t.quote[at] >= 0
    lengths = np.array([q.words for q in t.quotes] or [0])
    columns += [in_quote, np.where(in_quote, lengths[np.clip(t.quote[at], 0, None)], 0)]
    quoted = context.quoted
    columns += [
        quoted[t.end[at]] - quoted[t.first[at]],
        quoted[at] - quoted[t.first[at]],
        quoted[t.end[at]] - quoted[at],
        t.end[at] - t.first[at],
        at - t.first[at],
        t.end[at] - at,
        t.first[at] - t.block_first[at],
        t.block_end[at] - t.end[at],
        context.commas[at] - context.commas[t.first[at]],
        context.commas[t.end[at]] - context.commas[at],
        context.marks[t.end[at]] - context.marks[at],
        np.minimum(at, 400),
        t.right[at] - t.left[at],
    ]
    columns += _strongest(t, rates[:, 0], at)
    columns.append(linear)
    return stacked(columns, len(at))


def _strongest(t: Table, rate: Floats, at: Ints) -> list[Floats]:
    """Highest rate before and after each token in its sentence, and among its ancestors."""
    n = len(t)
    lift = np.float64(100.0) * t.sentence  # rates lie far within: a running maximum never reaches into another sentence
    before, after = np.full(n, -9.0), np.full(n, -9.0)
    running = np.maximum.accumulate(rate + lift) - lift
    inner = np.flatnonzero(t.first != np.arange(n))
    before[inner] = running[inner - 1]
    running = (np.maximum.accumulate((rate - lift)[::-1])[::-1]) + lift
    inner = np.flatnonzero(t.end - 1 != np.arange(n))
    after[inner] = running[inner + 1]
    above = np.where(t.head != np.arange(n), rate[t.head], -9.0)
    ancestor = t.head
    for _ in range(_DOUBLINGS):
        above = np.maximum(above, above[ancestor])
        ancestor = ancestor[ancestor]
    return [column[at].astype(np.float32) for column in (before, after, above)]
