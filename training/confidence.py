"""Fits the confidence of claims: the probability that a careful reader accepts a claim as it stands.

    python -m training.confidence [--out FILE]

From two sources: claims of made-up articles that were judged one by one (``tests/reading/judged``), and those of the
development stories of the ledger benchmark, where its lists are exhaustive (figures, plans, commitments, positions,
people): there a claim is right if the scorer matches it. One logistic regression a kind, over the signs of
``newsledger.reading.confidence``; the expected calibration error printed is cross-validated, split by article. Needs
scikit-learn. Deterministic.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from benchmarks import ledger
from benchmarks.calibration import expected_calibration_error, load_scorer, matched_with
from benchmarks.judged import judged_claims, text_of
from newsledger.intake import read_article
from newsledger.language import parse_many
from newsledger.model import Page, PageFacts
from newsledger.reading import first_claims
from newsledger.reading.confidence import kind_of, signs

OUT = Path(__file__).parent.parent / "src" / "newsledger" / "reading" / "data" / "confidence.json"
LISTS = {"figures": "figure", "plans": "plan", "commitments": "commitment", "positions": "position", "people": "role"}
STRENGTH = 1.0  # of the regression (C)
FOLDS = 6


@dataclass(frozen=True, slots=True)
class Row:
    """A judged claim: the article it is of (claims of one article stay in one fold), its signs, the verdict."""

    article: str
    signs: dict[str, float]
    accepted: bool


def judged_rows() -> dict[str, list[Row]]:
    """Rows by kind from the judged articles."""
    rows: dict[str, list[Row]] = defaultdict(list)
    found, gone = judged_claims(first=True)
    if gone:
        sys.stderr.write(f"{gone} verdicts are of claims that are not read any more\n")
    for one in found:
        rows[one.kind].append(Row(one.article, signs(one.claim, text_of(one.article)), one.accepted))
    return rows


def story_rows() -> dict[str, list[Row]]:
    """Rows by kind from the development stories."""
    rows: dict[str, list[Row]] = defaultdict(list)
    scorer = load_scorer()
    for gold in ledger.BENCHMARK.dev:
        story = json.loads(gold.read_text(encoding="utf-8"))
        predicted = ledger.predict(gold)
        right = {
            (LISTS[name], item["evidence"]["article"], item["evidence"]["start"], item["evidence"]["end"]): accepted
            for name in LISTS
            for item, accepted in matched_with(story, predicted, name, scorer)
        }
        articles = {}
        for item in story["articles"]:
            facts = PageFacts(publisher=item.get("source"), published=item.get("published"), title=item.get("title"))
            articles[item["id"]] = read_article(Page(name=item["id"], data=item["text"].encode(), facts=facts))
        for name, parse in zip(articles, parse_many(articles.values()), strict=True):
            for claim in first_claims(parse):
                kind = kind_of(claim)
                accepted = right.pop((kind, name, claim.evidence.start, claim.evidence.end), None)
                if accepted is not None:
                    rows[kind].append(Row(f"{gold.name}/{name}", signs(claim, parse.article.text), accepted))
    return rows


def fit(rows: list[Row], names: list[str]) -> LogisticRegression:
    """A logistic regression over signs."""
    table = np.asarray([[row.signs.get(name, 0.0) for name in names] for row in rows])
    return LogisticRegression(C=STRENGTH, max_iter=2000).fit(table, [row.accepted for row in rows])


def cross_validated(rows: list[Row], names: list[str]) -> list[tuple[float, bool]]:
    """Confidence of each claim by a model that has not seen its article, with the verdict."""
    articles = sorted({row.article for row in rows})
    fold = {article: i % FOLDS for i, article in enumerate(articles)}
    out: list[tuple[float, bool]] = []
    for held in range(FOLDS):
        seen = [row for row in rows if fold[row.article] != held]
        unseen = [row for row in rows if fold[row.article] == held]
        if unseen:
            model = fit(seen, names)
            table = np.asarray([[row.signs.get(name, 0.0) for name in names] for row in unseen])
            chances = model.predict_proba(table)[:, 1]
            out += [(float(chance), row.accepted) for chance, row in zip(chances, unseen, strict=True)]
    return out


def main() -> None:
    """Fit all kinds and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=OUT)
    out = parser.parse_args().out
    judged, stories = judged_rows(), story_rows()
    weights: dict[str, dict[str, float]] = {}
    for kind in sorted(judged):
        rows = judged[kind] + stories.get(kind, [])
        names = sorted({name for row in rows for name in row.signs})
        checked = cross_validated(rows, names)
        model = fit(rows, names)
        weights[kind] = {"bias": round(float(model.intercept_[0]), 3)}
        weights[kind] |= {name: round(float(w), 3) for name, w in zip(names, model.coef_[0], strict=True)}
        right = sum(row.accepted for row in rows) / len(rows)
        error = expected_calibration_error(checked)
        sys.stdout.write(f"{kind:11} {len(rows):4} judged, accepted {right:.3f}, error of calibration {error:.3f}\n")
    out.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
