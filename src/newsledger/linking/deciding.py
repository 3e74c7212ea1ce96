"""Decisions of people, made ready to be applied: what they are about is looked up in the readings at hand.

What a decision is about is found by its words. A decision whose words are read otherwise by now is not applied but
told, so that somebody looks again.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import msgspec

from newsledger.linking.gather import Gathered
from newsledger.model import (
    Anchor,
    AnyClaim,
    AnyDecision,
    Article,
    ArticleAnchor,
    ClaimAnchor,
    Confirm,
    Correct,
    DateArticle,
    Doubted,
    MentionAnchor,
    Merge,
    MoveArticle,
    Publication,
    Reading,
    Reject,
    Rename,
    Span,
    Split,
    When,
    in_force,
)

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)
Node = tuple[str, str]  # article id, local entity id
_GONE = "the article is not in the ledger"
_REJECTED = "the claim was rejected"
_UNREAD = "no claim of this kind is read there any more"


@dataclass(frozen=True, slots=True)
class Step:
    """One change of groups: all of ``one`` with ``other`` (merge), or out of the group of ``other`` (split)."""

    decision: str
    merge: bool
    one: frozenset[object]
    other: frozenset[object]
    reason: str


@dataclass(frozen=True, slots=True)
class Naming:
    """A name that somebody gave. things: claim ids, entity nodes or article ids that the named thing holds."""

    decision: str
    noun: str
    things: frozenset[object]
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Decided:
    """Decisions in force over some articles and their readings.

    articles, readings: with dates set, claims rejected and corrected (a corrected claim keeps its id). steps: merges
    and splits, in order of time. moves: each with the number of steps taken before it. confirmed: who has checked a
    claim, by its id. doubted: what could not be applied. of_claim: ids of the decisions about a claim, by its id.
    dated: articles whose date somebody gave.
    """

    articles: Mapping[str, Article]
    readings: Mapping[str, Reading]
    steps: tuple[Step, ...] = ()
    names: tuple[Naming, ...] = ()
    moves: tuple[tuple[int, MoveArticle], ...] = ()
    confirmed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    of_claim: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    doubted: tuple[Doubted, ...] = ()
    dated: frozenset[str] = frozenset()

    def things(self) -> frozenset[object]:
        """All that was decided about: claim ids, entity nodes, article ids."""
        steps = [step.one | step.other for step in self.steps]
        return frozenset().union(*steps, *(naming.things for naming in self.names), self.of_claim, self.dated)

    def groups(
        self, groups: Sequence[Sequence[K]], steps: slice = slice(None)
    ) -> tuple[list[list[K]], dict[K, list[Step]]]:
        """Merge and split groups as decided; also returns the steps that changed the group of each of its things.

        steps: which of them to take.
        """
        made = [list(group) for group in groups]
        why: dict[K, list[Step]] = {}
        for step in self.steps[steps]:
            touched = [group for group in made if any(thing in step.one or thing in step.other for thing in group)]
            if step.merge and len(touched) > 1:
                joined = [thing for group in touched for thing in group]
                made = [group for group in made if group not in touched]
                made.append(joined)
                why.setdefault(joined[0], []).append(step)
            elif not step.merge:
                made = [part for group in made for part in _parted(group, step, why)]
        return made, why

    def regroup(self, gathered: Sequence[Gathered[T]], key: Callable[[T], str]) -> list[Gathered[T]]:
        """Merge and split gathered claims as decided. key: the claim's id."""
        if not self.steps:
            return list(gathered)
        members = {key(member): (number, member) for number, group in enumerate(gathered) for member in group.members}
        place = {name: at for at, name in enumerate(members)}
        grouped, why = self.groups([[key(member) for member in group.members] for group in gathered])
        made: list[Gathered[T]] = []
        for names in grouped:
            steps = [step for name in names for step in why.get(name, ())]
            reasons = dict.fromkeys(r for n in sorted({members[m][0] for m in names}) for r in gathered[n].reasons)
            reasons |= dict.fromkeys(step.reason for step in steps)
            made.append(Gathered([members[name][1] for name in sorted(names, key=place.__getitem__)], reasons))
        return sorted(made, key=lambda group: place[key(group.members[0])])


def _parted(group: list[K], step: Step, why: dict[K, list[Step]]) -> list[list[K]]:
    out = [thing for thing in group if thing in step.one]
    rest = [thing for thing in group if thing not in step.one]
    if not out or not any(thing in step.other for thing in rest):
        return [group]
    why.setdefault(out[0], []).append(step)
    why.setdefault(rest[0], []).append(step)
    return [rest, out]


