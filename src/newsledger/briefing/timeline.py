"""The timeline: what happened, with the precision that is known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import msgspec

from newsledger.briefing import importance
from newsledger.briefing.brief import BriefLine, Group, Section
from newsledger.briefing.context import Context
from newsledger.briefing.dates import day, time_words
from newsledger.briefing.words import balanced, clean, sentence_case, shortened
from newsledger.model import AnyClaim, EventClaim, Happening, StatementClaim

MOST_HAPPENINGS = 30
LEAST_WORDS = 4
_PRONOUNS = frozenset({"he", "she", "they", "it"})
_TALK = frozenset({"REQUEST", "REJECT", "ACCUSE", "THREATEN", "SUPPORT", "OTHER"})
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
    lines = tuple(happening_line(t, context) for t in sorted(kept, key=lambda t: _when(t, context)))
    return Section(
        key="timeline",
        title="Timeline",
        groups=(Group(title="", lines=lines, more=len(ranked) - len(kept)),),
        empty="Nothing was found in these pages that is said to have happened.",
    )


def is_dated(happening: Happening) -> bool:
    """Whether the pages tell when it was."""
    return happening.when is not None and (happening.when.start is not None or happening.when.end is not None)


def first_told(told: Told, context: Context) -> dt.date | None:
    """The day on which it was first reported."""
    return context.told(context.found(claim for h in told.happenings for claim in h.claims))


def _when(told: Told, context: Context) -> tuple[dt.date, dt.date, bool, float, str]:
    """Order of time; what is not dated stands on the day of its first report, what has no day at all comes last."""
    when = told.main.when if is_dated(told.main) else None
    reported = first_told(told, context) or dt.date.max
    start = (when.start or when.end) if when else reported
    end = (when.end or dt.date.max) if when else reported
    return start or reported, end, when is None, -told.weight, told.main.id


def gathered(context: Context) -> list[Told]:
    """Happenings that were said to have happened (or not), those that one sentence tells of one time put together."""
    fits = [h for h in context.ledger.happenings if h.status in _TOLD and context.found(h.claims)]
    weighed = sorted(((weight_of(h, context), h) for h in fits), key=lambda p: (-p[0], p[1].id))
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


def weight_of(happening: Happening, context: Context) -> float:
    """Importance; less for what has no date, is mere talk, or stands inside somebody's own words."""
    weight = importance.of_happening(happening, context)
    if not is_dated(happening):
        weight *= 0.35 if happening.type in _TALK else 0.6
    best = best_claim(happening, context)
    quoted = any(
        isinstance(other, StatementClaim)
        and other.mode == "direct"
        and any(s.contains(best.evidence) for s in other.content)
        for other in context.readings[best.article].claims
    )
    return weight * 0.3 if quoted else weight


def best_claim(happening: Happening, context: Context) -> AnyClaim:
    """The claim that tells it most surely; of equals the earliest."""
    claims = context.found(happening.claims)
    return max(enumerate(claims), key=lambda pair: (pair[1].confidence, -pair[0]))[1]


def happening_text(told: Told, context: Context) -> str:
    """What happened, in the words of the clearest claim: the title, or the sentence where that says too little."""
    title = clean(told.main.title)
    claim = best_claim(told.main, context)
    sentence = clean(claim.sentence.text(context.articles[claim.article].text))
    if len(told.happenings) > 1 or len(title.split()) < LEAST_WORDS or not balanced(title):
        title = sentence
    return sentence_case(shortened(_named(title, claim, context)))


def _named(title: str, claim: AnyClaim, context: Context) -> str:
    """The title with the pronoun that it begins with resolved, in brackets: "[Ada Brun] promised ..."."""
    first = title.split(" ", 1)[0].casefold()
    if first not in _PRONOUNS or not isinstance(claim, EventClaim):
        return title
    page = context.articles[claim.article].text
    for actor in claim.actors:
        if actor.span.text(page).casefold() == first != actor.name.casefold():
            return f"[{clean(actor.name)}]{title[len(first) :]}"
    return title


def label_of(told: Told, context: Context) -> str:
    """When it was; else when it was first reported, and that this is so."""
    if is_dated(told.main) and (words := time_words(told.main.when)):
        return words
    reported = first_told(told, context)
    return f"reported {day(reported)}" if reported else "date not known"


def happening_line(told: Told, context: Context) -> BriefLine:
    """One line of the timeline."""
    ids = [claim for happening in told.happenings for claim in happening.claims]
    main = told.main
    return context.line(
        "happening",
        happening_text(told, context),
        _best_first(context.found(dict.fromkeys(ids)), best_claim(main, context)),
        label=label_of(told, context),
        marks=[
            *([_MARKS[main.status]] if main.status in _MARKS else []),
            *(["later corrected or withdrawn"] if context.corrected.intersection(ids) else []),
        ],
        derived=main.id,
        origins=max(h.origins for h in told.happenings),
        unsure=all(h.unsure for h in told.happenings),
    )


def _best_first(claims: Sequence[AnyClaim], best: AnyClaim) -> tuple[AnyClaim, ...]:
    return (best, *(claim for claim in claims if claim.id != best.id))
