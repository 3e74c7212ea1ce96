"""The publication line: where a page shows its readers when the article appeared."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from newsledger.intake.cues import change_words, find_phrases, phrase_kinds, words_of
from newsledger.intake.dates import find_dates
from newsledger.intake.line import Line
from newsledger.model import BlockKind, Span

K = BlockKind
_DIGIT = re.compile(r"\d")
_BITS = {name: 1 << at for at, name in enumerate(phrase_kinds())}
_MAX_CHARS = 160
_LEAST = 0.9
_LEAST_ALONE = 0.3  # for the only date on the page


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date that the page shows as the article's.

    near: whether it stands beside the headline or the text's start. changed: whether it is called the date of the last
    change. updated: that of the last change, shown beside it.
    """

    day: dt.date
    span: Span
    near: bool
    changed: bool = False
    updated: dt.date | None = None


def find_stamp(
    lines: Sequence[Line], kinds: Sequence[BlockKind], title: int | None, *, month_first: bool = False
) -> Stamp | None:
    """Find the full date that the page shows as the article's publication; None if no line looks like one.

    month_first: how to read 3/4/2020.
    """
    body = [at for at, kind in enumerate(kinds) if kind in (K.PARAGRAPH, K.STANDFIRST)]
    if not body:
        return None
    first, last = body[0], body[-1]
    best: tuple[float, Stamp] | None = None
    shown: list[Stamp] = []
    seen: set[dt.date] = set()
    for at, line in enumerate(lines):
        if len(line.text) > _MAX_CHARS or not _DIGIT.search(line.text):
            continue
        place = _place(at, title, first, last)
        dates = [*find_dates(line.text, month_first=month_first)]
        if not dates:
            continue
        changed = [_is_change(line.text, dates, number) for number in range(len(dates))]
        main = changed.index(False) if False in changed else 0
        start, end, day = dates[main]
        score = place + _wording(line.text, start, end, kinds[at])
        if kinds[at] not in (K.PARAGRAPH, K.RELATED):
            seen.add(day)
        span = Span(line.start + start, line.start + end)
        later = next((dates[number][2] for number in range(len(dates)) if number != main and changed[number]), None)
        stamp = Stamp(day, span, place >= 1.0, changed[main], later)
        if stamp.near and score >= _LEAST and kinds[at] in (K.TIMESTAMP, K.BYLINE, K.FURNITURE):
            shown.append(stamp)
        if best is None or score > best[0] + 1e-9:
            best = score, stamp
    if best is None:
        return None
    alone = seen == {best[1].day} and best[0] >= _LEAST_ALONE
    return _with_update(best[1], shown) if best[0] >= _LEAST or alone else None


def _with_update(best: Stamp, shown: Sequence[Stamp]) -> Stamp:
    """A stamp with the day of the last change that another line beside it tells."""
    if best.changed or best.updated is not None or not best.near:
        return best
    later = next((one.day for one in shown if one.changed and one.day >= best.day), None)
    return replace(best, updated=later) if later is not None else best


def _is_change(text: str, dates: Sequence[tuple[int, int, dt.date]], number: int) -> bool:
    """Tell whether the words before a date of a line say that the text was changed then."""
    since = dates[number - 1][1] if number else 0
    return not change_words().isdisjoint(words_of(text[since : dates[number][0]])[-4:])


def _place(at: int, title: int | None, first: int, last: int) -> float:
    """How likely a publication line stands here."""
    scores = [0.0]
    if title is not None and title <= last:
        after = at - title
        if 0 <= after <= 15:
            scores.append(2.2 - 0.08 * after)
        elif -10 <= after < 0:
            scores.append(1.9 + 0.1 * after)
    if 0 <= first - at <= 12:
        scores.append(1.8 - 0.07 * (first - at))
    if 0 < at - first <= 3:
        scores.append(1.2)
    if 0 < at - last <= 8:
        scores.append(0.9 - 0.06 * (at - last))
    return max(scores)


def _wording(text: str, start: int, end: int, kind: BlockKind) -> float:
    words = words_of(text[:start])
    bits, first, _ = find_phrases(words_of(text))
    score = 0.6 * (end - start) / len(text)
    if find_phrases(words)[0] & _BITS["stamp"]:
        score += 0.5
    if first & _BITS["byline"]:
        score += 0.2
    if bits & _BITS["comments"] and start > 0 and len(words) < 4:
        score -= 0.3
    if bits & (_BITS["legal"] | _BITS["credit"]):
        score -= 0.8
    if kind is K.PARAGRAPH:
        score -= 0.5 + 0.06 * len(words_of(text))
    elif kind in (K.CAPTION, K.CREDIT, K.RELATED, K.TITLE):
        score -= 0.8
    return score
