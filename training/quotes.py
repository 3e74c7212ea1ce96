"""Train the attribution model: ``python -m training.quotes --train TRAIN.jsonl.gz --out model.npz``.

The stages are trained one on the other's out-of-fold output (three parts of the articles), so that none sees scores on
articles that it was trained on. Thresholds are chosen on the same out-of-fold output; the development part is not used.
"""

from __future__ import annotations

import argparse
import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from newsledger.reading.attribution.belief import belief_rows
from newsledger.reading.attribution.cue_features import Context, candidates, cue_rows
from newsledger.reading.attribution.cue_templates import cue_buckets
from newsledger.reading.attribution.forest import Forest, sigmoid
from newsledger.reading.attribution.hashing import summed
from newsledger.reading.attribution.learned import (
    Cues,
    Model,
    believed,
    choose_contents,
    choose_sources,
    chosen_source,
    find_holders,
    opened,
)
from newsledger.reading.attribution.store import save
from newsledger.reading.attribution.table import Floats, Ints
from training.quotes_data import Example, Gold, examples
from training.quotes_forest import fit
from training.quotes_linear import Sequences, fit_cues, fit_labeller, frequent_words, joined, names, sequences
from training.quotes_rates import count_rates

FOLDS = 3
CUE_LEAST = float(np.log(0.1 / 0.9))  # for training
CUE_READ = float(np.log(0.12 / 0.88))  # for reading
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
CONTENT = _options("cross_entropy", 31, 0.08, 0.5, 0.6, 80)
SOURCE = _options("binary", 31, 0.1, 0.5, 0.7, 40)
BELIEF = _options("binary", 15, 0.03, 0.3, 0.7, 40)
ROUNDS = {"cue": 200, "content": 140, "source": 100, "belief": 280}
_STOP = """a an the this that of in on at by for from to with and or is was his her their its my our your"""
STOP = frozenset(_STOP.split())
LOG = logging.getLogger("training.quotes")
LINEAR_LEAST = -5.0
_NO_ROWS = (np.zeros((0, 0), np.float32), np.zeros(0, np.float32))


@dataclass(slots=True)
class Work:
    """One article on its way through the stages. gold: by cue head. at: candidate cues, with their log-odds by the
    linear model. source_rows: features of the holders.
    """

    example: Example
    context: Context
    gold: dict[int, Gold]
    at: Ints
    linear: Floats
    cues: Cues | None = None
    source_rows: Floats | None = None


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
    return cue_rows(work.context, work.at, work.linear), np.isin(work.at, list(work.gold)).astype(np.float32)


def content_data(work: Work) -> tuple[np.ndarray, np.ndarray]:
    """Rows and targets of the content stage: gold cues only; a whole hit counts more than a near one."""
    cues = work.cues
    if cues is None:
        return _NO_ROWS
    kept = np.flatnonzero(np.isin(cues.at[cues.spans.cue], list(work.gold)))
    golds = [work.gold[int(cues.at[cues.spans.cue[k]])].content for k in kept]
    overlaps = [jaccard(work, cues.spans.content(int(k)), gold) for k, gold in zip(kept, golds, strict=True)]
    return cues.content_rows[kept], np.array([0.6 * (j == 1.0) + 0.4 * j for j in overlaps], np.float32)


def source_data(work: Work) -> tuple[np.ndarray, np.ndarray]:
    """Rows and targets of the source stage: gold cues only; the target is the head of the gold source."""
    cues = work.cues
    if cues is None or work.source_rows is None:
        return _NO_ROWS
    table = work.example.table
    roots = {}
    for head, gold in work.gold.items():
        source = gold.source
        roots[head] = {i for i in source if int(table.head[i]) not in source or table.head[i] == i}
    at = cues.at[cues.holders.cue]
    kept = np.isin(at, list(work.gold))
    pairs = zip(at[kept].tolist(), cues.holders.at[kept].tolist(), strict=True)
    return work.source_rows[kept], np.array([i in roots[head] for head, i in pairs], np.float32)