def settle(
    decisions: Sequence[AnyDecision], articles: Mapping[str, Article], readings: Mapping[str, Reading]
) -> Decided:
    """Look up what decisions are about.

    decisions: all that were ever taken; those undone have no effect, nor have those about articles that are not given.
    A pure function of its arguments.
    """
    if not decisions:
        return Decided(articles, readings)
    return _Settling(articles, readings).settle(in_force(tuple(decisions)))


class _Settling:
    """Works through decisions in order of time."""

    def __init__(self, articles: Mapping[str, Article], readings: Mapping[str, Reading]) -> None:
        self.articles = dict(articles)
        self.claims = {key: {claim.id: claim for claim in reading.claims} for key, reading in readings.items()}
        self.readings = readings
        self.steps: list[Step] = []
        self.names: list[Naming] = []
        self.moves: list[tuple[int, MoveArticle]] = []
        self.confirmed: dict[str, dict[str, None]] = {}
        self.of_claim: dict[str, dict[str, None]] = {}
        self.doubted: list[Doubted] = []
        self.dated: set[str] = set()
        self.rejected: set[str] = set()

    def settle(self, decisions: Sequence[AnyDecision]) -> Decided:
        for decision in decisions:
            problem = self._apply(decision)
            if problem is not None:
                self.doubted.append(Doubted(decision=decision, reason=problem))
        changed = {
            key: msgspec.structs.replace(reading, claims=tuple(self.claims[key].values()))
            for key, reading in self.readings.items()
        }
        return Decided(
            self.articles, changed, tuple(self.steps), tuple(self.names), tuple(self.moves),
            {key: tuple(names) for key, names in self.confirmed.items()},
            {key: tuple(ids) for key, ids in self.of_claim.items()}, tuple(self.doubted), frozenset(self.dated),
        )  # fmt: skip

    def _apply(self, decision: AnyDecision) -> str | None:
        """Apply one decision as far as it can be; returns what is wrong with it."""
        match decision:
            case DateArticle():
                return self._date(decision)
            case MoveArticle():
                return self._move(decision)
            case Reject():
                return self._reject(decision)
            case Correct():
                return self._correct(decision)
            case Confirm():
                return self._confirm(decision)
            case Merge():
                things, problem = self._things(decision.anchors)
                self.steps.append(Step(decision.id, True, things, frozenset(), _told(decision, "put together by")))
                return problem
            case Split():
                one, problem = self._things(decision.one)
                other, also = self._things(decision.other)
                self.steps.append(Step(decision.id, False, one, other, _told(decision, "taken apart by")))
                return problem or also
            case Rename():
                things, problem = self._things(decision.anchors)
                reason = _told(decision, "named by")
                self.names.append(Naming(decision.id, decision.noun, things, decision.name, reason))
                return problem
        return None

    def _date(self, decision: DateArticle) -> str | None:
        article = self.articles.get(decision.article)
        if article is None:
            return _GONE
        try:
            when = period(decision.published)
        except ValueError:
            return f"{decision.published!r} is no date"
        published = Publication(
            when=when,
            basis="given",
            source=f"set by {decision.by}",
            confidence=1.0,
            updated=article.published.updated,
            doubts=article.published.doubts,
        )
        self.dated.add(article.id)
        self.articles[article.id] = msgspec.structs.replace(article, published=published)
        return None

    def _move(self, decision: MoveArticle) -> str | None:
        if decision.article not in self.articles or (decision.to is not None and decision.to not in self.articles):
            return _GONE
        self.moves.append((len(self.steps), decision))
        return None

    def _reject(self, decision: Reject) -> str | None:
        found, problem = self._claim(decision.claim)
        if found is None:
            # What is not read any more needs no rejection.
            return problem if decision.claim.article not in self.articles else None
        if found.id != decision.claim.claim:
            return "the claim is read otherwise now; it was left as it is"
        del self.claims[found.article][found.id]
        self.rejected.add(found.id)
        return None

    def _correct(self, decision: Correct) -> str | None:
        found, problem = self._claim(decision.claim)
        if found is None:
            return problem
        corrected = with_field(found, decision.field, decision.value)
        if corrected is None:
            return f"a {decision.claim.kind} has no field {decision.field!r} that could hold {decision.value!r}"
        self.claims[found.article][found.id] = corrected
        self._note(found.id, decision)
        self.confirmed.setdefault(found.id, {})[decision.by] = None
        return None if found.id == decision.claim.claim else "the claim is read otherwise now; the correction was kept"

    def _confirm(self, decision: Confirm) -> str | None:
        problem = None
        for anchor in decision.claims:
            found, missing = self._claim(anchor)
            if found is None:
                problem = missing
            elif found.id != anchor.claim:
                problem = "a claim is read otherwise now than when it was confirmed"
            else:
                self.confirmed.setdefault(found.id, {})[decision.by] = None
                self._note(found.id, decision)
        return problem

    def _note(self, claim: str, decision: AnyDecision) -> None:
        self.of_claim.setdefault(claim, {})[decision.id] = None

    def _claim(self, anchor: ClaimAnchor) -> tuple[AnyClaim | None, str | None]:
        """Find a claim by its id, else the claim of its kind whose evidence overlaps its own most."""
        if anchor.article not in self.articles:
            return None, _GONE
        claims = self.claims.get(anchor.article, {})
        if anchor.claim in claims:
            return claims[anchor.claim], None
        if anchor.claim in self.rejected:
            return None, _REJECTED
        near = [
            (min(c.evidence.end, anchor.end) - max(c.evidence.start, anchor.start), c.id)
            for c in claims.values()
            if type(c).__struct_config__.tag == anchor.kind
        ]
        shared, best = max(near, default=(0, ""))
        return (claims[best], None) if shared > 0 else (None, _UNREAD)

    def _things(self, anchors: Sequence[Anchor]) -> tuple[frozenset[object], str | None]:
        """Claim ids, entity nodes and article ids that anchors point at; and what is wrong with those that do not."""
        found: set[object] = set()
        problem = None
        for anchor in anchors:
            thing: object | None
            match anchor:
                case ClaimAnchor():
                    claim, missing = self._claim(anchor)
                    thing = claim.id if claim is not None else None
                case MentionAnchor():
                    thing, missing = self._node(anchor)
                case ArticleAnchor():
                    thing, missing = (anchor.article, None) if anchor.article in self.articles else (None, _GONE)
            if thing is None:
                problem = missing
            else:
                found.add(thing)
        return frozenset(found), problem

    def _node(self, anchor: MentionAnchor) -> tuple[Node | None, str | None]:
        """The local entity whose mention overlaps the anchor's most."""
        if anchor.article not in self.readings:
            return None, _GONE
        place = Span(anchor.start, anchor.end)
        near = [
            (min(m.span.end, place.end) - max(m.span.start, place.start), -m.span.start, m.entity)
            for m in self.readings[anchor.article].mentions
            if m.span.overlaps(place)
        ]
        if not near:
            return None, "nobody is read to be mentioned there any more"
        return (anchor.article, max(near)[2]), None


