"""Attributions by the learnt model: cues, then contents and sources for each, then which of them to believe.

The design follows the literature on attribution (cue first, content and source relative to it: Pareti 2015; Newell et
al. 2018), with boosted trees over features of the shared parse.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from newsledger.reading.attribution.belief import belief_rows
from newsledger.reading.attribution.candidates import Content, content_rows, contents
from newsledger.reading.attribution.cue_features import Context, candidates, cue_rows
from newsledger.reading.attribution.forest import Forest, sigmoid
from newsledger.reading.attribution.pair_features import Paths, cue_summary, pair_rows, paths_of
from newsledger.reading.attribution.rates import Rates
from newsledger.reading.attribution.source_features import holders, source_rows, source_run
from newsledger.reading.attribution.spans import Attributed, Run
from newsledger.reading.attribution.table import Floats, Ints, Table
from newsledger.reading.attribution.widening import widened
from newsledger.reading.attribution.windows import window_of

_OVERLAP = 0.3
_TOGETHER = 200  # cues that are weighed against each other: an ordinary article has fewer


@dataclass(frozen=True, slots=True)
class Model:
    """All that is learnt. cue_least: log-odds from which a cue is looked into. source_least: those from which a source
    is believed. accept: probability from which an attribution is given.
    """

    rates: Rates
    cue: Forest
    token: Forest
    content: Forest
    source: Forest
    belief: Forest
    cue_least: float
    source_least: float
    accept: float


@dataclass(slots=True)
class Cue:
    """A cue in the making."""

    at: int
    odds: float
    window: Run
    paths: Paths
    summary: Floats
    pairs: Floats
    token_odds: Floats = field(default_factory=lambda: np.zeros(0, np.float32))
    contents: list[Content] = field(default_factory=list)
    content_rows: Floats = field(default_factory=lambda: np.zeros((0, 0), np.float32))
    content_odds: Floats = field(default_factory=lambda: np.zeros(0, np.float32))
    best: int = -1
    holders: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    source_odds: Floats = field(default_factory=lambda: np.zeros(0, np.float32))

    @property
    def content(self) -> Content:
        """The likeliest content."""
        return self.contents[self.best]


def open_cue(context: Context, at: int, odds: float) -> Cue:
    """Look at the surroundings of a cue."""
    window = window_of(context.table, at)
    paths = paths_of(context.table, at, window)
    summary = cue_summary(context, at)
    return Cue(at, odds, window, paths, summary, pair_rows(context, at, window, paths, summary))


def likely_cues(context: Context, forest: Forest, least: float) -> list[Cue]:
    """The candidate cues of an article whose log-odds are high enough."""
    at = candidates(context.table)
    if not len(at):
        return []
    odds = forest.margin(cue_rows(context, at))
    return [open_cue(context, int(i), float(o)) for i, o in zip(at, odds, strict=True) if o >= least]


def add_token_odds(cues: Sequence[Cue], forest: Forest) -> None:
    """Log-odds of each token of each window to be content."""
    if cues:
        for cue, odds in zip(cues, _each(forest, [cue.pairs for cue in cues]), strict=True):
            cue.token_odds = odds


def add_candidates(context: Context, cues: Sequence[Cue]) -> None:
    """Candidate contents and their features."""
    for cue in cues:
        cue.contents = contents(context, cue.at, cue.window, cue.paths, cue.token_odds)
        if cue.contents:
            cue.content_rows = content_rows(
                context, cue.at, cue.window, cue.paths, cue.token_odds, cue.contents, cue.summary
            )


def choose_contents(cues: Sequence[Cue], forest: Forest) -> list[Cue]:
    """Rank the candidates of each cue; returns the cues that have any."""
    some = [cue for cue in cues if cue.contents]
    if some:
        for cue, odds in zip(some, _each(forest, [cue.content_rows for cue in some]), strict=True):
            cue.content_odds = odds
            cue.best = int(odds.argmax())
    return some


def choose_sources(context: Context, cues: Sequence[Cue], forest: Forest) -> None:
    """Rank the noun phrases that may be the source of each cue."""
    rows = []
    for cue in cues:
        cue.holders = holders(context.table, cue.window, cue.at)
        rows.append(
            source_rows(context, cue.at, cue.window, cue.paths, cue.pairs, cue.token_odds, cue.content, cue.holders)
        )
    if rows:
        for cue, odds in zip(cues, _each(forest, rows), strict=True):
            cue.source_odds = odds


def _each(forest: Forest, blocks: Sequence[Floats]) -> list[Floats]:
    margins = forest.margin(np.concatenate(blocks))
    return np.split(margins, np.cumsum([len(block) for block in blocks])[:-1])


def attribute(table: Table, model: Model) -> list[Attributed]:
    """All attributions of an article that the model believes, in order of their cues; inner ones are marked."""
    context = Context(table, model.rates.of(table))
    cues = likely_cues(context, model.cue, model.cue_least)
    add_token_odds(cues, model.token)
    add_candidates(context, cues)
    cues = choose_contents(cues, model.content)
    if not cues:
        return []
    choose_sources(context, cues, model.source)
    found: list[Attributed] = []
    for first in range(0, len(cues), _TOGETHER):
        part = cues[first : first + _TOGETHER]
        belief = sigmoid(model.belief.margin(belief_rows(context, part)))
        found += believed(table, part, belief, model.accept, model.source_least)
    return sorted(found, key=lambda one: one.head)


def believed(table: Table, cues: Sequence[Cue], belief: Floats, accept: float, source_least: float) -> list[Attributed]:
    """The attributions above the threshold; one inside a likelier one, or around it, is marked
    as inner; one that otherwise overlaps a likelier one is dropped.
    """
    given: list[tuple[Attributed, set[int]]] = []
    for k in np.argsort(-belief, kind="stable").tolist():
        if belief[k] < accept:
            break
        cue = cues[k]
        tokens = {i for start, end in cue.content for i in range(start, end)}
        inner = any(cue.at in held or other.head in tokens for other, held in given)
        if not inner and any(len(tokens & held) > _OVERLAP * min(len(tokens), len(held)) for _, held in given):
            continue
        source = chosen_source(table, cue, source_least)
        one = Attributed(
            head=cue.at,
            cue=widened(table, cue.at, cue.content, source),
            source=source,
            content=cue.content,
            probability=float(belief[k]),
            inner=inner,
        )
        given.append((one, tokens))
    return sorted((one for one, _ in given), key=lambda one: one.head)


def chosen_source(table: Table, cue: Cue, least: float) -> Run | None:
    """The likeliest source of a cue, None if none is likely enough."""
    if not len(cue.source_odds) or cue.source_odds.max() < least:
        return None
    return source_run(table, int(cue.holders[cue.source_odds.argmax()]), cue.at, cue.content)
