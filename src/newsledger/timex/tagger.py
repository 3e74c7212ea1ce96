"""Find the temporal expressions of a text: candidates by rule, the longest wins, values by expression."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import msgspec

from newsledger.model import Span, TimeMention, TimexType, When
from newsledger.timex.checks import passes
from newsledger.timex.flow import Flow, lexical_direction
from newsledger.timex.lexicon import canonical, duration, unit_letter
from newsledger.timex.resolve import Anchor, when_for
from newsledger.timex.rules import Rule, rules, triggers

Direction = Callable[[int, int], str | None]
_PLAIN = str.maketrans(
    {**{c: c.lower() for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}}
    | {"\u00a0": " ", "\u2009": " ", "\u202f": " ", "\t": " ", "\r": " "}
    | {"\u2019": "'", "\u2018": "'", "\u2013": "-", "\u2014": "-", "\u2011": "-"}
)
_SINGLE_BREAK = re.compile(r"(?<!\n)\n(?! *\n)")
_WORD = re.compile(r"[a-z]+|\d+")
_SLOT = re.compile(r"\{(\w+)\}")
_LEFT, _RIGHT = 60, 50


def plain(text: str) -> str:
    """The text in ASCII lower case with plain blanks, apostrophes and dashes, one character for one."""
    return _SINGLE_BREAK.sub(" ", text.translate(_PLAIN))


@dataclass(slots=True)
class Candidate:
    """A match of a rule; start and end of the mention."""

    rule: Rule
    match: re.Match[str]
    start: int
    end: int


@dataclass(slots=True)
class _Window:
    start: int
    end: int
    classes: set[str] = field(default_factory=set)


def _classes(word: str) -> tuple[str, ...]:
    if word[0].isdigit():
        return ("digits", "clock") if len(word) <= 4 else ("digits",)
    return triggers().get(word, ())


def _windows(text: str) -> Iterator[_Window]:
    """Stretches around the words that times are made of, with the classes of rules to try there."""
    known = triggers()
    current: _Window | None = None
    for found in _WORD.finditer(text):
        word = found.group()
        classes = known.get(word) if word[0] > "9" else (("digits", "clock") if len(word) <= 4 else None)
        if not classes:
            continue
        start, end = found.span()
        if current is not None and start - _LEFT <= current.end:
            current.end = end + _RIGHT
        else:
            if current is not None:
                yield current
            current = _Window(max(0, start - _LEFT), end + _RIGHT)
        current.classes.update(classes)
    if current is not None:
        yield current


def candidates(text: str, original: str) -> list[Candidate]:
    """All matches of all rules that may apply. text: ``plain(original)``."""
    table = rules()
    found = []
    for window in _windows(text):
        start, end = window.start, min(window.end, len(text))
        while start > 0 and text[start - 1].isalnum():
            start -= 1
        while end < len(text) and text[end].isalnum():
            end += 1
        for name in sorted(window.classes):
            for rule in table.get(name, ()):
                for match in rule.pattern.finditer(text, start, end):
                    group = "span" if "span" in rule.pattern.groupindex else 0
                    left, right = match.span(group)
                    if right > left and passes(rule.check, match, original, left, right):
                        found.append(Candidate(rule, match, left, right))
    return found


def select(found: list[Candidate]) -> list[Candidate]:
    """The longest candidates that do not overlap, earlier rules first among equals, in order of the text."""
    found.sort(key=lambda c: (c.start - c.end, c.rule.order, c.start))
    taken: list[Candidate] = []
    used: set[int] = set()
    for candidate in found:
        stretch = range(candidate.start, candidate.end)
        if used.isdisjoint(stretch):
            used.update(stretch)
            taken.append(candidate)
    return sorted(taken, key=lambda c: c.start)


def _fill(template: str, groups: dict[str, str | None], direction: Callable[[], str]) -> str:
    def slot(found: re.Match[str]) -> str:
        name = found[1]
        if name == "dir":
            return direction()
        if name == "letter":
            return unit_letter(canonical("period", groups.get("period") or ""))
        return canonical(name, groups.get(name) or "")

    return _SLOT.sub(slot, template)


def _template(variants: tuple[tuple[str | None, str], ...], groups: dict[str, str | None]) -> str | None:
    return next((text for group, text in variants if group is None or groups.get(group)), None)


class Tagger:
    """Tags one text after another, carrying the flow of time from one to the next.

    anchor: days on which the text may have been written. direction: tells for a stretch of the text whether its clause
    speaks of the past or the future, None if that cannot be told; by default from the words around.
    """

    def __init__(self, anchor: Anchor, flow: Flow | None = None) -> None:
        self.anchor = anchor
        self.flow = flow or Flow(anchor)

    def tag(self, text: str, *, offset: int = 0, direction: Direction | None = None) -> list[TimeMention]:
        """The mentions of one text or block, in order; ``offset`` is added to all offsets."""
        low = plain(text)
        mentions = []
        for chosen in select(candidates(low, text)):
            found = self._mention(chosen, low, text, offset, direction)
            if found is not None:
                type_, when = found
                span = Span(chosen.start + offset, chosen.end + offset)
                mention = TimeMention(span=span, type=type_, when=msgspec.structs.replace(when, span=span))
                mentions.append(mention)
                self.flow.see(mention, opens=_OPENS.search(low[: chosen.start][-12:]) is not None)
        self.flow.end_of_text()
        return mentions

    def _mention(
        self, chosen: Candidate, low: str, text: str, offset: int, direction: Direction | None
    ) -> tuple[TimexType, When] | None:
        rule = chosen.rule
        groups: dict[str, str | None] = chosen.match.groupdict()
        mod = rule.mod
        for group in ("apx", "mod"):
            if groups.get(group):
                mod = canonical(group, groups[group] or "") or mod
        value = _template(rule.values, groups)
        if value is not None:
            found = When(value=self._value(value, groups), mod=mod)
            return rule.type, self._reaching(chosen, groups, found) if rule.reach else found
        template = _template(rule.exprs, groups)
        if template is None:
            return None

        @functools.cache
        def side() -> str | None:
            told = direction(chosen.start, chosen.end) if direction else None
            return told or lexical_direction(low, text, chosen.start, chosen.end)

        def way() -> str:
            told = side()
            kind = template.partition(":")[0]
            if kind in ("weekday", "weekend", "dom"):
                return told or "past"
            if told == "past" and kind == "monthname" and _OPENS.search(low[: chosen.start][-12:]):
                return "last"  # "In January, the union walked out": a story told from the past
            bare = "nearest" if kind == "monthday" else "behind"
            return {"past": "behind", "future": "ahead"}.get(told or "", bare)

        expression = _fill(template, groups, way)
        if expression.startswith("focus:"):
            expression = self.flow.focus(expression)
            if not expression:
                if rule.fallback is None:
                    return None
                expression = _fill(rule.fallback, groups, way)
        expression = self.flow.own_quarter(_granular(expression))
        if self.flow.scene is not None and side() == "past":
            expression = self.flow.adjust(expression, chosen.start + offset)
        if groups.get("sofar") and "sofar" not in expression and "ahead" not in expression:
            mod = "BEFORE" if canonical("sofar", groups["sofar"] or "") == "sofar" else "AFTER"
        when = when_for(expression, self.anchor, mod=mod)
        if "/sofar" in expression or "/ahead" in expression:
            when = msgspec.structs.replace(when, mod="START" if "/sofar" in expression else "END")
        clock = re.search(r"/T[\dMANE]", expression) is not None
        return ("TIME" if clock and not rule.named else rule.type), when

    def _reaching(self, chosen: Candidate, groups: dict[str, str | None], found: When) -> When:
        """A duration with the days it covers, where its words tie it to publication."""
        words = chosen.match.group()
        side = "coming" if _COMING.search(words) else "recent" if _RECENT.search(words) else ""
        if not side:
            return found
        number = "X" if groups.get("vague") is not None else canonical("num", groups.get("num") or "")
        expression = f"{side}:{canonical('unit', groups.get('unit') or '')}:{number}"
        when = when_for(expression, self.anchor, mod=found.mod, value=found.value)
        return msgspec.structs.replace(when, value=found.value)

    def _value(self, template: str, groups: dict[str, str | None]) -> str:
        if template != "duration":
            return _fill(template, groups, lambda: "nearest")
        num = "X" if groups.get("vague") is not None else canonical("num", groups.get("num") or "")
        return duration(num, canonical("unit", groups.get("unit") or ""), half=bool(groups.get("half")))


_OPENS = re.compile(r"(?:^|[.!?\"] +)in $")
_COMING = re.compile(r"\b(?:next|coming)\b")
_RECENT = re.compile(r"\b(?:past|last|recent|latest)\b")
_GRANULAR = re.compile(r"(\w+):([+-])?(-?)(\d+(?:\.\d+)?)$")
_SCALED = {"fortnight": ("week", 2), "decade": ("year", 10), "century": ("year", 100), "night": ("day", 1)}
_DAYS = {"second": 0, "minute": 0, "hour": 0}


def _granular(expression: str) -> str:
    """Units that have no base of their own in other units ("decade:-4" → "year:-40"), fractions in whole units."""
    found = _GRANULAR.fullmatch(expression)
    if found is None:
        return expression
    unit, sign = found[1], -1 if "-" in ((found[2] or "") + found[3]) else 1
    size = float(found[4])
    if unit in _DAYS:
        return "day:0"
    if unit in _SCALED and size > 1:
        unit, times = _SCALED[unit]
        size *= times
    if size % 1 and unit == "year":
        unit, size = "month", size * 12
    return f"{unit}:{int(sign * size)}"
