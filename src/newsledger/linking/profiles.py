"""What the ledger says of each entity: names, roles over time, the claims that it takes part in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from newsledger.linking.entities import Known
from newsledger.linking.terms import content
from newsledger.linking.view import StoryView
from newsledger.model import (
    Actor,
    AnyClaim,
    CommitmentClaim,
    Entity,
    EventClaim,
    PlanClaim,
    PositionClaim,
    RoleClaim,
    RoleHeld,
    StatementClaim,
)


def entity_profiles(view: StoryView) -> tuple[Entity, ...]:
    """All entities that take part in a claim, the most mentioned first."""
    claims: dict[str, list[AnyClaim]] = defaultdict(list)
    known: dict[str, Known] = {}
    for claim in view.claims:
        for actor in actors_of(claim):
            found = view.entities.of(claim.article, actor)
            if found is not None and (not claims[found.id] or claims[found.id][-1] is not claim):
                known[found.id] = found
                claims[found.id].append(claim)
    made = [_profile(view, known[key], told) for key, told in claims.items() if key in known]
    return tuple(sorted(made, key=lambda e: (-len(e.claims), e.name, e.id)))


def actors_of(claim: AnyClaim) -> Iterator[Actor]:
    """Everyone who takes part in a claim, the sources in its chain included."""
    for attribution in claim.chain:
        yield attribution.source
    match claim:
        case StatementClaim(speaker=Actor() as speaker):
            yield speaker
        case EventClaim():
            yield from claim.actors
            yield from claim.recipients
        case PlanClaim():
            yield from claim.participants
        case CommitmentClaim(party=Actor() as party):
            yield party
        case PositionClaim():
            yield claim.holder
        case RoleClaim():
            yield claim.person


def _profile(view: StoryView, known: Known, claims: list[AnyClaim]) -> Entity:
    origins, unsure = view.origins.count(claims)
    return Entity(
        id=known.id,
        claims=tuple(sorted({c.id for c in claims})),
        reasons=known.reasons,
        origins=origins,
        unsure=unsure,
        kind=known.kind,
        name=known.name,
        names=known.names,
        country=known.country,
        sector=known.sector,
        roles=_roles(view, known, claims),
        local=known.local,
    )


def _roles(view: StoryView, known: Known, claims: list[AnyClaim]) -> tuple[RoleHeld, ...]:
    """Roles told of an entity; wordings that hold one another are one role."""
    groups: list[list[RoleClaim]] = []
    for claim in claims:
        if not isinstance(claim, RoleClaim) or view.entities.of(claim.article, claim.person) is not known:
            continue
        group = next((g for g in groups if _one_role(g[0], claim)), None)
        if group is None:
            groups.append([claim])
        else:
            group.append(claim)
    held = []
    for group in groups:
        days = sorted(day for c in group if (day := view.told(c)) is not None)
        longest = max(group, key=lambda c: (len(c.role), c.role))
        held.append(
            RoleHeld(
                role=longest.role,
                of=next((c.of for c in group if c.of), None),
                time=longest.time,
                first=days[0] if days else None,
                last=days[-1] if days else None,
                claims=tuple(sorted(c.id for c in group)),
            )
        )
    return tuple(sorted(held, key=lambda r: (r.first or "9", r.role, r.claims)))


def _one_role(a: RoleClaim, b: RoleClaim) -> bool:
    if a.time != b.time:
        return False
    one, other = content(a.role), content(b.role)
    places = not a.of or not b.of or bool(content(a.of) & content(b.of))
    return places and (one <= other or other <= one)
