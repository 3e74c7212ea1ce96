"""What a user types into a search: words, phrases, beginnings, and fields ("speaker:Brun about:dam after:2031-05")."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from newsledger.linking import period
from newsledger.model import (
    Actor,
    AnyClaim,
    Article,
    CommitmentClaim,
    EventClaim,
    FigureClaim,
    InputError,
    PlanClaim,
    PositionClaim,
    RoleClaim,
    StatementClaim,
)

FIELDS = {
    "speaker": "who says it, or passes it on",
    "by": "who does it, holds it, promises it, gives it",
    "about": "what it speaks of: what is said, planned, promised, counted, stood for",
    "in": "the place",
    "kind": "statement, event, figure, plan, commitment, position, role or text",
    "type": "the PLOVER class of an event",
    "status": "of an event or a plan",
    "stance": "of a position",
    "outlet": "who published it",
    "after": "published on or after a day, month or year",
    "before": "published before a day, month or year",
}
_TIMES = ("after", "before")
_INDEXED = ("speaker", "by", "about", "in")
_FIELD = re.compile(r'(?<!\S)([A-Za-z]+):("[^"]*"|\S+)')
_PHRASE = re.compile(r'"([^"]+)"|(\S+)')


@dataclass(frozen=True, slots=True)
class Query:
    """A search, taken apart. words: without the fields. after, before: days, the second exclusive."""

    words: str
    fields: dict[str, tuple[str, ...]] = field(default_factory=dict)
    after: dt.date | None = None
    before: dt.date | None = None

    @property
    def match(self) -> str:
        """The FTS5 expression of all that can be looked up by words; "" if there is none."""
        parts = [match_expression(self.words)]
        parts += [match_expression(value) for name in _INDEXED for value in self.fields.get(name, ())]
        return " AND ".join(part for part in parts if part)

    @property
    def terms(self) -> list[str]:
        """What to highlight."""
        told = [t for pair in _PHRASE.findall(self.words) for t in pair if t]
        return told + [word for value in self.fields.get("about", ()) for word in value.split()]

    def fits_article(self, article: Article) -> bool:
        """Whether outlet and day of publication fit; an article without a known day fits no limit of days."""
        outlet = f"{article.publisher or ''} {article.agency or ''}"
        if not all(_holds(outlet, value) for value in self.fields.get("outlet", ())):
            return False
        when = article.published.when
        if self.after is not None and (when is None or when.start is None or when.start < self.after):
            return False
        return self.before is None or (when is not None and when.end is not None and when.end < self.before)

    def fits(self, kind: str, words: str, claim: AnyClaim | None) -> bool:
        """Whether a block (kind "text", no claim) or a claim fits the fields."""
        for name, values in self.fields.items():
            for value in values:
                if name == "kind":
                    if value.casefold() != kind:
                        return False
                elif name == "about" and claim is None:
                    if not _holds(words, value):
                        return False
                elif name in ("outlet", *_TIMES):
                    continue
                elif claim is None or not any(_holds(told, value) for told in _told(name, claim)):
                    return False
        return True


def parse_query(typed: str) -> Query:
    """Take a search apart. What looks like a field but is none stays a word ("10:30").

    Raises InputError if a day cannot be read.
    """
    fields: dict[str, list[str]] = {}
    days: dict[str, dt.date] = {}

    def take(found: re.Match[str]) -> str:
        name, value = found.group(1).casefold(), found.group(2).strip('"').strip()
        if name not in FIELDS or not value:
            return found.group()
        if name in _TIMES:
            days[name] = _first_day(name, value)
        else:
            fields.setdefault(name, []).append(value)
        return " "

    words = _FIELD.sub(take, typed)
    return Query(
        words.strip(), {name: tuple(values) for name, values in fields.items()}, days.get("after"), days.get("before")
    )


def match_expression(words: str) -> str:
    """Turn a user's words into an FTS5 query: all words must occur, "…" is a phrase, word* a prefix; never an error."""
    parts = []
    for phrase, word in _PHRASE.findall(words):
        bare = re.sub(r"[^\w\s'-]", " ", phrase or word).strip()
        if not re.search(r"[^\W_]", bare):  # the index has no underscores: what is made of them alone matches nothing
            continue
        quoted = '"' + bare.replace('"', " ") + '"'
        parts.append(quoted + ("*" if word.endswith("*") else ""))
    return " AND ".join(parts)


def _first_day(name: str, value: str) -> dt.date:
    try:
        first = period(value).start
    except ValueError:
        first = None
    if first is None:
        raise InputError(f"{name}:{value} is no day", remedy="write it as YYYY-MM-DD, YYYY-MM or YYYY")
    return first


def _holds(text: str, value: str) -> bool:
    """Whether all words of a value occur in a text, from their beginning where it ends with "*"."""
    folded = text.casefold()
    for word in value.casefold().split():
        tail = "" if word.endswith("*") else r"\b"
        if not re.search(r"\b" + re.escape(word.rstrip("*")) + tail, folded):
            return False
    return True


def _told(name: str, claim: AnyClaim) -> Iterator[str]:
    """What a claim tells for a field."""
    match name:
        case "speaker":
            yield from _named(_speakers(claim))
        case "by":
            yield from _named(_doers(claim))
        case "about":
            yield _subject(claim)
        case "in":
            if isinstance(claim, EventClaim | PlanClaim):
                yield claim.place or ""
        case _:
            yield str(getattr(claim, name, None) or "")


def _speakers(claim: AnyClaim) -> Iterator[Actor | None]:
    for link in claim.chain:
        yield link.source
    if isinstance(claim, StatementClaim):
        yield claim.speaker


def _doers(claim: AnyClaim) -> Iterator[Actor | None]:
    match claim:
        case EventClaim():
            yield from claim.actors
        case PlanClaim():
            yield from claim.participants
        case CommitmentClaim():
            yield claim.party
        case PositionClaim():
            yield claim.holder
        case RoleClaim():
            yield claim.person
        case StatementClaim():
            yield claim.speaker
        case FigureClaim():
            if claim.source:
                yield Actor(name=claim.source, span=claim.evidence)


def _named(actors: Iterator[Actor | None]) -> Iterator[str]:
    return (actor.name for actor in actors if actor is not None)


def _subject(claim: AnyClaim) -> str:
    match claim:
        case StatementClaim():
            return claim.content_text
        case FigureClaim():
            return f"{claim.measure} {claim.unit} {claim.scope}"
        case PlanClaim():
            return claim.what
        case CommitmentClaim():
            return claim.action
        case PositionClaim():
            return claim.object
        case RoleClaim():
            return f"{claim.role} {claim.of or ''}"
        case EventClaim():
            return f"{claim.quote} {' '.join(a.name for a in claim.recipients)}"
