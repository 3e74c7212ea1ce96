"""People and organisations: roles, positions, and what each said, in their own words."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from newsledger.briefing.brief import BriefLine, Group, Section
from newsledger.briefing.context import Context
from newsledger.briefing.dates import day, iso_words
from newsledger.briefing.evidence import QuoteError, checked, stands_in
from newsledger.briefing.words import clean, joined, sentence_case
from newsledger.model import Actor, Entity, Position, RoleHeld, StatementClaim

MOST_PEOPLE = 14
MOST_ORGANISATIONS = 8
MOST_STATEMENTS = 5
MOST_POSITIONS = 5
_STANCES = {"supports": "supports", "opposes": "opposes", "demands": "demands", "undecided": "undecided on"}
_MODES = {"direct": 1.0, "mixed": 0.8, "indirect": 0.45}
_QUOTES = "“”\"„«»‘’'"
_LEAST_WORDS = 4


class Heard(msgspec.Struct, frozen=True, kw_only=True):
    """All that is known of one entity."""

    entity: Entity
    statements: tuple[StatementClaim, ...]
    positions: tuple[Position, ...]

    @property
    def weight(self) -> float:
        """How much an analyst wants to see it."""
        said = sum(_MODES[s.mode] * (0.3 + s.confidence) for s in self.statements)
        return said + 0.8 * len(self.positions) + (0.7 if self.entity.roles else 0) + 0.3 * self.entity.origins


def people_section(context: Context) -> Section:
    """Who speaks and acts in the story; people first."""
    heard = gathered(context)
    people = [h for h in heard if h.entity.kind == "person"]
    others = [h for h in heard if h.entity.kind != "person"]
    return Section(
        key="people",
        title="People and organisations",
        groups=(
            _group("People", people, MOST_PEOPLE, context),
            _group("States, organisations and groups", others, MOST_ORGANISATIONS, context),
        ),
        empty="Nobody is named in these pages as saying, wanting or being anything.",
    )


def _group(title: str, heard: list[Heard], most: int, context: Context) -> Group:
    ranked = sorted(heard, key=lambda h: (-h.weight, h.entity.name, h.entity.id))
    lines = tuple(entity_line(h, context) for h in ranked[:most])
    return Group(title=title, lines=lines, more=max(0, len(ranked) - most))


def gathered(context: Context) -> list[Heard]:
    """Entities that said something, hold a role, or take a position."""
    said: dict[str, list[StatementClaim]] = {}
    for claim in context.claims.values():
        if isinstance(claim, StatementClaim) and claim.speaker is not None and claim.article in context.number:
            entity = entity_for(claim.speaker, claim.article, context)
            if entity is not None:
                said.setdefault(entity.id, []).append(claim)
    held: dict[str, list[Position]] = {}
    for position in context.ledger.positions:
        entity = context.entity_named.get(position.holder.casefold())
        if entity is not None and context.found(position.claims):
            held.setdefault(entity.id, []).append(position)
    heard = []
    for entity in context.ledger.entities:
        statements = tuple(once_each(said.get(entity.id, ()), context))
        positions = tuple(held.get(entity.id, ()))
        if statements or positions or entity.roles:
            heard.append(Heard(entity=entity, statements=statements, positions=positions))
    return heard


def entity_for(actor: Actor, article: str, context: Context) -> Entity | None:
    """The entity that an actor is; by its place in the article, else by its name."""
    if actor.entity is not None and (entity := context.entity_of.get((article, actor.entity))):
        return entity
    return context.entity_named.get(actor.name.casefold())


def once_each(statements: Iterable[StatementClaim], context: Context) -> list[StatementClaim]:
    """Statements in order of telling; the same words told again by another page (a copy, a repeat) are left out."""
    kept: dict[str, StatementClaim] = {}
    for claim in sorted(
        statements, key=lambda s: (context.number[s.article], s.content[0].start if s.content else 0, s.id)
    ):
        words = clean(claim.content_text).strip(_QUOTES + " ,.").casefold()
        if not claim.content or len(words.split()) < _LEAST_WORDS:
            continue
        again = next((key for key in kept if words in key or key in words), None)
        if again is None:
            kept[words] = claim
    return list(kept.values())


def entity_line(heard: Heard, context: Context) -> BriefLine:
    """An entity with its roles, positions and statements below it."""
    entity = heard.entity
    aliases = [
        clean(n) for n in entity.names if n.casefold() != entity.name.casefold() and not _part_of(n, entity.name)
    ]
    current = [role_words(role) for role in entity.roles if role.time == "current"]
    roles = [role_line(entity, index, role, context) for index, role in enumerate(entity.roles)]
    positions = [
        position_line(p, context) for p in sorted(heard.positions, key=lambda p: (-p.origins, p.as_of or "", p.id))
    ]
    best = sorted(
        heard.statements, key=lambda s: (-_MODES[s.mode] * (0.3 + s.confidence), context.number[s.article], s.id)
    )
    chosen = {claim.id for claim in best[:MOST_STATEMENTS]}
    statements = [statement_line(s, context) for s in heard.statements if s.id in chosen]
    lines = [*roles, *positions[:MOST_POSITIONS], *statements]
    return context.line(
        "entity",
        clean(entity.name),
        (),
        key=entity.id,
        note=" · ".join(
            filter(
                None,
                (
                    joined(current, most=3),
                    f"also {joined([f'“{name}”' for name in aliases], most=5)}" if aliases else "",
                ),
            )
        ),
        derived=entity.id,
        origins=entity.origins,
        unsure=entity.unsure,
        evidence=context.evidence(context.found(entity.claims)[:1]),
        lines=lines,
        more=len(heard.positions) + len(heard.statements) + len(roles) - len(lines),
    )


def _part_of(name: str, full: str) -> bool:
    return name.casefold() in full.casefold()


def role_words(role: RoleHeld) -> str:
    """An office in words: "Foreign Minister of Arvenia", "former Environment Minister"."""
    words = clean(role.role)
    if role.of and role.of.casefold() not in words.casefold():
        words += f" ({clean(role.of)})"
    return words if role.time == "current" else f"{role.time} {words}"


def role_line(entity: Entity, index: int, role: RoleHeld, context: Context) -> BriefLine:
    """A role with the time over which the pages tell it."""
    first, last = iso_words(role.first or ""), iso_words(role.last or "")
    span = first if first == last or not last else f"{first} – {last}"
    return context.line(
        "role",
        sentence_case(role_words(role)),
        context.found(role.claims),
        key=f"{entity.id} {index}",
        label="role",
        note=f"as told {span}" if span else "",
        derived=entity.id,
    )


def position_line(position: Position, context: Context) -> BriefLine:
    """Where someone stands on something."""
    return context.line(
        "position",
        f"{sentence_case(_STANCES[position.stance])} {clean(position.object)}",
        context.found(position.claims),
        label="position",
        note=f"as of {iso_words(position.as_of)}" if position.as_of else "",
        derived=position.id,
        origins=position.origins,
        unsure=position.unsure,
    )


def statement_line(claim: StatementClaim, context: Context) -> BriefLine:
    """What someone said, verbatim; the chain through which it came is told.

    Raises QuoteError if the words are not on the page.
    """
    article = context.articles[claim.article]
    parts = [clean(checked(article, span)) for span in claim.content]
    for part in parts:
        if not stands_in(part, clean(article.text)):
            raise QuoteError(f"{part[:60]!r} does not stand on the page", where=article.name, remedy="read again")
    text = quoted(parts) if claim.mode == "direct" else " … ".join(parts)
    told = context.first_day(claim.article)
    chain = [clean(link.source.name) for link in claim.chain[:-1]]
    through = f"told by {joined(chain)}" if chain else ""
    return context.line(
        "statement",
        text,
        (claim,),
        label=day(told) if told else "undated",
        note=" · ".join(filter(None, (cue_words(claim), through, context.publisher(claim.article)))),
        marks=[]
        if claim.mode == "direct"
        else ["in the reporter’s words" if claim.mode == "indirect" else "partly quoted"],
    )


def quoted(parts: list[str]) -> str:
    """Fragments of one direct quotation in quotation marks, what lies between them as "…"."""
    return "“" + " … ".join(part.strip(_QUOTES + " ") for part in parts) + "”"


def cue_words(claim: StatementClaim) -> str:
    """The verb that introduces a statement, where it says more than "said"."""
    return (
        "" if claim.cue.casefold() in ("", "say", "said", "says", "tell", "told", "according to") else clean(claim.cue)
    )
