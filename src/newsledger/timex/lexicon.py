"""The word classes of the tables as regular expressions, and the canonical form of what they match."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Mapping
from importlib import resources
from typing import Any

_CARDINAL_ORDINALS = {"twentieth": 20, "nineteenth": 19, "eighteenth": 18, "seventeenth": 17, "twenty-first": 21}
_LETTERS = {"day": "d", "week": "w", "weekend": "w", "month": "m", "quarter": "q", "year": "y"}
_DURATION_LETTERS = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "night": "D", "week": "W", "month": "M",
    "quarter": "Q", "year": "Y",
}  # fmt: skip
_MULTIPLES = {
    "fortnight": ("W", 2),
    "decade": ("Y", 10),
    "century": ("Y", 100),
    "millennium": ("Y", 1000),
    "weekend": ("D", 2),
}
_VAGUE = {"decade": "PXE", "century": "PXC", "millennium": "PXL", "fortnight": "PXW", "weekend": "PXW"}
_SMALLER = {"Y": "6M", "TH": "30M", "TM": "30S", "D": "T12H"}
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_SPELLED = (
    f"(?:eighteen|nineteen|twenty)[ -](?:(?:{_TENS})(?:[ -](?:{_ONES}))?|(?:{_TEENS})|(?:hundred)|oh[ -](?:{_ONES}))"
    f"|two thousand(?:(?: and)? (?:{_ONES}|{_TEENS}))?"
)
_CLOCK = (
    r"(?:1[0-2]|0?[1-9])(?:[:.][0-5]\d)? ?(?:a\.m\.?|p\.m\.?|am|pm)(?![a-z])"
    r"|(?:[01]?\d|2[0-3])[:.][0-5]\d(?= ?(?:gmt|utc|local time|hours|hrs|[ecmp][sd]t|bst|cet|ist))"
    r"|(?:(?<=at\x20)|(?<=by\x20)|(?<=until\x20)|(?<=around\x20)|(?<=before\x20)|(?<=after\x20)|(?<=from\x20))"
    r"(?:[01]?\d|2[0-3]):[0-5]\d(?![:\d])"
    r"|(?:[01]\d|2[0-3])[0-5]\d(?= (?:gmt|utc|hours|hrs))"
    r"|(?:1[0-2]|[1-9]|[a-z]{3,6}) o'clock"
)


@functools.cache
def tables() -> Mapping[str, Mapping[str, str]]:
    """The tables of ``data/lexicon.toml``: class → (words as a regular expression → canonical form)."""
    text = (resources.files("newsledger.timex") / "data" / "lexicon.toml").read_text("utf-8")
    return tomllib.loads(text)


@functools.cache
def cues() -> Mapping[str, Mapping[str, Any]]:
    """The lists of ``data/cues.toml``."""
    return tomllib.loads((resources.files("newsledger.timex") / "data" / "cues.toml").read_text("utf-8"))


def alternatives(name: str) -> list[str]:
    """All words (regular expressions) of a class, longest first."""
    words = [word for row in tables()[name] for word in split_alternatives(row)]
    return sorted(words, key=lambda w: (-len(w), w))


def split_alternatives(row: str) -> list[str]:
    """Split a regular expression at the bars that stand outside of parentheses."""
    parts, depth, current = [], 0, ""
    for c in row:
        depth += (c == "(") - (c == ")")
        if c == "|" and not depth:
            parts.append(current)
            current = ""
        else:
            current += c
    return [*parts, current]


@functools.cache
def macros() -> Mapping[str, tuple[str, str]]:
    """Macro → (name of the group it captures, regular expression)."""
    found = {name: (name, "|".join(alternatives(name))) for name in tables()}
    units = "|".join(alternatives("unit"))
    plural = "seconds|minutes|hours|days|nights|weekends|weeks|months|quarters|years|decades|centuries"
    numeral = "|".join(alternatives("numeral"))
    numeral_run = rf"(?:{numeral})(?:[ -](?:and )?(?:{numeral})){{0,5}}"
    hundreds = rf"an?(?: (?:hundred|thousand|million)(?: (?:{numeral})){{0,3}})?"
    number = rf"\d[\d,]{{0,15}}(?:\.\d+)?(?: \d/\d)?|{numeral_run}|{hundreds}"
    period = "week|month|year|quarter|weekend"
    found |= {
        "units": ("unit", plural),
        "unit": ("unit", units),
        "num": ("num", number),
        "num2": ("num2", number),
        "period": ("period", rf"(?:fiscal )?(?:{period})"),
        "perday": ("period", rf"day|{period}|decade|century"),
        "lastnext": ("lastnext", "last|past|this past|this coming|this|next|coming"),
        "dom": ("dom", r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\d|[:.,]\d)"),
        "dom2": ("dom2", r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\d|[:.,]\d)"),
        "domth": ("domth", r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)"),
        "year": ("year", r"(?:1[4-9]|20)\d\d(?![\d%]|[.,]\d)"),
        "yy": ("yy", r"(?:19|20)\d\d|\d\d"),
        "y2": ("y2", r"\d\d"),
        "mm": ("mm", r"1[0-2]|0?[1-9]"),
        "dd": ("dd", r"3[01]|[12]\d|0?[1-9]"),
        "spelled": ("spelled", _SPELLED),
        "decades": ("decades", r"(?:1[5-9]|20)\d0'?s|'[2-9]0'?s"),
        "cent": ("cent", r"(?:[1-9]|1\d|2[0-2])(?:st|nd|rd|th)|" + "|".join(_CARDINAL_ORDINALS)),
        "clock": ("clock", _CLOCK),
        "lasting": ("lasting", cues()["conflict"]["lasting"]),
    }
    return found


@functools.cache
def _canonical_tables() -> Mapping[str, tuple[tuple[re.Pattern[str], str], ...]]:
    return {name: tuple((re.compile(row), form) for row, form in rows.items()) for name, rows in tables().items()}


@functools.lru_cache(maxsize=8192)
def canonical(group: str, text: str) -> str:
    """The canonical form of what a macro's group has matched ("sept." → "09"); the text itself where there is none."""
    text = text.strip()
    if group in ("dom", "dom2", "domth", "mm", "dd"):
        return f"{int(re.sub('[a-z]', '', text)):02d}"
    if group in ("num", "num2"):
        return number(text)
    if group in ("yy", "y2"):
        return text if len(text) == 4 else ("19" if int(text) > 40 else "20") + text
    if group == "spelled":
        return _spelled_year(text)
    if group == "decades":
        digits = re.sub(r"\D", "", text)
        return digits[:3] if len(digits) == 4 else "19" + digits[0]
    if group == "cent":
        return f"{(_CARDINAL_ORDINALS.get(text) or int(text[:-2])) - 1:02d}"
    if group == "clock":
        return _clock(text)
    if group == "period":
        return text.removeprefix("fiscal ")
    if group == "lastnext":
        return {"past": "last", "this past": "last", "this coming": "future", "coming": "future"}.get(text, text)
    for pattern, form in _canonical_tables().get(group, ()):
        if pattern.fullmatch(text):
            return form
    return text


