"""Where people and parties stand, as last told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from newsledger.linking.gather import Gathered, Likeness, gather
from newsledger.linking.terms import containment, content, jaccard
from newsledger.linking.view import StoryView, derived_id
from newsledger.model import Position, PositionClaim
from newsledger.reading.stances.objects import object_terms

_THRESHOLD = 0.5


@dataclass(frozen=True, slots=True)
class Held:
    """A position brought to compare: who holds it, and the terms of what it is about."""

    claim: PositionClaim
    holder: str
    words: frozenset[str]


def gather_positions(view: StoryView) -> list[Gathered[Held]]:
    """Position claims of one holder about one object, in order of telling."""
    held = [
        Held(c, view.entities.key(c.article, c.holder), object_terms(c.object) or content(c.object))
        for c in view.of(PositionClaim)
    ]
    return view.decided.regroup(gather(held, _keys, _alike, _THRESHOLD), lambda one: one.claim.id)


def find_positions(view: StoryView, groups: list[Gathered[Held]]) -> tuple[Position, ...]:
    """Return the positions of a story, one for each holder and object: the stance as last told."""
    made = [_position(view, group) for group in groups]
    return tuple(sorted(made, key=lambda p: (p.holder, p.object, p.id)))


def _keys(held: Held) -> Iterator[str]:
    for word in sorted(held.words):
        yield f"{held.holder} {word}"


def _alike(a: Held, b: Held) -> Likeness:
    if a.holder != b.holder:
        return Likeness(-1.0)
    score = 0.6 * containment(a.words, b.words) + 0.4 * jaccard(a.words, b.words)
    return Likeness(score, ("the same holder", "the same object in alike words"))


def _position(view: StoryView, group: Gathered[Held]) -> Position:
    claims = sorted((held.claim for held in group.members), key=view.telling)
    last = claims[-1]
    same = [c for c in claims if c.stance == last.stance]
    origins, unsure = view.origins.count(same)
    return Position(
        id=derived_id("position", (c.id for c in claims)),
        claims=tuple(sorted(c.id for c in claims)),
        reasons=tuple(group.reasons),
        origins=origins,
        unsure=unsure,
        holder=view.name(last, last.holder),
        stance=last.stance,
        object=" ".join(max((c.object for c in same), key=lambda o: (len(o), o)).split()),
        as_of=view.told(last),
    )
