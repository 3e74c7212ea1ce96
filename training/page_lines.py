"""Trains the two line classifiers of ``newsledger.intake``: one for HTML pages, one for text dumps.

    python -m training.page_lines [--out FOLDER] [--folds FOLDER]

Training data: the development pages of the intake benchmark (``../shared/bench/intake/data``), nothing else. Labels
of lines: wanted and unwanted snippets of the gold standard (heavy weight); for all other lines the vote of several
published extractors, weighted by how far they agree (light weight). The dump classifier learns from the lines of the
dumps with the labels of the same lines of the HTML, improved by what the HTML classifier says about pages it was not
trained on, from dumps cut close around their text, and from bodies without any furniture, which must be kept whole.

Everything is cross-validated by page (five folds); the figures printed are for pages that the model has not seen. With
``--folds`` the models of the folds are written too; ``python -m benchmarks.intake_folds`` measures the whole reader
with them. Needs lightgbm, resiliparse, readability-lxml and justext beside the package. Deterministic.
"""

from __future__ import annotations

import argparse
import bisect
import hashlib
import json
import logging
import lzma
import re
import sys
import tarfile
import warnings
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import lightgbm
import lxml.html
import numpy as np
import numpy.typing as npt

from newsledger.intake.declared import read_declared
from newsledger.intake.decode import decode
from newsledger.intake.features import PageSigns, dump_features, html_features
from newsledger.intake.forest import grow
from newsledger.intake.html_lines import html_lines, parse_html
from newsledger.intake.line import Line, split_lines
from newsledger.intake.metadata import read_metadata
from newsledger.intake.voice import kept_lines, match

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT.parent / "shared" / "bench" / "intake" / "data"
FOLDS = 5
GOLD_WEIGHT = 8.0
PAGE_WEIGHT = 80.0
CLEAN_WEIGHT = 0.08
CROP_WEIGHT = 0.4
CROP_BEFORE, CROP_AFTER = 3, 4
ROUNDS = {"html_lines": 170, "dump_lines": 170}
PARAMETERS: dict[str, Any] = {
    "objective": "binary",
    "num_leaves": 15,
    "learning_rate": 0.06,
    "min_data_in_leaf": 60,
    "min_sum_hessian_in_leaf": 8,
    "feature_fraction": 0.4,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "max_bin": 63,
    "verbosity": -1,
    "num_threads": 1,
    "deterministic": True,
}
SEEDS = {"html_lines": (7, 8, 9), "dump_lines": (7,)}
"""Forests whose mean is the model; each draws other rows and features."""
VOTES = {"trafilatura": 2.0, "fast": 1.0, "resiliparse": 1.0, "readability": 1.0, "justext": 1.0}
LANGUAGES = {
    "de": "German", "en": "English", "es": "Spanish", "fr": "French", "pl": "Polish", "it": "Italian",
    "hu": "Hungarian", "pt": "Portuguese", "nl": "Dutch", "ru": "Russian",
}  # fmt: skip

Array = npt.NDArray[np.float32]


@dataclass(slots=True)
class Sample:
    """One page: its lines, features, labels and weights."""

    lines: list[Line]
    rows: Array
    label: Array
    weight: Array
    extra: list[tuple[Array, Array, Array]] = field(default_factory=list)


def read_gold() -> dict[str, dict[str, Any]]:
    """Gold rows by page."""
    with (DATA / "gold.jsonl").open(encoding="utf-8") as lines:
        return {row["id"]: row for row in map(json.loads, lines)}


def read_pages() -> Iterator[tuple[str, bytes]]:
    """Pages as bytes."""
    with tarfile.open(DATA / "html.tar.xz", "r:xz") as archive:
        for member in archive:
            file = archive.extractfile(member) if member.isfile() else None
            if file is not None:
                yield member.name.split("/", 1)[1], file.read()


