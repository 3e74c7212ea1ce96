"""Where rules match in a text: windows around the words that times are made of, candidates, and which of them win."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from newsledger.timex.checks import passes
from newsledger.timex.rules import Rule, rules, triggers

_PLAIN = str.maketrans(
    {**{c: c.lower() for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}}
    | {"\u00a0": " ", "\u2009": " ", "\u202f": " ", "\t": " ", "\r": " "}
    | {"\u2019": "'", "\u2018": "'", "\u2013": "-", "\u2014": "-", "\u2011": "-"}
)
_SINGLE_BREAK = re.compile(r"(?<!\n)\n(?! *\n)")
_WORD = re.compile(r"[a-z]+|\d+")
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


def candidates(text: str, original: str, unwanted: frozenset[str] = frozenset()) -> list[Candidate]:
    """All matches of all rules that may apply. text: ``plain(original)``; unwanted: classes of rules to leave out."""
    table = rules()
    found = []
    for window in _windows(text):
        start, end = window.start, min(window.end, len(text))
        while start > 0 and text[start - 1].isalnum():
            start -= 1
        while end < len(text) and text[end].isalnum():
            end += 1
        for name in sorted(window.classes - unwanted):
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