def keys(work: Work, tokens: frozenset[int] | set[int]) -> set[int]:
    """The tokens of a source that identify it."""
    doc = work.example.table.parse.doc
    words = {i for i in tokens if doc[i].text[:1].isalnum()}
    return {i for i in words if doc[i].lower_ not in STOP} or words or set(tokens)


def meet(work: Work, cues: Cues) -> list[tuple[int, int, float]]:
    """(cue, gold, overlap) of the predicted contents that meet a gold one, one to one, gold cues first."""
    gold = work.example.gold
    doc = work.example.table.parse.doc
    of_token: dict[int, list[int]] = {}
    for n, g in enumerate(gold):
        for i in g.content:
            of_token.setdefault(i, []).append(n)
    order = sorted(range(len(cues.at)), key=lambda k: (int(cues.at[k]) not in work.gold, -cues.odds[k]))
    used: set[int] = set()
    pairs = []
    for k in order:
        held = {i for start, end in cues.content(k) for i in range(start, end) if not doc[i].is_space}
        near = {n for i in held for n in of_token.get(i, ()) if n not in used}
        scored = [(len(held & gold[n].content) / len(held | gold[n].content), -n) for n in near]
        if scored and max(scored)[0] >= 0.5:
            overlap, n = max(scored)
            used.add(-n)
            pairs.append((k, -n, overlap))
    return pairs


def outcomes(work: Work, source_least: float) -> np.ndarray:
    """For each likely cue: whether its content meets a gold one, whether exactly, and whether with the right source."""
    cues = work.cues
    if cues is None:
        return np.zeros((0, 3), np.float32)
    out = np.zeros((len(cues.at), 3), np.float32)
    for k, n, overlap in meet(work, cues):
        run = chosen_source(work.example.table, cues, k, source_least)
        theirs = keys(work, work.example.gold[n].source)
        right = not theirs if run is None else bool(theirs & set(range(*run)))
        out[k] = (1.0, overlap == 1.0, right)
    return out


def choose_accept(parts: Sequence[Sequence[Work]], beliefs: Sequence[Sequence[np.ndarray]], least: float) -> float:
    """The threshold with the best mean of the three F1 figures on out-of-fold output."""
    best, chosen = -1.0, 0.5
    known = [[outcomes(work, least) for work in part] for part in parts]
    for accept in np.arange(0.2, 0.5, 0.02):
        counts = np.zeros(3)
        given = total = 0
        for part, belief, results in zip(parts, beliefs, known, strict=True):
            for work, values, hits in zip(part, belief, results, strict=True):
                total += len(work.example.gold)
                if work.cues is None:
                    continue
                found = believed(work.example.table, work.cues, values, float(accept), least)
                kept = np.isin(work.cues.at, [one.head for one in found if not one.inner])
                given += int(kept.sum())
                counts += hits[kept].sum(axis=0)
        f1 = 2 * counts / max(1, given + total)
        LOG.info("  accept %.2f: given %d, soft %.4f, exact %.4f, attribution %.4f", accept, given, *f1)
        if f1.mean() > best:
            best, chosen = float(f1.mean()), float(accept)
    return chosen


