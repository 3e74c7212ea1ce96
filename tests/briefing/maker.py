"""Hand-made articles, readings and ledgers, so that the brief can be tested without reading or linking."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from newsledger.model import (
    Actor,
    AnyClaim,
    Article,
    Attribution,
    Block,
    BlockKind,
    CommitmentClaim,
    CopyGroup,
    Dated,
    Entity,
    EventClaim,
    FigureClaim,
    PlanClaim,
    PositionClaim,
    Publication,
    Reading,
    RoleClaim,
    Span,
    StatementClaim,
    Story,
    StoryLedger,
    When,
    identified,
)


def on(value: str) -> When:
    """A day ("2023-03-14"), a month ("2023-03") or a period ("2023-03-13/2023-03-19")."""
    if "/" in value:
        first, last = (dt.date.fromisoformat(part) for part in value.split("/"))
        return When(value=value, start=first, end=last)
    if len(value) == 7:
        first = dt.date.fromisoformat(f"{value}-01")
        last = (first.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
        return When(value=value, start=first, end=last)
    day = dt.date.fromisoformat(value)
    return When(value=value, start=day, end=day)


class Maker:
    """Collects articles and claims, then gives the arguments of ``make_brief``."""

    def __init__(self, title: str = "Talks on the Orm dam") -> None:
        self.title = title
        self.articles: dict[str, Article] = {}
        self.claims: dict[str, list[AnyClaim]] = {}
        self.copies: tuple[CopyGroup, ...] = ()
        self.parts: dict[str, list[Any]] = {}

    def article(self, key: str, text: str, published: str | None = None, **fields: Any) -> Article:
        blocks = tuple(
            Block(kind=BlockKind.PARAGRAPH, span=Span(m.start(), m.end())) for m in re.finditer(r"\S[^\n]*", text)
        )
        when = Publication(when=on(published), basis="metadata", confidence=0.9) if published else Publication()
        fields.setdefault("published", when)
        fields.setdefault("name", f"{key}.html")
        self.articles[key] = Article(id=key, text=text, blocks=blocks, **fields)
        self.claims[key] = []
        return self.articles[key]

    def _base(self, key: str, quote: str, **fields: Any) -> dict[str, Any]:
        text = self.articles[key].text
        start = text.index(quote)
        left = max(text.rfind(". ", 0, start) + 2 if ". " in text[:start] else 0, text.rfind("\n", 0, start) + 1)
        right = min((p for p in (text.find(". ", start), text.find("\n", start)) if p >= 0), default=len(text))
        right = min(max(right + 1, start + len(quote)), len(text))
        fields.setdefault("confidence", 0.8)
        return {
            "article": key, "evidence": Span(start, start + len(quote)), "quote": quote,
            "sentence": Span(left, right), **fields,
        }  # fmt: skip

    def _keep(self, claim: AnyClaim) -> AnyClaim:
        claim = identified(claim)
        self.claims[claim.article].append(claim)
        return claim

    def actor(self, key: str, name: str, entity: str | None = None) -> Actor:
        start = max(0, self.articles[key].text.find(name))
        return Actor(name=name, span=Span(start, start + len(name)), kind="person", entity=entity)

    def figure(self, key: str, quote: str, value: float, **fields: Any) -> AnyClaim:
        return self._keep(FigureClaim(value=value, **self._base(key, quote, **fields)))

    def event(self, key: str, quote: str, kind: str, **fields: Any) -> AnyClaim:
        base = self._base(key, quote, **fields)
        trigger = base["evidence"]
        return self._keep(
            EventClaim(
                type=kind,
                trigger=quote.split()[0],
                trigger_span=Span(trigger.start, trigger.start + len(quote.split()[0])),
                **base,
            )
        )

    def statement(self, key: str, quote: str, speaker: str, mode: str = "direct", **fields: Any) -> AnyClaim:
        base = self._base(key, quote, **fields)
        return self._keep(
            StatementClaim(
                speaker=self.actor(key, speaker),
                cue=base.pop("cue", "said"),
                cue_spans=(),
                content=(base["evidence"],),
                content_text=quote,
                mode=mode,
                **base,
            )
        )

    def plan(self, key: str, quote: str, what: str, **fields: Any) -> AnyClaim:
        return self._keep(PlanClaim(what=what, **self._base(key, quote, **fields)))

    def commitment(self, key: str, quote: str, action: str, **fields: Any) -> AnyClaim:
        return self._keep(CommitmentClaim(party=None, action=action, **self._base(key, quote, **fields)))

    def position(self, key: str, quote: str, holder: str, stance: str, aim: str, **fields: Any) -> AnyClaim:
        base = self._base(key, quote, **fields)
        return self._keep(PositionClaim(holder=self.actor(key, holder), stance=stance, object=aim, **base))

    def role(self, key: str, quote: str, person: str, role: str, **fields: Any) -> AnyClaim:
        return self._keep(RoleClaim(person=self.actor(key, person), role=role, **self._base(key, quote, **fields)))

    def chain(self, key: str, *names: str) -> tuple[Attribution, ...]:
        return tuple(Attribution(source=self.actor(key, name), cue="said") for name in names)

    def entity(self, name: str, kind: str = "person", **fields: Any) -> Entity:
        made = Entity(id=f"entity-{name}", kind=kind, name=name, names=fields.pop("names", (name,)), **fields)
        return self.add("entities", made)

    def add(self, field: str, noun: Any) -> Any:
        self.parts.setdefault(field, []).append(noun)
        return noun

    def given(self) -> tuple[StoryLedger, dict[str, Article], dict[str, Reading]]:
        ledger = StoryLedger(
            story=Story(id="story1", title=self.title, articles=tuple(self.articles)),
            dated=tuple(Dated(article=key, published=a.published) for key, a in self.articles.items()),
            copies=self.copies,
            **{field: tuple(nouns) for field, nouns in self.parts.items()},
        )
        readings = {
            key: Reading(article=key, reader="test", claims=tuple(claims)) for key, claims in self.claims.items()
        }
        return ledger, dict(self.articles), readings
