"""Promises and obligations told by many articles, each with its state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from newsledger.linking.gather import Gathered, Likeness, gather
from newsledger.linking.happenings import Told
from newsledger.linking.moments import ends, narrowest, overlap
from newsledger.linking.names import name_key
from newsledger.linking.terms import containment, content, jaccard
from newsledger.linking.view import FAR, StoryView, derived_id
from newsledger.model import Commitment, CommitmentClaim

_THRESHOLD = 0.6
_DONE = 0.6  # of the words of an action that a report of the deed must share
_FEWEST = 2
State = Literal["open", "kept", "broken"]


@dataclass(frozen=True, slots=True)
class _Owed:
    claim: CommitmentClaim
    party: str
    words: frozenset[str]


def find_commitments(view: StoryView, events: Sequence[Told]) -> tuple[Commitment, ...]:
    """All commitments of a story, by deadline as far as known; kept or broken where later reports say so."""
    owed = [
        _Owed(c, view.entities.key(c.article, c.party) if c.party else "", content(c.action))
        for c in view.of(CommitmentClaim)
    ]
    groups = view.decided.regroup(gather(owed, _keys, _alike, _THRESHOLD), lambda one: one.claim.id)
    made = [_commitment(view, group, events) for group in groups]
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


def _outcome(view: StoryView, group: Gathered[_Owed], events: Sequence[Told]) -> tuple[State, Told | None]:
    """What later reports tell of the deed: done, or that it was not; what was told last counts."""
    last = max(view.telling(owed.claim) for owed in group.members)
    day = max((d for owed in group.members if (d := view.day(owed.claim)) is not FAR), default=None)
    told = [e for e in events if view.telling(e.claim)[0] > last[0] and _is_deed(view, e, group.members)]
    told = [e for e in told if day is None or (ends(e.claim.when) or FAR) >= day]
    if not told:
        return "open", None
    latest = max(told, key=lambda e: view.telling(e.claim))
    return ("broken" if latest.claim.status == "denied" else "kept"), latest


def _is_deed(view: StoryView, event: Told, owed: Sequence[_Owed]) -> bool:
    """Whether an event is the very deed that a party owed, done or left undone."""
    if event.claim.status not in ("happened", "denied") or event.claim.historical:
        return False
    for one in owed:
        shared = one.words & event.words
        enough = len(shared) >= max(_FEWEST, _DONE * len(one.words))
        if enough and event.trigger in one.words and one.party in event.actors and _one_name(view, event, one):
            return True
    return False


def _one_name(view: StoryView, event: Told, owed: _Owed) -> bool:
    """Whether one of who did it goes by the party's name: "the government of A" is not that of B."""
    if owed.claim.party is None:
        return False
    name = content(view.name(owed.claim, owed.claim.party))
    return any(containment(name, content(actor)) == 1.0 for actor in view.names(event.claim, event.claim.actors))


def _commitment(view: StoryView, group: Gathered[_Owed], events: Sequence[Told]) -> Commitment:
    claims = [owed.claim for owed in group.members]
    state, deed = _outcome(view, group, events)
    told = [deed.claim] if deed is not None else []
    reasons = [f"a later report tells that it was {'done' if state == 'kept' else 'not done'}"] if told else []
    origins, unsure = view.origins.count(claims)
    parties = Counter(view.name(c, c.party) for c in claims if c.party is not None)
    actions = Counter(" ".join(c.action.split()) for c in claims)
    authorities = Counter(c.authority for c in claims if c.authority)
    return Commitment(
        id=derived_id("commitment", (c.id for c in claims)),
        claims=tuple(sorted(c.id for c in (*claims, *told))),
        reasons=(*group.reasons, *reasons),
        origins=origins,
        unsure=unsure,
        party=min(parties, key=lambda p: (-parties[p], p)) if parties else "",
        action=min(actions, key=lambda a: (-actions[a], -len(a), a)),
        deadline=narrowest([c.deadline for c in claims if c.deadline is not None]),
        authority=min(authorities, key=lambda a: (-authorities[a], a)) if authorities else None,
        state=state,
    )