def prepared(sample: Sequence[Example], started: float) -> tuple[list[list[Work]], Model]:
    """The linear parts: works with out-of-fold log-odds, and a model whose trees are still to be grown."""
    words, proper = frequent_words(sample), names(sample)
    folds = [sample[k::FOLDS] for k in range(FOLDS)]
    others = [[e for j, fold in enumerate(folds) if j != k for e in fold] for k in range(FOLDS)]
    rates = [count_rates(rest, words, proper) for rest in others]
    whole = count_rates(sample, words, proper)
    parts = []
    for fold, r in zip(folds, rates, strict=True):
        part = []
        for e in fold:
            context = Context(e.table, r.of(e.table), r.numbers(e.table))
            gold = {g.head: g for g in e.gold if g.head >= 0}
            part.append(Work(e, context, gold, candidates(e.table), np.zeros(0, np.float32)))
        parts.append(part)
    log(started, f"{len(sample)} articles, {len(whole.index)} lemmas, {len(words)} words")
    picked = [[cue_buckets(work.context, work.at) for work in part] for part in parts]
    target = [[np.isin(work.at, list(work.gold)) for work in part] for part in parts]
    for k, part in enumerate(parts):
        rest = [j for j in range(FOLDS) if j != k]
        weights = fit_cues(
            np.concatenate([x for j in rest for x in picked[j]]), np.concatenate([x for j in rest for x in target[j]])
        )
        for work, x in zip(part, picked[k], strict=True):
            work.linear = summed(weights, x)
    linear = fit_cues(
        np.concatenate([x for part in picked for x in part]), np.concatenate([x for part in target for x in part])
    )
    log(started, "linear cues")
    labeller = fit_labeller(joined(_sequences([work for part in parts for work in part])))
    nothing = fit(np.zeros((2, 1)), np.array([0.0, 1.0]), 1, objective="binary")
    forests = (nothing, nothing, nothing, nothing)
    log(started, "labeller")
    return parts, Model(whole, linear, labeller, *forests, LINEAR_LEAST, CUE_READ, 0.0, 0.5)


def _sequences(works: Sequence[Work]) -> list[Sequences]:
    found = [sequences(work.context, work.example.gold) for work in works]
    return [one for one in found if one is not None]


def open_cues(parts: Sequence[Sequence[Work]], forests: Sequence[Forest]) -> None:
    """Look at the likely cues, with a labeller that was trained on the other parts."""
    data = [_sequences(part) for part in parts]
    for k, (part, forest) in enumerate(zip(parts, forests, strict=True)):
        labeller = fit_labeller(joined([one for j, found in enumerate(data) if j != k for one in found]))
        for work in part:
            kept = work.linear >= LINEAR_LEAST
            at, linear = work.at[kept], work.linear[kept]
            if not len(at):
                continue
            odds = forest.margin(cue_rows(work.context, at, linear))
            kept = odds >= CUE_LEAST
            if kept.any():
                work.cues = opened(work.context, at[kept], odds[kept], linear[kept], labeller)


def train(sample: Sequence[Example], started: float) -> Model:
    """Train all stages."""
    parts, model = prepared(sample, started)
    cue_forests, cue = in_folds(parts, cue_data, ROUNDS["cue"], CUE)
    log(started, "cues")
    open_cues(parts, cue_forests)
    works = [work for part in parts for work in part if work.cues is not None]
    log(started, f"windows of {sum(len(work.cues.at) for work in works if work.cues is not None)} cues")
    content_forests, content = in_folds(parts, content_data, ROUNDS["content"], CONTENT)
    for part, forest in zip(parts, content_forests, strict=True):
        for work in part:
            if work.cues is not None:
                choose_contents(work.cues, forest)
                work.source_rows = find_holders(work.context, work.cues)
    log(started, "contents")
    source_forests, source = in_folds(parts, source_data, ROUNDS["source"], SOURCE)
    for part, forest in zip(parts, source_forests, strict=True):
        for work in part:
            if work.cues is not None and work.source_rows is not None:
                choose_sources(work.cues, work.source_rows, forest)
    log(started, "sources")
    source_least = choose_source_least(parts)

    def belief_data(work: Work) -> tuple[np.ndarray, np.ndarray]:
        if work.cues is None:
            return _NO_ROWS
        return belief_rows(work.context, work.cues), outcomes(work, source_least)[:, 2]

    belief_forests, belief = in_folds(parts, belief_data, ROUNDS["belief"], BELIEF)
    beliefs = [
        [sigmoid(forest.margin(belief_data(work)[0])) if work.cues is not None else _NO_ROWS[1] for work in part]
        for part, forest in zip(parts, belief_forests, strict=True)
    ]
    accept = choose_accept(parts, beliefs, source_least)
    log(started, f"belief; source from {source_least:.2f}, accept from {accept:.2f}")
    return replace(
        model, cue=cue, content=content, source=source, belief=belief, source_least=source_least, accept=accept
    )


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
