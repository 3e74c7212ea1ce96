"""Train the attribution model: ``python -m training.quotes --train TRAIN.jsonl.gz --out model.npz``.

The stages are trained one on the other's out-of-fold output (two halves of the articles), so that none sees scores on
articles that it was trained on. Thresholds are chosen on the same out-of-fold output; the development part is not used.
"""

from __future__ import annotations

import argparse
import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from newsledger.reading.attribution.belief import belief_rows
from newsledger.reading.attribution.cue_features import Context, candidates, cue_rows
from newsledger.reading.attribution.forest import Forest, sigmoid
from newsledger.reading.attribution.learned import (
    Cue,
    Model,
    add_candidates,
    add_token_odds,
    believed,
    choose_contents,
    choose_sources,
    chosen_source,
    open_cue,
)
from newsledger.reading.attribution.rates import Rates
from newsledger.reading.attribution.source_features import holders, source_rows
from newsledger.reading.attribution.store import save
from training.quotes_data import Example, Gold, examples
from training.quotes_forest import fit
from training.quotes_rates import count_rates

FOLDS = 2
CUE_LEAST = float(np.log(0.12 / 0.88))  # for training
CUE_READ = float(np.log(0.2 / 0.8))  # for reading: hardly any weaker cue is ever believed
_Options = dict[str, str | float]


def _options(objective: str, leaves: int, rate: float, features: float, rows: float, least: int) -> _Options:
    return {
        "objective": objective,
        "num_leaves": leaves,
        "learning_rate": rate,
        "feature_fraction": features,
        "bagging_fraction": rows,
        "min_data_in_leaf": least,
    }


CUE = _options("binary", 31, 0.07, 0.4, 0.7, 40)
TOKEN = _options("binary", 63, 0.1, 0.5, 0.5, 80)
CONTENT = _options("cross_entropy", 31, 0.08, 0.5, 0.6, 80)
SOURCE = _options("binary", 31, 0.1, 0.5, 0.7, 40)
BELIEF = _options("binary", 15, 0.05, 0.5, 0.7, 40)
ROUNDS = {"cue": 200, "token": 100, "content": 140, "source": 100, "belief": 150}
_STOP = """a an the this that of in on at by for from to with and or is was his her their its my our your"""
STOP = frozenset(_STOP.split())
LOG = logging.getLogger("training.quotes")


@dataclass(slots=True)
class Work:
    """One article on its way through the stages. gold: by cue head."""

    example: Example
    context: Context
    cues: list[Cue]
    gold: dict[int, Gold]


def log(started: float, text: str) -> None:
    """Tell how far it is."""
    LOG.info("%7.0f s  %s", time.time() - started, text)


def in_folds(
    parts: Sequence[Sequence[Work]],
    rows: Callable[[Work], tuple[np.ndarray, np.ndarray]],
    rounds: int,
    options: _Options,
) -> tuple[list[Forest], Forest]:
    """A forest for each part, trained on the others, and one trained on all."""
    data = []
    for part in parts:
        pairs = [rows(work) for work in part]
        pairs = [pair for pair in pairs if len(pair[0])]
        data.append((np.concatenate([p[0] for p in pairs]), np.concatenate([p[1] for p in pairs])))
    forests = []
    for k in range(len(parts)):
        others = [d for j, d in enumerate(data) if j != k]
        rows_of, targets = np.concatenate([d[0] for d in others]), np.concatenate([d[1] for d in others])
        forests.append(fit(rows_of, targets, rounds, **options))
    whole = fit(np.concatenate([d[0] for d in data]), np.concatenate([d[1] for d in data]), rounds, **options)
    return forests, whole


def jaccard(work: Work, content: Sequence[tuple[int, int]], gold: frozenset[int]) -> float:
    """Overlap of a predicted content with a gold one, over tokens that are no space."""
    doc = work.example.table.parse.doc
    held = {i for start, end in content for i in range(start, end) if not doc[i].is_space}
    return len(held & gold) / max(1, len(held | gold))


def cue_data(work: Work) -> tuple[np.ndarray, np.ndarray]:
    """Rows and targets of the cue stage."""
    at = candidates(work.example.table)
    return cue_rows(work.context, at), np.isin(at, list(work.gold)).astype(np.float32)


