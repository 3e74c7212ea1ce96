"""One person or organisation: roles with dates, positions, and what was said, in its own words."""

from __future__ import annotations

import msgspec

from newsledger.briefing.brief import BriefLine
from newsledger.briefing.context import Context
from newsledger.briefing.dates import iso_words
from newsledger.briefing.evidence import QuoteError, checked, stands_in
from newsledger.briefing.words import balanced, clean, joined, sentence_case, shortened
from newsledger.model import Article, Entity, Position, QuoteKind, RoleHeld, Stance, StatementClaim

MOST_STATEMENTS = 5
MOST_POSITIONS = 5
MODES: dict[QuoteKind, float] = {"direct": 1.0, "mixed": 0.8, "indirect": 0.45}
QUOTES = "“”\"„«»‘’'"
_STANCES: dict[Stance, str] = {
    "supports": "supports",
    "opposes": "opposes",
    "demands": "demands",
    "undecided": "undecided on",
}
_STANCES_ON_DEEDS: dict[Stance, str] = {
    "supports": "ready",
    "opposes": "refuses",
    "demands": "wants",
    "undecided": "undecided whether",
}
_PLAIN_CUES = frozenset({"", "say", "says", "said", "tell", "tells", "told", "according to"})


class Heard(msgspec.Struct, frozen=True, kw_only=True):
    """All that is known of one entity."""

    entity: Entity
    statements: tuple[StatementClaim, ...]
    positions: tuple[Position, ...]


def entity_line(heard: Heard, context: Context) -> BriefLine:
    """An entity with its roles, positions and statements below it."""
    entity = heard.entity
    roles = [r for r in entity.roles if "counterpart" not in r.role.casefold()] or list(entity.roles)
    offices = [role_line(entity, index, role, context) for index, role in enumerate(roles)] if len(roles) > 1 else []
    ranked = sorted(heard.positions, key=lambda p: (-p.origins, p.as_of or "", p.id))
    positions = [position_line(position, context) for position in ranked[: context.most(MOST_POSITIONS)]]
    statements = [statement_line(claim, context) for claim in chosen(heard, context)]
    rests_on = context.found(entity.claims)[:1] or context.found(roles[0].claims if roles else ())[:1]
    return context.line(
        "entity",
        clean(entity.name),
        rests_on,
        key=entity.id,
        note=" · ".join(filter(None, (_offices_words(roles), _other_names(entity)))),
        derived=entity.id,
        origins=entity.origins,
        unsure=entity.unsure,
        lines=[*offices, *positions, *statements],
        more=len(heard.positions) - len(positions) + len(heard.statements) - len(statements),
    )


def chosen(heard: Heard, context: Context) -> list[StatementClaim]:
    """The statements to show: direct quotations and sure ones first, in order of telling."""
    best = sorted(
        heard.statements, key=lambda s: (-MODES[s.mode] * (0.3 + s.confidence), context.number[s.article], s.id)
    )
    ids = {claim.id for claim in best[: context.most(MOST_STATEMENTS)]}
    return [claim for claim in heard.statements if claim.id in ids]


def _offices_words(roles: list[RoleHeld]) -> str:
    words = joined([role_words(role) for role in roles], most=3)
    return words + (f", as told {role_span(roles[0])}" if len(roles) == 1 and role_span(roles[0]) else "")


def _other_names(entity: Entity) -> str:
    full = entity.name.casefold()
    names = [f"“{clean(name)}”" for name in entity.names if name.casefold() not in full]
    return f"also {joined(names, most=5)}" if names else ""


def role_words(role: RoleHeld) -> str:
    """An office in words: "Foreign Minister (Arvenia)", "former environment minister"."""
    words = clean(role.role)
    if role.of and role.of.casefold() not in words.casefold():
        words += f" ({clean(role.of)})"
    return words if role.time == "current" else f"{role.time} {words}"


def role_span(role: RoleHeld) -> str:
    """Over which time the pages tell a role: "6 March 2023 – 19 April 2023"."""
    first, last = iso_words(role.first or ""), iso_words(role.last or "")
    return first if first == last or not last else f"{first} – {last}"


def role_line(entity: Entity, index: int, role: RoleHeld, context: Context) -> BriefLine:
    """A role with the time over which the pages tell it."""
    span = role_span(role)
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
        f"{_stance_words(position)} {clean(position.object)}",
        context.found(position.claims),
        label="position",
        note=f"as of {iso_words(position.as_of)}" if position.as_of else "",
        derived=position.id,
        origins=position.origins,
        unsure=position.unsure,
    )


def _stance_words(position: Position) -> str:
    stances = _STANCES_ON_DEEDS if position.object.casefold().startswith("to ") else _STANCES
    return sentence_case(stances[position.stance])


def statement_line(claim: StatementClaim, context: Context) -> BriefLine:
    """What someone said: a direct quotation word for word, else the reporter's words as they stand on the page.

    Raises QuoteError if the words are not on the page.
    """
    article = context.articles[claim.article]
    parts = [clean(checked(article, span)) for span in claim.content]
    for part in parts:
        if not stands_in(part, clean(article.text)):
            raise QuoteError(f"{part[:60]!r} does not stand on the page", where=article.name, remedy="read again")
    chain = [clean(link.source.name) for link in claim.chain[:-1]]
    through = f"told by {joined(chain)}" if chain else ""
    return context.line(
        "statement",
        quoted(parts) if claim.mode == "direct" else sentence_case(shortened(_reported(claim, article))),
        (claim,),
        label=context.told_words(claim.article),
        note=" · ".join(filter(None, (cue_words(claim), through))),
    )


def _reported(claim: StatementClaim, article: Article) -> str:
    """The words that carry reported speech; the whole sentence where they would cut a quotation in two."""
    words = clean(claim.quote)
    return words if balanced(words) else clean(claim.sentence.text(article.text))


def quoted(parts: list[str]) -> str:
    """Fragments of one direct quotation in quotation marks, what lies between them as "…"."""
    return "“" + " … ".join(part.strip(QUOTES + " ") for part in parts) + "”"


def cue_words(claim: StatementClaim) -> str:
    """The verb that introduces a direct quotation, where it says more than "said"."""
    return clean(claim.cue) if claim.mode == "direct" and claim.cue.casefold() not in _PLAIN_CUES else ""
