"""Plans told by many articles, under many names, with their slips."""

from __future__ import annotations

import datetime as dt
import functools
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from newsledger.linking.gather import Gathered, Likeness, gather
from newsledger.linking.moments import narrowest, overlap
from newsledger.linking.terms import containment, content, stem, table
from newsledger.linking.view import StoryView, derived_id
from newsledger.model import Plan, PlanClaim, PlanStatus, PlanVersion, When

_THRESHOLD = 0.5
_FAIR = 4
_ORDER: tuple[PlanStatus, ...] = ("cancelled", "held", "postponed", "scheduled", "called_for", "proposed")
_FINAL = frozenset({"cancelled", "held", "postponed"})
_MOVED = frozenset({"postponed"})


@functools.cache
def _classes() -> dict[str, str]:
    return {stem(w): name for name, listed in table("plans")["classes"].items() for w in listed.split()}


@functools.cache
def _light() -> frozenset[str]:
    return frozenset(stem(w) for w in table("plans")["light"]["words"].split())


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan claim brought to compare: classes and other words of what is planned, place, who."""

    claim: PlanClaim
    kinds: frozenset[str]
    words: frozenset[str]
    place: frozenset[str]
    who: frozenset[str]


def gather_plans(view: StoryView) -> list[Gathered[Planned]]:
    """Plan claims about one thing, in order of telling; what is called off had the date that its sentence tells."""
    claims = view.of(PlanClaim)
    due = {(c.article, c.sentence): c.when for c in claims if c.status == "scheduled" and _first(c) is not None}
    claims = [
        replace(c, when=due.get((c.article, c.sentence))) if c.status == "cancelled" and c.when is None else c
        for c in claims
    ]
    found = gather([_planned(view, c) for c in claims], _keys, _alike, _THRESHOLD)
    return view.decided.regroup(found, lambda planned: planned.claim.id)


def find_plans(view: StoryView, groups: Sequence[Gathered[Planned]]) -> tuple[Plan, ...]:
    """All plans of a story, those with most claims first."""
    made = [_plan(view, group) for group in groups]
    return tuple(sorted(made, key=lambda p: (-len(p.claims), p.id)))


def _planned(view: StoryView, claim: PlanClaim) -> Planned:
    every = content(claim.what)
    kinds = frozenset(_classes()[w] for w in every if w in _classes())
    rest = frozenset(w for w in every if w not in _classes() and w not in _light())
    place = content(claim.place) if claim.place else frozenset()
    return Planned(claim, kinds, rest - place, place, view.sides(claim, claim.participants))


def _keys(plan: Planned) -> Iterator[str]:
    for kind in sorted(plan.kinds):
        yield f"kind {kind}"
    for word in sorted(plan.words):
        yield f"word {word}"
    yield f"sentence {plan.claim.article} {plan.claim.sentence.start}"


def _alike(a: Planned, b: Planned) -> Likeness:
    if a.kinds and b.kinds and not a.kinds & b.kinds:
        return Likeness(-1.0)
    reasons = []
    score = 0.0
    if a.kinds & b.kinds:
        score += 0.4
        reasons.append("the same kind of plan (" + ", ".join(sorted(a.kinds & b.kinds)) + ")")
        if not a.words or not b.words:
            score += 0.1
            reasons.append("one of them is told by its kind alone")
    if a.words & b.words:
        score += 0.5 * containment(a.words, b.words)
        reasons.append("shared words (" + ", ".join(sorted(a.words & b.words)) + ")")
    if a.place and b.place:
        score += 0.15 if a.place & b.place else -0.35
        reasons += ["the same place"] if a.place & b.place else []
    if a.who & b.who:
        score += 0.15
        reasons.append("shared participants")
    if _undone(a.claim, b.claim):
        score += _THRESHOLD
        reasons.append("due and put off in one sentence")
    same_time = overlap(a.claim.when, b.claim.when)
    if same_time:
        score += 0.1
        reasons.append("the same time")
    elif same_time is False and a.claim.article == b.claim.article:
        score -= 0.4
    return Likeness(max(0.0, score), tuple(reasons))


def _undone(a: PlanClaim, b: PlanClaim) -> bool:
    """Tell whether one sentence tells one of two claims as due and the other, without a date, as put off or over."""
    one_place = a.article == b.article and a.sentence == b.sentence
    off = [c for c in (a, b) if c.status in ("cancelled", "postponed")]
    return one_place and len(off) == 1 and {a.status, b.status} & {"scheduled"} != set()


def _plan(view: StoryView, group: Gathered[Planned]) -> Plan:
    claims = [planned.claim for planned in group.members]
    names = Counter(" ".join(c.what.split()) for c in claims)
    origins, unsure = view.origins.count(claims)
    versions = tuple(_version(view, telling) for telling in tellings(view, claims))
    slips = []
    last: When | None = None
    for place, version in enumerate(versions):
        if version.when is None or version.when.start is None or version.status == "cancelled":
            continue
        if overlap(last, version.when) is False:
            slips.append(place)
        last = version.when
    return Plan(
        id=derived_id("plan", (c.id for c in claims)),
        claims=tuple(sorted(c.id for c in claims)),
        reasons=tuple(group.reasons),
        origins=origins,
        unsure=unsure,
        what=min(names, key=lambda n: (not _names(n), -names[n], abs(len(n.split()) - _FAIR), n)),
        names=tuple(sorted(names, key=lambda n: (-names[n], n))),
        versions=versions,
        slips=tuple(slips),
    )


def _names(text: str) -> bool:
    """Tell whether the words name a thing ("a peace conference", "Geneva II"), rather than what is to be done."""
    first = text.split(maxsplit=1)[0] if text.strip() else ""
    return first[:1].isupper() or first in ("a", "an", "the")


@dataclass(frozen=True, slots=True)
class Telling:
    """What one article tells of a plan for one date: the claims that tell it, and others that go with them."""

    dated: tuple[PlanClaim, ...]
    others: tuple[PlanClaim, ...] = ()

    @property
    def claims(self) -> tuple[PlanClaim, ...]:
        """All claims."""
        return (*self.dated, *self.others)


def tellings(view: StoryView, claims: Sequence[PlanClaim]) -> list[Telling]:
    """Part the claims of a plan by article and by date, dates that agree being one; in order of telling.

    An article that puts a plan off tells the date that it was to have had as well: first if it is new, else together
    with the new one.
    """
    by_article: dict[str, list[PlanClaim]] = defaultdict(list)
    for claim in sorted(claims, key=view.telling):
        by_article[claim.article].append(claim)
    found: list[Telling] = []
    for told in by_article.values():
        parts: list[list[PlanClaim]] = []
        undated = [c for c in told if _first(c) is None]
        for claim in (c for c in told if _first(c) is not None):
            part = next((p for p in parts if all(overlap(claim.when, c.when) for c in p)), None)
            if part is None:
                parts.append([claim])
            else:
                part.append(claim)
        put_off = max((_first(p[0]) or dt.date.min for p in parts if any(c.status in _MOVED for c in p)), default=None)
        if len(parts) > 1 and put_off is not None:
            parts.sort(key=lambda p: _first(p[0]) or dt.date.min)
            if any(_first(c) for t in found for c in t.dated):
                before = [p for p in parts if (_first(p[0]) or put_off) < put_off]
                undated += [c for p in before for c in p]
                parts = [p for p in parts if p not in before]
        dated = [tuple(p) for p in parts] or [()]
        found += [Telling(p, tuple(undated) if number == len(dated) - 1 else ()) for number, p in enumerate(dated)]
    return found


def _first(claim: PlanClaim) -> dt.date | None:
    return claim.when.start if claim.when is not None else None


def _version(view: StoryView, telling: Telling) -> PlanVersion:
    claims = sorted(telling.claims, key=view.telling)
    places = Counter(c.place for c in claims if c.place)
    sources = [view.name(c, link.source) for c in claims for link in c.chain[-1:]]
    return PlanVersion(
        told=view.told(claims[0]),
        when=narrowest([c.when for c in telling.dated if c.when is not None])
        or next((c.when for c in claims if c.when is not None), None),
        place=min(places, key=lambda p: (-places[p], p)) if places else None,
        status=_status(view, telling),
        participants=tuple(dict.fromkeys(n for c in claims for n in view.names(c, c.participants))),
        by=tuple(dict.fromkeys(sources)),
        claims=tuple(sorted(c.id for c in claims)),
    )


def _status(view: StoryView, telling: Telling) -> PlanStatus:
    """Return how a plan stands in one version: called off, held or put off if any claim says so, else as most do.

    Where claims tell a date, they alone are asked, and others only if no other source speaks in them.
    """
    dated = telling.dated or telling.others
    sources = {_source(view, c) for c in dated}
    asked = [*dated, *(c for c in telling.others if _source(view, c) in {None, *sources})]
    told = {c.status for c in asked}
    final = [status for status in _ORDER if status in told and status in _FINAL]
    if final:
        return final[0]
    counts = Counter(c.status for c in dated)
    return min(counts, key=lambda status: (-counts[status], -_ORDER.index(status)))


def _source(view: StoryView, claim: PlanClaim) -> str | None:
    return view.name(claim, claim.chain[-1].source) if claim.chain else None