def token_data(work: Work) -> tuple[np.ndarray, np.ndarray]:
    """Rows and targets of the token stage: gold cues only."""
    cues = [cue for cue in work.cues if cue.at in work.gold]
    if not cues:
        return np.zeros((0, 0)), np.zeros(0)
    target = [np.isin(np.arange(*cue.window), list(work.gold[cue.at].content)) for cue in cues]
    return np.concatenate([cue.pairs for cue in cues]), np.concatenate(target).astype(np.float32)


def content_data(work: Work) -> tuple[np.ndarray, np.ndarray]:
    """Rows and targets of the content stage: gold cues only; a whole hit counts more than a near one."""
    cues = [cue for cue in work.cues if cue.at in work.gold and cue.contents]
    if not cues:
        return np.zeros((0, 0)), np.zeros(0)
    target = []
    for cue in cues:
        overlaps = [jaccard(work, content, work.gold[cue.at].content) for content in cue.contents]
        target.append([0.6 * (j == 1.0) + 0.4 * j for j in overlaps])
    return np.concatenate([cue.content_rows for cue in cues]), np.concatenate(target).astype(np.float32)


def source_data(work: Work) -> tuple[np.ndarray, np.ndarray]:
    """Rows and targets of the source stage: gold cues only; the target is the head of the gold source."""
    table = work.example.table
    rows, target = [], []
    for cue in work.cues:
        if cue.at not in work.gold or not len(cue.holders):
            continue
        source = work.gold[cue.at].source
        roots = {i for i in source if int(table.head[i]) not in source or table.head[i] == i}
        place = (cue.at, cue.window, cue.paths, cue.pairs, cue.token_odds, cue.content, cue.holders)
        rows.append(source_rows(work.context, *place))
        target.append(np.isin(cue.holders, list(roots)))
    if not rows:
        return np.zeros((0, 0)), np.zeros(0)
    return np.concatenate(rows), np.concatenate(target).astype(np.float32)


def keys(work: Work, tokens: frozenset[int] | set[int]) -> set[int]:
    """The tokens of a source that identify it."""
    doc = work.example.table.parse.doc
    words = {i for i in tokens if doc[i].text[:1].isalnum()}
    return {i for i in words if doc[i].lower_ not in STOP} or words or set(tokens)


def meet(work: Work) -> list[tuple[int, int, float]]:
    """(cue, gold, overlap) of the predicted contents that meet a gold one, one to one, gold cues first."""
    gold = work.example.gold
    doc = work.example.table.parse.doc
    of_token: dict[int, list[int]] = {}
    for n, g in enumerate(gold):
        for i in g.content:
            of_token.setdefault(i, []).append(n)
    order = sorted(range(len(work.cues)), key=lambda k: (work.cues[k].at not in work.gold, -work.cues[k].odds))
    used: set[int] = set()
    pairs = []
    for k in order:
        cue = work.cues[k]
        if cue.best < 0:
            continue
        held = {i for start, end in cue.content for i in range(start, end) if not doc[i].is_space}
        near = {n for i in held for n in of_token.get(i, ()) if n not in used}
        scored = [(len(held & gold[n].content) / len(held | gold[n].content), -n) for n in near]
        if scored and max(scored)[0] >= 0.5:
            overlap, n = max(scored)
            used.add(-n)
            pairs.append((k, -n, overlap))
    return pairs


def outcomes(work: Work, source_least: float) -> np.ndarray:
    """For each likely cue: whether its content meets a gold one, whether exactly, and whether with the right source."""
    out = np.zeros((len(work.cues), 3), np.float32)
    for k, n, overlap in meet(work):
        run = chosen_source(work.example.table, work.cues[k], source_least)
        theirs = keys(work, work.example.gold[n].source)
        right = not theirs if run is None else bool(theirs & set(range(*run)))
        out[k] = (1.0, overlap == 1.0, right)
    return out


def choose_accept(parts: Sequence[Sequence[Work]], beliefs: Sequence[Sequence[np.ndarray]], least: float) -> float:
    """The threshold with the best mean of the three F1 figures on out-of-fold output."""
    best, chosen = -1.0, 0.5
    known = [[outcomes(work, least) for work in part] for part in parts]
    for accept in np.arange(0.2, 0.6, 0.02):
        counts = np.zeros(3)
        given = total = 0
        for part, belief, results in zip(parts, beliefs, known, strict=True):
            for work, values, hits in zip(part, belief, results, strict=True):
                total += len(work.example.gold)
                table = work.example.table
                kept = {one.head for one in believed(table, work.cues, values, float(accept), least) if not one.inner}
                for k, cue in enumerate(work.cues):
                    if cue.at in kept:
                        given += 1
                        counts += hits[k]
        f1 = 2 * counts / max(1, given + total)
        LOG.info("  accept %.2f: given %d, soft %.4f, exact %.4f, attribution %.4f", accept, given, *f1)
        if f1.mean() > best:
            best, chosen = float(f1.mean()), float(accept)
    return chosen


