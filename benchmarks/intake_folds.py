"""The honest figures of intake: the whole reader on pages that its line classifiers have not seen.

    python -m benchmarks.intake_folds [FOLDER]

The shipped classifiers are trained on the development pages, so ``python -m benchmarks intake-html`` flatters them.
Here every page is read with the models of the fold that holds it out. FOLDER holds the models of the folds; those
missing are trained first (see ``training/page_lines.py`` for what that needs). Without FOLDER they are trained anew
and thrown away.
"""

from __future__ import annotations

import logging
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest import mock

from benchmarks import intake_dump, intake_html
from benchmarks.harness import Benchmark, run_dev
from newsledger.intake import article
from newsledger.intake.forest import Forest, read_forest
from newsledger.model import Article, Page
from training.page_lines import FOLDS, fold_of, fold_path, train

KINDS = ("html_lines", "dump_lines")


def unseen(bench: Benchmark, folder: Path) -> Benchmark:
    """The benchmark, each page read with the models of its fold."""
    forests = {(kind, fold): read_forest(fold_path(folder, fold, kind)) for kind in KINDS for fold in range(FOLDS)}

    def read(page: Page) -> Article:
        def load(kind: str) -> Forest:
            return forests[kind, fold_of(page.name)]

        with mock.patch.object(article, "load_forest", load):
            return article.read_article(page)

    def predict(gold: Path) -> Iterator[dict[str, Any]]:
        with mock.patch.object(intake_html, "read_article", read):
            for record in bench.predict(gold):
                if isinstance(record, dict):
                    yield record

    return replace(bench, predict=predict)


def main() -> int:
    """Train what is missing, read, score, print."""
    logging.disable(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as spare:
        folder = Path(sys.argv[1] if len(sys.argv) > 1 else spare)
        folder.mkdir(parents=True, exist_ok=True)
        if not all(fold_path(folder, fold, kind).is_file() for kind in KINDS for fold in range(FOLDS)):
            train(Path(spare), folder)
        for bench in (intake_html.BENCHMARK, intake_dump.BENCHMARK):
            figures, result, _ = run_dev(unseen(bench, folder))
            shown = "  ".join(f"{name} {value:.4f}" for name, value in figures.items())
            sys.stdout.write(f"{bench.name}, cross-validated: {shown}  (F1 95 % {result['f1_95']})\n")
            sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