def read_dumps() -> Iterator[tuple[str, str]]:
    """Dumps of the pages."""
    with lzma.open(DATA / "dumps.jsonl.xz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            yield row["id"], row["text"]


def fold_of(name: str) -> int:
    """The fold in which a page is held out."""
    return int(hashlib.md5(name.encode()).hexdigest()[:6], 16) % FOLDS


def fold_path(folder: Path, fold: int, kind: str) -> Path:
    """Where the model of a fold lies."""
    return folder / f"fold{fold}_{kind}.npz"


def votes(text: str, language: str, lines: Sequence[Line]) -> Array:
    """Share of the extractors that keep each line, weighted."""
    import justext
    from readability import Document
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.html import HTMLTree
    from trafilatura import extract

    def readable() -> str:
        kept = re.sub(r"(?i)<br\s*/?>|</(p|div|li|h[1-6]|td|tr|blockquote)>", r"\g<0>\n", Document(text).summary())
        return str(lxml.html.fromstring(kept).text_content())

    def just() -> str:
        stop = justext.get_stoplist(LANGUAGES.get(language, "English"))
        return "\n".join(p.text for p in justext.justext(text.encode(), stop) if not p.is_boilerplate)

    ways: dict[str, Callable[[], str | None]] = {
        "trafilatura": lambda: extract(text, include_comments=False),
        "fast": lambda: extract(text, include_comments=False, fast=True),
        "resiliparse": lambda: extract_plain_text(
            HTMLTree.parse(text), main_content=True, comments=False, alt_texts=False, list_bullets=False
        ),
        "readability": readable,
        "justext": just,
    }
    total = np.zeros(len(lines), dtype=np.float32)
    weight = 0.0
    for name, way in ways.items():
        try:
            kept = match(way() or "", lines)
        except Exception as error:  # noqa: BLE001 - an extractor that fails on a page has no vote there
            logging.getLogger(__name__).debug("%s: %s", name, error)
            continue
        total += VOTES[name] * np.array(kept, dtype=np.float32)
        weight += VOTES[name]
    return total / max(weight, 1.0)


def squash(text: str) -> str:
    """Text with single blanks, as the scorer compares it."""
    return re.sub(r"\s+", " ", text).strip()


def gold_labels(lines: Sequence[Line], gold: dict[str, Any], belief: Array) -> tuple[Array, Array]:
    """Labels and weights of lines: belief (probability to be kept) overruled by the gold snippets."""
    texts = [squash(line.text) for line in lines]
    starts, at = [], 0
    for text in texts:
        starts.append(at)
        at += len(text) + 1
    whole = " ".join(texts)

    def hits(snippet: str) -> list[range]:
        found, bare = [], squash(snippet)
        place = whole.find(bare) if bare else -1
        while place >= 0:
            low = bisect.bisect_right(starts, place) - 1
            high = bisect.bisect_right(starts, place + len(bare) - 1) - 1
            found.append(range(low, high + 1))
            place = whole.find(bare, place + 1)
        return found

    label = (belief >= 0.5).astype(np.float32)
    weight = (np.abs(2 * belief - 1) + 0.05).astype(np.float32)
    out = {span[0] for snippet in gold["without"] for span in hits(snippet) if len(span) == 1}
    for row in out:
        label[row], weight[row] = 0.0, GOLD_WEIGHT
    for snippet in gold["with"]:
        spans = hits(snippet)
        free = [span for span in spans if not out & set(span)] or spans
        if free:
            best = max(
                free, key=lambda span: (float(np.mean(belief[list(span)])), sum(len(lines[r].text) for r in span))
            )
            for row in best:
                label[row], weight[row] = 1.0, GOLD_WEIGHT
    light = weight < GOLD_WEIGHT
    weight[light] *= min(1.0, PAGE_WEIGHT / max(1, len(lines)))
    return label, weight


def html_samples(gold: dict[str, dict[str, Any]]) -> tuple[dict[str, Sample], dict[str, Array]]:
    """Samples of the HTML pages, and the votes of the extractors."""
    samples, believed = {}, {}
    for name, data in read_pages():
        text = decode(data, name)
        tree = parse_html(text, name)
        declared = read_declared(tree, read_metadata(tree))
        _, lines = html_lines(tree, name)
        signs = PageSigns(kept_lines(tree, lines), declared.title, declared.description, declared.body)
        belief = votes(text, gold[name]["lang"], lines)
        label, weight = gold_labels(lines, gold[name], belief)
        samples[name] = Sample(lines, html_features(lines, signs), label, weight)
        believed[name] = belief
    return samples, believed


def dump_samples(
    gold: dict[str, dict[str, Any]], html: dict[str, Sample], belief: dict[str, Array]
) -> dict[str, Sample]:
    """Samples of the dumps; what is believed of a line is what is believed of the same line of the HTML."""
    samples = {}
    for name, text in read_dumps():
        lines = split_lines(text)
        known: dict[str, list[float]] = defaultdict(list)
        for line, value in zip(html[name].lines, belief[name], strict=True):
            known[line.text].append(float(value))
        mine = np.array([known[line.text].pop(0) if known[line.text] else 0.5 for line in lines], dtype=np.float32)
        label, weight = gold_labels(lines, gold[name], mine)
        sample = Sample(lines, dump_features(lines), label, weight)
        clean = split_lines("\n".join(line.text for line, keep in zip(lines, label, strict=True) if keep))
        if len(clean) >= 3:
            ones = np.ones(len(clean), dtype=np.float32)
            sample.extra.append((dump_features(clean), ones, ones * CLEAN_WEIGHT * min(1.0, PAGE_WEIGHT / len(clean))))
        if crop := _crop(lines, label, weight):
            sample.extra.append(crop)
        samples[name] = sample
    return samples


def _crop(lines: list[Line], label: Array, weight: Array) -> tuple[Array, Array, Array] | None:
    """The body of a dump with only a few lines around it, as short dumps are."""
    kept = np.flatnonzero(label)
    if len(kept) < 3:
        return None
    low, high = max(0, int(kept[0]) - CROP_BEFORE), int(kept[-1]) + 1 + CROP_AFTER
    if low == 0 and high >= len(lines):
        return None
    few = split_lines("\n".join(line.text for line in lines[low:high]))
    return dump_features(few), label[low:high], weight[low:high] * CROP_WEIGHT


def fit(samples: Iterable[Sample], kind: str) -> list[lightgbm.Booster]:
    """Train the forests of a model."""
    parts = [part for sample in samples for part in ((sample.rows, sample.label, sample.weight), *sample.extra)]
    rows, label, weight = (np.concatenate([part[at] for part in parts]) for at in range(3))
    return [
        lightgbm.train({**PARAMETERS, "seed": seed}, lightgbm.Dataset(rows, label, weight=weight), ROUNDS[kind])
        for seed in SEEDS[kind]
    ]


def probability(models: Sequence[lightgbm.Booster], rows: Array) -> Array:
    """What the mean of several forests says."""
    odds: Array = np.mean([model.predict(rows, raw_score=True) for model in models], axis=0)
    return np.asarray(1.0 / (1.0 + np.exp(-odds)), dtype=np.float32)


def cross_validate(samples: dict[str, Sample], kind: str, folds: Path | None) -> dict[str, Array]:
    """Scores of every page from the model that has not seen it."""
    scores: dict[str, Array] = {}
    for fold in range(FOLDS):
        models = fit([sample for name, sample in samples.items() if fold_of(name) != fold], kind)
        if folds is not None:
            write(models, fold_path(folds, fold, kind))
        for name, sample in samples.items():
            if fold_of(name) == fold:
                scores[name] = probability(models, sample.rows)
    return scores


def write(models: Sequence[lightgbm.Booster], path: Path) -> None:
    """Write a model as the arrays that ``newsledger.intake.forest`` reads, and check that they say the same."""
    trees = []
    for tree in (tree for model in models for tree in model.dump_model()["tree_info"]):
        nodes: list[tuple[float, ...]] = []
        _flatten(tree["tree_structure"], nodes)
        trees.append([(*node[:-1], node[-1] / len(models)) for node in nodes])
    size = max(map(len, trees))
    kinds = {"feature": np.int16, "threshold": np.float32, "left": np.int16, "right": np.int16, "value": np.float32}
    arrays: dict[str, npt.NDArray[Any]] = {
        name: np.zeros((len(trees), size), dtype=kind) for name, kind in kinds.items()
    }
    for number, nodes in enumerate(trees):
        for at, node in enumerate(nodes):
            for name, value in zip(arrays, node, strict=True):
                arrays[name][number, at] = value
    with path.open("wb") as file:
        np.savez_compressed(file, allow_pickle=False, **arrays)
    forest = grow(arrays)
    probe = np.random.default_rng(0).normal(size=(200, models[0].num_feature())).astype(np.float32)
    worst = float(np.abs(forest.probability(probe) - probability(models, probe)).max())
    if worst > 0.02:
        raise SystemExit(f"{path}: the written model differs from the trained one by {worst}")


def _flatten(node: dict[str, Any], nodes: list[tuple[float, ...]]) -> None:
    """Append a node and all below it."""
    at = len(nodes)
    nodes.append(())
    if "split_feature" not in node:
        nodes[at] = (0, 0.0, at, at, node["leaf_value"])
        return
    left = len(nodes)
    _flatten(node["left_child"], nodes)
    right = len(nodes)
    _flatten(node["right_child"], nodes)
    nodes[at] = (node["split_feature"], node["threshold"], left, right, 0.0)


def figures(
    samples: dict[str, Sample],
    scores: dict[str, Array],
    gold: dict[str, dict[str, Any]],
    keys: tuple[str, str],
    where: str,
) -> Iterator[str]:
    """Precision, recall and F1 over snippets at several thresholds."""
    names = [name for name in samples if not where or gold[name].get(where)]
    for threshold in (0.3, 0.35, 0.4, 0.45, 0.5, 0.55):
        hit = false = missed = 0
        for name in names:
            kept = (
                line.text for line, score in zip(samples[name].lines, scores[name], strict=True) if score >= threshold
            )
            text = squash(" ".join(kept))
            found = sum(squash(snippet) in text for snippet in gold[name][keys[0]])
            hit, missed = hit + found, missed + len(gold[name][keys[0]]) - found
            false += sum(squash(snippet) in text for snippet in gold[name][keys[1]])
        precision, recall = hit / max(1, hit + false), hit / max(1, hit + missed)
        f1 = 2 * hit / max(1, 2 * hit + false + missed)
        yield f"{threshold:.2f}: P {precision:.3f} R {recall:.3f} F1 {f1:.4f}"


def main() -> int:
    """Train, cross-validate, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "src" / "newsledger" / "intake" / "data")
    parser.add_argument("--folds", type=Path, help="also write the models of the folds here")
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    train(options.out, options.folds)
    return 0


def train(out: Path, folds: Path | None) -> None:
    """Cross-validate, print the figures of the lines, and write both models and, if wanted, those of the folds."""
    warnings.filterwarnings("ignore")
    gold = read_gold()
    html, belief = html_samples(gold)
    scores = cross_validate(html, "html_lines", folds)
    say("html", figures(html, scores, gold, ("with", "without"), ""))
    write(fit(html.values(), "html_lines"), out / "html_lines.npz")
    better: dict[str, Array] = {name: ((scores[name] + belief[name]) / 2).astype(np.float32) for name in html}
    dumps = dump_samples(gold, html, better)
    scores = cross_validate(dumps, "dump_lines", folds)
    for where in ("dump", "dump_other"):
        say(where, figures(dumps, scores, gold, ("dump_with", "dump_without"), where))
    write(fit(dumps.values(), "dump_lines"), out / "dump_lines.npz")


def say(name: str, lines: Iterable[str]) -> None:
    """Print figures."""
    sys.stdout.write("\n".join([name, *lines, ""]))
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
