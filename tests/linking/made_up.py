"""Made-up articles and readings to link: each sentence is a paragraph, and each claim's quote one of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from newsledger.model import (
    Actor,
    AnyClaim,
    Article,
    Attribution,
    Block,
    BlockKind,
    EventClaim,
    FigureClaim,
    LocalEntity,
    PageFacts,
    PlanClaim,
    Publication,
    Reading,
    Span,
    When,
    article_id,
    identified,
)


def day(iso: str) -> dt.date:
    return dt.date.fromisoformat(iso)


def when(start: str, end: str | None = None) -> When:
    return When(value=start, start=day(start), end=day(end or start))


def article(title: str, sentences: Sequence[str], published: str | None = None, **facts: Any) -> Article:
    text = title + "\n" + "\n".join(sentences)
    blocks = [Block(kind=BlockKind.TITLE, span=Span(0, len(title)))]
    at = len(title) + 1
    for sentence in sentences:
        blocks.append(Block(kind=BlockKind.PARAGRAPH, span=Span(at, at + len(sentence))))
        at += len(sentence) + 1
    known = Publication()
    if published is not None:
        known = Publication(when=when(published), basis="given", source="given", confidence=0.95)
    return Article(
        id=article_id(text, PageFacts(publisher=facts.get("publisher"), published=published)),
        name=title,
        text=text,
        blocks=tuple(blocks),
        title=title,
        title_span=Span(0, len(title)),
        published=known,
        **facts,
    )


class Reader:
    """Collects the made-up claims of one article."""

    def __init__(self, source: Article) -> None:
        self.article = source
        self.claims: list[AnyClaim] = []
        self.entities: dict[str, LocalEntity] = {}

    def reading(self) -> Reading:
        return Reading(
            article=self.article.id,
            reader="made up",
            entities=tuple(self.entities.values()),
            claims=tuple(identified(c) for c in self.claims),
        )

    def place(self, quote: str) -> dict[str, Any]:
        start = self.article.text.index(quote)
        span = Span(start, start + len(quote))
        return {"article": self.article.id, "evidence": span, "quote": quote, "sentence": span}

    def actor(self, name: str, kind: str = "person", **known: Any) -> Actor:
        entity = next((e for e in self.entities.values() if e.name == name), None)
        if entity is None:
            entity = LocalEntity(id=f"e{len(self.entities)}", kind=kind, name=name, names=(name,), **known)
            self.entities[entity.id] = entity
        return Actor(name=name, span=Span(0, 1), kind=kind, entity=entity.id, country=entity.country)

    def figure(self, quote: str, value: float, **fields: Any) -> FigureClaim:
        claim = FigureClaim(**self.place(quote), value=value, **({"unit": "people", "measure": "killed"} | fields))
        self.claims.append(claim)
        return identified(claim)

    def event(self, quote: str, trigger: str, kind: str = "ASSAULT", **fields: Any) -> EventClaim:
        claim = EventClaim(**self.place(quote), type=kind, trigger=trigger, trigger_span=Span(0, 1), **fields)
        self.claims.append(claim)
        return identified(claim)

    def plan(self, quote: str, what: str, **fields: Any) -> PlanClaim:
        claim = PlanClaim(**self.place(quote), what=what, **fields)
        self.claims.append(claim)
        return identified(claim)

    def passed_on_by(self, name: str) -> tuple[Attribution, ...]:
        return (Attribution(source=Actor(name=name, span=Span(0, 1), kind="organisation"), cue="reported"),)
