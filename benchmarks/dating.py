"""Dating from text alone: the text as one article of paragraphs, nothing else known."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.harness import BENCH, Benchmark, read_jsonl
from newsledger.model import Article, Block, BlockKind, Publication, Span
from newsledger.timex.dating import date_from_article

FOLDER = BENCH / "times"


def article_of(text: str) -> Article:
    """An article with a paragraph for each line."""
    blocks = []
    at = 0
    for line in text.split("\n"):
        bare = line.strip()
        if bare:
            start = at + line.index(bare[0])
            blocks.append(Block(kind=BlockKind.PARAGRAPH, span=Span(start, start + len(bare))))
        at += len(line) + 1
    return Article(id="dated", name="dated", text=text, blocks=tuple(blocks))


def answer(published: Publication) -> str | None:
    """The date at the precision that is sure enough; None without a year."""
    value = published.when.value if published.when else ""
    return value if value[:4].isdigit() else None


def predict(gold: Path) -> Iterator[dict[str, Any]]:
    """Date each text; only ``text`` is looked at. The scorer leaves the stated "confidence" aside."""
    for document in read_jsonl(gold):
        published = date_from_article(article_of(document["text"]))
        date = answer(published)
        yield {"id": document["id"], "date": date, "confidence": published.confidence if date else None}


BENCHMARK = Benchmark(
    name="dating",
    dev=[FOLDER / "data" / "dating_dev.jsonl.gz"],
    predict=predict,
    scorer=[str(FOLDER / "score.py"), "dating", "{gold}", "{pred}"],
    figures={
        "exact": ("exact",),
        "within 1 day": ("within_1_day",),
        "same month": ("same_month",),
        "same year": ("same_year",),
    },
    peers={
        "most frequent day": {"exact": 0.072, "within 1 day": 0.149, "same month": 0.160, "same year": 0.240},
        "latest full date in the text": {
            "exact": 0.051,
            "within 1 day": 0.099,
            "same month": 0.096,
            "same year": 0.109,
        },
        "dateline and latest year": {"exact": 0.005, "within 1 day": 0.016, "same month": 0.032, "same year": 0.149},
    },
)
