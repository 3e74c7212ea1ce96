"""One person, organisation, place or group across the articles of a story.

A full name joins its equals; a bare surname joins a full name only where a single one fits; never two full names.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from newsledger.linking.deciding import Decided
from newsledger.linking.groups import Groups
from newsledger.linking.names import (
    acronyms,
    head_noun,
    is_acronym,
    is_proper,
    name_key,
    one_person,
    party_key,
    party_words,
    person_key,
)
from newsledger.linking.terms import words
from newsledger.model import Actor, EntityKind, LocalEntity, Reading

Node = tuple[str, str]  # article id, local entity id


@dataclass(slots=True)
class Known:
    """An entity as it is put together: the local entities that are one, and why."""

    id: str
    kind: EntityKind
    name: str
    names: tuple[str, ...]
    country: str | None
    sector: str | None
    local: tuple[Node, ...]
    reasons: tuple[str, ...] = ()

    @property
    def proper(self) -> bool:
        """Whether it goes by a proper name, not only by a common noun ("the driver")."""
        return any(is_proper(name) for name in self.names)


@dataclass(slots=True)
class EntityIndex:
    """Finds the entity behind an actor of a claim."""

    known: tuple[Known, ...] = ()
    _by_node: dict[Node, Known] = field(default_factory=dict)
    _by_name: dict[tuple[str, ...], Known | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for entity in self.known:
            for node in entity.local:
                self._by_node[node] = entity
            for key in {name_key(n) for n in entity.names} | {person_key(n) for n in entity.names}:
                self._by_name[key] = None if self._by_name.get(key, entity) is not entity else entity

    def of(self, article: str, actor: Actor) -> Known | None:
        """Return the entity of an actor, by its local id, else by a name that only one entity has."""
        if actor.entity is not None and (found := self._by_node.get((article, actor.entity))) is not None:
            return found
        return self.named(actor.name)

    def named(self, name: str) -> Known | None:
        """Return the one entity that goes by a name."""
        return self._by_name.get(name_key(name)) or self._by_name.get(person_key(name))

    def key(self, article: str, actor: Actor) -> str:
        """Return what tells actors apart: the id of a named entity, else the noun that the actor is told by."""
        found = self.of(article, actor)
        if found is not None and found.proper:
            return found.id
        return head_noun(found.name if found is not None else actor.name)

    def name(self, article: str, actor: Actor) -> str:
        """Return the name of an actor across articles."""
        found = self.of(article, actor)
        return found.name if found is not None else actor.name


def find_entities(readings: Sequence[Reading], decided: Decided | None = None) -> EntityIndex:
    """Put together the local entities of several readings; ``readings`` in canonical order.

    decided: what people decided of them, which goes before what their names say.
    """
    nodes = {(r.article, e.id): e for r in readings for e in r.entities if e.name.strip() and not e.members}
    groups = Groups(nodes)
    why: dict[Node, set[str]] = defaultdict(set)
    named = {n: e for n, e in nodes.items() if any(is_proper(name) for name in (e.name, *e.names))}
    _join_people({n: e for n, e in named.items() if e.kind == "person"}, groups, why)
    _join_others({n: e for n, e in named.items() if e.kind != "person"}, groups, why)
    _join_parties({n: e for n, e in nodes.items() if e.kind != "person"}, groups, why)
    members = groups.members()
    if decided is not None and decided.steps:
        members, steps = decided.groups(members)
        for node, found in steps.items():
            why[node] |= {step.reason for step in found}
    known = [_known(group, nodes, why) for group in members]
    if decided is not None:
        known = [_named(entity, decided) for entity in known]
    return EntityIndex(tuple(sorted(known, key=lambda k: k.id)))


def _named(entity: Known, decided: Decided) -> Known:
    """The entity under the name that somebody gave it last; the others stay known."""
    for naming in decided.names:
        if naming.noun == "entity" and naming.things.intersection(entity.local):
            names = (naming.name, *(name for name in entity.names if name != naming.name))
            entity = replace(entity, name=naming.name, names=names, reasons=(*entity.reasons, naming.reason))
    return entity


def _join(groups: Groups[Node], why: dict[Node, set[str]], a: Node, b: Node, reason: str) -> None:
    groups.join(a, b)
    why[a].add(reason)
    why[b].add(reason)


def _join_people(people: Mapping[Node, LocalEntity], groups: Groups[Node], why: dict[Node, set[str]]) -> None:
    full: dict[tuple[str, ...], list[Node]] = defaultdict(list)
    short: dict[str, list[Node]] = defaultdict(list)
    for node, entity in people.items():
        key = max((person_key(n) for n in (entity.name, *entity.names) if is_proper(n)), key=lambda k: (len(k), k))
        if len(key) > 1:
            full[key].append(node)
        else:
            short[key[0]].append(node)
    for same in full.values():
        for node in same[1:]:
            _join(groups, why, same[0], node, "the same full name")
    holders: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for key in sorted(full):
        for word in set(key):
            holders[word].append(key)
    for key in sorted(full):
        wider = [k for k in _near(key, holders) if k != key and len(k) >= len(key) and one_person(key, k)]
        wider = [k for k in wider if _agree(people[full[key][0]], people[full[k][0]])]
        roots = {groups.find(full[k][0]) for k in wider}
        if len(roots) == 1:
            _join(groups, why, full[wider[0]][0], full[key][0], "one full name holds the other")
    for surname, bare in sorted(short.items()):
        for node in bare[1:]:
            if _agree(people[bare[0]], people[node]):
                _join(groups, why, bare[0], node, "the same name")
        fits = [k for k in holders.get(surname, ()) if k[-1] == surname or surname in k[1:]] or [
            k for k in holders.get(surname, ()) if k[0] == surname
        ]
        fits = [k for k in fits if _agree(people[full[k][0]], people[bare[0]])]
        if len({groups.find(full[k][0]) for k in fits}) == 1:
            _join(groups, why, full[fits[0]][0], bare[0], "the only full name in the story with this surname")


def _near(key: tuple[str, ...], holders: Mapping[str, list[tuple[str, ...]]]) -> list[tuple[str, ...]]:
    return sorted({k for word in key for k in holders[word]})


def _agree(a: LocalEntity, b: LocalEntity) -> bool:
    gender = a.gender is None or b.gender is None or a.gender == b.gender
    return gender and (a.country is None or b.country is None or a.country == b.country)


def _join_others(others: Mapping[Node, LocalEntity], groups: Groups[Node], why: dict[Node, set[str]]) -> None:
    by_key: dict[tuple[str, ...], Node] = {}
    short: dict[str, Node] = {}
    for node, entity in others.items():
        keys = {name_key(n) for n in (entity.name, *entity.names)}
        party = party_key(entity.name, entity.country)
        for key in sorted(keys) + ([party] if party else []):
            first = by_key.setdefault(key, node)
            if first != node:
                _join(groups, why, first, node, "the same party of one country" if key is party else "the same name")
        for name in (entity.name, *entity.names):
            if is_acronym(name):
                short.setdefault("".join(name_key(name)), node)
    for key, node in sorted(by_key.items()):
        for initials in acronyms(key):
            if initials in short:
                _join(groups, why, node, short[initials], "one name is the initials of the other")


def _join_parties(others: Mapping[Node, LocalEntity], groups: Groups[Node], why: dict[Node, set[str]]) -> None:
    """Join a party told without its country ("the rebels") to the only one of the story that has its country told."""
    placed: dict[str, dict[str, Node]] = defaultdict(dict)
    bare: dict[str, list[Node]] = defaultdict(list)
    for node, entity in others.items():
        key = party_key(entity.name, entity.country or "")
        if key is None:
            continue
        if entity.country:
            placed[key[1]].setdefault(entity.country, node)
        elif set(words(entity.name)) <= party_words():
            bare[key[1]].append(node)
    for party, nodes in sorted(bare.items()):
        if len(placed[party]) == 1:
            for node in nodes:
                _join(groups, why, next(iter(placed[party].values())), node, "the only such party in the story")


def _known(members: Sequence[Node], nodes: Mapping[Node, LocalEntity], why: Mapping[Node, Iterable[str]]) -> Known:
    entities = [nodes[m] for m in members]
    kinds = Counter(e.kind for e in entities)
    if len(members) == 1:
        return _alone(members[0], entities[0])
    spelled = Counter(n for e in entities for n in {e.name, *e.names})
    fullest = Counter(e.name for e in entities)
    name = min(fullest, key=lambda n: (is_acronym(n), -len(person_key(n)) if kinds["person"] else 0, -fullest[n], n))
    return Known(
        id=_id(members),
        kind=min(kinds, key=lambda k: (-kinds[k], k)),
        name=name,
        names=tuple(sorted(spelled, key=lambda n: (-spelled[n], n))),
        country=_usual(e.country for e in entities),
        sector=_usual(e.sector for e in entities),
        local=tuple(sorted(members)),
        reasons=tuple(sorted({r for m in members for r in why.get(m, ())})),
    )


def _alone(member: Node, entity: LocalEntity) -> Known:
    """Return an entity that only one article tells of."""
    names = tuple(sorted({entity.name, *entity.names}))
    return Known(_id([member]), entity.kind, entity.name, names, entity.country, entity.sector, (member,))


def _id(members: Sequence[Node]) -> str:
    parts = ["entity", *(f"{article}/{entity}" for article, entity in sorted(members))]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _usual(values: Iterable[str | None]) -> str | None:
    counts = Counter(v for v in values if v is not None)
    return min(counts, key=lambda v: (-counts[v], v)) if counts else None
