"""What a figure counts, in a form in which two figures can be compared."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from newsledger.linking.terms import content, stem, table
from newsledger.model import BlockKind, FigureClaim

_ROUNDING = 0.1
_NEARLY = 0.75
_MORE = 1.45
_ROUNDED = 1.1


@functools.cache
def _classes() -> dict[str, str]:
    return {stem(w): name for name, listed in table("measures")["classes"].items() for w in listed.split()}


@functools.cache
def _scopes() -> dict[str, str]:
    return {stem(w): name for name, listed in table("measures")["scopes"].items() for w in listed.split()}


def event_classes(scope: frozenset[str]) -> frozenset[str]:
    """Return the classes of events that words tell of, whether they are stems or classes already."""
    known = _scopes()
    return frozenset(known[w] for w in scope if w in known) | (scope & frozenset(known.values()))


@functools.cache
def kin(event: str) -> frozenset[str]:
    """Return the classes of events under which one happening of a class is told, itself among them."""
    pairs = table("measures")["kin"]["pairs"]
    return frozenset(other for pair in pairs if event in pair for other in pair) | {event}


@functools.cache
def tolls() -> frozenset[str]:
    """Classes of measures that tell what a happening did to people."""
    return frozenset(table("measures")["tolls"]["classes"])


def is_toll(word: str) -> bool:
    """Tell whether a stem is a word for harm to people ("kill", "wound")."""
    return _classes().get(word) in tolls()


@functools.cache
def _any() -> frozenset[str]:
    return frozenset(stem(w) for w in table("measures")["any"]["words"].split())


@functools.cache
def _numbers() -> frozenset[str]:
    return frozenset(stem(w) for w in table("words")["numbers"].split())


@functools.cache
def growing_classes() -> frozenset[str]:
    """Classes of measures that only grow while an event unfolds."""
    return frozenset(table("measures")["growing"]["classes"])


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure brought to compare: what class of measure, of whom, of what event.

    kind: class of the measure ("killed"), or its own words. whom: what narrows it ("child"). scope: of what.
    """

    claim: FigureClaim
    kind: str
    whom: frozenset[str]
    unit: str
    scope: frozenset[str]

    @property
    def telling(self) -> bool:
        """Whether the measure tells by itself what is counted ("killed", "distance driven"; not "girls")."""
        return self.kind in _classes().values() or " " in self.kind

    @property
    def growing(self) -> bool:
        """Whether the measure only grows while its event unfolds."""
        return self.kind in growing_classes()


def counted(claim: FigureClaim) -> Counted:
    """Bring a figure to a form in which it can be compared."""
    measure = content(claim.measure) if claim.measure else frozenset()
    kinds = sorted({_classes()[w] for w in measure if w in _classes()})
    rest = frozenset(w for w in measure if w not in _classes() and w not in _any())
    unit = " ".join(sorted(w for w in (content(claim.unit) if claim.unit else ()) if w not in _any()))
    scope = content(claim.scope) if claim.scope else frozenset()
    kind = "+".join(kinds) if kinds else " ".join(sorted(rest))
    scope = frozenset(_scopes().get(w, w) for w in scope - rest - _any() if not w.isdigit() and w not in _numbers())
    return Counted(claim, kind, rest if kinds else frozenset(), unit, scope)


def interval(claim: FigureClaim) -> tuple[float, float]:
    """Return the values that a figure leaves open, with the looseness of news English ("nearly 80" may be 77)."""
    value = claim.value if claim.value is not None else 0.0
    high = claim.high if claim.high is not None else value
    match claim.bound:
        case "at_least" | "over":
            return value, value * _MORE
        case "under" | "at_most":
            return value * _NEARLY, high
        case "about":
            return value * (1 - _ROUNDING), high * (1 + _ROUNDING)
        case _:
            return value, high


def can_be_one(a: FigureClaim, b: FigureClaim) -> bool:
    """Tell whether two figures can tell the same count ("at least 84" and "84"; "nearly 80" and "77")."""
    (low, high), (from_, to) = interval(a), interval(b)
    return (low <= to and from_ <= high) or rounds(a, b)


def rounds(a: FigureClaim, b: FigureClaim) -> bool:
    """Tell whether a headline's number is a rounded form of the text's ("toll passes 300": 312)."""
    if BlockKind.TITLE not in (a.block, b.block) or a.block is b.block:
        return False
    head, text = (a, b) if a.block is BlockKind.TITLE else (b, a)
    told, exact = head.value or 0.0, text.value or 0.0
    return told % 10 == 0 and told <= exact <= _ROUNDED * told
