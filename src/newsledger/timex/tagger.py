"""Find the temporal expressions of a text: candidates by rule, the longest wins, values by expression."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass

import msgspec

from newsledger.model import Span, TimeMention, TimexType, When
from newsledger.timex.clock import zone_of
from newsledger.timex.feasts import has_holiday
from newsledger.timex.flow import Flow, lexical_direction, outright_direction
from newsledger.timex.lexicon import canonical, cues, duration, unit_letter
from newsledger.timex.matching import Candidate, candidates, plain, select
from newsledger.timex.resolve import Anchor, when_for
from newsledger.timex.setting import Setting, country_named

Direction = Callable[[int, int], str | None]
__all__ = ["Direction", "Tagger", "plain"]


class Tagger:
    """Tags one text after another, carrying the flow of time from one to the next.

    anchor: days on which the text may have been written. setting: where it was written, as far as known. eras: whether
    events that stand for times ("since the Soviet Union") are mentions too, which TIMEX3 does not have.
    """

    def __init__(
        self, anchor: Anchor, flow: Flow | None = None, setting: Setting | None = None, *, eras: bool = False
    ) -> None:
        self.anchor = anchor
        self.flow = flow or Flow(anchor)
        self.setting = setting or Setting()
        self.unwanted = frozenset() if eras else frozenset({"era"})

    def tag(self, text: str, *, offset: int = 0, direction: Direction | None = None) -> list[TimeMention]:
        """The mentions of one text or block, in order; ``offset`` is added to all offsets.

        direction: tells for a stretch of the text whether its clause speaks of the past or the future, None if that
        cannot be told; by default from the words around.
        """
        low = plain(text)
        mentions = []
        for chosen in select(candidates(low, text, self.unwanted)):
            found = _Wording(self, chosen, low, text, offset, direction).read()
            if found is not None:
                type_, when = found
                span = Span(chosen.start + offset, chosen.end + offset)
                mention = TimeMention(span=span, type=type_, when=msgspec.structs.replace(when, span=span))
                mentions.append(mention)
                self.flow.see(mention, opens=_opens(low, chosen.start))
        self.flow.end_of_text()
        return mentions


@dataclass
class _Wording:
    """One match of a rule in its text, to be read as a time. low: the text as ``plain`` gives it."""

    tagger: Tagger
    chosen: Candidate
    low: str
    text: str
    offset: int
    direction: Direction | None

    def read(self) -> tuple[TimexType, When] | None:
        """Type and time; None where the rule needs a period that the text has not spoken of."""
        rule = self.chosen.rule
        value = _template(rule.values, self.groups)
        if value is not None:
            return rule.type, self._told(value)
        template = _template(rule.exprs, self.groups)
        expression = self._expression(template) if template is not None else None
        if expression is None:
            return None
        if expression.startswith("open:"):
            return rule.type, When(value=expression[5:])
        mod = self._mod()
        when = when_for(expression, self.tagger.anchor, mod=mod)
        if "/sofar" in expression or "/ahead" in expression:
            when = msgspec.structs.replace(when, mod="START" if "/sofar" in expression else "END")
        if _CLOCK.search(expression) is None:
            return rule.type, when
        zone = self._zone(when.value)
        return "DATE" if rule.named else "TIME", msgspec.structs.replace(when, zone=zone) if zone else when

    @functools.cached_property
    def groups(self) -> dict[str, str | None]:
        """What the classes of words in the rule have matched."""
        return self.chosen.match.groupdict()

    @functools.cached_property
    def side(self) -> str | None:
        """Whether the clause speaks of the past or the future; None if that cannot be told."""
        start, end = self.chosen.start, self.chosen.end
        told = None
        if self.direction is not None:
            told = outright_direction(self.low, self.text, start, end) or self.direction(start, end)
        return told or lexical_direction(self.low, self.text, start, end)

    def _way(self, kind: str) -> str:
        """Which of the recurring periods of a kind ("weekday") is meant."""
        told = self.side
        if kind in ("weekday", "weekend", "dom"):
            return told or "past"
        if (
            kind == "monthname"
            and _opens(self.low, self.chosen.start)
            and told != "future"
            and self.tagger.anchor.dated
        ):
            return "past"  # "In January, the union walked out": a story told from the past
        bare = "nearest" if kind == "monthday" else "behind"
        return {"past": "behind", "future": "ahead"}.get(told or "", bare)

    def _mod(self) -> str | None:
        mod = self.chosen.rule.mod
        for group in ("apx", "mod"):
            if self.groups.get(group):
                mod = canonical(group, self.groups[group] or "") or mod
        # "later Friday": a part of the day, where nothing in the expression says so
        if sofar := self.groups.get("sofar"):
            mod = "BEFORE" if canonical("sofar", sofar) == "sofar" else "AFTER"
        told_by_moon = self._canonical("holiday").startswith("~")
        if mod is None and (told_by_moon or _LOOSE.search(self.chosen.match.group())):
            return "APPROX"
        return mod

    def _canonical(self, name: str) -> str:
        return canonical(name, self.groups.get(name) or "")

    def _number(self) -> str:
        return "X" if self.groups.get("vague") is not None else self._canonical("num")

    def _fill(self, template: str) -> str:
        """The template with the canonical forms of what its classes have matched."""

        def slot(found: re.Match[str]) -> str:
            name = found[1]
            if name == "dir":
                return self._way(template.partition(":")[0])
            if name == "letter":
                return unit_letter(self._canonical("period") or self._canonical("unit"))
            if name == "clock":
                return self._clock()
            if name == "nth" and self._canonical("nth") == "-1":
                return _LAST_PART.get(template[: found.start()][-1:], _LAST_PART.get(template[0], "-1"))
            if name == "holiday":
                return self._holiday(self._canonical(name).removeprefix("~"))
            return self._canonical(name)

        return _SLOT.sub(slot, template)

    def _clock(self) -> str:
        """A clock, in the half of the day that a part of the day beside it names ("5 o'clock this afternoon")."""
        clock = self._canonical("clock")
        part = next((p for p in _PARTS.findall(self.chosen.match.group())), "")
        hour = int(clock[1:3])
        if part and hour < 12 and (part != "night" or hour > _SMALL_HOURS):
            return f"T{hour + 12:02d}{clock[3:]}"
        return clock

    def _expression(self, template: str) -> str | None:
        expression = self._fill(template)
        flow = self.tagger.flow
        if expression.startswith("focus:"):
            expression = flow.focus(expression)
            if not expression:
                fallback = self.chosen.rule.fallback
                if fallback is None:
                    return None
                expression = self._fill(fallback)
        if _OPEN in expression:
            return f"open:{self.groups.get('year') or 'XXXX'}-XX-XX"
        expression = flow.own_quarter(_granular(expression))
        if flow.scene is not None and self.side == "past":
            expression = flow.adjust(expression, self.chosen.start + self.offset)
        return self._placed(expression)

    def _placed(self, expression: str) -> str:
        """The expression with what the setting tells: whose seasons, when fiscal years begin."""
        setting = self.tagger.setting
        if _SEASON.search(expression):
            side = setting.known_hemisphere()
            if side:
                expression = _SEASON.sub(rf"\1@{side[0].upper()}", expression)
        if "fiscal" in self.chosen.match.group() and _FISCAL.fullmatch(expression):
            expression += f"/fiscal{setting.fiscal_year or ''}"
        return expression

    def _holiday(self, rule: str) -> str:
        """The rule of a holiday that each country has its own of, where the country is known."""
        if not rule.startswith("="):
            return rule
        name, _, common = rule[1:].partition("|")
        owner = _OWNER.search(self.text[max(0, self.chosen.start - 40) : self.chosen.start])
        country = (country_named(owner[1]) if owner else None) or self.tagger.setting.known_country()
        if country and has_holiday(country, name):
            return f"@{country} {name}"
        return common or _OPEN

    def _zone(self, value: str) -> str | None:
        """The time zone of a time of day, by its own words or by the place of the text."""
        words = self.groups.get("zone")
        told = zone_of(words, value) if words else None
        return told or self.tagger.setting.known_zone()

    def _told(self, template: str) -> When:
        """A time whose value its words tell, without a calendar; with the days it covers where the rule says so."""
        rule, unit = self.chosen.rule, self._canonical("unit")
        value = self._fill(template)
        if template == "duration":
            value = duration(self._number(), unit, half=bool(self.groups.get("half")))
        found = When(value=value, mod=self._mod())
        expression = _template(rule.exprs, self.groups)
        if expression is not None:
            expression = self._fill(expression)
        elif rule.reach and (side := self._reach()):
            expression = f"{side}:{unit}:{self._number()}"
        if expression is None:
            return found
        when = when_for(expression, self.tagger.anchor, mod=found.mod, value=value)
        return msgspec.structs.replace(when, value=value, alternatives=())

    def _reach(self) -> str | None:
        """Whether a duration begins ("coming") or ends ("recent") when the text was written."""
        words = self.chosen.match.group()
        if _COMING.search(words):
            return "coming"
        if _RECENT.search(words):
            return "recent"
        if self.groups.get("lasting") is None:
            return None
        around = self.low[max(0, self.chosen.start - _AROUND) : self.chosen.end + _AROUND]
        return None if _YEAR.search(around) else "recent"


def _opens(low: str, start: int) -> bool:
    """Whether a time opens its sentence behind an "in"."""
    return _OPENS.search(low[max(0, start - 12) : start]) is not None


def _template(variants: tuple[tuple[str | None, str], ...], groups: dict[str, str | None]) -> str | None:
    return next((text for group, text in variants if group is None or groups.get(group)), None)


_SLOT = re.compile(r"\{(\w+)\}")
_OPENS = re.compile(r"(?:^|[.!?\"”] +)in $")
_CLOCK = re.compile(r"/T[\dMANE]")
_COMING = re.compile(r"\b(?:next|coming)\b")
_RECENT = re.compile(r"\b(?:past|last|recent|latest)\b")
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_SEASON = re.compile(r"(?<=[:/-])(SP|SU|FA|WI)(?![@\w])")
_FISCAL = re.compile(r"date:\d{4}(?:-Q\d)?|year:-?\d+|quartername:.*|quarter:-?\d+")
_OWNER = re.compile(r"\b((?:[A-Z][a-z]+ ){0,2}[A-Z][a-z]+)'s $")
_PARTS = re.compile(r"\b(afternoon|evening|night)\b")
_SMALL_HOURS = 5
_LAST_PART = {"Q": "4", "q": "4", "H": "2", "h": "2"}  # the last quarter or half of a year
_LOOSE = re.compile(rf"\b(?:{cues()['duration']['loose']})\b")
_OPEN = "?"  # stands in an expression for a holiday whose country is not known
_AROUND = 100  # characters within which a year says that a stretch of time is another day's
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
    if unit in _SCALED and size:
        unit, times = _SCALED[unit]
        size *= times
    if size % 1 and unit == "year":
        unit, size = "month", size * 12
    return f"{unit}:{int(sign * size)}"
