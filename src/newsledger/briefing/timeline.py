"""The timeline: what happened, with the precision that is known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import msgspec

from newsledger.briefing import importance
from newsledger.briefing.brief import BriefLine, Group, Section
from newsledger.briefing.context import Context
from newsledger.briefing.dates import time_words
from newsledger.briefing.words import clean, sentence_case
from newsledger.model import AnyClaim, Happening

MOST_HAPPENINGS = 40
LEAST_WORDS = 4
LONGEST = 260
_TOLD = {"happened", "claimed", "denied"}
_MARKS = {"claimed": "claimed", "denied": "denied or did not happen"}


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """Happenings that one line of the timeline tells."""

    happenings: tuple[Happening, ...]
    weight: float

    @property
    def main(self) -> Happening:
        """The one that names the line."""
        return self.happenings[0]


def timeline(context: Context) -> Section:
    """What happened, in order of time; what cannot be dated comes last."""
    told = gathered(context)
    ranked = sorted(told, key=lambda t: (-t.weight, t.main.id))
    kept = ranked[:MOST_HAPPENINGS]
    dated = sorted((t for t in kept if t.main.when and t.main.when.start), key=_when)
    undated = [t for t in kept if not (t.main.when and t.main.when.start)]
    groups = [
        Group(
            title="",
            lines=tuple(happening_line(t, context) for t in dated),
            more=len(ranked) - len(kept) if dated or not undated else 0,
        )
    ]
    if undated:
        lines = tuple(happening_line(t, context) for t in sorted(undated, key=lambda t: (-t.weight, t.main.id)))
        groups.append(Group(title="Date not known", lines=lines))
    return Section(
        key="timeline", title="Timeline", groups=tuple(groups), empty="No dated happening was found in these pages."
    )


def _when(told: Told) -> tuple[dt.date, dt.date, float, str]:
    when = told.main.when
    start = when.start if when and when.start else dt.date.max
    return start, (when.end if when and when.end else dt.date.max), -told.weight, told.main.id


def gathered(context: Context) -> list[Told]:
    """Happenings that were said to have happened (or not), those that one sentence tells of one time put together."""
    fits = [h for h in context.ledger.happenings if h.status in _TOLD and context.found(h.claims)]
    weighed = sorted(((importance.of_happening(h, context), h) for h in fits), key=lambda p: (-p[0], p[1].id))
    by_sentence: dict[tuple[str, int, str], int] = {}
    groups: list[list[tuple[float, Happening]]] = []
    for weight, happening in weighed:
        best = best_claim(happening, context)
        key = (best.article, best.sentence.start, happening.when.iso or "" if happening.when else "")
        place = by_sentence.setdefault(key, len(groups))
        if place == len(groups):
            groups.append([])
        groups[place].append((weight, happening))
    return [Told(happenings=tuple(h for _, h in g), weight=g[0][0] + 0.1 * (len(g) - 1)) for g in groups]


def best_claim(happening: Happening, context: Context) -> AnyClaim:
    """The claim that tells it most surely; of equals the earliest."""
    claims = context.found(happening.claims)
    return max(enumerate(claims), key=lambda pair: (pair[1].confidence, -pair[0]))[1]


def happening_text(told: Told, context: Context) -> str:
    """What happened, in the words of the clearest claim: the title, or the sentence where that says too little."""
    title = clean(told.main.title)
    claim = best_claim(told.main, context)
    sentence = clean(claim.sentence.text(context.articles[claim.article].text))
    if len(told.happenings) > 1 or len(title.split()) < LEAST_WORDS:
        title = sentence
    return sentence_case(shortened(title))


def shortened(text: str) -> str:
    """At most ``LONGEST`` characters, cut between words; what is cut shows as "…"."""
    if len(text) <= LONGEST:
        return text
    return text[:LONGEST].rsplit(" ", 1)[0].rstrip(",;:–- ") + " …"


def happening_line(told: Told, context: Context) -> BriefLine:
    """One line of the timeline."""
    ids = [claim for happening in told.happenings for claim in happening.claims]
    main = told.main
    return context.line(
        "happening",
        happening_text(told, context),
        _best_first(context.found(dict.fromkeys(ids)), best_claim(main, context)),
        label=time_words(main.when) or "undated",
        marks=[_MARKS[main.status]] if main.status in _MARKS else [],
        derived=main.id,
        origins=max(h.origins for h in told.happenings),
        unsure=all(h.unsure for h in told.happenings),
    )


def _best_first(claims: Sequence[AnyClaim], best: AnyClaim) -> tuple[AnyClaim, ...]:
    return (best, *(claim for claim in claims if claim.id != best.id))