def number(text: str) -> str:
    """A number in digits or words as decimal digits ("twenty-five" → "25", "2 1/2" → "2.5"); "1" for nothing."""
    text = text.removeprefix("a ").removeprefix("an ")
    if text in ("", "a", "an"):
        return "1"
    if text[0].isdigit():
        whole, _, fraction = text.replace(",", "").partition(" ")
        if not fraction:
            return whole
        upper, _, lower = fraction.partition("/")
        return f"{float(whole) + int(upper) / max(int(lower), 1):g}"
    total = 0
    for word in re.findall("|".join(alternatives("numeral")), text):
        value = int(canonical("numeral", word))
        total = max(total, 1) * value if value >= 100 else total + value
    return str(total or 1)


def _spelled_year(text: str) -> str:
    """Such as "nineteen ninety-six" → "1996", "two thousand four" → "2004"."""
    words = [w for w in re.split("[ -]", text) if w != "and"]
    values = [int(canonical("numeral", w)) for w in words if w not in ("oh", "hundred")]
    if "thousand" in words:
        return str(2000 + sum(values[2:]))
    return str(values[0] * 100 + sum(values[1:]))


def _clock(text: str) -> str:
    """Such as "7:15 p.m." → "T19:15"."""
    found = re.match(r"(\d\d?)[:.]?(\d\d)?", text)
    if found is None:
        return f"T{int(number(text.partition(' ')[0])):02d}:00"
    hour, minute = int(found[1]), found[2] or "00"
    letters = text[found.end() :].strip()
    if letters.startswith("p") and hour < 12:
        hour += 12
    elif letters.startswith("a") and hour == 12:
        hour = 0
    return f"T{hour:02d}:{minute}"


def duration(num: str, unit: str, *, half: bool = False) -> str:
    """A TIMEX3 duration ("P3D", "PT30M", "PXY"). num: decimal digits, "" for one, "X" for a vague number."""
    if unit in _VAGUE and num == "X":
        return _VAGUE[unit]
    letter, times = _MULTIPLES.get(unit) or (_DURATION_LETTERS[unit], 1)
    lead = "P" + "T" * (letter[0] == "T")
    if num == "X":
        return f"{lead}X{letter[-1]}"
    value = float(num or "1") * times + (0.5 if half else 0.0)
    if value % 1 == 0.5 and letter in _SMALLER and value >= 1:
        smaller = _SMALLER[letter]
        return f"{lead}{int(value)}{letter[-1]}{smaller}"
    return f"{lead}{value:.10g}{letter[-1]}" if value < 1e9 else f"{lead}X{letter[-1]}"


def unit_letter(unit: str) -> str:
    """The letter of a unit in shifts of expressions ("m")."""
    return _LETTERS.get(unit, "y")
