"""Whether a declared publication date can be true, by what the article itself tells."""

from __future__ import annotations

import datetime as dt
import re

from newsledger.model import Article, Publication
from newsledger.timex.calendars import month_point
from newsledger.timex.dating import posterior, summarise
from newsledger.timex.evidence import Gathered, gather
from newsledger.timex.periods import period
from newsledger.timex.posterior import Evidence, day_at, grid, index, parameters

_QUOTED = 60
_SPACES = re.compile(r"\s+")


def doubts_of(article: Article, published: Publication | dt.date) -> tuple[str, ...]:
    """Reasons in words to distrust a declared date, none if there are none or the date is no day or month.

    Two kinds: all that the text tells (events "yesterday", full dates, offices, years) surely places it in another
    year and leaves hardly anything for the days about the declared one; or it names somebody in an office that they
    only came to later. What fits badly without pointing elsewhere raises no doubt. Each doubt quotes the words that it
    rests on. Never raises.
    """
    bounds = (published, published) if isinstance(published, dt.date) else period(published.when)
    table = parameters()["doubt"]
    if bounds is None or (bounds[1] - bounds[0]).days > table["longest"]:
        return ()
    first, last = index(bounds[0]), index(bounds[1])
    if first < 0 or last >= len(grid()["year"]):
        return ()
    gathered = gather(article)
    declared = bounds[0].isoformat() if first == last else f"{bounds[0].isoformat()} to {bounds[1].isoformat()}"
    return (
        *_elsewhere(article, gathered, first, last, declared),
        *_not_yet(article, gathered, last, declared),
    )


def _elsewhere(article: Article, gathered: Gathered, first: int, last: int, declared: str) -> list[str]:
    """A doubt if all evidence together places the text surely in days far from the declared ones."""
    if not gathered.pieces:
        return []
    table = parameters()["doubt"]
    weights = posterior(gathered)
    slack = int(table["slack"])
    near = float(weights[max(0, first - slack) : last + slack + 1].sum())
    summary = summarise(weights)
    if near > table["near"] or summary.year_probability < table["year"]:
        return []
    best = index(summary.day)
    telling = sorted(gathered.pieces, key=lambda p: -float(p.likely[best] - p.likely[first : last + 1].max()))
    words = [f"“{_quote(article, p)}” ({p.what})" for p in telling[:2] if _against(p, best, first, last)]
    sure = summary.month_probability >= parameters()["answer"]["month"]
    text = month_point(*summary.month).value if sure else str(summary.year)
    shown = f", by {' and '.join(words)}" if words else ""
    return [f"the text points to {text}{shown}; the declared date is {declared}"]


def _against(piece: Evidence, best: int, first: int, last: int) -> bool:
    """Whether a piece makes another day much likelier than the declared ones."""
    return piece.span is not None and float(piece.likely[best] - piece.likely[first : last + 1].max()) > 1.0


def _not_yet(article: Article, gathered: Gathered, last: int, declared: str) -> list[str]:
    """Doubts from offices that their holders only came to after the declared date."""
    table = parameters()["doubt"]
    found = []
    for piece in gathered.pieces:
        best = int(piece.likely.argmax())
        if piece.kind == "office" and best > last + table["slack"]:
            against = float(piece.likely[best] - piece.likely[: last + 1].max())
            if against > table["office"]:
                since = day_at(best).isoformat()
                found.append(f"“{_quote(article, piece)}” only from {since} on; the declared date is {declared}")
    return found


def _quote(article: Article, piece: Evidence) -> str:
    text = piece.span.text(article.text) if piece.span is not None else piece.what
    return _SPACES.sub(" ", text)[:_QUOTED]