def with_field(claim: AnyClaim, name: str, value: str | float | bool | None) -> AnyClaim | None:
    """The claim with another value in a plain field, its id kept; None if it has none of that name and type.

    A time is given as ISO 8601 (day, month, year). Where an actor stands, value is the name.
    """
    if name not in claim.__struct_fields__ or name in ("id", "article", "evidence", "quote", "sentence", "chain"):
        return None
    content = msgspec.to_builtins(claim)
    old = content[name]
    new: object = value
    if name in ("when", "as_of", "deadline") and value is not None:
        try:
            new = msgspec.to_builtins(period(value)) if isinstance(value, str) else value
        except ValueError:
            return None
    elif isinstance(value, str) and isinstance(old, dict) and "name" in old:
        new = old | {"name": value, "entity": None}
    try:
        return msgspec.convert(content | {name: new}, type=type(claim))
    except msgspec.ValidationError:
        return None


def period(value: str) -> When:
    """A day, month or year as ISO 8601 → the days that it covers.

    Raises ValueError if it is none.
    """
    parts = [int(part) for part in value.split("T")[0].split("-")]
    if len(parts) not in (1, 2, 3) or parts[0] > dt.MAXYEAR or max(parts[1:], default=1) > 31:
        raise ValueError(value)
    start = dt.date(*[*parts, 1, 1][:3])
    if len(parts) == 3:
        return When(value=start.isoformat(), start=start, end=start)
    if len(parts) == 2:
        last = calendar.monthrange(start.year, start.month)[1]
        return When(value=start.isoformat()[:7], start=start, end=start.replace(day=last))
    return When(value=f"{start.year:04d}", start=start, end=dt.date(start.year, 12, 31))


def _told(decision: Merge | Split | Rename, verb: str) -> str:
    why = f": {decision.why}" if decision.why else ""
    return f"{verb} {decision.by} on {decision.at[:10]}{why}"
