"""Plans with their slips."""

from __future__ import annotations

import re
from collections import Counter

from newsledger.briefing.brief import BriefLine, Group
from newsledger.briefing.context import Context
from newsledger.briefing.dates import iso_words, time_words
from newsledger.briefing.deadlines import last_day, passed
from newsledger.briefing.words import PRONOUNS, clean, counted, joined, sentence_case
from newsledger.model import Plan, PlanClaim, PlanVersion, When

MOST_PLANS = 12
MOST_UNDATED = 5
MOST_VERSIONS = 8
_OPENING = 5
_TIMES = {1: "once", 2: "twice"}
_DETERMINER = re.compile(r"^(the|a|an)\s+", re.IGNORECASE)
_LONGEST_NAME = 6
_ARTICLE = re.compile(r"^\w+ (A|An|The)\b")
OVER = {"held", "cancelled"}
_STATUS = {
    "scheduled": "scheduled", "proposed": "proposed", "called_for": "called for",
    "postponed": "postponed", "cancelled": "cancelled", "held": "held",
}  # fmt: skip


def latest(plan: Plan) -> PlanVersion:
    """The plan as last told, with the last date that is known."""
    return plan.versions[-1]


def due(plan: Plan) -> When | None:
    """When it is due as last told; the last known date where the last telling gives none."""
    return next((version.when for version in reversed(plan.versions) if version.when is not None), None)


def dates_told(plan: Plan) -> list[str]:
    """The dates the plan had, in order of telling, where it slipped; else the one it has."""
    if plan.slips:
        first = next((v.when for v in plan.versions[: plan.slips[0]][::-1] if v.when), None)
        whens = [first, *(plan.versions[index].when for index in plan.slips)]
    else:
        whens = [due(plan)]
    words = [time_words(when) for when in whens if when is not None]
    return [word for index, word in enumerate(words) if word and (index == 0 or word != words[index - 1])]


def plan_head(plan: Plan, context: Context) -> str:
    """What is planned, whose deed it is, where: "Talks on the dam, Elvhavn"; "Arvenia: publish the level"."""
    place = next((clean(v.place) for v in reversed(plan.versions) if v.place), "")
    name = plan_name(plan, context)
    what = _ARTICLE.sub(lambda match: match[0].lower(), name)
    owners = doers(plan, name, context)
    head = f"{sentence_case(joined(owners))}: {what}" if owners else sentence_case(what)
    return f"{head}, {place}" if place and place.casefold() not in head.casefold() else head


def plan_name(plan: Plan, context: Context) -> str:
    """What it is mostly called; of equals what it was first called."""
    told = [clean(claim.what) for claim in context.found(plan.claims) if isinstance(claim, PlanClaim)]
    short = [name for name in told if _is_name(name)]
    counts = Counter(_bare(name) for name in short)
    if not counts or max(counts.values()) < 2:
        return clean(plan.what)
    return max(short, key=lambda name: counts[_bare(name)])


def _bare(name: str) -> str:
    return _DETERMINER.sub("", name).casefold()


def doers(plan: Plan, name: str, context: Context) -> list[str]:
    """Who is to do it, where words that call it by this name open with them ("Arvenia will publish ...")."""
    for claim in context.found(plan.claims):
        if isinstance(claim, PlanClaim) and claim.participants and _bare(clean(claim.what)) == _bare(name):
            first = min(actor.span.start for actor in claim.participants)
            names = [clean(actor.name) for actor in claim.participants if actor.name.casefold() not in PRONOUNS]
            if 0 <= first - claim.evidence.start < _OPENING and len(names) == len(claim.participants):
                return names
    return []


def plan_text(plan: Plan, context: Context) -> str:
    """What is planned and its dates: "Talks on the dam, Elvhavn: 20 March 2023 → 3 April 2023"."""
    dates = " → ".join(dates_told(plan))
    head = plan_head(plan, context)
    return f"{head}{' – ' if ': ' in head else ': '}{dates}" if dates else head


