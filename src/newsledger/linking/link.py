"""The whole of linking, once: articles and their readings → the ledger of each story."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from newsledger.linking.commitments import find_commitments
from newsledger.linking.copies import body_of, find_copies
from newsledger.linking.dating import date_story
from newsledger.linking.deciding import Decided, settle
from newsledger.linking.disputes import find_disputes
from newsledger.linking.entities import find_entities
from newsledger.linking.happenings import find_happenings, told_events
from newsledger.linking.lifecycle import with_states
from newsledger.linking.marking import with_decisions
from newsledger.linking.ordering import order_of_telling
from newsledger.linking.origins import Origins, agency_behind
from newsledger.linking.plans import find_plans, gather_plans
from newsledger.linking.positions import find_positions, gather_positions
from newsledger.linking.profiles import entity_profiles
from newsledger.linking.retractions import find_retractions
from newsledger.linking.series import find_series, gather_figures
from newsledger.linking.stories import StoryStream
from newsledger.linking.titles import headline, story_title
from newsledger.linking.view import StoryView, derived_id, make_view, told_first, told_last, told_to_the_day
from newsledger.model import AnyDecision, Article, CopyGroup, Dated, Reading, Story, StoryLedger


def link(
    articles: Mapping[str, Article], readings: Mapping[str, Reading], decisions: Sequence[AnyDecision] = ()
) -> tuple[StoryLedger, ...]:
    """Derive all that stands from the readings of many articles, a ledger for each story.

    articles, readings: by article id; an article without a reading still counts as a source. decisions: all that people
    decided, in any order. A pure function of its arguments: the order in which articles were added never matters.
    Stories come in order of their first article.
    """
    decided = settle(decisions, articles, readings)
    ordered = sorted(decided.articles.values(), key=_canonical)
    agencies = {article.id: agency_behind(article) for article in ordered}
    copies = find_copies(ordered, agencies)
    stream = _stream(ordered)
    linked = tuple(
        _story([decided.articles[member] for member in members], decided, copies, agencies, stream)
        for members in _members(stream, decided)
    )
    return with_states(linked)


def link_story(
    articles: Mapping[str, Article], readings: Mapping[str, Reading], decisions: Sequence[AnyDecision] = ()
) -> StoryLedger | None:
    """Derive all that stands from articles that are known to be one story; None if there are none.

    articles, readings, decisions: as for ``link``. A pure function of its arguments.
    """
    decided = settle(decisions, articles, readings)
    ordered = sorted(decided.articles.values(), key=_canonical)
    if not ordered:
        return None
    agencies = {article.id: agency_behind(article) for article in ordered}
    return with_states([_story(ordered, decided, find_copies(ordered, agencies), agencies, _stream(ordered))])[0]


def _stream(ordered: Sequence[Article]) -> StoryStream:
    """Group articles into stories, one after the other."""
    stream = StoryStream()
    for article in ordered:
        when = article.published.when
        stream.add(article.id, headline(article), body_of(article), when.start if when is not None else None)
    return stream


def _members(stream: StoryStream, decided: Decided) -> list[list[str]]:
    """Articles of each story, as found and as decided; in order of arrival within a story."""
    stories = stream.stories()
    if not decided.steps and not decided.moves:
        return stories
    place = {article: at for at, article in enumerate(decided.articles)}
    taken = 0
    for steps, move in decided.moves:
        stories, _ = decided.groups(stories, slice(taken, steps))
        taken = steps
        stories = [[article for article in story if article != move.article] for story in stories]
        goal = next((story for story in stories if move.to in story), None)
        if goal is None:
            stories.append([move.article])
        else:
            goal.append(move.article)
    stories, _ = decided.groups(stories, slice(taken, None))
    return sorted((sorted(story, key=place.__getitem__) for story in stories if story), key=lambda s: place[s[0]])


def _canonical(article: Article) -> tuple[object, ...]:
    """Order of articles before their story is known: by publication as the page itself tells it, then by id."""
    return told_first(article.published), told_last(article.published), article.id


def _story(
    articles: Sequence[Article],
    decided: Decided,
    copies: Sequence[CopyGroup],
    agencies: Mapping[str, str | None],
    stream: StoryStream,
) -> StoryLedger:
    readings = decided.readings
    inside = {article.id for article in articles}
    own_copies = tuple(group for group in copies if inside & set(group.articles))
    entities = find_entities([readings[a.id] for a in articles if a.id in readings], decided)
    origins = Origins(articles, own_copies, agencies)
    own = {article.id: article.published for article in articles}
    view = make_view(articles, readings, own, entities, origins, decided=decided)
    if len(articles) > 1 and not all(told_to_the_day(published) for published in own.values()):
        order = order_of_telling(view, gather_figures(view))
        view = make_view(articles, readings, date_story(articles, order=order), entities, origins, order, decided)
    return with_decisions(_ledger(view, own_copies, stream), decided)


def _ledger(view: StoryView, copies: tuple[CopyGroup, ...], stream: StoryStream) -> StoryLedger:
    figures = gather_figures(view)
    plans = gather_plans(view)
    positions = gather_positions(view)
    events = told_events(view)
    retractions = find_retractions(view, events)
    taken_back = frozenset(c.id for r in retractions for c in (r.told, r.taken_back))
    story = Story(
        id=derived_id("story", [view.articles[0].id]),
        title=story_title(view.articles, stream),
        articles=tuple(article.id for article in view.articles),
        reasons=_reasons(view, stream),
    )
    return StoryLedger(
        story=story,
        dated=tuple(Dated(article=a.id, published=view.published[a.id]) for a in view.articles),
        copies=copies,
        entities=entity_profiles(view),
        happenings=find_happenings(view, events, taken_back),
        series=find_series(view, figures),
        plans=find_plans(view, plans),
        commitments=find_commitments(view, events),
        positions=find_positions(view, positions),
        disputes=find_disputes(view, figures, plans, positions, events, retractions),
    )


def _reasons(view: StoryView, stream: StoryStream) -> tuple[str, ...]:
    """Why the articles are one story: the words that they share most."""
    if len(view.articles) < 2:
        return ()
    shared = stream.shared_words([article.id for article in view.articles])
    return ("the articles share the words " + ", ".join(shared),) if shared else ()
