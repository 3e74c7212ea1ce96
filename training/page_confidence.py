"""Fits ``Article.confidence``: the probability that an article's bounds are right.

    python -m training.page_confidence FOLDS [--out FILE]

Every development page is read by the whole reader with the line classifier of the fold that has not seen it (FOLDS:
written by ``python -m training.page_lines --folds FOLDS``). A page is right if every wanted snippet of the gold is in
the text and no unwanted one. A logistic regression on four signs of doubt, one for pages, one for dumps; the expected
calibration error printed is cross-validated by page. Needs scikit-learn. Deterministic.
"""

from __future__ import annotations

import argparse
import json
import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from newsledger.intake import article
from newsledger.intake.bounds import TEXT_KINDS, signs_of_doubt
from newsledger.intake.forest import Forest, read_forest
from newsledger.model import Article, Page, PageError
from training.page_lines import FOLDS, ROOT, fold_of, fold_path, read_dumps, read_gold, read_pages, squash

BINS = 10
Vector = npt.NDArray[np.float64]


def text_of(found: Article) -> str:
    """The article's own text."""
    return squash(" ".join(block.span.text(found.text) for block in found.blocks if block.kind in TEXT_KINDS))


def rows_of(
    pages: Sequence[tuple[str, bytes]], gold: dict[str, dict[str, Any]], kind: str, keys: tuple[str, str], folder: Path
) -> tuple[list[str], Vector, Vector]:
    """Names, signs of doubt and whether the bounds are right, of all pages that have snippets."""
    forests: dict[int, Forest] = {fold: read_forest(fold_path(folder, fold, kind)) for fold in range(FOLDS)}
    names, rows, right = [], [], []
    told: list[list[float]] = []

    def note(_: str, *args: Any) -> float:
        told.append(signs_of_doubt(*args))
        return 0.5

    for name, data in pages:
        wanted, unwanted = (gold[name].get(key) or [] for key in keys)
        if not wanted:
            continue

        def load(_: str, name: str = name) -> Forest:
            return forests[fold_of(name)]

        with mock.patch.object(article, "load_forest", load), mock.patch.object(article, "bounds_confidence", note):
            try:
                found = article.read_article(Page(name=name, data=data))
            except PageError:
                continue
        text = text_of(found)
        names.append(name)
        rows.append(told[-1])
        right.append(all(squash(s) in text for s in wanted) and not any(squash(s) in text for s in unwanted))
    return names, np.array(rows), np.array(right, dtype=np.float64)


def calibration_error(said: Vector, right: Vector) -> float:
    """Expected calibration error over ten bins of equal numbers."""
    order = np.argsort(said, kind="stable")
    parts = [part for part in np.array_split(order, BINS) if len(part)]
    return float(sum(len(p) * abs(said[p].mean() - right[p].mean()) for p in parts) / len(said))


def fit(names: list[str], rows: Vector, right: Vector) -> tuple[list[float], float]:
    """Weights (bias first) and the cross-validated calibration error."""
    said = np.zeros(len(rows))
    folds = np.array([fold_of("confidence " + name) for name in names])
    for fold in range(FOLDS):
        model = LogisticRegression(C=1.0).fit(rows[folds != fold], right[folds != fold])
        said[folds == fold] = model.predict_proba(rows[folds == fold])[:, 1]
    model = LogisticRegression(C=1.0).fit(rows, right)
    return [round(float(w), 4) for w in (*model.intercept_, *model.coef_[0])], calibration_error(said, right)


def main() -> int:
    """Read, fit, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folds", type=Path)
    parser.add_argument("--out", type=Path, default=ROOT / "src" / "newsledger" / "intake" / "data" / "bounds.json")
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    gold = read_gold()
    dumps = [(name, text.encode()) for name, text in read_dumps()]
    table = {}
    for kind, pages, keys in (
        ("html_lines", [*read_pages()], ("with", "without")),
        ("dump_lines", dumps, ("dump_with", "dump_without")),
    ):
        names, rows, right = rows_of(pages, gold, kind, keys, options.folds)
        table[kind], error = fit(names, rows, right)
        sys.stdout.write(f"{kind}: {len(names)} pages, {right.mean():.3f} right, calibration error {error:.3f}\n")
    options.out.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
