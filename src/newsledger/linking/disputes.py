"""Accounts that differ, and how: revision, correction, conflict, scope, attribution."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise, product

from newsledger.linking.denials import find_denials
from newsledger.linking.gather import Gathered
from newsledger.linking.happenings import Told
from newsledger.linking.measures import Counted, can_be_one, rounds
from newsledger.linking.moments import apart, overlap
from newsledger.linking.plans import Planned, tellings
from newsledger.linking.positions import Held
from newsledger.linking.retractions import Retraction
from newsledger.linking.series import moment, standing
from newsledger.linking.terms import jaccard
from newsledger.linking.tolls import is_history
from newsledger.linking.view import FAR, StoryView, derived_id
from newsledger.model import BlockKind, Claim, Dispute, DisputeKind, FigureClaim, PlanClaim, Side, When
from newsledger.reading.stances.objects import object_terms

_EVER = 200
_LATER_DAYS = 2
_SAME_OBJECT = 0.5
_STANDING = frozenset({"scheduled", "postponed"})
_FIRM = frozenset({"exact", "at_least"})


def find_disputes(
    view: StoryView,
    figures: Sequence[Gathered[Counted]],
    plans: Sequence[Gathered[Planned]],
    positions: Sequence[Gathered[Held]],
    events: Sequence[Told],
    retractions: Sequence[Retraction],
) -> tuple[Dispute, ...]:
    """All disagreements of a story that can be told from its figures, plans and positions."""
    found = [
        *(d for group in figures for d in _of_figures(view, group)),
        *(d for group in plans for d in _of_plan(view, group)),
        *(d for group in positions for d in _of_positions(view, group)),
        *_of_events(view, events),
        *_of_retractions(view, retractions),
    ]
    return tuple(sorted(found, key=lambda d: (d.about, d.id)))


def side(view: StoryView, claim: Claim, value: str, number: float | None = None, source: str | None = None) -> Side:
    """One side of a disagreement."""
    if source is None and claim.chain:
        source = view.name(claim, claim.chain[-1].source)
    return Side(value=value, number=number, article=claim.article, claim=claim.id, source=source, told=view.told(claim))


def dispute(
    view: StoryView, kind: DisputeKind, about: str, sides: Sequence[Side], claims: Sequence[Claim], reason: str
) -> Dispute:
    """Put a disagreement together."""
    origins, unsure = view.origins.count(claims)
    ids = sorted({c.id for c in claims})
    return Dispute(
        id=derived_id(f"dispute {kind}", ids),
        claims=tuple(ids),
        reasons=(reason,),
        origins=origins,
        unsure=unsure,
        kind=kind,
        about=about,
        sides=tuple(sides),
        reason=reason,
    )


def _about(group: Sequence[Counted]) -> str:
    first = group[0].claim
    scope = next((f.claim.scope for f in group if f.claim.scope), "")
    return f"{first.unit} {first.measure}".strip() + (f" ({scope})" if scope else "")


def number_text(claim: FigureClaim) -> str:
    """Return a figure's value with its bound, in words."""
    bound = {"at_least": "at least ", "at_most": "at most ", "over": "over ", "under": "under ", "about": "about "}
    value = claim.value if claim.value is not None else 0.0
    text = f"{value:,.0f}" if value == int(value) else f"{value:,}"
    if claim.high is not None:
        text += f"–{claim.high:,.0f}"
    return bound.get(claim.bound, "") + text


