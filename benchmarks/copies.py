"""Which articles are copies of one text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.harness import BENCH, Benchmark, beside, read_jsonl
from newsledger.linking import CopyIndex, Groups


def predict(gold: Path) -> Iterator[dict[str, Any]]:
    """Group the articles beside a gold file, one by one."""
    index = CopyIndex()
    groups: Groups[str] = Groups()
    for article in read_jsonl(beside(gold, "articles")):
        groups.add(article["id"])
        for overlap in index.add(article["id"], article["text"]):
            groups.join(overlap.b, overlap.a)
    for number, members in enumerate(groups.members()):
        for member in members:
            yield {"id": member, "group": str(number) if len(members) > 1 else None}


BENCHMARK = Benchmark(
    name="copies",
    dev=(BENCH / "stories" / "data" / "stories_dev.gold.jsonl.gz",),
    predict=predict,
    scorer=(str(BENCH / "stories" / "score.py"), "copies", "{gold}", "{pred}"),
    figures={"P": ("p",), "R": ("r",), "F1": ("f1",)},
    peers={
        "exact 5-gram containment or Jaccard .8": {"P": 100, "R": 100, "F1": 100},
        "exact 5-gram Jaccard .4": {"P": 93.8, "R": 100, "F1": 96.8},
        "MinHash-LSH 128, Jaccard .4": {"P": 100, "R": 86.7, "F1": 92.9},
        "MinHash-LSH 128, containment .85": {"P": 100, "R": 100, "F1": 100},
    },
)
