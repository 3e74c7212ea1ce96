"""Annotated articles for training the attribution model: parses, gold attributions in tokens."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from spacy.tokens import Doc

from benchmarks.harness import read_jsonl
from benchmarks.quotes import plain_article
from newsledger.language import Parse, parse_many
from newsledger.language.parse import BlockParse
from newsledger.language.pipeline import load_pipeline
from newsledger.reading.attribution.cue_features import candidates
from newsledger.reading.attribution.quotation import quotations
from newsledger.reading.attribution.table import DEP, Table, tabulate

LIGHT = frozenset(["be", "have", "make", "give", "take", "get", "do"])


@dataclass(slots=True)
class Gold:
    """A gold attribution. head: the candidate token that stands for its cue, -1 if there is none."""

    head: int
    cue: frozenset[int]
    source: frozenset[int]
    content: frozenset[int]


@dataclass(slots=True)
class Example:
    """One article."""

    name: str
    table: Table
    gold: list[Gold]
    record: dict[str, Any]


def examples(path: Path, cache: Path | None) -> Iterator[Example]:
    """Articles of a gold file, parsed (once, if a cache folder is given)."""
    store = cache / (path.name + ".pickle") if cache else None
    if store is not None and store.exists():
        packed = pickle.loads(store.read_bytes())
    else:
        packed = []
        records = list(read_jsonl(path))
        parses = parse_many(plain_article(r["id"], r["text"]) for r in records)
        for record, parse in zip(records, parses, strict=True):
            runs = [(b.start, b.end) for b in parse.blocks]
            packed.append((record, parse.doc.to_bytes(exclude=["tensor", "user_data"]), runs, parse.offsets))
        if store is not None:
            store.parent.mkdir(parents=True, exist_ok=True)
            store.write_bytes(pickle.dumps(packed))
    vocab = load_pipeline().vocab
    for record, data, runs, offsets in packed:
        article = plain_article(record["id"], record["text"])
        blocks = tuple(BlockParse(b, s, e) for b, (s, e) in zip(article.blocks, runs, strict=True))
        parse = Parse(article, Doc(vocab).from_bytes(data), blocks, offsets)
        table = tabulate(parse, quotations(parse))
        yield Example(record["id"], table, _gold(table, record), record)


def _gold(table: Table, record: dict[str, Any]) -> list[Gold]:
    parse = table.parse
    ends = parse.offsets + np.array([len(token) for token in parse.doc])
    possible = set(candidates(table).tolist())

    def tokens(spans: list[list[int]]) -> frozenset[int]:
        found: set[int] = set()
        for start, end in spans:
            first = int(np.searchsorted(ends, start, side="right"))
            last = int(np.searchsorted(parse.offsets, end, side="left"))
            found |= {i for i in range(first, last) if not parse.doc[i].is_space}
        return frozenset(found)

    out = []
    taken: set[int] = set()
    for item in record["attributions"]:
        cue = tokens(item["cue"])
        head = _head(table, cue, possible - taken)
        taken.add(head)
        out.append(Gold(head, cue, tokens(item["source"]), tokens(item["content"])))
    return out


def _head(table: Table, cue: frozenset[int], possible: set[int]) -> int:
    roots = [i for i in sorted(cue) if table.head[i] == i or int(table.head[i]) not in cue]
    for root in roots:
        if table.lemma[root] in LIGHT:
            for name in ("acomp", "attr", "dobj", "prep"):
                for i in sorted(cue):
                    if table.head[i] == root and table.dep[i] == DEP[name] and i in possible:
                        return i
        if root in possible:
            return root
    return next((i for i in sorted(cue) if i in possible), -1)
