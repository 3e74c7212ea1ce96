"""Which event mentions of many documents are mentions of one event."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.harness import BENCH, Benchmark, beside, read_jsonl
from newsledger.linking.coref import Document, EventMention, chain_mentions


def documents_of(path: Path) -> list[Document]:
    """Read the documents of a part."""
    return [Document(row["doc"], tuple(row["tokens"])) for row in read_jsonl(path)]


def mentions_of(path: Path) -> list[EventMention]:
    """Read the mentions of a part."""
    return [
        EventMention(
            id=row["mention_id"],
            document=row["doc"],
            at=min(row["doc_span"]),
            sentence=tuple(row["sentence"]),
            span=tuple(sorted(row["span"])),
            lemma=row["lemma"] or row["head"],
            pos=row["pos"],
        )
        for row in read_jsonl(path)
    ]


def predict(gold: Path) -> Iterator[dict[str, Any]]:
    """Chain the mentions beside a gold file; neither topics nor chains are looked at."""
    mentions = mentions_of(beside(gold, "mentions"))
    chains = chain_mentions(documents_of(beside(gold, "docs")), mentions)
    for mention, chain in zip(mentions, chains, strict=True):
        yield {"mention_id": mention.id, "chain": str(chain)}


BENCHMARK = Benchmark(
    name="coref",
    dev=(BENCH / "stories" / "data" / "coref_dev.gold.jsonl.gz",),
    predict=predict,
    scorer=(str(BENCH / "stories" / "score.py"), "coref", "{gold}", "{pred}"),
    figures={
        "CoNLL F1": ("conll_f1",),
        "MUC F1": ("muc", "f1"),
        "B3 F1": ("b3", "f1"),
        "CEAF-e F1": ("ceaf_e", "f1"),
        "LEA F1": ("lea", "f1"),
        "CoNLL F1 without singletons": ("without_singletons", "conll_f1"),
    },
    peers={
        "same lemma in predicted topic": {
            "CoNLL F1": 74.9, "MUC F1": 82.1, "B3 F1": 75.6, "CEAF-e F1": 67.0, "LEA F1": 62.9,
            "CoNLL F1 without singletons": 68.2,
        },
        "lemma + MiniLM pair model, predicted topic": {
            "CoNLL F1": 78.1, "MUC F1": 84.9, "B3 F1": 79.2, "CEAF-e F1": 70.1, "LEA F1": 67.8,
            "CoNLL F1 without singletons": 72.5,
        },
    },
)  # fmt: skip
