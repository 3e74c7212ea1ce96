"""From a plain-text dump of a page to the article: main text, headline, authors, date."""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.harness import Benchmark, beside, ids_of
from benchmarks.intake_html import FIGURES, FOLDER, answer


def predict(gold: Path) -> Iterator[dict[str, Any]]:
    """Read every dump beside the gold file (in ``dumps.jsonl.xz``) that it asks for."""
    wanted = ids_of(gold)
    with lzma.open(beside(gold, "dumps.jsonl.xz"), "rt", encoding="utf-8") as lines:
        for line in lines:
            dump = json.loads(line)
            if dump["id"] not in wanted:
                continue
            yield answer(dump["id"], dump["text"].encode("utf-8", "replace"))


BENCHMARK = Benchmark(
    name="intake-dump",
    dev=(FOLDER / "data" / "gold.jsonl",),
    predict=predict,
    scorer=(str(FOLDER / "score.py"), "dump", "{gold}", "{pred}"),
    figures=FIGURES,
    peers={
        "best contiguous block": {"P": 0.751, "R": 0.836, "F1": 0.791},
        "lines of 60 characters": {"P": 0.698, "R": 0.836, "F1": 0.761},
        "stop-word density with context": {"P": 0.776, "R": 0.727, "F1": 0.751},
        "jusText on wrapped lines": {"P": 0.650, "R": 0.782, "F1": 0.710},
        "keep everything": {"P": 0.531, "R": 1.000, "F1": 0.694},
        "trafilatura, with the HTML in hand": {"P": 0.916, "R": 0.958, "F1": 0.936},
    },
)
