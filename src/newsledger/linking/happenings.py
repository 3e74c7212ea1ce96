"""Event claims of many articles about one event become one happening."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from newsledger.linking.gather import Gathered, Likeness, gather
from newsledger.linking.measures import event_classes, is_toll
from newsledger.linking.moments import apart, days_long, narrowest, overlap
from newsledger.linking.names import is_proper
from newsledger.linking.terms import content, stem
from newsledger.linking.tolls import story_events
from newsledger.linking.view import FAR, StoryView, derived_id
from newsledger.model import BlockKind, EventClaim, EventStatus, Happening, When

_THRESHOLD = 0.5
_MAIN = 0.7
_YEAR = 400  # days: a time so vague still tells two events apart
_NEWS_DAYS = 45
_DAYS = 2
_MONTH = 31
_FEW = 4  # words; so short a quote shares all of its wording by chance
_FEWEST = 2  # words; the one that is left beside a name says little
_FAIR = 90  # code points of a title
_HARM_TYPES = frozenset({"ASSAULT", "OTHER"})
# What is told later as done overrides what was told as coming.
_RANK: tuple[EventStatus, ...] = (
    "happened", "claimed", "denied", "threatened", "demanded", "future", "hypothetical",
)  # fmt: skip
_UNREAL = frozenset({"hypothetical", "demanded", "threatened"})


@dataclass(frozen=True, slots=True)
class Told:
    """An event claim brought to compare: stem of its trigger, who, where, words, first day of telling.

    deed: the words that name no person.
    main: it tells the story's own happening (the blast of the headlines), or whom it harmed. elsewhen: it is told for
    another time than that happening.
    """

    claim: EventClaim
    trigger: str
    actors: frozenset[str]
    recipients: frozenset[str]
    place: frozenset[str]
    words: frozenset[str]
    deed: frozenset[str]
    told: dt.date
    main: bool = False
    elsewhen: bool = False

    @property
    def parties(self) -> frozenset[str]:
        """Everyone who takes part."""
        return self.actors | self.recipients


def told_events(view: StoryView) -> list[Told]:
    """Bring all event claims of a story to compare, in order of telling."""
    told = [_told(view, claim) for claim in view.of(EventClaim)]
    named = story_events(view)
    day = _main_day(told, named)
    if day is None:
        return told
    other = [overlap(t.claim.when, day, 1) is False for t in told]
    return [replace(t, elsewhen=o, main=not o and _is_main(t, named, day)) for t, o in zip(told, other, strict=True)]


def _main_day(told: Sequence[Told], named: frozenset[str]) -> When | None:
    """Return the time that most claims of an event of the headlines' class give, told to the day or two."""
    times = [t.claim.when for t in told if event_classes(frozenset({t.trigger})) & named and _is_real(t)]
    short = [w for w in times if w is not None and (days_long(w) or _YEAR) <= _DAYS]
    counts = Counter(w.iso for w in short)
    return min(short, key=lambda w: (-counts[w.iso], str(w.iso))) if short else None


def _is_main(told: Told, named: frozenset[str], day: When) -> bool:
    """Tell whether a claim, not told for another time, is of the story's own happening, or of its harm."""
    classes = event_classes(told.words)
    vague = told.claim.when is not None and (days_long(told.claim.when) or _YEAR) > _MONTH
    if vague or not _is_real(told) or not classes <= named or told.claim.type not in _HARM_TYPES:
        return False
    harm = is_toll(told.trigger) and bool(overlap(told.claim.when, day) or classes)
    return harm or bool(event_classes(frozenset({told.trigger})))


def _is_real(told: Told) -> bool:
    return told.claim.status in ("happened", "claimed") and not told.claim.historical


def find_happenings(
    view: StoryView, told: Sequence[Told], taken_back: frozenset[str] = frozenset()
) -> tuple[Happening, ...]:
    """All happenings of a story, in order of time as far as known.

    taken_back: ids of claims that their outlets have retracted; what rests on them stands as denied.
    """
    groups = view.decided.regroup(gather(told, _keys, _alike, _THRESHOLD), lambda one: one.claim.id)
    found = [_happening(view, group, taken_back) for group in groups]
    return tuple(sorted(found, key=lambda h: (h.when.start.isoformat() if h.when and h.when.start else "9", h.id)))


