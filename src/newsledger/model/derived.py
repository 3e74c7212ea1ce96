"""What stands: views over the claims of many articles. All of it can be rebuilt, and says what it rests on."""

from __future__ import annotations

from typing import Literal

import msgspec

from newsledger.model.claims import Bound, EntityKind, EventStatus, PlanStatus, Stance
from newsledger.model.time import Publication, When

StoryState = Literal["new", "active", "dormant", "reopened"]
DisputeKind = Literal["revision", "correction", "conflict", "scope", "attribution"]


class Derived(msgspec.Struct, frozen=True, kw_only=True):
    """Base of all derived nouns.

    id: stable for the same claims. claims: ids of the claims it rests on, sorted. reasons: why they were put together.
    origins: number of distinct origins behind the claims, copies not counted. unsure: independence is not established.
    confirmed: who has checked it against its sentences. decisions: ids of the decisions of people that shaped it.
    """

    id: str
    claims: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    origins: int = 1
    unsure: bool = False
    confirmed: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()


class RoleHeld(msgspec.Struct, frozen=True, kw_only=True):
    """A role of an entity, with the publication dates (ISO) of the first and last article that tell it."""

    role: str
    of: str | None
    time: str
    first: str | None
    last: str | None
    claims: tuple[str, ...]


class Entity(Derived, frozen=True, kw_only=True):
    """A person, organisation or place across articles. local: (article id, local entity id) of its parts."""

    kind: EntityKind
    name: str
    names: tuple[str, ...]
    country: str | None = None
    sector: str | None = None
    roles: tuple[RoleHeld, ...] = ()
    local: tuple[tuple[str, str], ...] = ()


class Happening(Derived, frozen=True, kw_only=True):
    """One event, however many articles tell it. actors, recipients: entity names. title: the clearest sentence part."""

    type: str
    title: str
    status: EventStatus
    when: When | None = None
    place: str | None = None
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()


class SeriesPoint(msgspec.Struct, frozen=True, kw_only=True):
    """One value of a tracked figure. sources: who gives it. state: whether it stands."""

    value: float | None
    high: float | None
    bound: Bound
    as_of: When | None
    sources: tuple[str, ...]
    claims: tuple[str, ...]
    origins: int
    state: Literal["standing", "superseded", "disputed", "withdrawn"] = "standing"


class Series(Derived, frozen=True, kw_only=True):
    """One tracked figure over its as-of time; points in order of time, the standing one last."""

    measure: str
    unit: str
    scope: str
    points: tuple[SeriesPoint, ...]


class PlanVersion(msgspec.Struct, frozen=True, kw_only=True):
    """A plan as it was told at one time. told: publication date (ISO) of the article, None if unknown."""

    told: str | None
    when: When | None
    place: str | None
    status: PlanStatus
    participants: tuple[str, ...]
    by: tuple[str, ...]
    claims: tuple[str, ...]


class Plan(Derived, frozen=True, kw_only=True):
    """One scheduled or proposed thing with its slips. names: what it is called. versions: in order of telling.

    slips: indices into ``versions`` where the date moved.
    """

    what: str
    names: tuple[str, ...]
    versions: tuple[PlanVersion, ...]
    slips: tuple[int, ...] = ()


class Commitment(Derived, frozen=True, kw_only=True):
    """One promise or obligation with its state as reported."""

    party: str
    action: str
    deadline: When | None
    authority: str | None
    state: Literal["open", "kept", "broken"] = "open"


class Position(Derived, frozen=True, kw_only=True):
    """Where someone stands on something, as last told."""

    holder: str
    stance: Stance
    object: str
    as_of: str | None = None


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """One side of a disagreement. value: as text ("84", "2013-06", "no agreement"). told: publication date (ISO)."""

    value: str
    number: float | None
    article: str
    claim: str
    source: str | None
    told: str | None


class Dispute(Derived, frozen=True, kw_only=True):
    """Two accounts that differ, and how. reason: why it is of this kind, in words."""

    kind: DisputeKind
    about: str
    sides: tuple[Side, ...]
    reason: str


class CopyGroup(msgspec.Struct, frozen=True, kw_only=True):
    """Articles that carry one text. articles: ids, the likely first one first. agency: who is behind it, if known."""

    id: str
    articles: tuple[str, ...]
    agency: str | None = None
    reason: str = ""


class Dated(msgspec.Struct, frozen=True, kw_only=True):
    """An article's publication as the story knows it (the page's own, or narrowed by the story)."""

    article: str
    published: Publication


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """The articles and happenings that belong together. articles: in order of publication as far as known.

    first, last: ISO days of publication of the earliest and the latest article whose day is known. state: on the latest
    day of the whole ledger; None if no day is known.
    """

    id: str
    title: str
    articles: tuple[str, ...]
    reasons: tuple[str, ...] = ()
    first: str | None = None
    last: str | None = None
    state: StoryState | None = None


class StoryLedger(msgspec.Struct, frozen=True, kw_only=True):
    """All that stands about one story. confirmed: who has checked a claim against its sentence, by the claim's id."""

    story: Story
    dated: tuple[Dated, ...]
    copies: tuple[CopyGroup, ...] = ()
    entities: tuple[Entity, ...] = ()
    happenings: tuple[Happening, ...] = ()
    series: tuple[Series, ...] = ()
    plans: tuple[Plan, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    positions: tuple[Position, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    confirmed: dict[str, tuple[str, ...]] = {}
