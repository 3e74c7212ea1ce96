"""PLOVER events of single sentences: class, source and target with their countries."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from benchmarks.harness import BENCH, Benchmark, read_jsonl
from newsledger.language import Parse, parse_many
from newsledger.model import Actor, Article, Block, BlockKind, EventClaim, PageFacts, Span, article_id
from newsledger.reading.events import read_events
from newsledger.reading.statements import read_statements

# The gold codes the main event of a sentence: what is asserted comes first, then what is only told or denied.
RANK = {"happened": 1.0, "claimed": 0.9, "denied": 0.5, "future": 0.45, "threatened": 0.45, "demanded": 0.4}
NEAR = 0.9  # a further event is given if its rank comes this near to the first one's
MOST = 2


def sentence_article(text: str, name: str) -> Article:
    """One sentence as an article of one paragraph."""
    block = Block(kind=BlockKind.PARAGRAPH, span=Span(0, len(text)))
    return Article(id=article_id(text, PageFacts()), name=name, text=text, blocks=(block,), language="en")


def predict(gold: Path) -> Iterator[dict[str, Any]]:
    """Read each sentence by itself; main events first."""
    records = list(read_jsonl(gold))
    articles = [sentence_article(record["text"], record["id"]) for record in records]
    for parse in parse_many(articles):
        events = read_parsed(parse)
        yield {
            "id": parse.article.name,
            "events": [as_record(event) for event in main_events([*map(as_coded, events)])],
        }


def read_parsed(parse: Parse) -> tuple[EventClaim, ...]:
    """The events of a parse with the confidence of their patterns: the codebook's question is which is the main one,
    not how likely a reader would accept each, which is what the calibrated confidence of a whole reading tells.
    """
    return read_events(parse, read_statements(parse))


COOPERATIVE = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})


def as_coded(event: EventClaim) -> EventClaim:
    """The codebook has no denied events: cooperation that was refused or did not come about is coded REJECT."""
    if event.status == "denied" and event.type in COOPERATIVE:
        return msgspec.structs.replace(event, type="REJECT", status="happened")
    return event


def rank(event: EventClaim) -> float:
    """How main an event is in its sentence."""
    return event.confidence * RANK.get(event.status, 0.3) * (0.5 if event.type == "OTHER" else 1.0)


def main_events(events: list[EventClaim]) -> list[EventClaim]:
    """The main event, and what is nearly as sure, one of a class."""
    known = sorted((e for e in events if e.type != "OTHER"), key=lambda e: (-rank(e), e.trigger_span))
    kept: list[EventClaim] = []
    for event in known:
        if event.type in {k.type for k in kept}:
            continue
        if not kept or (len(kept) < MOST and rank(event) >= NEAR * rank(kept[0])):
            kept.append(event)
    return kept


def as_record(event: EventClaim) -> dict[str, Any]:
    """An event in the scorer's form."""
    return {
        "type": event.type,
        "source": [as_actor(actor) for actor in event.actors],
        "target": [as_actor(actor) for actor in event.recipients],
    }


def as_actor(actor: Actor) -> dict[str, Any]:
    return {"text": actor.name, "country": actor.country}


BENCHMARK = Benchmark(
    name="events",
    dev=(BENCH / "events" / "data" / "dev.jsonl",),
    predict=predict,
    scorer=(str(BENCH / "events" / "score.py"), "{gold}", "{pred}", "--by-class"),
    figures={
        "type F1": ("type_f1",),
        "macro F1": ("type_macro_f1",),
        "first right": ("type_acc_first",),
        "quad first": ("quad_acc_first",),
        "triple F1": ("triple_f1",),
    },
    peers={
        "majority class": {
            "type F1": 0.125, "macro F1": 0.014, "first right": 0.126, "quad first": 0.236, "triple F1": 0.0
        },
        "UniversalPetrarch, P2": {
            "type F1": 0.533, "macro F1": 0.471, "first right": 0.472, "quad first": 0.551, "triple F1": 0.287
        },
        "UniversalPetrarch, P1, both actors": {
            "type F1": 0.437, "macro F1": 0.353, "first right": 0.331, "quad first": 0.409, "triple F1": 0.381
        },
        "MiniLM, synthetic training": {
            "type F1": 0.482, "macro F1": 0.446, "first right": 0.488, "quad first": 0.638, "triple F1": 0.0
        },
        "keyword list made with the sentences in view": {
            "type F1": 0.717, "macro F1": 0.670, "first right": 0.709, "quad first": 0.764, "triple F1": 0.502
        },
    },
)  # fmt: skip
