"""What the modules of one story share: its articles in order, its claims with resolved times, who is who, origins."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import msgspec

from newsledger.linking.deciding import Decided
from newsledger.linking.entities import EntityIndex
from newsledger.linking.origins import Origins
from newsledger.model import (
    Actor,
    AnyClaim,
    Article,
    Claim,
    CommitmentClaim,
    EventClaim,
    FigureClaim,
    PlanClaim,
    Publication,
    Reading,
    TimeMention,
    When,
)
from newsledger.timex import resolve

C = TypeVar("C", bound=Claim)
FAR = dt.date.max
BACKGROUND = dt.timedelta(days=60)  # what is told to have held so long ago is history
_MONTH = 31
_RIGHT_BEHIND = 8  # code points: room for ", when " and a word's end


def derived_id(kind: str, parts: Iterable[str]) -> str:
    """Name a derived thing by what it rests on."""
    return hashlib.sha256("\n".join([kind, *sorted(parts)]).encode()).hexdigest()[:16]


def told_first(published: Publication | None) -> dt.date:
    """First day on which an article can have been published; the end of time if nothing is known."""
    when = published.when if published is not None else None
    return when.start if when is not None and when.start is not None else FAR


def told_last(published: Publication | None) -> dt.date:
    """Last day on which an article can have been published; the end of time if nothing is known."""
    when = published.when if published is not None else None
    return when.end if when is not None and when.end is not None else FAR


def told_to_the_day(published: Publication | None) -> bool:
    """Whether the one day of publication is known."""
    return told_first(published) == told_last(published) != FAR


def is_dated(published: Publication) -> bool:
    """Tell whether a publication is known to the month or better."""
    first, last = told_first(published), told_last(published)
    return FAR not in (first, last) and (last - first).days <= _MONTH


def resolved(claim: AnyClaim, published: Publication | None) -> AnyClaim:
    """Return the claim with its time narrowed by the publication date that the story knows; its id stays."""

    def narrow(when: When | None) -> When | None:
        return resolve(when, published) if when is not None else None

    match claim:
        case EventClaim() | PlanClaim():
            return msgspec.structs.replace(claim, when=narrow(claim.when))
        case FigureClaim():
            return msgspec.structs.replace(claim, as_of=narrow(claim.as_of))
        case CommitmentClaim():
            return msgspec.structs.replace(claim, deadline=narrow(claim.deadline))
        case _:
            return claim


def in_its_time(reading: Reading, published: Publication) -> list[AnyClaim]:
    """Return the claims of a reading; what is told right behind an old date ("since 1996, when 200 ...") held then."""
    told = told_first(published)
    if told is FAR:
        return list(reading.claims)
    dates = [t for t in reading.times if t.type == "DATE" and t.when.end and t.when.end < told - BACKGROUND]
    old = {t.span.end: t for t in dates} | {t.span.start: t for t in dates}
    return [_held_then(claim, old) for claim in reading.claims] if old else list(reading.claims)


def _held_then(claim: AnyClaim, old: Mapping[int, TimeMention]) -> AnyClaim:
    """Return the claim with the old date that stands right before it or begins it, unless it has a time of its own."""
    own = claim.as_of if isinstance(claim, FigureClaim) else claim.when if isinstance(claim, EventClaim) else None
    start = claim.evidence.start
    held = next((old[at] for at in range(start, start - _RIGHT_BEHIND, -1) if at in old), None)
    if held is None or not claim.sentence.contains(held.span) or (own is not None and own.span is not None):
        return claim
    match claim:
        case FigureClaim():
            return msgspec.structs.replace(claim, as_of=held.when)
        case EventClaim():
            return msgspec.structs.replace(claim, when=held.when)
        case _:
            return claim


@dataclass(slots=True)
class StoryView:
    """One story. articles: in order of publication. claims: in order of articles and text."""

    articles: tuple[Article, ...]
    published: Mapping[str, Publication]
    claims: tuple[AnyClaim, ...]
    entities: EntityIndex
    origins: Origins
    decided: Decided
    place_of: dict[str, int] = field(default_factory=dict)
    _days: dict[str, dt.date] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.place_of = {article.id: place for place, article in enumerate(self.articles)}
        last: dt.date | None = None
        for article in self.articles:
            if is_dated(self.published[article.id]):
                last = told_first(self.published[article.id])
            if last is not None:
                self._days[article.id] = last

    def day(self, claim: Claim) -> dt.date:
        """Day on which a claim was told: its article's, or that of the dated one before it; else the end of time."""
        return self._days.get(claim.article, FAR)

    def of(self, kind: type[C]) -> list[C]:
        """Claims of one kind."""
        return [claim for claim in self.claims if isinstance(claim, kind)]

    def told(self, claim: Claim) -> str | None:
        """Publication of the claim's article as ISO 8601, None if it is not known."""
        when = self.published[claim.article].when
        return when.iso if when is not None else None

    def telling(self, claim: Claim) -> tuple[int, int]:
        """Order of telling: place of the article in the story, place in the text."""
        return self.place_of[claim.article], claim.evidence.start

    def name(self, claim: Claim, actor: Actor) -> str:
        """Return an actor's name across the story."""
        return self.entities.name(claim.article, actor)

    def names(self, claim: Claim, actors: Sequence[Actor]) -> tuple[str, ...]:
        """Names of actors across the story, each once, in order."""
        return tuple(dict.fromkeys(self.name(claim, actor) for actor in actors))

    def keys(self, claim: Claim, actors: Sequence[Actor]) -> frozenset[str]:
        """Return what tells actors apart."""
        return frozenset(self.entities.key(claim.article, actor) for actor in actors)

    def sides(self, claim: Claim, actors: Sequence[Actor]) -> frozenset[str]:
        """Return what tells actors apart, and the countries that they act for."""
        known = [found for actor in actors if (found := self.entities.of(claim.article, actor)) is not None]
        return self.keys(claim, actors) | {f"country {entity.country}" for entity in known if entity.country}


def make_view(
    articles: Sequence[Article],
    readings: Mapping[str, Reading],
    published: Mapping[str, Publication],
    entities: EntityIndex,
    origins: Origins,
    order: Sequence[tuple[str, str]] = (),
    decided: Decided | None = None,
) -> StoryView:
    """Lay out one story: articles by publication (first possible day, then last, then id), undated ones by ``order``.

    order: pairs of article ids (earlier, later). decided: what people decided of it.
    """
    ordered = sorted(articles, key=lambda a: (told_first(published[a.id]), told_last(published[a.id]), a.id))
    undated = [a for a in ordered if not is_dated(published[a.id])]
    ordered = [a for a in ordered if is_dated(published[a.id])]
    for article in undated:
        after = {later for earlier, later in order if earlier == article.id}
        place = next((n for n, other in enumerate(ordered) if other.id in after), len(ordered))
        ordered.insert(place, article)
    claims = [
        resolved(claim, published[a.id])
        for a in ordered
        if a.id in readings
        for claim in in_its_time(readings[a.id], published[a.id])
    ]
    return StoryView(tuple(ordered), published, tuple(claims), entities, origins, decided or Decided({}, {}))
