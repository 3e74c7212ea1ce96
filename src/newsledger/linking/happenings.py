"""Event claims of many articles about one event become one happening."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsledger.linking.gather import Gathered, Likeness, gather
from newsledger.linking.moments import apart, narrowest, overlap
from newsledger.linking.terms import content, stem
from newsledger.linking.view import FAR, StoryView, derived_id
from newsledger.model import BlockKind, EventClaim, EventStatus, Happening

_THRESHOLD = 0.5
_NEWS_DAYS = 45
# What is told later as done overrides what was told as coming.
_RANK: tuple[EventStatus, ...] = (
    "happened", "claimed", "denied", "threatened", "demanded", "future", "hypothetical",
)  # fmt: skip
_UNREAL = frozenset({"hypothetical", "demanded", "threatened"})


@dataclass(frozen=True, slots=True)
class Told:
    """An event claim brought to compare: stem of its trigger, who, where, words, first day of telling."""

    claim: EventClaim
    trigger: str
    actors: frozenset[str]
    recipients: frozenset[str]
    place: frozenset[str]
    words: frozenset[str]
    told: dt.date

    @property
    def parties(self) -> frozenset[str]:
        """Everyone who takes part."""
        return self.actors | self.recipients


def told_events(view: StoryView) -> list[Told]:
    """Bring all event claims of a story to compare, in order of telling."""
    return [_told(view, claim) for claim in view.of(EventClaim)]


def find_happenings(
    view: StoryView, told: Sequence[Told], taken_back: frozenset[str] = frozenset()
) -> tuple[Happening, ...]:
    """All happenings of a story, in order of time as far as known.

    taken_back: ids of claims that their outlets have retracted; what rests on them stands as denied.
    """
    groups = gather(told, _keys, _alike, _THRESHOLD)
    found = [_happening(view, group, taken_back) for group in groups]
    return tuple(sorted(found, key=lambda h: (h.when.start.isoformat() if h.when and h.when.start else "9", h.id)))


def _told(view: StoryView, claim: EventClaim) -> Told:
    return Told(
        claim,
        stem(claim.trigger.lower()),
        view.keys(claim, claim.actors),
        view.keys(claim, claim.recipients),
        content(claim.place) if claim.place else frozenset(),
        content(claim.quote),
        view.day(claim),
    )


def _keys(told: Told) -> Iterator[str]:
    yield f"{told.claim.type} {told.trigger}"
    for party in sorted(told.parties):
        yield f"{told.claim.type} {party}"


def _alike(a: Told, b: Told) -> Likeness:
    one, other = a.claim, b.claim
    if one.type != other.type or apart(one.when, other.when) or _polarity(one.status) != _polarity(other.status):
        return Likeness(-1.0)
    score = 0.1
    reasons = [f"both tell {one.type}"]
    if a.trigger == b.trigger:
        score += 0.2
        reasons.append(f"the same word for it ({one.trigger})")
    for mine, theirs, weight, name in (
        (a.actors, b.actors, 0.2, "actors"),
        (a.recipients, b.recipients, 0.2, "recipients"),
    ):
        if mine and theirs:
            shared = len(mine & theirs) / min(len(mine), len(theirs))
            score += weight * (shared if shared else -0.75)
            if shared:
                reasons.append(f"shared {name}")
    if _far_apart(a, b) and not overlap(one.when, other.when):
        score -= 0.25
    if a.place and b.place:
        shared_place = bool(a.place & b.place)
        score += 0.1 if shared_place else -0.1
        if shared_place:
            reasons.append("the same place")
    if overlap(one.when, other.when, 1):
        score += 0.1
        reasons.append("the same time")
    alike = len(a.words & b.words) / max(1, min(len(a.words), len(b.words)))
    if alike >= 0.3:
        reasons.append("alike wording")
    return Likeness(max(0.0, score + 0.4 * alike), tuple(reasons))


def likeness_of_content(a: Told, b: Told) -> float:
    """How alike two events are in word, parties and wording, whatever they say of time and truth (0 to 1)."""
    score = 0.25 * (a.trigger == b.trigger)
    if a.parties and b.parties:
        score += 0.25 * len(a.parties & b.parties) / min(len(a.parties), len(b.parties))
    return score + 0.5 * len(a.words & b.words) / max(1, min(len(a.words), len(b.words)))


def _far_apart(a: Told, b: Told) -> bool:
    """Tell whether two reports lie so far apart that what each tells as news can hardly be one event."""
    return a.told is not FAR and b.told is not FAR and abs((a.told - b.told).days) > _NEWS_DAYS


def _polarity(status: EventStatus) -> str:
    return "unreal" if status in _UNREAL else "denied" if status == "denied" else "real"


def _happening(view: StoryView, group: Gathered[Told], taken_back: frozenset[str]) -> Happening:
    claims = [told.claim for told in group.members]
    status = min((c.status for c in claims), key=_RANK.index)
    reasons = list(group.reasons)
    if any(c.id in taken_back for c in claims):
        reasons.append("the outlet has taken it back")
    origins, unsure = view.origins.count(claims)
    best = min(claims, key=_clarity)
    places = Counter(c.place for c in claims if c.place)
    return Happening(
        id=derived_id("happening", (c.id for c in claims)),
        claims=tuple(sorted(c.id for c in claims)),
        reasons=tuple(reasons),
        origins=origins,
        unsure=unsure,
        type=Counter(c.type for c in claims).most_common(1)[0][0],
        title=" ".join(best.quote.split()),
        status="denied" if len(reasons) > len(group.reasons) else status,
        when=narrowest([c.when for c in claims if c.when is not None and c.status == status])
        or narrowest([c.when for c in claims if c.when is not None]),
        place=min(places, key=lambda p: (-places[p], p)) if places else None,
        actors=_parties(view, claims, "actors"),
        recipients=_parties(view, claims, "recipients"),
    )


def _clarity(claim: EventClaim) -> tuple[bool, bool, int, int, str]:
    """Rank claims by clarity: told as done, who did it within the words, in a sentence of the text, of fair length."""
    named = sum(claim.evidence.contains(actor.span) for actor in (*claim.actors, *claim.recipients))
    body = claim.block in (BlockKind.PARAGRAPH, BlockKind.STANDFIRST, BlockKind.TITLE)
    return claim.status not in ("happened", "claimed"), not body, -min(named, 2), abs(len(claim.quote) - 90), claim.id


def _parties(view: StoryView, claims: Sequence[EventClaim], side: str) -> tuple[str, ...]:
    counts = Counter(name for c in claims for name in view.names(c, c.actors if side == "actors" else c.recipients))
    return tuple(sorted(counts, key=lambda n: (-counts[n], n)))