def _told(view: StoryView, claim: EventClaim) -> Told:
    every = content(claim.quote)
    people = (a.name for a in (*claim.actors, *claim.recipients) if a.kind == "person" and is_proper(a.name))
    names = frozenset(w for name in people for w in content(name))
    return Told(
        claim,
        stem(claim.trigger.lower()),
        view.keys(claim, claim.actors),
        view.keys(claim, claim.recipients),
        content(claim.place) if claim.place else frozenset(),
        every,
        every - names or every,
        view.day(claim),
    )


def _keys(told: Told) -> Iterator[str]:
    if told.main:
        yield "main"
    if len(told.words) >= _FEW:
        yield f"{told.claim.type} words {' '.join(sorted(told.words))}"
    yield f"{told.claim.type} {told.trigger}"
    for party in sorted(told.parties):
        yield f"{told.claim.type} {party}"


def _alike(a: Told, b: Told) -> Likeness:
    one, other = a.claim, b.claim
    both = a.main and b.main
    if (one.type != other.type and not both) or _polarity(one.status) != _polarity(other.status):
        return Likeness(-1.0)
    if apart(one.when, other.when, vague=_YEAR):
        return Likeness(-1.0)
    if (a.main and b.elsewhen) or (b.main and a.elsewhen):
        return Likeness(-1.0)
    if both:
        return Likeness(_MAIN, ("both tell the story's own happening",))
    if a.words == b.words and len(a.words) >= _FEW and one.type == other.type:
        return Likeness(_MAIN, ("told in the same words",))
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
    fewest = 1 if a.deed == a.words and b.deed == b.words else _FEWEST
    alike = len(a.deed & b.deed) / max(fewest, min(len(a.deed), len(b.deed)))
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
    when = narrowest([c.when for c in claims if c.when is not None and c.status == status]) or narrowest(
        [c.when for c in claims if c.when is not None]
    )
    usual = _usual(group.members)
    harm = {t.claim.id for t in group.members if t.main and is_toll(t.trigger)}  # tells more than a bare "the blast"
    best = min(
        claims, key=lambda c: (c.historical, not _agrees(c.when, when), c.id not in harm, *_clarity(c, usual[c.id]))
    )
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
        when=when,
        place=min(places, key=lambda p: (-places[p], p)) if places else None,
        actors=_parties(view, claims, "actors"),
        recipients=_parties(view, claims, "recipients"),
    )


def _usual(told: Sequence[Told]) -> dict[str, float]:
    """Tell for each claim, by id, how much of its wording the others share (0 to 1)."""
    if len(told) == 1:
        return {told[0].claim.id: 1.0}
    shared = Counter(word for t in told for word in t.words)
    return {t.claim.id: sum(shared[w] for w in t.words) / (len(told) * max(_FEW, len(t.words))) for t in told}


def _agrees(own: When | None, when: When | None) -> bool:
    """Tell whether a claim's own time is that of the happening (not a longer one around it)."""
    if own is None or when is None:
        return own is when
    return bool(overlap(own, when)) and (days_long(own) or _YEAR) <= max(_DAYS, days_long(when) or _YEAR)


def _clarity(claim: EventClaim, usual: float) -> tuple[bool, bool, bool, float, int, int, str]:
    """Rank claims by clarity: told as done, a sentence from its start, who did it within the words, of fair length.

    usual: how much of the claim's wording the others share.
    """
    named = sum(claim.evidence.contains(actor.span) for actor in (*claim.actors, *claim.recipients))
    body = claim.block in (BlockKind.PARAGRAPH, BlockKind.STANDFIRST, BlockKind.TITLE)
    done, inside = claim.status in ("happened", "claimed"), claim.evidence.start != claim.sentence.start
    return not done, not body, inside, -round(usual, 1), -min(named, 2), abs(len(claim.quote) - _FAIR), claim.id


def _parties(view: StoryView, claims: Sequence[EventClaim], side: str) -> tuple[str, ...]:
    counts = Counter(name for c in claims for name in view.names(c, c.actors if side == "actors" else c.recipients))
    return tuple(sorted(counts, key=lambda n: (-counts[n], n)))
