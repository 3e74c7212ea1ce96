"""People and organisations: who speaks and acts in the story."""

from __future__ import annotations

from collections.abc import Iterable

from newsledger.briefing.brief import Group, Section
from newsledger.briefing.context import Context
from newsledger.briefing.person import MODES, Heard, entity_line
from newsledger.briefing.words import same_words, words_of
from newsledger.model import Actor, Entity, Position, StatementClaim

MOST_PEOPLE = 14
MOST_ORGANISATIONS = 8
_LEAST_WORDS = 4
_POINTERS = frozenset({"it", "him", "her", "them", "this", "that", "these", "those", "us", "me", "you", "what"})


def people_section(context: Context) -> Section:
    """Who speaks and acts in the story; people first, those who say most first."""
    heard = gathered(context)
    people = [h for h in heard if h.entity.kind == "person"]
    others = [h for h in heard if h.entity.kind != "person"]
    return Section(
        key="people",
        title="People and organisations",
        groups=(
            _group("People", people, context.most(MOST_PEOPLE), context),
            _group("States, organisations and groups", others, context.most(MOST_ORGANISATIONS), context),
        ),
        empty="Nobody is named in these pages as saying, wanting or being anything.",
    )


def _group(title: str, heard: list[Heard], most: int, context: Context) -> Group:
    ranked = sorted(heard, key=lambda h: (-weight(h), h.entity.name, h.entity.id))
    lines = tuple(entity_line(h, context) for h in ranked[:most])
    return Group(title=title, lines=lines, more=max(0, len(ranked) - most))


def weight(heard: Heard) -> float:
    """How much an analyst wants to see it."""
    said = sum(MODES[s.mode] * (0.3 + s.confidence) for s in heard.statements)
    return said + 0.8 * len(heard.positions) + (0.7 if heard.entity.roles else 0) + 0.3 * heard.entity.origins


def gathered(context: Context) -> list[Heard]:
    """Named entities that said something, hold a role, or take a position; those of one name are shown as one."""
    said: dict[str, list[StatementClaim]] = {}
    for claim in context.claims.values():
        if isinstance(claim, StatementClaim) and claim.speaker is not None and claim.article in context.number:
            entity = entity_for(claim.speaker, claim.article, context)
            if entity is not None:
                said.setdefault(entity.name.casefold(), []).append(claim)
    held: dict[str, list[Position]] = {}
    for position in context.ledger.positions:
        entity = context.entity_named.get(position.holder.casefold())
        name = entity.name if entity is not None else position.holder
        if context.found(position.claims) and tells_something(position, context):
            held.setdefault(name.casefold(), []).append(position)
    heard = []
    for name, entity in namesakes(context).items():
        positions = tuple(held.get(name, ()))
        statements = tuple(once_each(said.get(name, ()), positions, context))
        if statements or positions or entity.roles:
            heard.append(Heard(entity=entity, statements=statements, positions=positions))
    return heard


def namesakes(context: Context) -> dict[str, Entity]:
    """The entity shown for each name: the one with the most claims. Described groups without a name are left out."""
    shown: dict[str, Entity] = {}
    for entity in sorted(context.ledger.entities, key=lambda e: (-len(e.claims), -len(e.local), e.id)):
        if any(letter.isupper() for letter in entity.name):
            shown.setdefault(entity.name.casefold(), entity)
    return shown


def tells_something(position: Position, context: Context) -> bool:
    """Whether the object of a position says what it is about: no bare pronoun, and nobody is just "demanded"."""
    words = position.object.casefold().split()
    if not words or (len(words) == 1 and words[0] in _POINTERS):
        return False
    bare = position.object.casefold().removeprefix("the ").removeprefix("both ")
    return position.stance != "demands" or (len(words) > 1 and bare not in context.entity_named)


def entity_for(actor: Actor, article: str, context: Context) -> Entity | None:
    """The entity that an actor is; by its place in the article, else by its name."""
    if actor.entity is not None and (entity := context.entity_of.get((article, actor.entity))):
        return entity
    return context.entity_named.get(actor.name.casefold())


def once_each(
    statements: Iterable[StatementClaim], positions: Iterable[Position], context: Context
) -> list[StatementClaim]:
    """Statements in order of telling, each once.

    Left out are the same words told again by another page (a copy, a repeat), and reported speech that a position or
    a longer stretch of reported speech tells already.
    """
    taken = {(c.article, c.sentence.start) for p in positions for c in context.found(p.claims)}
    kept: list[StatementClaim] = []
    told: list[frozenset[str]] = []
    for claim in sorted(statements, key=lambda s: (context.number[s.article], s.evidence.start, -s.evidence.end, s.id)):
        if not claim.content or len(claim.content_text.split()) < _LEAST_WORDS:
            continue
        if claim.mode == "indirect" and (claim.article, claim.sentence.start) in taken:
            continue
        if kept and claim.mode != "direct" and _within(claim, kept[-1]):
            continue
        words = words_of(claim.content_text)
        if not any(same_words(words, other) for other in told):
            kept.append(claim)
            told.append(words)
    return kept


def _within(claim: StatementClaim, other: StatementClaim) -> bool:
    return claim.article == other.article and other.mode != "direct" and other.evidence.contains(claim.evidence)
