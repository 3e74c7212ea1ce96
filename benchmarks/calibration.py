"""How well the confidence of claims says how often they are right: ``python -m benchmarks.calibration``.

A claim of the development stories counts as accepted where the scorer matches it with an item of the gold list. The
lists of events and of statements hold the main ones only (but for the statements of the first story): there a miss may
be right all the same, and the confidence should be the higher one.
"""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks import ledger
from benchmarks.harness import BENCH
from benchmarks.judged import judged_claims

MOST_BINS = 10
LEAST_IN_BIN = 15
Judged = tuple[float, bool]


def expected_calibration_error(judged: Sequence[Judged]) -> float:
    """Mean distance between stated and observed probability, over bins of equal numbers of claims (0 for none).

    Ten bins, or fewer where they would hold less than 15 claims: in smaller ones chance alone makes an error.

    Source: Naeini, Cooper, Hauskrecht: Obtaining well calibrated probabilities using Bayesian binning (AAAI 2015), with
    bins of equal mass.
    """
    ordered = sorted(judged)
    error = 0.0
    bins = max(1, min(MOST_BINS, len(ordered) // LEAST_IN_BIN))
    for at in range(bins):
        part = ordered[at * len(ordered) // bins : (at + 1) * len(ordered) // bins]
        if part:
            stated = sum(sure for sure, _ in part) / len(part)
            error += abs(stated - sum(right for _, right in part) / len(part)) * len(part)
    return error / len(ordered) if ordered else 0.0


def matched_with(
    story: dict[str, Any], predicted: dict[str, Any], name: str, scorer: ModuleType
) -> list[tuple[dict[str, Any], bool]]:
    """The predicted items of one list, each with whether the scorer matches it with an item of the gold."""
    texts = {article["id"]: article["text"] for article in story["articles"]}
    items: list[dict[str, Any]] = predicted[name]
    wanted = story["gold"].get(name) or []
    edges: dict[int, list[tuple[float, int]]] = {}
    for i, item in enumerate(items):
        for j, other in enumerate(wanted):
            if scorer.article_of(item) != other.get("article"):
                continue
            shared = scorer.spans_ok(name, other, item, texts)
            if shared > 0 and scorer.KEYS[name](other, item, texts):
                edges.setdefault(i, []).append((scorer.weight(name, other, item, shared), j))
    matched = scorer.assign(edges, range(len(items)), set(range(len(wanted))))
    return [(item, i in matched) for i, item in enumerate(items)]


def judge(gold: Path, scorer: ModuleType) -> dict[str, list[Judged]]:
    """Claims of one story by list: (confidence, matched with the gold)."""
    story = json.loads(gold.read_text(encoding="utf-8"))
    predicted = ledger.predict(gold)
    return {
        name: [(float(item["confidence"]), right) for item, right in matched_with(story, predicted, name, scorer)]
        for name in ledger.CLAIM_LISTS
    }


def load_scorer() -> ModuleType:
    """The benchmark's own scorer, for its rules of matching."""
    spec = importlib.util.spec_from_file_location("ledger_score", BENCH / "ledger" / "score.py")
    if spec is None or spec.loader is None:
        raise SystemExit("the scorer of the ledger benchmark is not there")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main() -> None:
    """Print the calibration of each kind of claim on the development stories."""
    scorer = load_scorer()
    judged: dict[str, list[Judged]] = {}
    for gold in ledger.BENCHMARK.dev:
        for name, claims in judge(gold, scorer).items():
            judged.setdefault(name, []).extend(claims)
    out = Console()
    out.print(_table("Confidence of claims: development stories", judged))
    by_kind: dict[str, list[Judged]] = {}
    found, gone = judged_claims()
    for one in found:
        by_kind.setdefault(one.kind, []).append((one.claim.confidence, one.accepted))
    out.print(_table("Confidence of claims: judged one by one (the weights were fitted to these)", by_kind))
    out.print(f"{gone} verdicts are of claims that are not read any more")


def _table(title: str, judged: dict[str, list[Judged]]) -> Table:
    table = Table("kind", "claims", "accepted", "mean confidence", "calibration error", title=title)
    for name, claims in judged.items():
        sure = sum(confidence for confidence, _ in claims) / len(claims)
        right = sum(accepted for _, accepted in claims) / len(claims)
        error = expected_calibration_error(claims)
        table.add_row(name, str(len(claims)), f"{right:.3f}", f"{sure:.3f}", f"{error:.3f}")
    return table


if __name__ == "__main__":
    main()
