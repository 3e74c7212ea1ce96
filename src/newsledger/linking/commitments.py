"""Promises and obligations told by many articles, each with its state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from newsledger.linking.gather import Gathered, Likeness, gather
from newsledger.linking.moments import narrowest, overlap
from newsledger.linking.names import name_key
from newsledger.linking.terms import containment, content, jaccard
from newsledger.linking.view import StoryView, derived_id
from newsledger.model import Commitment, CommitmentClaim

_THRESHOLD = 0.6


@dataclass(frozen=True, slots=True)
class _Owed:
    claim: CommitmentClaim
    party: str
    words: frozenset[str]


def find_commitments(view: StoryView) -> tuple[Commitment, ...]:
    """All commitments of a story, by deadline as far as known."""
    owed = [
        _Owed(c, view.entities.key(c.article, c.party) if c.party else "", content(c.action))
        for c in view.of(CommitmentClaim)
    ]
    groups = view.decided.regroup(gather(owed, _keys, _alike, _THRESHOLD), lambda one: one.claim.id)
    made = [_commitment(view, group) for group in groups]
    return tuple(
        sorted(made, key=lambda m: (m.deadline.start.isoformat() if m.deadline and m.deadline.start else "9", m.id))
    )


def _keys(owed: _Owed) -> Iterator[str]:
    yield from sorted(owed.words)


def _alike(a: _Owed, b: _Owed) -> Likeness:
    same_time = overlap(a.claim.deadline, b.claim.deadline)
    if same_time is False:
        return Likeness(-1.0)
    reasons = []
    score = 0.5 * containment(a.words, b.words) + 0.3 * jaccard(a.words, b.words)
    if score > 0.3:
        reasons.append("the same action in alike words")
    if a.party and a.party == b.party:
        score += 0.2
        reasons.append("the same party")
    elif a.party and b.party and not set(name_key(a.party)) & set(name_key(b.party)):
        score -= 0.3
    if same_time:
        score += 0.15
        reasons.append("the same deadline")
    return Likeness(max(0.0, score), tuple(reasons))


def _commitment(view: StoryView, group: Gathered[_Owed]) -> Commitment:
    claims = [owed.claim for owed in group.members]
    origins, unsure = view.origins.count(claims)
    parties = Counter(view.name(c, c.party) for c in claims if c.party is not None)
    actions = Counter(" ".join(c.action.split()) for c in claims)
    authorities = Counter(c.authority for c in claims if c.authority)
    return Commitment(
        id=derived_id("commitment", (c.id for c in claims)),
        claims=tuple(sorted(c.id for c in claims)),
        reasons=tuple(group.reasons),
        origins=origins,
        unsure=unsure,
        party=min(parties, key=lambda p: (-parties[p], p)) if parties else "",
        action=min(actions, key=lambda a: (-actions[a], -len(a), a)),
        deadline=narrowest([c.deadline for c in claims if c.deadline is not None]),
        authority=min(authorities, key=lambda a: (-authorities[a], a)) if authorities else None,
    )
