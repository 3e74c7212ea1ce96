"""Decisions made from what a person sees: lines of a brief, claims, stories, articles."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar, get_args

import msgspec

from newsledger.api import Ledger
from newsledger.briefing import BriefLine
from newsledger.linking import period, with_field
from newsledger.model import (
    Anchor,
    AnyClaim,
    AnyDecision,
    Article,
    ArticleAnchor,
    ClaimAnchor,
    Confirm,
    Correct,
    CorrectValue,
    DateArticle,
    Entity,
    InputError,
    MentionAnchor,
    Merge,
    MoveArticle,
    Noun,
    Reject,
    Rename,
    Split,
    StoryLedger,
    Undo,
    anchor_of,
)

D = TypeVar("D", bound=AnyDecision)
_SEE = "newsledger show STORY prints lines with their ids, newsledger why LINE the claims of a line"


@dataclass(frozen=True, slots=True)
class Desk:
    """Where somebody decides. by: who. at: when, ISO 8601 with offset. Each decision is kept and returned."""

    ledger: Ledger
    by: str
    at: str

    def merge(self, lines: Sequence[str], *, why: str = "") -> Merge:
        """Two or more lines are about one thing. lines: ids of lines of a brief (or their beginnings).

        Raises InputError if a line is not known, rests on nothing that can be put together, if only one is given, or
        if they are of different kinds or stories.
        """
        if len(lines) < 2:
            raise InputError("only one line is given", remedy="name two or more lines that are about one thing")
        found = [self._line(line) for line in lines]
        if len({ledger.story.id for _, ledger in found}) > 1:
            raise InputError(
                "the lines are of different stories", remedy="newsledger decide merge --stories puts stories together"
            )
        kinds = sorted({_noun(line, ledger) for line, ledger in found})
        if len(kinds) > 1:
            raise InputError(f"a {' and a '.join(kinds)} cannot be one thing", remedy=_SEE)
        anchors = [anchor for line, ledger in found for anchor in self._anchors(line, ledger)]
        return self._keep(Merge(by=self.by, at=self.at, why=why, anchors=tuple(anchors)))

    def merge_stories(self, stories: Sequence[str], *, why: str = "") -> Merge:
        """Two or more stories are one. stories: as ``Ledger.story`` finds them.

        Raises InputError if one is not known, or only one is given.
        """
        found = {ledger.story.id: ledger.story for ledger in map(self.ledger.story, stories)}
        if len(found) < 2:
            raise InputError("only one story is given", remedy="name two or more stories that are one")
        anchors = tuple(ArticleAnchor(article=story.articles[0]) for story in found.values())
        return self._keep(Merge(by=self.by, at=self.at, why=why, anchors=anchors))

    def split(self, line: str, out: Sequence[str], *, why: str = "") -> Split:
        """Some of what a line rests on is about another thing. out: ids of its claims, or articles (as ``article``).

        Raises InputError if nothing, or all of it, would go out.
        """
        anchors = self._anchors(*self._line(line))
        going = {found for name in out for found in self._named_among(name, anchors)}
        one = tuple(anchor for anchor in anchors if anchor in going)
        other = tuple(anchor for anchor in anchors if anchor not in going)
        if not one or not other:
            raise InputError("nothing, or all of the line, would be taken out", where=line, remedy=_SEE)
        return self._keep(Split(by=self.by, at=self.at, why=why, one=one, other=other))

    def split_story(self, story: str, out: Sequence[str], *, why: str = "") -> Split:
        """Some articles of a story are another story. out: articles, as ``article`` finds them.

        Raises InputError if nothing, or all of it, would go out.
        """
        articles = self.ledger.story(story).story.articles
        going = {self.article(name).id for name in out}
        one = tuple(ArticleAnchor(article=key) for key in articles if key in going)
        other = tuple(ArticleAnchor(article=key) for key in articles if key not in going)
        if not one or not other:
            raise InputError("nothing, or all of the story, would be taken out", where=story, remedy="name articles")
        return self._keep(Split(by=self.by, at=self.at, why=why, one=one, other=other))

    def same_person(self, entity: str, *, why: str = "") -> Merge:
        """All that the machine took for one entity is one. entity: its id."""
        anchors = self._mentions(self._entity(entity))
        return self._keep(Merge(by=self.by, at=self.at, why=why, anchors=tuple(anchors)))

    def not_same_person(self, entity: str, articles: Sequence[str], *, why: str = "") -> Split:
        """Who is mentioned in some articles is another than the one of the others. articles: their ids.

        Raises InputError if no article, or every one, would go out.
        """
        anchors = self._mentions(self._entity(entity))
        one = tuple(anchor for anchor in anchors if anchor.article in articles)
        other = tuple(anchor for anchor in anchors if anchor.article not in articles)
        if not one or not other:
            raise InputError("nothing, or all of the mentions, would be taken out", where=entity, remedy=_SEE)
        return self._keep(Split(by=self.by, at=self.at, why=why, one=one, other=other))

    def _entity(self, entity: str) -> Entity:
        for ledger in self.ledger.story_ledgers():
            for known in ledger.entities:
                if known.id == entity:
                    return known
        raise InputError(f"no entity has the id {entity!r}", remedy=_SEE)

    def rename(self, line: str, name: str, *, why: str = "") -> Rename:
        """What a line tells of is called so."""
        found, ledger = self._line(line)
        noun = _noun(found, ledger)
        anchors = tuple(self._anchors(found, ledger))
        return self._keep(Rename(by=self.by, at=self.at, why=why, noun=noun, anchors=anchors, name=_name(name)))

    def rename_story(self, story: str, name: str, *, why: str = "") -> Rename:
        """A story is called so."""
        first = ArticleAnchor(article=self.ledger.story(story).story.articles[0])
        return self._keep(Rename(by=self.by, at=self.at, why=why, noun="story", anchors=(first,), name=_name(name)))

    def reject(self, thing: str, *, why: str = "") -> tuple[Reject, ...]:
        """A claim, or every claim of a line, is not what the sentence says."""
        return tuple(
            self._keep(Reject(by=self.by, at=self.at, why=why, claim=anchor)) for anchor in self._claims(thing)
        )

    def correct(self, claim: str, field: str, value: CorrectValue, *, why: str = "") -> Correct:
        """A field of a claim is another. field: as in the claim's JSON; times as ISO 8601, people by name.

        Raises InputError if the claim has no such field or cannot hold the value.
        """
        return self.correct_fields(claim, [(field, [value])], why=why)[0]

    def correct_fields(
        self, claim: str, fields: Sequence[tuple[str, Sequence[CorrectValue]]], *, why: str = ""
    ) -> tuple[Correct, ...]:
        """Fields of a claim are others: all of them are corrected, or none. fields: each as in ``correct``, with the
        values that may be meant; the first that it can hold is.

        Raises InputError if the claim has no such field or can hold none of its values.
        """
        found = self._claim(claim)
        made = []
        for field, values in fields:
            fits = [value for value in values if with_field(found, field, value) is not None]
            if not fits:
                raise InputError(
                    f"a {anchor_of(found).kind} has no field {field!r} that can hold {values[-1]!r}",
                    remedy="newsledger export shows the fields of each claim",
                )
            made.append(Correct(by=self.by, at=self.at, why=why, claim=anchor_of(found), field=field, value=fits[0]))
        return tuple(self._keep(decision) for decision in made)

    def confirm(self, thing: str, *, why: str = "") -> Confirm:
        """A claim, or every claim of a line, says what the sentence says."""
        return self._keep(Confirm(by=self.by, at=self.at, why=why, claims=self._claims(thing)))

    def confirm_claims(self, claims: Sequence[str], *, why: str = "") -> tuple[Confirm, ...]:
        """Claims, by their whole ids, say what their sentences say: one decision."""
        anchors = self._with_ids(claims)
        return (self._keep(Confirm(by=self.by, at=self.at, why=why, claims=anchors)),) if anchors else ()

    def reject_claims(self, claims: Sequence[str], *, why: str = "") -> tuple[Reject, ...]:
        """Claims, by their whole ids, are not what their sentences say."""
        return tuple(
            self._keep(Reject(by=self.by, at=self.at, why=why, claim=anchor)) for anchor in self._with_ids(claims)
        )

    def date(self, article: str, published: str, *, why: str = "") -> DateArticle:
        """An article was published then. published: a day, month or year as ISO 8601.

        Raises InputError if it is none.
        """
        try:
            period(published)
        except ValueError as error:
            raise InputError(f"{published!r} is no date", remedy="write it as YYYY-MM-DD, YYYY-MM or YYYY") from error
        key = self.article(article).id
        return self._keep(DateArticle(by=self.by, at=self.at, why=why, article=key, published=published))

    def move(self, article: str, story: str | None, *, why: str = "") -> MoveArticle:
        """An article belongs to a story, or (None) to a new one of its own."""
        key = self.article(article).id
        to = None
        if story is not None:
            others = [other for other in self.ledger.story(story).story.articles if other != key]
            if not others:
                raise InputError("the article is all there is of this story", remedy="name another story")
            to = others[0]
        return self._keep(MoveArticle(by=self.by, at=self.at, why=why, article=key, to=to))

    def undo(self, decision: str, *, why: str = "") -> Undo:
        """A decision no longer holds. decision: its id or the beginning of it."""
        found = [d for d in self.ledger.decisions() if decision and d.id.startswith(decision)]
        if len(found) != 1:
            raise InputError(
                f"{len(found) or 'no'} decisions have the id {decision!r}", remedy="newsledger decisions lists them"
            )
        return self._keep(Undo(by=self.by, at=self.at, why=why, undone=found[0].id))

    def article(self, name: str) -> Article:
        """An article by its id (or the beginning of it), its file or URL, or the end of that.

        Raises InputError if none or several fit.
        """
        articles = self.ledger.articles().values()
        fits = [a for a in articles if a.id.startswith(name)] if name else []
        fits = fits or [a for a in articles if name in (a.name, a.url)]
        fits = fits or [a for a in articles if name and a.name.endswith(name)]
        if len(fits) != 1:
            raise InputError(
                f"{len(fits) or 'no'} articles fit {name!r}", remedy="give the article's id, file name or URL"
            )
        return fits[0]

    def _keep(self, decision: D) -> D:
        """Keep a decision, after all that were made at the same moment: of two that contradict the later one holds."""
        known = self.ledger.decisions()
        if all(decision.id != other.id for other in known):
            taken = {other.at for other in known}
            while decision.at in taken:
                decision = msgspec.structs.replace(decision, at=_a_bit_later(decision.at))
            self.ledger.decide(decision)
        return decision

    def _line(self, line: str) -> tuple[BriefLine, StoryLedger]:
        found = self.ledger.why(line)
        return found.line, self.ledger.story(found.story)

    def _claim(self, claim: str) -> AnyClaim:
        readings = self.ledger.readings().values()
        found = [c for reading in readings for c in reading.claims if claim and c.id.startswith(claim)]
        if len(found) != 1:
            raise InputError(f"{len(found) or 'no'} claims have the id {claim!r}", remedy=_SEE)
        return found[0]

    def _claims(self, thing: str) -> tuple[ClaimAnchor, ...]:
        """Anchors of a claim, or of all claims of a line."""
        try:
            return (anchor_of(self._claim(thing)),)
        except InputError:
            line, _ = self._line(thing)
        if not line.claims:
            raise InputError("the line rests on no claim", where=line.id, remedy=_SEE) from None
        return self._with_ids(line.claims)

    def _with_ids(self, claims: Sequence[str]) -> tuple[ClaimAnchor, ...]:
        wanted = set(claims)
        readings = self.ledger.readings().values()
        return tuple(anchor_of(c) for reading in readings for c in reading.claims if c.id in wanted)

    def _anchors(self, line: BriefLine, ledger: StoryLedger) -> list[Anchor]:
        """What a line rests on: mentions of an entity, else claims."""
        entity = next((e for e in ledger.entities if e.id == line.derived), None)
        if entity is not None:
            return list(self._mentions(entity))
        anchors = [anchor_of(claim) for claim in self._derived_claims(line, ledger)]
        if not anchors:
            raise InputError("the line rests on nothing that could be decided about", where=line.id, remedy=_SEE)
        return list(anchors)

    def _derived_claims(self, line: BriefLine, ledger: StoryLedger) -> list[AnyClaim]:
        nouns = (
            *ledger.happenings, *ledger.series, *ledger.plans, *ledger.commitments, *ledger.positions,
        )  # fmt: skip
        derived = next((noun for noun in nouns if noun.id == line.derived), None)
        wanted = set(derived.claims if derived is not None else line.claims)
        readings = self.ledger.readings()
        return [c for key in ledger.story.articles if key in readings for c in readings[key].claims if c.id in wanted]

    def _mentions(self, entity: Entity) -> list[MentionAnchor]:
        """The first mention of an entity by its name, in each article."""
        articles, readings = self.ledger.articles(), self.ledger.readings()
        anchors = []
        for article, local in entity.local:
            mentions = [m for m in readings[article].mentions if m.entity == local]
            named = [m for m in mentions if m.form == "name"] or mentions
            if named:
                span = min((m.span for m in named), key=lambda s: s.start)
                quote = span.text(articles[article].text)
                anchors.append(MentionAnchor(article=article, start=span.start, end=span.end, quote=quote))
        return anchors

    def _named_among(self, name: str, anchors: Sequence[Anchor]) -> list[Anchor]:
        """Those of the anchors that a claim id, or an article, names.

        Raises InputError if it names none of them.
        """
        found: list[Anchor] = [a for a in anchors if isinstance(a, ClaimAnchor) and name and a.claim.startswith(name)]
        if not found:
            key = self.article(name).id
            found = [anchor for anchor in anchors if anchor.article == key]
        if not found:
            raise InputError(f"{name!r} is nothing that the line rests on", remedy=_SEE)
        return found


def _a_bit_later(at: str) -> str:
    """The next microsecond, as ISO 8601.

    Raises InputError if it is no time.
    """
    try:
        later = dt.datetime.fromisoformat(at) + dt.timedelta(microseconds=1)
    except (ValueError, OverflowError) as error:
        raise InputError(f"{at!r} is no time", remedy="write it as ISO 8601 with offset") from error
    return later.isoformat(timespec="microseconds")


def _name(name: str) -> str:
    """A name that somebody gives.

    Raises InputError if it says nothing.
    """
    if not name.strip():
        raise InputError("the name is empty", remedy="give it a name, or undo an earlier one")
    return name.strip()


def _noun(line: BriefLine, ledger: StoryLedger) -> Noun:
    """What kind of thing a line tells of."""
    known: dict[Noun, Sequence[object]] = {
        "entity": ledger.entities, "happening": ledger.happenings, "series": ledger.series, "plan": ledger.plans,
        "commitment": ledger.commitments, "position": ledger.positions,
    }  # fmt: skip
    for noun, things in known.items():
        if any(getattr(thing, "id", None) == line.derived for thing in things):
            return noun
    raise InputError(
        "the line tells of nothing that has a name", where=line.id, remedy=f"choose one of: {', '.join(get_args(Noun))}"
    )