def train(sample: Sequence[Example], started: float) -> Model:
    """Train all stages."""
    halves = [sample[k::FOLDS] for k in range(FOLDS)]
    rates = [count_rates([e for j, half in enumerate(halves) if j != k for e in half]) for k in range(FOLDS)]
    whole: Rates = count_rates(sample)
    parts = [
        [Work(e, Context(e.table, r.of(e.table)), [], {g.head: g for g in e.gold if g.head >= 0}) for e in half]
        for half, r in zip(halves, rates, strict=True)
    ]
    log(started, f"{len(sample)} articles, {len(whole.index)} lemmas")
    cue_forests, cue = in_folds(parts, cue_data, ROUNDS["cue"], CUE)
    for part, forest in zip(parts, cue_forests, strict=True):
        for work in part:
            at = candidates(work.example.table)
            if len(at):
                odds = forest.margin(cue_rows(work.context, at))
                work.cues = [
                    open_cue(work.context, int(i), float(o))
                    for i, o in zip(at, odds, strict=True)
                    if o >= CUE_LEAST or int(i) in work.gold
                ]
    log(started, f"cues: {sum(len(w.cues) for p in parts for w in p)}")
    token_forests, token = in_folds(parts, token_data, ROUNDS["token"], TOKEN)
    for part, forest in zip(parts, token_forests, strict=True):
        for work in part:
            add_token_odds(work.cues, forest)
            add_candidates(work.context, work.cues)
            work.cues = [c for c in work.cues if c.contents]
    log(started, "tokens")
    content_forests, content = in_folds(parts, content_data, ROUNDS["content"], CONTENT)
    for part, forest in zip(parts, content_forests, strict=True):
        for work in part:
            choose_contents(work.cues, forest)
    log(started, "contents")
    for part in parts:
        for work in part:
            set_holders(work)
    source_forests, source = in_folds(parts, source_data, ROUNDS["source"], SOURCE)
    for part, forest in zip(parts, source_forests, strict=True):
        for work in part:
            choose_sources(work.context, work.cues, forest)
            work.cues = [c for c in work.cues if c.odds >= CUE_LEAST]
    log(started, "sources")
    source_least = choose_source_least(parts)

    def belief_data(work: Work) -> tuple[np.ndarray, np.ndarray]:
        if not work.cues:
            return np.zeros((0, 0)), np.zeros(0)
        return belief_rows(work.context, work.cues), outcomes(work, source_least)[:, 2]

    belief_forests, belief = in_folds(parts, belief_data, ROUNDS["belief"], BELIEF)
    beliefs = [
        [sigmoid(forest.margin(belief_rows(w.context, w.cues))) if w.cues else np.zeros(0, np.float32) for w in part]
        for part, forest in zip(parts, belief_forests, strict=True)
    ]
    accept = choose_accept(parts, beliefs, source_least)
    log(started, f"belief; source from {source_least:.2f}, accept from {accept:.2f}")
    return Model(whole, cue, token, content, source, belief, CUE_READ, source_least, accept)


def set_holders(work: Work) -> None:
    """Find the noun phrases around each cue."""
    for cue in work.cues:
        cue.holders = holders(work.example.table, cue.window, cue.at)


def choose_source_least(parts: Sequence[Sequence[Work]]) -> float:
    """The threshold between a source and none with the most right decisions."""
    best, chosen = -1.0, 0.0
    for least in np.arange(-2.5, 1.0, 0.25):
        right = sum(float(outcomes(work, float(least))[:, 2].sum()) for part in parts for work in part)
        if right > best:
            best, chosen = right, float(least)
    return chosen


def main() -> None:
    """Train on a gold file and write the model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--train", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--cache", type=Path, help="folder for parses")
    parser.add_argument("--first", type=int, help="only so many articles")
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    started = time.time()
    sample = list(examples(args.train, args.cache))[: args.first]
    save(train(sample, started), args.out)
    log(started, f"{args.out}: {args.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
