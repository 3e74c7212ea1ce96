"""What one article asserts in one place: mentions and claims, and the reading that holds them."""

from __future__ import annotations

import hashlib
from typing import Literal, TypeVar

import msgspec

from newsledger.model.page import BlockKind
from newsledger.model.spans import Span
from newsledger.model.time import TimeMention, When

EntityKind = Literal["person", "organisation", "place", "group", "document", "event", "other"]
Bound = Literal["exact", "at_least", "at_most", "over", "under", "about"]
EventStatus = Literal["happened", "denied", "claimed", "future", "hypothetical", "demanded", "threatened"]
PlanStatus = Literal["scheduled", "proposed", "called_for", "postponed", "cancelled", "held"]
Stance = Literal["supports", "opposes", "demands", "undecided"]
QuoteKind = Literal["direct", "indirect", "mixed"]
PLOVER_TYPES = (
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
    "OTHER",
)


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of text that names or points to an entity. form: how ("name", "nominal", "pronoun")."""

    span: Span
    form: Literal["name", "nominal", "pronoun"]
    entity: str


class LocalEntity(msgspec.Struct, frozen=True, kw_only=True):
    """A person, organisation, place or described group within one article.

    id: local to the reading ("e3"). name: the fullest name. names: all proper-name variants.
    country: ISO 3166-1 alpha-3 where known. sector: PLOVER sector code (GOV, MIL, REB, OPP, CVL, IGO ...).
    members: ids of the entities that a plural mention stands for ("the two top diplomats").
    """

    id: str
    kind: EntityKind
    name: str
    names: tuple[str, ...] = ()
    gender: Literal["female", "male"] | None = None
    plural: bool = False
    country: str | None = None
    sector: str | None = None
    members: tuple[str, ...] = ()


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """Who takes part in a claim: the mention as it stands, and whom it resolves to in the article.

    name: resolved name ("John Kerry" for "he"); the mention's own words where it cannot be resolved.
    """

    name: str
    span: Span
    kind: EntityKind = "other"
    entity: str | None = None
    country: str | None = None
    sector: str | None = None


class Attribution(msgspec.Struct, frozen=True, kw_only=True):
    """One link of a chain of attribution: who passes the claim on, and with which cue."""

    source: Actor
    cue: str
    cue_span: Span | None = None


class Claim(msgspec.Struct, frozen=True, kw_only=True, tag_field="claim"):
    """What one article asserts in one place.

    evidence: the stretch that carries it (at most one sentence). sentence: the whole sentence around it.
    quote: ``evidence``, verbatim. chain: attribution, outermost first ("Interfax", then "Fabius").
    confidence: probability that a careful reader would accept the claim as it stands.
    """

    article: str
    evidence: Span
    quote: str
    sentence: Span
    block: BlockKind = BlockKind.PARAGRAPH
    chain: tuple[Attribution, ...] = ()
    confidence: float = 0.5
    id: str = ""


class StatementClaim(Claim, frozen=True, kw_only=True, tag="statement"):
    """Source, cue, content. ``speaker`` is the innermost source, resolved; None where the text names none.

    content: fragments in order (a quotation with the speaker in the middle has two).
    force: what kind of saying the cue is ("said", "denied", "warned", "promised", "asked", "thought", ...).
    """

    speaker: Actor | None
    cue: str
    cue_spans: tuple[Span, ...]
    content: tuple[Span, ...]
    content_text: str
    source_spans: tuple[Span, ...] = ()
    mode: QuoteKind = "indirect"
    force: str = "said"


class EventClaim(Claim, frozen=True, kw_only=True, tag="event"):
    """A PLOVER event. ``trigger`` is the word that carries it; ``status`` whether it is said to have happened."""

    type: str
    trigger: str
    trigger_span: Span
    status: EventStatus = "happened"
    mode: str | None = None
    context: tuple[str, ...] = ()
    actors: tuple[Actor, ...] = ()
    recipients: tuple[Actor, ...] = ()
    place: str | None = None
    when: When | None = None
    historical: bool = False


class FigureClaim(Claim, frozen=True, kw_only=True, tag="figure"):
    """A count or measurement. ``high`` only for ranges; ``value`` None for a vague quantity ("dozens").

    part: whether the figure is a total, a part of another, a change or a rate.
    source: who gives it (resolved name); via: the chain between that source and the article, outermost first.
    """

    value: float | None
    high: float | None = None
    bound: Bound = "exact"
    unit: str = ""
    measure: str = ""
    scope: str = ""
    as_of: When | None = None
    part: Literal["total", "part", "change", "rate"] = "total"
    source: str | None = None
    via: tuple[str, ...] = ()
    vague: bool = False


class PlanClaim(Claim, frozen=True, kw_only=True, tag="plan"):
    """Something scheduled or proposed: what, when, where, who.

    participants: those who plan it or are to take part. confirmed, invited, refusing: those of whom the text says that
    they have agreed to come, have been asked, will not come.
    """

    what: str
    when: When | None = None
    place: str | None = None
    participants: tuple[Actor, ...] = ()
    status: PlanStatus = "proposed"
    confirmed: tuple[Actor, ...] = ()
    invited: tuple[Actor, ...] = ()
    refusing: tuple[Actor, ...] = ()


class CommitmentClaim(Claim, frozen=True, kw_only=True, tag="commitment"):
    """An obligation or promise with an owner."""

    party: Actor | None
    action: str
    deadline: When | None = None
    authority: str | None = None
    condition: str | None = None


class PositionClaim(Claim, frozen=True, kw_only=True, tag="position"):
    """Where someone stands on something."""

    holder: Actor
    stance: Stance
    object: str
    condition: str | None = None


class RoleClaim(Claim, frozen=True, kw_only=True, tag="role"):
    """A person's office or function. time: "current", "former", "then" or "elect"."""

    person: Actor
    role: str
    of: str | None = None
    time: Literal["current", "former", "then", "elect"] = "current"


AnyClaim = StatementClaim | EventClaim | FigureClaim | PlanClaim | CommitmentClaim | PositionClaim | RoleClaim
C = TypeVar("C", bound=Claim)


def identified(claim: C) -> C:
    """Return the claim with its id: a hash of all it says, so that equal claims are equal everywhere."""
    blank = msgspec.structs.replace(claim, id="")
    digest = hashlib.sha256(msgspec.json.encode(blank)).hexdigest()[:16]
    return msgspec.structs.replace(claim, id=digest)


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """All mentions and claims of one article: a pure function of the article and the reader's version."""

    article: str
    reader: str
    entities: tuple[LocalEntity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    times: tuple[TimeMention, ...] = ()
    claims: tuple[AnyClaim, ...] = ()
