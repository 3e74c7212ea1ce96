"""What is least sure and matters most, for a person to check."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Literal

import msgspec

from newsledger.briefing import importance
from newsledger.briefing.brief import BriefLine
from newsledger.briefing.context import Context
from newsledger.briefing.differences import dispute_line
from newsledger.briefing.figures import figure_line, standing_point
from newsledger.briefing.happenings import gathered
from newsledger.briefing.plans import OVER, due, latest, plan_line
from newsledger.briefing.timeline import happening_line
from newsledger.briefing.words import clean
from newsledger.model import Article, Entity, Reading, StoryLedger

Question = Literal["is it so?", "is this one person?", "do these differ?", "when was it published?"]
_DIFFERING = {"conflict": 1.0, "scope": 0.8, "attribution": 0.8, "correction": 0.5, "revision": 0.2}
_PLAN = 2.0
_PERSON = 0.5
_UNDATED = 1.5
_LEAST = 0.05
_BARE_SURNAME = "surname"


class ReviewItem(msgspec.Struct, frozen=True, kw_only=True):
    """Something to check. weight: how much it matters times how unsure it is. article: where a date is asked for.

    apart: for "is this one person?", the articles whose mention would go out if it is not.
    """

    question: Question
    line: BriefLine
    weight: float
    article: str | None = None
    apart: tuple[str, ...] = ()


def make_review(
    ledger: StoryLedger,
    articles: Mapping[str, Article],
    readings: Mapping[str, Reading],
    *,
    seen: Collection[str] = (),
) -> tuple[ReviewItem, ...]:
    """What of a story somebody should check, what matters most and is least sure first.

    articles, readings: at least those of the story, by article id. seen: ids of claims, articles and entities that
    somebody has decided about; what rests on nothing else is left out.

    Raises QuoteError if a quotation is not a verbatim part of its page at its offsets.
    """
    context = Context(ledger, articles, readings, None)
    items = [
        *_figures(context), *_plans(context), *_happenings(context), *_differences(context), *_people(context),
        *_undated(context),
    ]  # fmt: skip
    checked = set(ledger.confirmed) | set(seen)
    fresh = [item for item in items if item.weight >= _LEAST and not _is_settled(item, checked)]
    return tuple(sorted(fresh, key=lambda item: (-item.weight, item.line.id)))


def _is_settled(item: ReviewItem, checked: Collection[str]) -> bool:
    """Whether somebody has decided about all that an item asks."""
    if item.line.derived in checked or item.article in checked:
        return True
    return bool(item.line.claims) and all(claim in checked for claim in item.line.claims)


def _doubt(context: Context, claims: Collection[str], origins: int) -> float:
    """How unsure what rests on claims is: their least doubt, halved by each further origin."""
    sure = max((claim.confidence for claim in context.found(claims)), default=0.0)
    return float((1.0 - sure) * 0.5 ** (origins - 1))


def _figures(context: Context) -> Iterator[ReviewItem]:
    for series in context.ledger.series:
        point = standing_point(series)
        line = figure_line(series, context) if point is not None else None
        if point is not None and line is not None:
            doubt = _doubt(context, point.claims, point.origins) + 0.3 * (point.state == "disputed")
            yield ReviewItem(question="is it so?", line=line, weight=importance.of_series(series) * doubt)


def _plans(context: Context) -> Iterator[ReviewItem]:
    for plan in context.ledger.plans:
        if plan.versions and latest(plan).status not in OVER and due(plan) is not None and context.found(plan.claims):
            doubt = _doubt(context, latest(plan).claims, plan.origins)
            weight = _PLAN * (1 + 0.5 * len(plan.slips)) * doubt
            yield ReviewItem(question="is it so?", line=plan_line(plan, context), weight=weight)


def _happenings(context: Context) -> Iterator[ReviewItem]:
    for told in gathered(context):
        doubt = _doubt(context, told.main.claims, told.main.origins)
        yield ReviewItem(question="is it so?", line=happening_line(told, context), weight=told.weight * doubt)


def _differences(context: Context) -> Iterator[ReviewItem]:
    for dispute in context.ledger.disputes:
        if len(dispute.sides) > 1 and all(side.claim in context.claims for side in dispute.sides):
            weight = _DIFFERING[dispute.kind] * importance.of_measure(dispute.about)
            yield ReviewItem(question="do these differ?", line=dispute_line(dispute, context), weight=0.4 * weight)


def _people(context: Context) -> Iterator[ReviewItem]:
    """People who were put together by a bare surname alone."""
    for entity in context.ledger.entities:
        if entity.kind != "person" or not any(_BARE_SURNAME in reason for reason in entity.reasons):
            continue
        apart = _bare(entity, context)
        if apart and len(apart) < len({article for article, _ in entity.local}):
            line = context.line(
                "entity", entity.name, context.found(entity.claims), key="review", derived=entity.id,
                label="one person?", note=f"also as {', '.join(clean(n) for n in entity.names if n != entity.name)}",
                origins=entity.origins, unsure=entity.unsure,
            )  # fmt: skip
            yield ReviewItem(question="is this one person?", line=line, weight=_PERSON, apart=apart)


def _bare(entity: Entity, context: Context) -> tuple[str, ...]:
    """Articles that know a person by one word only."""
    found = []
    for article, local in entity.local:
        known = [e for e in context.readings[article].entities if e.id == local]
        if known and all(" " not in name.strip() for e in known for name in (e.name, *e.names)):
            found.append(article)
    return tuple(dict.fromkeys(found))


def _undated(context: Context) -> Iterator[ReviewItem]:
    for key in context.order:
        published = context.published[key]
        if context.first_day(key) is not None and not published.doubts:
            continue
        article = context.articles[key]
        line = context.line(
            "source", article.title or article.name, (), key=f"review {key}", label=context.told_words(key),
            note=" · ".join(map(clean, published.doubts)), number=context.number[key], url=article.url,
        )  # fmt: skip
        yield ReviewItem(question="when was it published?", line=line, weight=_UNDATED, article=key)
