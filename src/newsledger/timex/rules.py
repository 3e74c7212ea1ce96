"""The table of rules, compiled, and which words make which rules worth trying."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources

from newsledger.model import TimexType
from newsledger.timex.lexicon import alternatives, macros

_MACRO = re.compile(r"(?<!\?P)<(_?)(\w+)>")
_BLANK = re.compile(r" ([?]?)")
_TODAY = ["today", "yesterday", "tomorrow", "tonight", "overnight", "day", "weekdays", "weekends"]
_SPELLED_WORDS = ["eighteen", "nineteen", "twenty", "thousand"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of ``data/rules.toml``. exprs, values: (group that must have matched, or None; template)."""

    name: str
    order: int
    pattern: re.Pattern[str]
    type: TimexType
    exprs: tuple[tuple[str | None, str], ...]
    values: tuple[tuple[str | None, str], ...]
    mod: str | None
    fallback: str | None
    check: str | None
    named: bool
    reach: bool


def _macro(found: re.Match[str]) -> str:
    hidden, name = found.groups()
    if name == "modpre":
        return f"(?:(?P<mod>{macros()['mod'][1]})[ -](?:the )?)"
    group, pattern = macros()[name]
    return f"(?:{pattern})" if hidden else f"(?P<{group}>{pattern})"


def _compile(pattern: str) -> re.Pattern[str]:
    whole = _MACRO.sub(_macro, pattern)
    return re.compile(_BLANK.sub(_blank, rf"(?<![\w$£€])(?:{whole})(?!\w)"))


def _blank(found: re.Match[str]) -> str:
    """Single blanks and line breaks within a paragraph, which ``plain`` makes blanks, may meet."""
    return {"": " {1,2}", "?": " {0,2}"}[found[1]]


def _variants(row: Mapping[str, str], key: str) -> tuple[tuple[str | None, str], ...]:
    found: list[tuple[str | None, str]] = [
        (name.removeprefix(f"{key}_"), text) for name, text in row.items() if name.startswith(f"{key}_")
    ]
    if key in row:
        found.append((None, row[key]))
    return tuple(found)


@functools.cache
def rules() -> Mapping[str, tuple[Rule, ...]]:
    """All rules by the class of words they need, in the order of the table."""
    text = (resources.files("newsledger.timex") / "data" / "rules.toml").read_text("utf-8")
    by_class: dict[str, list[Rule]] = {}
    for order, row in enumerate(tomllib.loads(text)["rule"]):
        rule = Rule(
            name=row["name"],
            order=order,
            pattern=_compile(row["pattern"]),
            type=row.get("type", "DATE"),
            exprs=_variants(row, "expr"),
            values=_variants(row, "value"),
            mod=row.get("mod"),
            fallback=row.get("fallback"),
            check=row.get("check"),
            named=row.get("named", False),
            reach=row.get("reach", False),
        )
        for needed in row["needs"]:
            by_class.setdefault(needed, []).append(rule)
    return {name: tuple(found) for name, found in by_class.items()}


def _words(patterns: Sequence[str]) -> list[str]:
    """The words that a pattern may be recognised by: the longest run of letters, with optional letters on and off."""
    found = []
    for pattern in patterns:
        plain = re.sub(r"\(\?:[^)]*\)\??", "", pattern)
        for form in (re.sub(r"[a-z]\?", "", plain), re.sub(r"([a-z])\?", r"\1", plain)):
            runs = re.findall(r"[a-z]+", form.replace("\\.", ""))
            if runs:
                found.append(max(runs, key=len))
    return found


@functools.cache
def triggers() -> Mapping[str, tuple[str, ...]]:
    """Word in lower case → the classes of rules it calls for. Digits are handled by the tagger."""
    found: dict[str, set[str]] = {}
    for name in ("month", "weekday", "season", "pod", "unit", "decade", "often", "holiday", "ref", "era"):
        for word in _words(alternatives(name)):
            found.setdefault(word, set()).add(name)
    for word in _TODAY:
        found.setdefault(word, set()).add("today")
    for word in _SPELLED_WORDS:
        found.setdefault(word, set()).add("spelled")
    for word in ("mondays", "tuesdays", "wednesdays", "thursdays", "fridays", "saturdays", "sundays"):
        found.setdefault(word, set()).add("weekday")
    for word in ("clock", "am", "pm", "gmt", "utc", "hours", "hrs"):
        found.setdefault(word, set()).add("clock")
    for word in ("q", "h", "fy"):
        found.setdefault(word, set()).add("quarterly")
    found.setdefault("noon", set()).add("pod")
    found.setdefault("half", set()).add("half")
    return {word: tuple(sorted(classes)) for word, classes in found.items()}
