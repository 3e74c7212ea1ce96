"""What is new in a story since some day: happenings, figures that moved, plans that slipped, differences."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from newsledger.briefing.brief import BriefLine, Group, News, Section
from newsledger.briefing.commitments import commitment_head
from newsledger.briefing.context import Context
from newsledger.briefing.dates import day, time_words
from newsledger.briefing.differences import dispute_line
from newsledger.briefing.figures import bare_value, figure_line, point_words, scope_words, standing_point
from newsledger.briefing.happenings import Told, gathered, when_of
from newsledger.briefing.plans import due, latest, plan_head, plan_line
from newsledger.briefing.timeline import distinct, happening_line
from newsledger.briefing.words import clean, sentence_case
from newsledger.model import (
    AnyClaim,
    Article,
    Derived,
    Plan,
    PlanStatus,
    Reading,
    StoryLedger,
)

D = TypeVar("D", bound=Derived)
MOST_HAPPENINGS = 15
_RECENT = dt.timedelta(days=3)
_MOVES: dict[PlanStatus, str] = {
    "scheduled": "now scheduled", "postponed": "postponed", "cancelled": "cancelled", "held": "held",
}  # fmt: skip
_FIRM = ("proposed", "called_for")


def make_news(
    now: StoryLedger,
    before: StoryLedger | None,
    articles: Mapping[str, Article],
    readings: Mapping[str, Reading],
    *,
    since: dt.date,
    until: dt.date | None = None,
    full: bool = False,
) -> News:
    """Tell what a story's later articles changed, and nothing else.

    now: the story as it stands. before: what stood without its later articles, None if it has no others. articles,
    readings: at least those of the story, by article id. full: also tell what is told for the first time without being
    news (figures, plans, happenings of earlier days).

    Raises QuoteError if a quotation is not a verbatim part of its page at its offsets.
    """
    change = _Change(Context(now, articles, readings, until, full), before, since)
    return News(
        story=now.story.id,
        title=clean(now.story.title),
        since=since.isoformat(),
        until=until.isoformat() if until else None,
        articles=len(change.fresh),
        undated=change.undated(),
        new=Section(
            key="new",
            title=f"New since {day(since)}",
            groups=(change.figures(), change.plans(), change.commitments(), change.disputes(), change.happenings()),
            empty="Nothing new: no happening, no figure that moved, no slip, no new difference.",
        ),
    )


class _Change:
    """A story now, held against what stood before."""

    def __init__(self, context: Context, before: StoryLedger | None, since: dt.date) -> None:
        self.context = context
        self.since = since
        self._series = before.series if before else ()
        self._plans = before.plans if before else ()
        self._happenings = before.happenings if before else ()
        self._commitments = before.commitments if before else ()
        self.fresh = frozenset(context.order) - frozenset(before.story.articles if before else ())
        self._disputes = {frozenset(dispute.claims) for dispute in before.disputes} if before else set()

    def undated(self) -> int:
        """How many articles count as known before only because their day is not known well enough."""
        known = (self.context.published[key].when for key in self.context.order if key not in self.fresh)
        return sum(when is None or when.start is None or when.end is None or when.end >= self.since for when in known)

    def new_claims(self, claims: Iterable[str]) -> tuple[AnyClaim, ...]:
        """Those of the claims that later articles make; all of them if none does."""
        found = self.context.found(claims)
        return tuple(claim for claim in found if claim.article in self.fresh) or found

    def is_told_anew(self, claims: Iterable[str]) -> bool:
        """Whether later articles alone tell something."""
        found = self.context.found(claims)
        return bool(found) and all(claim.article in self.fresh for claim in found)

    def happenings(self) -> Group:
        """What happened, or is now told with another status."""
        told = sorted(gathered(self.context), key=lambda t: (-t.weight, t.main.id))
        news = [one for one in told if self._is_news(one)]
        kept = distinct([one for one in news if self.context.full or self._is_recent(one)], self.context)
        kept = kept[: self.context.most(MOST_HAPPENINGS)]
        kept.sort(key=self._moment)
        lines = tuple(happening_line(one, self.context) for one in kept)
        return Group(title="Happenings", lines=lines, more=len(news) - len(kept))

    def _is_news(self, told: Told) -> bool:
        if self.is_told_anew(told.main.claims):
            return True
        old = _same(told.main, self._happenings)
        return old is not None and old.status != told.main.status

    def _is_recent(self, told: Told) -> bool:
        """Whether it is not the past that later articles recall."""
        when = when_of(told.main, self.context)
        return when is None or when.end is None or when.end >= self.since - _RECENT

    def _moment(self, told: Told) -> tuple[dt.date, str]:
        when = when_of(told.main, self.context)
        return (when.start if when and when.start else dt.date.max), told.main.id

    def figures(self) -> Group:
        """Tracked figures with another standing value than before."""
        lines: list[BriefLine] = []
        for series in sorted(self.context.ledger.series, key=lambda s: (s.measure, s.id)):
            point, old = standing_point(series), _same(series, self._series)
            before = standing_point(old) if old is not None else None
            if point is None:
                continue
            if before is None:
                line = figure_line(series, self.context) if self.context.full else None
                lines += [line] if line is not None and self.is_told_anew(series.claims) else []
            elif old is not None and bare_value(series, point) != bare_value(old, before):
                text = f"{sentence_case(point_words(series, point))}{scope_words(series)}"
                claims = self.new_claims(point.claims)
                lines.append(
                    self.context.line(
                        "change", f"{text}, before: {bare_value(old, before)}", claims, key=series.id,
                        derived=series.id, origins=point.origins, unsure=series.unsure,
                    )
                )  # fmt: skip
        return Group(title="Figures that moved", lines=tuple(lines))

    def plans(self) -> Group:
        """Plans with another date or state than before."""
        lines = []
        for plan in self.context.ledger.plans:
            old = _same(plan, self._plans)
            if old is not None:
                moves = _moves(plan, old)
                if moves:
                    claims = self.new_claims(latest(plan).claims)
                    text = f"{plan_head(plan, self.context)}: {', '.join(moves)}"
                    lines.append(
                        self.context.line(
                            "change", text, claims, key=plan.id, derived=plan.id, origins=plan.origins,
                            unsure=plan.unsure,
                        )
                    )  # fmt: skip
            elif self.context.full and plan.versions and self.is_told_anew(plan.claims):
                lines.append(plan_line(plan, self.context))
        return Group(title="Plans that moved", lines=tuple(lines))

    def commitments(self) -> Group:
        """Promises that were kept or broken."""
        lines = []
        for commitment in self.context.ledger.commitments:
            old = _same(commitment, self._commitments)
            if old is not None and old.state != commitment.state:
                text = f"{commitment_head(commitment)} – {commitment.state}"
                claims = self.new_claims(commitment.claims)
                lines.append(self.context.line("change", text, claims, key=commitment.id, derived=commitment.id))
        return Group(title="Commitments", lines=tuple(lines))

    def disputes(self) -> Group:
        """Differences with a side that later articles tell; revisions only where no figure or plan above tells them."""
        tracked = [frozenset(noun.claims) for noun in (*self.context.ledger.series, *self.context.ledger.plans)]
        lines = []
        for dispute in self.context.ledger.disputes:
            sides = {side.claim for side in dispute.sides}
            told = dispute.kind == "revision" and any(sides <= claims for claims in tracked)
            new = frozenset(dispute.claims) not in self._disputes and any(
                s.article in self.fresh for s in dispute.sides
            )
            if new and (self.context.full or not told) and all(side in self.context.claims for side in sides):
                lines.append(dispute_line(dispute, self.context))
        return Group(title="New differences", lines=tuple(lines))


def _same(derived: D, before: Sequence[D]) -> D | None:
    """The derived noun of before that shares most claims with one of now; None if none shares any."""
    own = set(derived.claims)
    best = max(before, key=lambda other: (len(own.intersection(other.claims)), other.id), default=None)
    return best if best is not None and own.intersection(best.claims) else None


def _moves(plan: Plan, old: Plan) -> list[str]:
    """What changed about a plan, in words."""
    moves = []
    now, then = time_words(due(plan)), time_words(due(old))
    if now and then and now != then:
        moves.append(f"moved from {then} to {now}")
    elif now and not then:
        moves.append(f"now dated {now}")
    status, was = latest(plan).status, latest(old).status
    if status != was and status in _MOVES and (status != "scheduled" or was in _FIRM):
        moves.append(_MOVES[status])
    return moves