def _of_figures(view: StoryView, group: Gathered[Counted]) -> Iterator[Dispute]:
    """Yield a dispute for each step from one value of a series to the next, and for a count that is taken back."""
    by_value: dict[float, list[Counted]] = {}
    for figure in sorted(group.members, key=lambda f: (standing(view, f), view.telling(f.claim))):
        by_value.setdefault(figure.claim.value or 0.0, []).append(figure)
    steps = list(by_value.values())
    if steps[0][0].growing:
        steps.sort(key=lambda step: step[0].claim.value or 0.0)
    for earlier, later in _pairs(view, steps):
        a, b = earlier[0], later[0]
        kind, reason = differ(view, a, b)
        if kind == "correction" and b.claim.block is BlockKind.CORRECTION and a.claim.article == b.claim.article:
            a, b = b, a  # the note tells what was wrong, the text what is right
        rivals = _rivals(view, earlier, later) if kind != "correction" else None
        if rivals is not None:
            a, b, kind, reason = *rivals, "conflict", "two sources gave different values at the same time"
        elif a.growing and kind != "correction" and _taken_back(view, earlier, later):
            a, b, kind, reason = later[-1], earlier[0], "revision", "a later report tells a lower count"
            if a.scope and b.scope and not a.scope & b.scope:
                kind, reason = "scope", "a later report tells a lower count, and of something else in its words"
        sides = [side(view, f.claim, number_text(f.claim), f.claim.value, f.claim.source) for f in (a, b)]
        yield dispute(view, kind, _about(group.members), sides, [f.claim for f in (*earlier, *later)], reason)


Step = Sequence[Counted]


def _pairs(view: StoryView, steps: Sequence[Step]) -> Iterator[tuple[Step, Step]]:
    """Pair the values that differ: each with the next one of its series.

    A value that only a correction tells goes with one of its own article, and a higher one that another source gave
    before a lower one was told with the value that it rivals.
    """
    line: list[Step] = []
    for step in steps:
        if all(f.claim.block is BlockKind.CORRECTION for f in step):
            articles = {f.claim.article for f in step}
            own = next((s for s in steps if s is not step and articles & {f.claim.article for f in s}), None)
            if own is not None:
                yield own, step
                continue
        rival = next((s for s in steps if s is not step and _rivals(view, s, step)), None)
        if rival is not None and step[0].growing and _overtaken(view, step, steps):
            yield rival, step
        else:
            line.append(step)
    yield from pairwise(line)


def _overtaken(view: StoryView, step: Step, steps: Sequence[Step]) -> bool:
    """Tell whether a later report tells a lower value."""
    value, last = step[0].claim.value or 0.0, max(view.telling(f.claim)[0] for f in step)
    lower = (s[0].claim for s in steps if (s[0].claim.value or 0.0) < value)
    return any(view.telling(c)[0] > last and view.told(c) != view.told(step[-1].claim) for c in lower)


def _rivals(view: StoryView, lower: Sequence[Counted], higher: Sequence[Counted]) -> tuple[Counted, Counted] | None:
    """Return two counts that two named sources gave on one day for one time, and that cannot both be right."""
    for a, b in product(lower, higher):
        one, other = a.claim, b.claim
        named = one.source is not None and other.source is not None and one.source != other.source
        firm = one.bound in _FIRM and other.bound in _FIRM
        one_day = view.told(one) is not None and view.told(one) == view.told(other)
        one_day = one_day and (a.growing or one.article != other.article)
        if named and firm and one_day and not apart(one.as_of, other.as_of) and not can_be_one(one, other):
            return a, b
    return None


def _taken_back(view: StoryView, lower: Sequence[Counted], higher: Sequence[Counted]) -> bool:
    """Tell whether a lower count was first told well after the higher one was last told."""
    if can_be_one(lower[0].claim, higher[-1].claim):
        return False
    first, last = (view.day(f.claim) for f in (lower[0], higher[-1]))
    return FAR not in (first, last) and (first - last).days >= _LATER_DAYS


def differ(view: StoryView, a: Counted, b: Counted) -> tuple[DisputeKind, str]:
    """Tell how two different values of one series differ, ``a`` the earlier; with the reason in words."""
    one, other = a.claim, b.claim
    if BlockKind.CORRECTION in (one.block, other.block):
        return "correction", "one value stands in a correction"
    one_time = overlap(one.as_of, other.as_of)
    if one.article == other.article and one_time is not False:
        if (can_be_one(one, other) and (one.source or "") == (other.source or "")) or rounds(one, other):
            return "scope", "one value is a looser or rounded form of the other in one report"
        return "conflict", "one report tells two values for the same time"
    if not a.growing and can_be_one(one, other):
        return "scope", "one value is a looser or rounded form of the other"
    if one_time is not True and moment(view, one) != moment(view, other):
        return "revision", "the later value holds for a later time and overtakes the earlier one"
    if not a.growing:
        if view.told(one) != view.told(other) and not is_history(view, one) and not is_history(view, other):
            return "revision", "a later report tells another value"
        return "conflict", "different values for the same time"
    return "revision", "a count that grows while the event unfolds was told anew by a later report"