def plan_line(plan: Plan, context: Context) -> BriefLine:
    """A plan, its earlier versions below it."""
    last = latest(plan)
    marks = [_STATUS[last.status]]
    if plan.slips:
        marks.append(f"slipped {_TIMES.get(len(plan.slips)) or counted(len(plan.slips), 'time')}")
    if last.status not in OVER and (over := passed(due(plan), context)):
        marks.append(f"date {over}")
    who = joined(
        [clean(name) for v in reversed(plan.versions) for name in v.participants if name.casefold() not in PRONOUNS],
        most=6,
    )
    by = joined([clean(name) for name in last.by], most=3)
    text = plan_text(plan, context)
    called = {_bare(name): clean(name) for name in reversed(plan.names) if _is_name(name)}
    names = [name for bare, name in reversed(called.items()) if bare not in text.casefold()]
    note = " · ".join(
        filter(
            None,
            (
                f"with {who}" if who and not doers(plan, plan_name(plan, context), context) else "",
                f"according to {by}" if by else "",
                f"also called {joined([f'“{name}”' for name in names], most=5)}" if names else "",
            ),
        )
    )
    versions = tellings(plan)
    versions = versions if len(versions) > 1 else ()
    shown = versions[-context.most(MOST_VERSIONS) :]
    return context.line(
        "plan",
        text,
        context.found(plan.claims),
        marks=marks,
        note=note,
        derived=plan.id,
        origins=plan.origins,
        unsure=plan.unsure,
        lines=[_version_line(plan, index, version, context) for index, version in enumerate(shown)],
        more=len(versions) - len(shown),
    )


def _is_name(name: str) -> bool:
    """Whether it can stand as what a plan is called: not a lone verb, not half a sentence."""
    return 2 <= len(name.split()) <= _LONGEST_NAME


def tellings(plan: Plan) -> tuple[PlanVersion, ...]:
    """The versions that say something new: another date, place or status than the one before."""
    kept: list[PlanVersion] = []
    for version in plan.versions:
        last = kept[-1] if kept else None
        new_when = version.when is not None and (last is None or time_words(version.when) != time_words(last.when))
        new_place = version.place is not None and (last is None or version.place != last.place)
        if last is None or new_when or new_place or version.status != last.status:
            kept.append(version)
    return tuple(kept)


def _version_line(plan: Plan, index: int, version: PlanVersion, context: Context) -> BriefLine:
    claims = context.found(version.claims)
    told = context.told_words(claims[0].article) if claims else iso_words(version.told or "date not known")
    parts = (time_words(version.when) or "no date", clean(version.place or ""), _STATUS[version.status])
    by = joined([clean(name) for name in version.by], most=3)
    return context.line(
        "plan_version",
        ", ".join(filter(None, parts)),
        claims,
        key=f"{plan.id} {index}",
        label=f"told {told}",
        note=f"according to {by}" if by else "",
        derived=plan.id,
    )


def plans(context: Context) -> Group:
    """Plans: first those that slipped or that several origins tell."""
    known = [plan for plan in context.ledger.plans if plan.versions and context.found(plan.claims)]
    ranked = sorted(
        known, key=lambda p: (-len(p.slips), due(p) is None, -p.origins, -len(p.claims), last_day(due(p)), p.id)
    )
    told = [p for p in ranked if context.full or not told_as_commitment(p, context)]
    undated = [p for p in told if due(p) is None]
    kept = [p for p in told if p not in undated[context.most(MOST_UNDATED) :]][: context.most(MOST_PLANS)]
    return Group(title="Plans", lines=tuple(plan_line(p, context) for p in kept), more=len(ranked) - len(kept))


def told_as_commitment(plan: Plan, context: Context) -> bool:
    """Whether all that is told of a plan is what the words of a commitment with a party tell as well."""
    if plan.slips:
        return False
    promised = context.found(key for c in context.ledger.commitments if c.party for key in c.claims)
    return all(
        any(claim.article == other.article and claim.evidence.overlaps(other.evidence) for other in promised)
        for claim in context.found(plan.claims)
    )
