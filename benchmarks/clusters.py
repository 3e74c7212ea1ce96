"""Which articles tell the same story, decided one by one as they arrive."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.harness import BENCH, Benchmark, beside, read_jsonl
from newsledger.linking import StoryStream


def predict(gold: Path) -> Iterator[dict[str, Any]]:
    """Stream the articles beside a gold file, top to bottom."""
    stream = StoryStream()
    for article in read_jsonl(beside(gold, "articles")):
        day = dt.datetime.fromisoformat(article["arrival"]).date()
        stream.add(article["id"], article["title"], article["text"], day)
    for members in stream.stories():
        for member in members:
            yield {"id": member, "story": members[0]}


BENCHMARK = Benchmark(
    name="clusters",
    dev=(BENCH / "stories" / "data" / "stories_dev.gold.jsonl.gz",),
    predict=predict,
    scorer=(str(BENCH / "stories" / "score.py"), "clusters", "{gold}", "{pred}"),
    figures={
        "B3 P": ("bcubed", "p"),
        "B3 R": ("bcubed", "r"),
        "B3 F1": ("bcubed", "f1"),
        "B3 multi F1": ("bcubed_multi", "f1"),
        "pair F1": ("pairwise", "f1"),
        "V": ("v_measure", "v"),
        "stories": ("clusters", "pred"),
    },
    peers={
        "TF-IDF": {
            "B3 P": 96.5, "B3 R": 94.2, "B3 F1": 95.4, "B3 multi F1": 93.0, "pair F1": 87.8, "V": 98.4, "stories": 187,
        },
        "TF-IDF + decay": {
            "B3 P": 97.6, "B3 R": 96.7, "B3 F1": 97.2, "B3 multi F1": 95.0, "pair F1": 90.3, "V": 99.0, "stories": 188,
        },
        "MiniLM + decay": {
            "B3 P": 98.6, "B3 R": 96.0, "B3 F1": 97.3, "B3 multi F1": 95.3, "pair F1": 92.0, "V": 99.1, "stories": 188,
        },
    },
)  # fmt: skip
