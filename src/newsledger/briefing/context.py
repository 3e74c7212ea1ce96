"""What all sections look up: claims, articles, dates, entities; and how a line is made from claims."""

from __future__ import annotations

import datetime as dt
import hashlib
import sys
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from newsledger.briefing.brief import BriefLine, Evidence, LineKind
from newsledger.briefing.dates import day
from newsledger.briefing.evidence import evidence_of
from newsledger.briefing.words import clean, published_words
from newsledger.model import AnyClaim, Article, BlockKind, Entity, Publication, Reading, StoryLedger

_PROSE = (BlockKind.PARAGRAPH, BlockKind.CORRECTION, BlockKind.STANDFIRST)
_MOST_EVIDENCE = 12
_SURE_ENOUGH = 0.5
_CONFIRMABLE = frozenset({"figure", "due", "happening", "plan", "commitment", "position", "dispute"})
WEEK = dt.timedelta(days=7)
TWO_MONTHS = dt.timedelta(days=62)


class Context:
    """One story with everything that its lines refer to."""

    def __init__(
        self,
        ledger: StoryLedger,
        articles: Mapping[str, Article],
        readings: Mapping[str, Reading],
        as_of: dt.date | None,
        full: bool = False,
    ) -> None:
        self.full = full
        self.ledger = ledger
        self.articles = articles
        self.readings = {key: readings[key] for key in ledger.story.articles if key in readings}
        self.published: dict[str, Publication] = {
            key: articles[key].published for key in ledger.story.articles if key in articles
        }
        self.published.update({dated.article: dated.published for dated in ledger.dated if dated.article in articles})
        self.claims: dict[str, AnyClaim] = {c.id: c for r in self.readings.values() for c in r.claims}
        days = [self.last_day(key) or self.earliest(key) for key in self.published]
        self.as_of = as_of or max(filter(None, days), default=None)
        self.order = sorted(self.published, key=lambda key: (self.about(key) or dt.date.max, self.position(key)))
        self.number = {key: index for index, key in enumerate(self.order, 1)}
        self._given: set[str] = set()

    def most(self, limit: int) -> int:
        """How many lines to show: the limit, or all of them in a full brief."""
        return sys.maxsize if self.full else limit

    def position(self, article: str) -> int:
        """Place of the article in the story."""
        return self.ledger.story.articles.index(article)

    def first_day(self, article: str) -> dt.date | None:
        """First day on which the article may have been published; None where that is known less exactly than a week."""
        days = self._days(article)
        return days[0] if days else None

    def last_day(self, article: str) -> dt.date | None:
        """Last day on which the article may have been published; None where that is known less exactly than a week."""
        days = self._days(article)
        return days[1] if days else None

    def _days(self, article: str, widest: dt.timedelta = WEEK) -> tuple[dt.date, dt.date] | None:
        when = self.published[article].when
        if when is None or when.start is None or when.end is None or when.end - when.start > widest:
            return None
        return when.start, when.end

    def in_lead(self, claim: AnyClaim) -> bool:
        """Whether a claim stands in the first paragraph of its article."""
        blocks = self.articles[claim.article].blocks
        lead = next((block.span for block in blocks if block.kind is BlockKind.PARAGRAPH), None)
        return lead is not None and lead.contains(claim.evidence)

    def published_iso(self, article: str) -> str | None:
        """The day, month, year or period of publication as ISO 8601, as exactly as it is known."""
        when = self.published[article].when
        return when.iso if when is not None else None

    def about(self, article: str) -> dt.date | None:
        """A day to sort an article by: the middle of its possible days; None if these are more than two months."""
        days = self._days(article, TWO_MONTHS)
        return days[0] + (days[1] - days[0]) / 2 if days else None

    def earliest(self, article: str) -> dt.date | None:
        """First of the days on which it may have been published; None if these are more than two months."""
        days = self._days(article, TWO_MONTHS)
        return days[0] if days else None

    def latest(self, article: str) -> dt.date | None:
        """Last of the days on which it may have been published; None if these are more than two months."""
        days = self._days(article, TWO_MONTHS)
        return days[1] if days else None

    def surely_out(self, claims: Iterable[AnyClaim]) -> dt.date | None:
        """Day by which the first of the claims was surely published; None if that is not known."""
        ends = [when.end for claim in claims if (when := self.published[claim.article].when) and when.end]
        return min(ends, default=None)

    def told_words(self, article: str) -> str:
        """When the article was published, as far as known: "14 March 2023", "27 May, year not known", "undated"."""
        start = self.first_day(article)
        return day(start) if start and start == self.last_day(article) else published_words(self.published[article])

    def publisher(self, article: str) -> str:
        """Who published the article, as far as known; its file name else."""
        found = self.articles[article]
        return clean(found.publisher or found.agency or found.name.rsplit("/", 1)[-1])

    @cached_property
    def origin_of(self) -> dict[str, str]:
        """A key of the origin behind each article: the group of copies it belongs to, else itself."""
        origins = {key: key for key in self.published}
        for group in self.ledger.copies:
            for key in group.articles:
                origins[key] = group.id
        return origins

    @cached_property
    def corrected(self) -> frozenset[str]:
        """Claims that a later correction or retraction takes back."""
        disputes = (dispute for dispute in self.ledger.disputes if dispute.kind == "correction")
        return frozenset(side.claim for dispute in disputes for side in dispute.sides[:-1])

    @cached_property
    def entity_of(self) -> dict[tuple[str, str], Entity]:
        """Entities of the story by article and local entity."""
        return {local: entity for entity in self.ledger.entities for local in entity.local}

    @cached_property
    def entity_named(self) -> dict[str, Entity]:
        """Entities by each of their names, small letters; the one with the most claims first."""
        named: dict[str, Entity] = {}
        for entity in sorted(self.ledger.entities, key=lambda e: (-len(e.claims), e.id)):
            for name in (entity.name, *entity.names):
                named.setdefault(name.casefold(), entity)
        return named

    def found(self, ids: Iterable[str]) -> tuple[AnyClaim, ...]:
        """Claims by id, those of earlier articles first, the clearest of an article first; copies last."""
        known = [self.claims[key] for key in ids if key in self.claims and self.claims[key].article in self.number]
        return tuple(sorted(known, key=self._rank))

    def _rank(self, claim: AnyClaim) -> tuple[int, bool, float, int, str]:
        prose = claim.block in _PROSE
        return self.number[claim.article], not prose, -claim.confidence, claim.evidence.start, claim.id

    def evidence(self, claims: Sequence[AnyClaim]) -> tuple[Evidence, ...]:
        """Evidence of claims, in their order; the same words of one article only once, one place an origin first.

        Raises QuoteError if a quote is not on its page.
        """
        made: dict[tuple[str, int], Evidence] = {}
        for claim in claims:
            item = evidence_of(claim, self.articles[claim.article], self.number[claim.article])
            made.setdefault((item.article, item.sentence_start), item)
        seen: set[str] = set()
        first: list[Evidence] = []
        again: list[Evidence] = []
        for item in made.values():
            origin = self.origin_of[item.article]
            (again if origin in seen else first).append(item)
            seen.add(origin)
        return tuple((first + again)[: self.most(_MOST_EVIDENCE)])

    def told(self, claims: Iterable[AnyClaim]) -> dt.date | None:
        """First day on which any of the claims may have been published."""
        return min((told for claim in claims if (told := self.first_day(claim.article))), default=None)

    def line(
        self,
        kind: LineKind,
        text: str,
        claims: Sequence[AnyClaim],
        *,
        key: str = "",
        label: str = "",
        marks: Sequence[str] = (),
        note: str = "",
        derived: str | None = None,
        origins: int | None = None,
        unsure: bool = False,
        evidence: tuple[Evidence, ...] | None = None,
        lines: Sequence[BriefLine] = (),
        more: int = 0,
        number: int | None = None,
        url: str | None = None,
    ) -> BriefLine:
        """Make a line. key: what tells it from other lines of the kind, where neither claims nor derived noun do."""
        basis = "\n".join([kind, key, derived or "", *sorted(claim.id for claim in claims)])
        return BriefLine(
            id=self._identify(basis),
            kind=kind,
            text=clean(text),
            label=clean(label),
            marks=(*marks, *(self._checked(kind, claims) or self._doubted(kind, claims))),
            note=clean(note),
            derived=derived,
            claims=tuple(claim.id for claim in claims),
            origins=origins if origins is not None else max(1, len({self.origin_of[c.article] for c in claims})),
            unsure=unsure,
            evidence=self.evidence(claims) if evidence is None else evidence,
            lines=tuple(lines),
            more=more,
            number=number,
            url=url,
        )

    def _checked(self, kind: LineKind, claims: Sequence[AnyClaim]) -> tuple[str, ...]:
        """The mark of a line each of whose claims somebody has confirmed."""
        by = [self.ledger.confirmed.get(claim.id, ()) for claim in claims]
        if kind not in _CONFIRMABLE or not by or not all(by):
            return ()
        names = dict.fromkeys(name for names in by for name in names)
        return (f"confirmed by {', '.join(map(clean, names))}",)

    def _doubted(self, kind: LineKind, claims: Sequence[AnyClaim]) -> tuple[str, ...]:
        """The mark of a line whose best claim is more likely misread than not."""
        if kind not in _CONFIRMABLE or not claims or max(claim.confidence for claim in claims) >= _SURE_ENOUGH:
            return ()
        return ("unsure",)

    def _identify(self, basis: str) -> str:
        """Eight hexadecimal digits of the basis; another eight where two lines would share them."""
        while True:
            name = hashlib.sha256(basis.encode("utf-8", "surrogatepass")).hexdigest()[:8]
            if name not in self._given:
                self._given.add(name)
                return name
            basis += "\n+"
