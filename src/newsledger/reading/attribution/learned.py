"""Attributions by the learnt model: cues, then contents and sources for each, then which of them to believe.

The design follows the literature on attribution (cue first, content and source relative to it: Pareti 2015; Newell et
al. 2018): linear models over conjunctions of closed labels, and boosted trees over features of the shared parse.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from newsledger.reading.attribution.belief import belief_rows, two_best
from newsledger.reading.attribution.candidates import Chances, Content, Spans, chances_of, contents
from newsledger.reading.attribution.content_features import content_rows
from newsledger.reading.attribution.cue_features import Context, candidates, cue_rows
from newsledger.reading.attribution.cue_templates import cue_buckets
from newsledger.reading.attribution.forest import Forest, sigmoid
from newsledger.reading.attribution.hashing import summed
from newsledger.reading.attribution.labeller import Labeller, marginals
from newsledger.reading.attribution.pair_features import cue_summaries, paths_of
from newsledger.reading.attribution.rates import Rates
from newsledger.reading.attribution.source_features import Holders, holders, source_rows, source_run
from newsledger.reading.attribution.spans import Attributed, Run
from newsledger.reading.attribution.table import Floats, Ints, Table
from newsledger.reading.attribution.token_templates import Windows, token_buckets, windows_of
from newsledger.reading.attribution.widening import widened
from newsledger.reading.attribution.windows import window_of

_OVERLAP = 0.3
_TOGETHER = 200  # cues that are weighed against each other: an ordinary article has fewer


@dataclass(frozen=True, slots=True)
class Model:
    """All that is learnt. linear: weights of the linear cue model. linear_least, cue_least: log-odds of the linear
    model and of the trees from which a cue is looked into. source_least: those from which a source is believed.
    accept: probability from which an attribution is given.
    """

    rates: Rates
    linear: Floats
    labeller: Labeller
    cue: Forest
    content: Forest
    source: Forest
    belief: Forest
    linear_least: float
    cue_least: float
    source_least: float
    accept: float

    def context(self, table: Table) -> Context:
        """The columns of an article."""
        return Context(table, self.rates.of(table), self.rates.numbers(table))


def _no_floats() -> Floats:
    return np.zeros(0, np.float32)


@dataclass(slots=True)
class Cues:
    """The likely cues of an article (or of a part of one) in the making.

    at: token. odds, linear: log-odds by the trees and by the linear model. rows: their windows. summary: one row a cue.
    best: index of the likeliest content in ``spans``. holder: index of the likeliest source in ``holders``, or -1.
    """

    at: Ints
    odds: Floats
    linear: Floats
    rows: Windows
    summary: Floats
    chances: Chances
    spans: Spans
    content_rows: Floats
    content_odds: Floats = field(default_factory=_no_floats)
    best: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    holders: Holders = field(default_factory=lambda: Holders(*(np.zeros(0, np.int64),) * 3))
    source_odds: Floats = field(default_factory=_no_floats)
    source_best: Floats = field(default_factory=_no_floats)
    holder: Ints = field(default_factory=lambda: np.zeros(0, np.int64))

    def content(self, k: int) -> Content:
        """The likeliest content of a cue."""
        return self.spans.content(int(self.best[k]))


def linear_odds(context: Context, weights: Floats, at: Ints) -> Floats:
    """Log-odds of tokens to be cues, by the linear model."""
    return summed(weights, cue_buckets(context, at))


def likely_cues(context: Context, model: Model) -> tuple[Ints, Floats, Floats]:
    """The candidate cues of an article whose log-odds are high enough, with those of the trees and the linear model."""
    at = candidates(context.table)
    linear = linear_odds(context, model.linear, at) if len(at) else _no_floats()
    kept = linear >= model.linear_least
    at, linear = at[kept], linear[kept]
    odds = model.cue.margin(cue_rows(context, at, linear)) if len(at) else _no_floats()
    kept = odds >= model.cue_least
    return at[kept], odds[kept], linear[kept]


def opened(context: Context, at: Ints, odds: Floats, linear: Floats, labeller: Labeller) -> Cues | None:
    """Look at the surroundings of cues; None where no cue has any."""
    table = context.table
    runs = [window_of(table, cue) for cue in at.tolist()]
    wide = np.array([end - start > 1 for start, end in runs], bool)
    if not wide.any():
        return None
    at, odds, linear = at[wide], odds[wide], linear[wide]
    runs = [run for run, keep in zip(runs, wide.tolist(), strict=True) if keep]
    rows = windows_of(at, runs, [paths_of(table, cue, run) for cue, run in zip(at.tolist(), runs, strict=True)])
    chances = chances_of(marginals(*labeller.scores(*token_buckets(context, rows)), rows.starts), rows.starts)
    summary = cue_summaries(context, at)
    spans = contents(rows, at, chances)
    return Cues(
        at, odds, linear, rows, summary, chances, spans, content_rows(context, rows, at, chances, spans, summary)
    )


def choose_contents(cues: Cues, forest: Forest) -> None:
    """Rank the candidate contents of each cue."""
    cues.content_odds = forest.margin(cues.content_rows)
    cues.best = two_best(cues.content_odds, cues.spans.cue, len(cues.at))[2]


def find_holders(context: Context, cues: Cues) -> Floats:
    """Find the noun phrases that may be sources; gives their features."""
    cues.holders = holders(context.table, cues.rows)
    found = [cues.content(k) for k in range(len(cues.at))]
    return source_rows(context, cues.rows, cues.chances, cues.holders, found, cues.summary)


def choose_sources(cues: Cues, rows: Floats, forest: Forest) -> None:
    """Rank the noun phrases that may be the source of each cue."""
    cues.source_odds = forest.margin(rows)
    cues.source_best, _, cues.holder = two_best(cues.source_odds, cues.holders.cue, len(cues.at))


def attribute(table: Table, model: Model) -> list[Attributed]:
    """All attributions of an article that the model believes, in order of their cues; inner ones are marked."""
    context = model.context(table)
    at, odds, linear = likely_cues(context, model)
    found: list[Attributed] = []
    for first in range(0, len(at), _TOGETHER):
        part = slice(first, first + _TOGETHER)
        cues = opened(context, at[part], odds[part], linear[part], model.labeller)
        if cues is None:
            continue
        choose_contents(cues, model.content)
        choose_sources(cues, find_holders(context, cues), model.source)
        belief = sigmoid(model.belief.margin(belief_rows(context, cues)))
        found += believed(table, cues, belief, model.accept, model.source_least)
    return sorted(found, key=lambda one: one.head)


def believed(table: Table, cues: Cues, belief: Floats, accept: float, source_least: float) -> list[Attributed]:
    """The attributions above the threshold; one inside a likelier one, or around it, is marked
    as inner; one that otherwise overlaps a likelier one is dropped.
    """
    given: list[tuple[Attributed, set[int]]] = []
    for k in np.argsort(-belief, kind="stable").tolist():
        if belief[k] < accept:
            break
        head, content = int(cues.at[k]), cues.content(k)
        tokens = {i for start, end in content for i in range(start, end)}
        inner = any(head in held or other.head in tokens for other, held in given)
        if not inner and any(len(tokens & held) > _OVERLAP * min(len(tokens), len(held)) for _, held in given):
            continue
        source = chosen_source(table, cues, k, source_least)
        one = Attributed(
            head=head,
            cue=widened(table, head, content, source),
            source=source,
            content=content,
            probability=float(belief[k]),
            inner=inner,
        )
        given.append((one, tokens))
    return sorted((one for one, _ in given), key=lambda one: one.head)


def chosen_source(table: Table, cues: Cues, k: int, least: float) -> Run | None:
    """The likeliest source of a cue, None if none is likely enough."""
    if cues.holder[k] < 0 or cues.source_best[k] < least:
        return None
    return source_run(table, int(cues.holders.at[cues.holder[k]]), int(cues.at[k]), cues.content(k))
