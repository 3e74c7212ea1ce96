"""Where reports differ, told apart by kind, both sides shown."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter

from newsledger.briefing.brief import BriefLine, Group, Section
from newsledger.briefing.context import Context
from newsledger.briefing.dates import iso_words
from newsledger.briefing.words import clean, number_words, sentence_case
from newsledger.model import Dispute, DisputeKind, Side

MOST_OF_A_KIND = 10
_TWICE = re.compile(r"\b(\w+) \1\b", re.IGNORECASE)
KINDS: dict[DisputeKind, tuple[str, str, str]] = {
    "conflict": ("Conflicts", "conflict", " against "),
    "correction": ("Corrections and retractions", "correction", " → "),
    "revision": ("Later reports overtake earlier ones", "revision", " → "),
    "scope": ("They count different things", "scope", " and "),
    "attribution": ("Who said it", "attribution", " against "),
}


def differences(context: Context) -> Section:
    """Disagreements, conflicts first."""
    groups = []
    most = context.most(MOST_OF_A_KIND)
    for kind, (title, _, _) in KINDS.items():
        found = [d for d in context.ledger.disputes if d.kind == kind and _showable(d, context)]
        widest = Counter[str]()
        for dispute in found:
            widest[dispute.about] = max(widest[dispute.about], dispute.origins)
        found.sort(key=lambda d: (-_numbers(d), -widest[d.about], d.about, _told(d, context), d.id))
        if found:
            lines = tuple(dispute_line(d, context) for d in found[:most])
            groups.append(Group(title=title, lines=lines, more=max(0, len(found) - most)))
    return Section(
        key="differences",
        title="Where reports differ",
        groups=tuple(groups),
        empty="No difference between these reports was found.",
    )


def _showable(dispute: Dispute, context: Context) -> bool:
    return len(dispute.sides) > 1 and all(side.claim in context.claims for side in dispute.sides)


def _numbers(dispute: Dispute) -> int:
    return sum(side.number is not None for side in dispute.sides)


def _told(dispute: Dispute, context: Context) -> dt.date:
    """A day to sort a difference by: of its later side."""
    known = (side.article for side in dispute.sides if side.article in context.number)
    return max((day for article in known if (day := context.about(article))), default=dt.date.max)


def side_value(side: Side) -> str:
    """The value of one side in words."""
    if side.number is not None and clean(side.value).replace(",", "").replace(".", "").isdigit():
        return number_words(side.number)
    return iso_words(clean(side.value))


def dispute_text(dispute: Dispute) -> str:
    """What differs and the values of both sides: "People killed: 14 against 9"."""
    values = list(dict.fromkeys(side_value(side) for side in dispute.sides))
    about = _TWICE.sub(r"\1", sentence_case(clean(dispute.about)))
    told = KINDS[dispute.kind][2].join(values)
    return sentence_case(told) if told.casefold().startswith(about.casefold()) else f"{about}: {told}"


def dispute_line(dispute: Dispute, context: Context) -> BriefLine:
    """A difference; both sides with their sentences below it, the reason beside it."""
    return context.line(
        "dispute",
        dispute_text(dispute),
        context.found(side.claim for side in dispute.sides),
        key=dispute.id,
        label=KINDS[dispute.kind][1],
        note=sentence_case(clean(dispute.reason)),
        derived=dispute.id,
        origins=dispute.origins,
        unsure=dispute.unsure,
        lines=[_side_line(dispute, index, side, context) for index, side in enumerate(dispute.sides)],
    )


def _side_line(dispute: Dispute, index: int, side: Side, context: Context) -> BriefLine:
    when = context.told_words(side.article) if side.article in context.number else "undated"
    outlet = context.publisher(side.article) if side.article in context.number else ""
    source = clean(side.source or "").strip(" ,.;:")
    by = source if source.casefold() != outlet.casefold() else ""
    return context.line(
        "side",
        side_value(side),
        context.found((side.claim,)),
        key=f"{dispute.id} {index}",
        label=when,
        note=by or "no source named",
        derived=dispute.id,
    )