def _period(when: When) -> str:
    return when.iso or when.value


def _of_plan(view: StoryView, group: Gathered[Planned]) -> Iterator[Dispute]:
    """Yield each slip of a plan's date: told by a later report, or as put off by the same one."""
    claims = sorted((planned.claim for planned in group.members), key=view.telling)
    yield from _cancelled_by_one(view, claims)
    last: PlanClaim | None = None
    for claim in (telling.dated[0] for telling in tellings(view, claims) if telling.dated):
        if claim.status == "cancelled" or claim.when is None or claim.when.end is None:
            continue  # the date that a cancelled thing was to have had is no new one
        moved = last is not None and overlap(last.when, claim.when) is False
        if last is not None and moved and (last.article != claim.article or "postponed" in (last.status, claim.status)):
            sides = [side(view, c, _period(c.when)) for c in (last, claim) if c.when is not None]
            reason = "one plan, told for another date " + ("later" if last.article != claim.article else "as put off")
            yield dispute(view, "revision", f"date of {claim.what}", sides, (last, claim), reason)
        last = claim


def _cancelled_by_one(view: StoryView, claims: Sequence[PlanClaim]) -> Iterator[Dispute]:
    """Yield what one named source calls off and another, on the same day, tells to be still standing."""
    for off, on in product(claims, claims):
        if off.status == "cancelled" and on.status in _STANDING and off.chain and on.chain:
            sources = [view.name(c, c.chain[-1].source) for c in (off, on)]
            if sources[0] != sources[1] and view.told(off) is not None and view.told(off) == view.told(on):
                pair = sorted((off, on), key=view.telling)
                sides = [side(view, c, c.status) for c in pair]
                reason = "one source calls it off, another tells that it stands"
                yield dispute(view, "conflict", on.what, sides, pair, reason)
                return


def _of_events(view: StoryView, events: Sequence[Told]) -> Iterator[Dispute]:
    """Yield what one report tells as done and another, or another source, denies."""
    for done, denied in find_denials(view, events):
        first, last = sorted((done, denied), key=view.telling)
        days = [view.day(c) for c in (first, last)]
        later = FAR not in days and (days[1] - days[0]).days > _LATER_DAYS
        kind: DisputeKind = "revision" if later else "conflict"
        reason = "told as done by one and denied by " + ("a later report" if later else "another at the same time")
        sides = [side(view, c, " ".join(c.quote.split())) for c in (first, last)]
        yield dispute(view, kind, " ".join(done.quote.split()), sides, (first, last), reason)


def _of_retractions(view: StoryView, retractions: Sequence[Retraction]) -> Iterator[Dispute]:
    """Yield one dispute for each claim that takes something back, with the first claim that told it."""
    by_claim: dict[str, list[Retraction]] = {}
    for retraction in retractions:
        by_claim.setdefault(retraction.taken_back.id, []).append(retraction)
    for same in by_claim.values():
        first, last = min((r.told for r in same), key=view.telling), same[0].taken_back
        sides = [side(view, first, " ".join(first.quote.split())), side(view, last, "taken back")]
        reason = "the outlet has taken its report back"
        claims = [*(r.told for r in same), last]
        yield dispute(view, "correction", " ".join(first.quote.split()), sides, claims, reason)


def _of_positions(view: StoryView, group: Gathered[Held]) -> Iterator[Dispute]:
    """One holder is told to stand on both sides of one thing."""
    claims = sorted((held.claim for held in group.members), key=view.telling)
    for a, b in combinations(claims[:_EVER], 2):
        same = jaccard(object_terms(a.object), object_terms(b.object)) >= _SAME_OBJECT
        if same and {a.stance, b.stance} == {"supports", "opposes"}:
            later = view.told(a) != view.told(b)
            kind: DisputeKind = "revision" if later else "conflict"
            about = f"{view.name(b, b.holder)} on {b.object}"
            reason = "the stance told later is another" if later else "two stances of one holder at one time"
            yield dispute(view, kind, about, [side(view, c, c.stance) for c in (a, b)], (a, b), reason)
            return
