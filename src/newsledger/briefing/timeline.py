"""The timeline: what happened, with the precision that is known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from newsledger.briefing.brief import BriefLine, Group, Section
from newsledger.briefing.context import Context
from newsledger.briefing.dates import day, time_words
from newsledger.briefing.happenings import Told, best_claim, first_told, gathered, when_of
from newsledger.briefing.words import balanced, clean, same_words, sentence_case, shortened, words_of
from newsledger.model import AnyClaim, EventClaim

MOST_HAPPENINGS = 30
LEAST_WORDS = 6
_SHORT = 240
_MARKS = {"claimed": "claimed", "denied": "denied or did not happen"}


def timeline(context: Context) -> Section:
    """What happened, in order of time; what cannot be dated comes last."""
    told = gathered(context)
    ranked = sorted(told, key=lambda t: (-t.weight, t.main.id))
    kept = distinct(ranked, context)
    lines = tuple(happening_line(t, context) for t in sorted(kept, key=lambda t: _when(t, context)))
    return Section(
        key="timeline",
        title="Timeline",
        groups=(Group(title="", lines=lines, more=len(ranked) - len(kept)),),
        empty="Nothing was found in these pages that is said to have happened.",
    )


def distinct(ranked: Sequence[Told], context: Context) -> list[Told]:
    """The weightiest, without those that repeat one of them: its sentence, or nearly its words for the same time."""
    kept: list[tuple[str, tuple[str, int], frozenset[str]]] = []
    chosen: list[Told] = []
    for told in ranked:
        best = best_claim(told.main, context)
        label, place = label_of(told, context).removeprefix("reported "), (best.article, best.sentence.start)
        words = words_of(happening_text(told, context))
        if not context.full and any(
            (label == when or place == where) and same_words(words, others) for when, where, others in kept
        ):
            continue
        kept.append((label, place, words))
        chosen.append(told)
        if len(chosen) == context.most(MOST_HAPPENINGS):
            break
    return chosen


def _when(told: Told, context: Context) -> tuple[dt.date, dt.date, bool, int, int, str]:
    """Order of time; what is not dated stands on the day of its first report, what has no day at all comes last."""
    when = when_of(told.main, context)
    best = best_claim(told.main, context)
    reported = first_told(told, context) or context.about(best.article) or dt.date.max
    start = (when.start or when.end) if when else reported
    end = (when.end or dt.date.max) if when else reported
    return start or reported, end, when is None, context.number[best.article], best.evidence.start, told.main.id


def happening_text(told: Told, context: Context) -> str:
    """What happened, in the words of the clearest claim; its whole sentence where those cannot stand alone."""
    claim = best_claim(told.main, context)
    words = clean(claim.quote)
    sentence = clean(claim.sentence.text(context.articles[claim.article].text))
    alone = len(told.happenings) == 1 and len(words.split()) >= LEAST_WORDS and balanced(words)
    opens = claim.evidence.start == claim.sentence.start or words[:1].isupper()
    if not alone or (not opens and len(sentence) <= _SHORT):
        words = sentence
    return sentence_case(shortened(_named(words, claim, context)))


def _named(words: str, claim: AnyClaim, context: Context) -> str:
    """The words with the "he" or "she" that they begin with resolved, in brackets: "[Ada Brun] promised ..."."""
    first = words.split(" ", 1)[0].casefold()
    if first not in ("he", "she") or not isinstance(claim, EventClaim):
        return words
    page = context.articles[claim.article].text
    for actor in claim.actors:
        if actor.kind == "person" and actor.span.text(page).casefold() == first != actor.name.casefold():
            return f"[{clean(actor.name)}]{words[len(first) :]}"
    return words


def label_of(told: Told, context: Context) -> str:
    """When it was; else when it was first reported, and that this is so."""
    if words := time_words(when_of(told.main, context)):
        return words
    reported = first_told(told, context)
    if reported is None:
        return f"reported {context.told_words(best_claim(told.main, context).article)}"
    return f"reported {day(reported)}"


def happening_line(told: Told, context: Context) -> BriefLine:
    """One line of the timeline."""
    ids = [claim for happening in told.happenings for claim in happening.claims]
    main = told.main
    claims = context.found(dict.fromkeys(ids))
    text = happening_text(told, context)
    return context.line(
        "happening",
        text,
        _best_first(claims, best_claim(main, context)),
        label=label_of(told, context),
        marks=[
            *([_MARKS[main.status]] if main.status in _MARKS else []),
            *(["later corrected or withdrawn"] if context.corrected.intersection(ids) else []),
        ],
        note=according_to(claims, text),
        derived=main.id,
        origins=max(h.origins for h in told.happenings),
        unsure=all(h.unsure for h in told.happenings),
    )


def according_to(claims: Sequence[AnyClaim], text: str) -> str:
    """Whose word it is, where no page tells it on its own authority: "according to Interfax, citing Fabius"."""
    if not claims or not all(claim.chain for claim in claims):
        return ""
    names = [clean(link.source.name).strip(" ,.;:") for link in claims[0].chain]
    if len(names) == 1 and names[0].casefold() in text.casefold():
        return ""
    return f"according to {', citing '.join(dict.fromkeys(names))}"


def _best_first(claims: Sequence[AnyClaim], best: AnyClaim) -> tuple[AnyClaim, ...]:
    return (best, *(claim for claim in claims if claim.id != best.id))
