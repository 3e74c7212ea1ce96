"""Temporal expressions: ``times`` of the benchmark data, tagged and resolved against the creation date."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.harness import BENCH, Benchmark, read_jsonl
from newsledger.timex import times

FOLDER = BENCH / "times"


def predict(gold: Path) -> Iterator[dict[str, Any]]:
    """Tag each text; only ``text`` and ``dct`` are looked at."""
    for document in read_jsonl(gold):
        mentions = times(document["text"], anchor=document["dct"])
        yield {
            "id": document["id"],
            "timexes": [
                {"start": m.span.start, "end": m.span.end, "type": m.type, "value": m.when.value} for m in mentions
            ],
        }


BENCHMARK = Benchmark(
    name="times",
    dev=[FOLDER / "data" / "dev.jsonl.gz"],
    predict=predict,
    scorer=[str(FOLDER / "score.py"), "times", "{gold}", "{pred}"],
    figures={
        "strict F1": ("strict", "f1"),
        "relaxed F1": ("relaxed", "f1"),
        "type F1": ("type", "f1"),
        "value F1": ("value", "f1"),
    },
    peers={
        "HeidelTime": {"strict F1": 0.851, "relaxed F1": 0.924, "type F1": 0.879, "value F1": 0.781},
        "Recognizers-Text": {"strict F1": 0.716, "relaxed F1": 0.864, "type F1": 0.786, "value F1": 0.625},
        "Duckling (stepped back)": {"strict F1": 0.602, "relaxed F1": 0.763, "type F1": 0.666, "value F1": 0.432},
        "dateparser": {"strict F1": 0.336, "relaxed F1": 0.623, "type F1": 0.518, "value F1": 0.269},
    },
)
