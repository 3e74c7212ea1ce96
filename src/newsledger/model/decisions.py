"""What people said about the ledger: kept as data, applied whenever what stands is derived.

A decision points at the words that it is about, never at what was derived from them, so that it holds for later
articles and for newer readings, too.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterable
from typing import Literal

import msgspec

from newsledger.model.claims import Claim

Noun = Literal["entity", "happening", "series", "plan", "commitment", "position", "story"]
CorrectValue = str | float | bool | None


class ClaimAnchor(msgspec.Struct, frozen=True, kw_only=True, tag_field="anchor", tag="claim"):
    """Where a claim stands. kind: of claim ("figure"). start, end, quote: its evidence. claim: its id when decided."""

    article: str
    kind: str
    start: int
    end: int
    quote: str
    claim: str


class MentionAnchor(msgspec.Struct, frozen=True, kw_only=True, tag_field="anchor", tag="mention"):
    """Where an entity is mentioned. start, end: code points of ``quote`` in the article's text."""

    article: str
    start: int
    end: int
    quote: str


class ArticleAnchor(msgspec.Struct, frozen=True, kw_only=True, tag_field="anchor", tag="article"):
    """An article."""

    article: str


Anchor = ClaimAnchor | MentionAnchor | ArticleAnchor


class Decision(msgspec.Struct, frozen=True, kw_only=True, tag_field="decision"):
    """Base of all decisions. by: who. at: when, ISO 8601 with offset. why: in their own words."""

    by: str
    at: str
    why: str = ""

    @property
    def id(self) -> str:
        """Name the decision by all that it says: 12 hexadecimal digits."""
        return hashlib.sha256(msgspec.json.encode(self)).hexdigest()[:12]


class Merge(Decision, frozen=True, kw_only=True, tag="merge"):
    """What holds these anchors is one thing: claims of one event, mentions of one person, articles of one story."""

    anchors: tuple[Anchor, ...]


class Split(Decision, frozen=True, kw_only=True, tag="split"):
    """What holds the one anchors is not what holds the others."""

    one: tuple[Anchor, ...]
    other: tuple[Anchor, ...]


class Rename(Decision, frozen=True, kw_only=True, tag="rename"):
    """What holds these anchors is called so."""

    noun: Noun
    anchors: tuple[Anchor, ...]
    name: str


class Reject(Decision, frozen=True, kw_only=True, tag="reject"):
    """A claim is not what its sentence says: nothing may rest on it."""

    claim: ClaimAnchor


class Correct(Decision, frozen=True, kw_only=True, tag="correct"):
    """A field of a claim was read wrongly. field: its name, as in the JSON of the claim. value: what is right."""

    claim: ClaimAnchor
    field: str
    value: CorrectValue


class Confirm(Decision, frozen=True, kw_only=True, tag="confirm"):
    """Someone has checked these claims against their sentences and stands by them."""

    claims: tuple[ClaimAnchor, ...]


class DateArticle(Decision, frozen=True, kw_only=True, tag="date"):
    """An article was published on a day (ISO 8601 date, month or year)."""

    article: str
    published: str


class MoveArticle(Decision, frozen=True, kw_only=True, tag="move"):
    """An article belongs to the story of another article, or to none of those there are (None)."""

    article: str
    to: str | None


class Undo(Decision, frozen=True, kw_only=True, tag="undo"):
    """An earlier decision no longer holds. undone: its id. An undo can be undone."""

    undone: str


AnyDecision = Merge | Split | Rename | Reject | Correct | Confirm | DateArticle | MoveArticle | Undo


class Doubted(msgspec.Struct, frozen=True, kw_only=True):
    """A decision that cannot be applied as it was meant, because its evidence changed; someone should look again."""

    decision: AnyDecision
    reason: str


def anchor_of(claim: Claim) -> ClaimAnchor:
    """Point at a claim in a way that a newer reading can be asked for."""
    return ClaimAnchor(
        article=claim.article,
        kind=str(type(claim).__struct_config__.tag),
        start=claim.evidence.start,
        end=claim.evidence.end,
        quote=claim.quote,
        claim=claim.id,
    )


def in_order(decisions: Iterable[AnyDecision]) -> tuple[AnyDecision, ...]:
    """Decisions in order of time, whatever the zone it is told in; those of one moment by their ids."""
    return tuple(sorted(decisions, key=lambda d: (_moment(d), d.id)))


def _moment(decision: Decision) -> tuple[dt.datetime, str]:
    try:
        at = dt.datetime.fromisoformat(decision.at)
        return (at if at.tzinfo else at.replace(tzinfo=dt.UTC)).astimezone(dt.UTC), ""
    except (ValueError, OverflowError):
        return dt.datetime.min.replace(tzinfo=dt.UTC), decision.at


def in_force(decisions: tuple[AnyDecision, ...]) -> tuple[AnyDecision, ...]:
    """Those of the decisions, in order of time, that none in force has undone; undos themselves left out.

    An undo names what it undoes by a digest of it, so none can be undone, even in a roundabout way, by itself; what
    the clocks of those who decided said does not matter.
    """
    undone: set[str] = set()
    waiting = {decision.id: decision for decision in decisions if isinstance(decision, Undo)}
    undoing = Counter(undo.undone for undo in waiting.values())
    free = [undo for undo in waiting.values() if undo.id not in undoing]
    while free:
        undo = free.pop()
        if undo.id not in undone:
            undone.add(undo.undone)
        undoing[undo.undone] -= 1
        if not undoing[undo.undone] and undo.undone in waiting:
            free.append(waiting[undo.undone])
    return tuple(d for d in in_order(decisions) if d.id not in undone and not isinstance(d, Undo))
