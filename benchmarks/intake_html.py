"""From a page of HTML to the article: main text, headline, authors, date."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.harness import BENCH, Benchmark, beside, ids_of
from newsledger.intake import read_article
from newsledger.model import Article, BlockKind, Page, PageError

FOLDER = BENCH / "intake"
FIGURES = {name: (key,) for name, key in zip(("P", "R", "F1"), ("p", "r", "f1"), strict=True)} | {
    name: (f"{name}_acc",) for name in ("title", "authors", "date")
}
TEXT_KINDS = (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.STANDFIRST, BlockKind.CORRECTION)


def main_text(article: Article) -> str:
    """The article's own text, a block a line; blocks that repeat earlier ones once more are part of it."""
    return "\n".join(block.span.text(article.text) for block in article.blocks if block.kind in TEXT_KINDS)


def answer(name: str, data: bytes) -> dict[str, Any]:
    """What the scorer asks for, from the page alone."""
    try:
        article = read_article(Page(name=name, data=data))
    except PageError:
        return {"id": name, "text": "", "title": None, "authors": [], "date": None}
    when = article.published.when
    exact = when is not None and when.start is not None and when.start == when.end
    return {
        "id": name,
        "text": main_text(article),
        "title": article.title,
        "authors": list(article.authors or article.signed),
        "date": when.start.isoformat() if exact and when is not None and when.start is not None else None,
    }


def pages(archive_path: Path) -> Iterator[tuple[str, bytes]]:
    """The pages in an archive, by file name."""
    with tarfile.open(archive_path, "r:*") as archive:
        for member in archive:
            file = archive.extractfile(member) if member.isfile() else None
            if file is not None:
                yield member.name.rpartition("/")[2], file.read()


def predict(gold: Path) -> Iterator[dict[str, Any]]:
    """Read every page beside the gold file (in ``html.tar.xz``) that it asks for."""
    wanted = ids_of(gold)
    for name, data in pages(beside(gold, "html.tar.xz")):
        if name in wanted:
            yield answer(name, data)


BENCHMARK = Benchmark(
    name="intake-html",
    dev=(FOLDER / "data" / "gold.jsonl",),
    predict=predict,
    scorer=(str(FOLDER / "score.py"), "html", "{gold}", "{pred}"),
    figures=FIGURES,
    peers={
        "trafilatura 2.3.1": {"P": 0.915, "R": 0.945, "F1": 0.929, "title": 0.622, "authors": 0.574, "date": 0.853},
        "trafilatura, favor_precision": {"P": 0.930, "R": 0.920, "F1": 0.925},
        "readability-lxml 0.9": {"P": 0.890, "R": 0.866, "F1": 0.878, "title": 0.751},
        "resiliparse 2.0.1": {"P": 0.788, "R": 0.946, "F1": 0.860},
        "jusText 3.0.2": {"P": 0.858, "R": 0.820, "F1": 0.838},
        "newspaper4k 0.9.6": {"P": 0.941, "R": 0.749, "F1": 0.834, "title": 0.679, "authors": 0.336, "date": 0.669},
        "goose3 3.1.22": {"P": 0.935, "R": 0.712, "F1": 0.808, "title": 0.682, "authors": 0.345, "date": 0.605},
    },
)
