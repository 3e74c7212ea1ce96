"""Attribution in plain news articles (PolNeAR): sources, cues, contents."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.harness import BENCH, Benchmark, read_jsonl
from newsledger.language import Parse, parse_many
from newsledger.model import Article, Block, BlockKind, Span
from newsledger.reading.attribution import Attributed, attributions


def plain_article(name: str, text: str) -> Article:
    """An article of which every line that is not blank is a paragraph."""
    blocks = []
    at = 0
    for line in text.splitlines(keepends=True):
        start = at + len(line) - len(line.lstrip())
        end = at + len(line.rstrip())
        if start < end:
            blocks.append(Block(kind=BlockKind.PARAGRAPH, span=Span(start, end)))
        at += len(line)
    return Article(id=name, name=name, text=text, blocks=tuple(blocks))


def record(parse: Parse, found: list[Attributed]) -> dict[str, Any]:
    """Attributions as the scorer wants them: page offsets, without what stands inside another's content."""
    out = []
    for one in found:
        if one.inner:
            continue
        content = [offsets(parse.span(*run)) for run in one.content]
        source = [offsets(parse.span(*one.source))] if one.source is not None else []
        out.append({"source": source, "cue": [offsets(parse.span(*one.cue))], "content": content})
    return {"id": parse.article.id, "attributions": out}


def offsets(span: Span) -> list[int]:
    """A span as the scorer writes it."""
    return [span.start, span.end]


def predict(gold: Path) -> Iterator[dict[str, Any]]:
    """Attributions of each text of a gold file; only "id" and "text" are looked at."""
    for parse in parse_many(plain_article(item["id"], item["text"]) for item in read_jsonl(gold)):
        yield record(parse, attributions(parse))


BENCHMARK = Benchmark(
    name="quotes",
    dev=(BENCH / "quotes" / "data" / "dev.jsonl.gz",),
    predict=predict,
    scorer=(str(BENCH / "quotes" / "score.py"), "{gold}", "{pred}"),
    figures={
        "content exact": ("content_exact", "f1"),
        "content soft": ("content_soft", "f1"),
        "attribution": ("attribution", "f1"),
        "direct, attr. R": ("recall_direct", "attribution"),
        "indirect, attr. R": ("recall_indirect", "attribution"),
    },
    peers={
        "syntactic rules": {
            "content exact": 0.419, "content soft": 0.608, "attribution": 0.482,
            "direct, attr. R": 0.546, "indirect, attr. R": 0.333,
        },
        "Citron, retrained": {
            "content exact": 0.375, "content soft": 0.547, "attribution": 0.486,
            "direct, attr. R": 0.540, "indirect, attr. R": 0.306,
        },
        "a second annotator": {
            "content exact": 0.682, "content soft": 0.801, "attribution": 0.759,
            "direct, attr. R": 0.951, "indirect, attr. R": 0.673,
        },
    },
)  # fmt: skip
