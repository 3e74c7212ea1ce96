"""When were the articles of a story written? They narrow one another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import msgspec

from newsledger.model import Article, Publication
from newsledger.timex import describe, period
from newsledger.timex.dating import date_beside
from newsledger.timex.posterior import Vector, parameters
from newsledger.timex.tellings import Tellings

Order = Sequence[tuple[str, str]]
_SURE = 0.75


def date_story(articles: Sequence[Article], *, order: Order = ()) -> dict[str, Publication]:
    """Return the publication of each article (by id) as its story knows it; the order of ``articles`` does not matter.

    Articles with a date of their own keep it; periods among them are cut by ``order``: pairs of ids (earlier, later),
    for instance from a toll that rises or a plan that is ahead in one article and over in the other. Undated ones and
    dates without a year take the place that fits their own text and the dates of the others (basis "story"), and
    periods that rest on the text alone are narrowed by days that pages tell; where nothing is sure enough, they stay
    as they are.
    """
    found = {article.id: article.published for article in articles}
    known = {key: bounds for key, published in sorted(found.items()) if (bounds := period(published.when))}
    for key, bounds in sorted(_ordered(known, order).items()):
        if bounds != known[key]:
            found[key] = _cut(found[key], bounds)
    tellings = Tellings([(a, found[a.id]) for a in sorted(articles, key=_by_id) if _on_a_day(found[a.id])])
    # Those whose page tells day and month are sure once they have a year, and hold bounds for the rest.
    for article in sorted(articles, key=lambda a: (a.published.when is None or a.dateline is None, a.id)):
        if article.id not in known or period(article.published.when) is None:
            found[article.id] = _from_story(article, known, order, found, tellings)
            bounds = period(found[article.id].when)
            own = article.published
            if bounds is not None and bounds[0] == bounds[1] and own.when is not None and _saved(own) is None:
                known[article.id] = bounds
        elif article.published.basis == "text" and known[article.id][0] != known[article.id][1]:
            sure = {key: bounds for key, bounds in known.items() if _is_sure(key, bounds, article, found)}
            found[article.id] = _narrowed(found[article.id], _from_story(article, sure, order, found, tellings))
    return found


def _is_sure(key: str, bounds: tuple[dt.date, dt.date], article: Article, found: dict[str, Publication]) -> bool:
    """Whether another article's date is surer than one read from text alone: told by its page, and to the day."""
    return key != article.id and bounds[0] == bounds[1] and found[key].basis in ("given", "metadata", "dateline")


def _surely(published: Publication, bounds: tuple[dt.date, dt.date]) -> tuple[dt.date, dt.date]:
    """The period that speaks for other articles: the wider one where the narrow one is read from text and unsure."""
    unsure = published.basis == "text" and published.confidence < _SURE
    return (period(published.wider) or bounds) if unsure else bounds


def _narrowed(own: Publication, beside: Publication) -> Publication:
    """The date that the story gives, where it lies within the article's own period and is narrower."""
    mine, theirs = period(own.when), period(beside.when)
    if mine is None or theirs is None or not (mine[0] <= theirs[0] and theirs[1] <= mine[1]) or mine == theirs:
        return own
    return beside


Periods = dict[str, tuple[dt.date, dt.date]]


def _ordered(known: Periods, order: Order) -> Periods:
    """Cut the periods so that each pair can stand in its order; contradictions are left alone."""
    cut = dict(known)
    for _ in range(len(order)):
        before = dict(cut)
        for earlier, later in sorted(order):
            if earlier in cut and later in cut:
                (a, b), (c, d) = cut[earlier], cut[later]
                if a <= min(b, d) and max(c, a) <= d:
                    cut[earlier], cut[later] = (a, min(b, d)), (max(c, a), d)
        if cut == before:
            break
    return cut


def _cut(published: Publication, bounds: tuple[dt.date, dt.date]) -> Publication:
    """Return the publication with its period narrowed; its value stays as coarse as it was."""
    if published.when is None:
        return published
    start, end = bounds
    value = start.isoformat() if start == end else published.when.value
    when = msgspec.structs.replace(published.when, start=start, end=end, value=value)
    return msgspec.structs.replace(
        published, when=when, basis="story", source=f"{published.source}; order of the story"
    )


def _by_id(article: Article) -> str:
    return article.id


def _on_a_day(published: Publication) -> bool:
    """Whether a publication is sure to the day."""
    bounds = period(published.when)
    return bounds is not None and bounds[0] == bounds[1] and published.basis in ("given", "metadata", "dateline")


def _told(article: Article, known: Periods, tellings: Tellings) -> Vector | None:
    """What the article tells of things whose days other articles name, about the days of the story."""
    reach = dt.timedelta(parameters()["tellings"]["reach"])
    window = min(start for start, _ in known.values()) - reach, max(end for _, end in known.values()) + reach
    return tellings.days(article, window)


def _from_story(
    article: Article, known: Periods, order: Order, found: dict[str, Publication], tellings: Tellings
) -> Publication:
    """Date an article by the dated ones; its own publication if that is not sure enough."""
    own = article.published
    if not known:
        return own
    after = max((known[a][0] for a, b in order if b == article.id and a in known), default=None)
    before = min((known[b][1] for a, b in order if a == article.id and b in known), default=None)
    saved = _saved(own)
    if saved is not None:
        before = min(before or saved, saved)
    told = _told(article, known, tellings) if article.dateline is None else None
    beside = [_surely(found[key], known[key]) for key in sorted(known)]
    dated = date_beside(article, beside, after=after, before=before, told=told)
    bounds = period(dated.when)
    if bounds is None:
        return own
    if bounds[0] != bounds[1]:
        cut = max(bounds[0], after or bounds[0]), min(bounds[1], before or bounds[1])
        if cut[0] <= cut[1] and cut != bounds:
            dated, bounds = _cut(dated, cut), cut
    nearest = min(sorted(known), key=lambda key: _gap(known[key], bounds))
    part = "year" if own.when is not None and saved is None else "date"
    words = f"{part} from the story, beside an article of {describe(found[nearest].when)}"
    source = f"{own.source}; {words}" if own.source else words
    return msgspec.structs.replace(dated, source=source, updated=own.updated)


def _saved(published: Publication) -> dt.date | None:
    """The day on which the page was saved, where that is all that is known of its date."""
    when = published.when
    return when.end if when is not None and when.start is None else None


def _gap(a: tuple[dt.date, dt.date], b: tuple[dt.date, dt.date]) -> int:
    """Days between two periods, 0 if they meet."""
    return max((a[0] - b[1]).days, (b[0] - a[1]).days, 0)
