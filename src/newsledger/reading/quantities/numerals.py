"""Numbers as they are written in English news: digits, words, scales, ranges, fractions, ordinals, vague amounts."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from newsledger.reading.quantities.tables import table

NumeralKind = Literal["number", "range", "fraction", "percent", "ordinal", "vague"]
_LEXER = re.compile(
    r"(?P<number>\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?(?!\d|,\d)|\d+(?:\.\d+)?|\.\d+)|(?P<word>[^\W\d_]+)"
    r"|(?P<money>[$€£¥₹₦₩₽₴₺₪₱])|(?P<sign>\S)"
)
_DASHES = frozenset("-–—‐‑")
_MAX_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in a text. ``start`` and ``end`` are offsets into the text that was scanned, ``end`` exclusive.

    value: None for a vague amount ("dozens"). high: upper end of a range. currency: ISO 4217 code of a sign before it.
    words: written without any digit. article: begins with "a" or "an" ("a dozen"). vague: the vague words.
    """

    start: int
    end: int
    value: float | None
    kind: NumeralKind = "number"
    high: float | None = None
    currency: str | None = None
    words: bool = False
    article: bool = False
    vague: str | None = None


@dataclass(frozen=True, slots=True)
class _Piece:
    kind: str
    text: str
    start: int
    end: int

    @property
    def dash(self) -> bool:
        return self.text in _DASHES


@dataclass(frozen=True, slots=True)
class _Words:
    units: dict[str, int]
    tens: dict[str, int]
    scales: dict[str, int]
    suffixes: dict[str, int]
    ordinals: dict[str, int]
    fractions: dict[str, int]
    currencies: dict[str, str]
    vague: frozenset[str]
    quantifiers: frozenset[str]


@functools.cache
def _words() -> _Words:
    data = table("numerals")
    return _Words(
        units=data["units"],
        tens=data["tens"],
        scales=data["scales"],
        suffixes=data["suffixes"],
        ordinals=data["ordinals"],
        fractions=data["fractions"],
        currencies=data["currencies"],
        vague=frozenset(data["vague"]["words"]),
        quantifiers=frozenset(data["vague"]["quantifiers"]),
    )


def find_numerals(text: str) -> list[Numeral]:
    """Find all numbers of a text in order, without overlap. Never raises."""
    pieces = [_Piece(str(m.lastgroup), m.group().casefold(), m.start(), m.end()) for m in _LEXER.finditer(text)]
    found: list[Numeral] = []
    at = 0
    while at < len(pieces):
        read = _read(pieces, at)
        if read is None:
            at += 1
        else:
            numeral, at = read
            found.append(numeral)
    return _ranges(text, found)


def number_of(text: str) -> float | None:
    """Value of a text that is one number and nothing else ("twenty-one", "1.5 million"); else None."""
    found = find_numerals(text.strip())
    if len(found) != 1 or found[0].end - found[0].start != len(text.strip()) or found[0].high is not None:
        return None
    return found[0].value


def _read(pieces: Sequence[_Piece], at: int) -> tuple[Numeral, int] | None:
    """Read the number that begins at piece ``at``; returns it and the index of the piece after it."""
    if at and pieces[at - 1].end == pieces[at].start and pieces[at].kind == "number" and pieces[at - 1].kind == "word":
        return None  # "A320", "G8"
    for reader in (_read_money, _read_vague, _read_fraction, _read_ordinal, _read_number):
        read = reader(pieces, at)
        if read is not None:
            return read
    return None


def _read_money(pieces: Sequence[_Piece], at: int) -> tuple[Numeral, int] | None:
    """Find "$1.05bn", "US$ 20 million"."""
    words = _words()
    first = pieces[at]
    sign, nxt = first.text, at + 1
    if first.kind == "word" and nxt < len(pieces) and pieces[nxt].kind == "money" and pieces[nxt].start == first.end:
        sign, nxt = first.text + pieces[nxt].text, nxt + 1
    elif first.kind != "money":
        return None
    elif nxt < len(pieces) and pieces[nxt].start == first.end and pieces[nxt].text + sign in words.currencies:
        sign, nxt = pieces[nxt].text + sign, nxt + 1  # "$US4.5 billion"
    code = words.currencies.get(sign) or words.currencies.get(sign[-1:])
    if code is None or nxt >= len(pieces):
        return None
    read = _read_number(pieces, nxt)
    if read is None:
        return None
    numeral, after = read
    return replace(numeral, start=first.start, currency=code), after


def _read_vague(pieces: Sequence[_Piece], at: int) -> tuple[Numeral, int] | None:
    """Find "dozens", "tens of thousands", "several hundred", "a few thousand"."""
    words = _words()
    i = at
    if pieces[i].text in ("a", "an") and i + 1 < len(pieces) and pieces[i + 1].text == "few":
        i += 1
    if pieces[i].text in words.quantifiers:
        i += 1
        if i < len(pieces) and pieces[i].text in words.scales and pieces[i - 1].text != "some":
            while i < len(pieces) and pieces[i].text in words.scales:
                i += 1
            return _vague(pieces, at, i), i
        return None
    if pieces[i].text not in words.vague or i > at:
        return None
    i += 1
    while i + 1 < len(pieces) and pieces[i].text in ("of", "or", "and", "to") and pieces[i + 1].text in words.vague:
        i += 2
    if i - at == 1 and pieces[at].text == "tens":
        return None
    return _vague(pieces, at, i), i


def _vague(pieces: Sequence[_Piece], at: int, after: int) -> Numeral:
    said = " ".join(p.text for p in pieces[at:after])
    return Numeral(pieces[at].start, pieces[after - 1].end, None, "vague", words=True, vague=said)


def _read_fraction(pieces: Sequence[_Piece], at: int) -> tuple[Numeral, int] | None:
    """Find "two-thirds", "three quarters", "a third of", "half of"."""
    words = _words()
    top = 1 if pieces[at].text in ("a", "one") else words.units.get(pieces[at].text)
    i = at + 1
    if pieces[at].text == "half" and i < len(pieces) and pieces[i].text in ("of", "the", "its", "their", "his", "her"):
        return Numeral(pieces[at].start, pieces[at].end, 0.5, "fraction", words=True), i
    if top is None:
        return None
    if i < len(pieces) and pieces[i].dash:
        i += 1
    if i >= len(pieces) or pieces[i].text not in words.fractions:
        return None
    plural = pieces[i].text.endswith(("s", "halves"))
    followed = i + 1 < len(pieces) and pieces[i + 1].text == "of"
    if plural != (top > 1) or (top == 1 and not followed):
        return None
    value = top / words.fractions[pieces[i].text]
    return Numeral(pieces[at].start, pieces[i].end, value, "fraction", words=True), i + 1


def _read_ordinal(pieces: Sequence[_Piece], at: int) -> tuple[Numeral, int] | None:
    """Find "third", "twenty-first", "85th"."""
    words = _words()
    first, i = pieces[at], at + 1
    if first.kind == "number":
        if i < len(pieces) and pieces[i].start == first.end and pieces[i].text in ("st", "nd", "rd", "th"):
            value = _digits(first.text)
            if value is not None:
                return Numeral(first.start, pieces[i].end, value, "ordinal"), i + 1
        return None
    if first.text in words.ordinals:
        return Numeral(first.start, first.end, float(words.ordinals[first.text]), "ordinal", words=True), i
    if first.text in words.tens and i + 1 < len(pieces) and pieces[i].dash:
        small = words.ordinals.get(pieces[i + 1].text, 0)
        if 0 < small < 10:
            value = float(words.tens[first.text] + small)
            return Numeral(first.start, pieces[i + 1].end, value, "ordinal", words=True), i + 2
    return None


def _digits(text: str) -> float | None:
    """Value of plain or grouped digits; None where they are too long to be a quantity."""
    plain = text.replace(",", "")
    return float(plain) if len(plain) <= _MAX_DIGITS else None


def _read_number(pieces: Sequence[_Piece], at: int) -> tuple[Numeral, int] | None:
    """A cardinal number in digits or words, with scale words and per cent."""
    first = pieces[at]
    if first.kind == "number":
        read = _read_digits(pieces, at)
    elif first.kind == "word":
        read = _read_words(pieces, at)
    else:
        return None
    if read is None:
        return None
    value, i = read
    i, value = _and_a_half(pieces, i, value)
    kind: NumeralKind = "number"
    if (i < len(pieces) and pieces[i].text == "%") or (i < len(pieces) and pieces[i].text in ("percent", "pct")):
        kind, i = "percent", i + 1
    elif i + 1 < len(pieces) and pieces[i].text == "per" and pieces[i + 1].text == "cent":
        kind, i = "percent", i + 2
    in_words = all(p.kind != "number" for p in pieces[at:i])
    article = first.text in ("a", "an")
    return Numeral(first.start, pieces[i - 1].end, value, kind, words=in_words, article=article), i


def _read_digits(pieces: Sequence[_Piece], at: int) -> tuple[float, int] | None:
    words = _words()
    value = _digits(pieces[at].text)
    if value is None:
        return None
    i = at + 1
    if i < len(pieces) and pieces[i].start == pieces[at].end and pieces[i].kind == "word":
        factor = words.suffixes.get(pieces[i].text)
        if factor is None:
            return (value, i)  # "5km", "10pm": the caller sees what follows
        ends = i + 1 >= len(pieces) or pieces[i + 1].start > pieces[i].end or pieces[i + 1].kind != "number"
        if factor and ends and not (pieces[i].text == "m" and value < 2 and "." not in pieces[at].text):
            return (_times(value, factor), i + 1)
        return (value, i)
    while i < len(pieces) and _scale_at(pieces, i) is not None:
        index = i + 1 if pieces[i].dash else i
        value = _times(value, words.scales[pieces[index].text])
        i = index + 1
    return value, i


def _times(value: float, factor: float) -> float:
    """Multiply without the dust of binary fractions: 1.05 billion is 1,050,000,000."""
    return round(value * factor, 6)


def _scale_at(pieces: Sequence[_Piece], i: int) -> int | None:
    """The factor of a scale word at ``i``, a hyphen before it allowed ("half-dozen", "5-million")."""
    words = _words()
    index = i + 1 if i < len(pieces) and pieces[i].dash else i
    if index >= len(pieces) or pieces[index].text not in words.scales:
        return None
    if pieces[index].text == "score" and index + 1 < len(pieces) and pieces[index + 1].text not in ("of", "years"):
        return None
    return words.scales[pieces[index].text]


def _read_words(pieces: Sequence[_Piece], at: int) -> tuple[float, int] | None:
    """Find "twenty-one", "three hundred and five thousand", "a dozen", "half a million"."""
    words = _words()
    i = at
    if pieces[i].text in ("a", "an"):
        half = i + 1 < len(pieces) and pieces[i + 1].text == "half"
        if half and i + 2 < len(pieces) and _scale_at(pieces, i + 2) is not None:
            return _scaled(pieces, i + 2, 0.5)
        factor = _scale_at(pieces, i + 1)
        if factor is None or (i + 1 < len(pieces) and pieces[i + 1].dash):
            return None
        return _sum(pieces, i + 1, 1.0)
    if pieces[i].text == "half":
        i += 1
        if i < len(pieces) and (pieces[i].text in ("a", "an") or pieces[i].dash):
            i += 1
        return _scaled(pieces, i, 0.5) if _scale_at(pieces, i) is not None else None
    if pieces[i].text in words.units or pieces[i].text in words.tens:
        return _sum(pieces, i, None)
    return None


def _scaled(pieces: Sequence[_Piece], i: int, value: float) -> tuple[float, int]:
    words = _words()
    while _scale_at(pieces, i) is not None:
        index = i + 1 if pieces[i].dash else i
        value, i = value * words.scales[pieces[index].text], index + 1
    return value, i


def _sum(pieces: Sequence[_Piece], at: int, given: float | None) -> tuple[float, int]:
    """Add up number words from ``at`` on. ``given``: what stands before the first scale word ("a" is 1)."""
    words = _words()
    total, group, i, last = 0.0, given or 0.0, at, "small" if given else ""
    while i < len(pieces):
        text, index = pieces[i].text, i
        if (pieces[i].dash or text == "and") and i > at and i + 1 < len(pieces):
            if text == "and" and last != "scale":
                break
            index = i + 1
            text = pieces[index].text
            if text == "one" and pieces[i].text == "and" and last != "scale":
                break
        if text in words.tens and last in ("", "scale"):
            group, last = group + words.tens[text], "tens"
        elif text in words.units and (last in ("", "scale") or (last == "tens" and 0 < words.units[text] < 10)):
            group, last = group + words.units[text], "small"
        elif text in words.scales and last and _scale_at(pieces, index) is not None and pieces[i].text != "and":
            factor = words.scales[text]
            if factor == 100:
                group *= factor
            else:
                total, group = total + (group or 1) * factor, 0.0
                if factor in (12, 20):
                    return total, index + 1
            last = "scale"
        else:
            break
        i = index + 1
    return total + group, i


def _and_a_half(pieces: Sequence[_Piece], i: int, value: float) -> tuple[int, float]:
    """Find "two and a half (million)"."""
    words = _words()
    if [p.text for p in pieces[i : i + 3]] == ["and", "a", "half"]:
        factor = words.scales.get(pieces[i + 3].text) if i + 3 < len(pieces) else None
        if factor:
            return i + 4, (value + 0.5) * factor
        return i + 3, value + 0.5
    return i, value


_JOIN = re.compile(r"\s*(?:[-–—]|to|or)\s*", re.IGNORECASE)
_STEP = re.compile(r"\bby\s+(?:about\s+|around\s+|some\s+|another\s+)?$", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s+(?:about\s+|around\s+|some\s+)?$", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\s+(?:about\s+|around\s+|some\s+|nearly\s+)?$", re.IGNORECASE)


def _ranges(text: str, found: list[Numeral]) -> list[Numeral]:
    """Join "20 to 30", "between 20 and 30", "20-30", "two or three" into ranges."""
    out: list[Numeral] = []
    for numeral in found:
        low = out[-1] if out else None
        if low is not None and _is_range(text, low, numeral):
            assert low.value is not None
            assert numeral.value is not None
            scale = _shared_scale(text, low, numeral)
            kind: NumeralKind = "percent" if numeral.kind == "percent" else "range"
            out[-1] = replace(
                low, end=numeral.end, value=low.value * scale, high=numeral.value, kind=kind,
                currency=low.currency or numeral.currency, words=low.words and numeral.words,
            )  # fmt: skip
        else:
            out.append(numeral)
    return out


def _is_range(text: str, low: Numeral, high: Numeral) -> bool:
    kinds = ("number", "percent")
    if low.kind not in kinds or high.kind not in kinds or low.value is None or high.value is None:
        return False
    between, before = text[low.end : high.start], text[max(0, low.start - 24) : low.start]
    if _STEP.search(before) or (low.kind == "percent" and high.kind != "percent"):
        return False  # "rose by nine to 61"
    if between.strip() == "and":
        joined = bool(_BETWEEN.search(before))
    elif between.strip().casefold() == "to":
        joined = not _FROM.search(before)
    else:
        joined = bool(_JOIN.fullmatch(between)) and not (between.strip() in _DASHES and len(between) > 1)
    return joined and low.value * _shared_scale(text, low, high) < high.value


def _shared_scale(text: str, low: Numeral, high: Numeral) -> float:
    """Find "2 to 3 million": the scale word of the second number holds for both."""
    words = _words()
    said = text[high.start : high.end].casefold().split()
    factor = float(words.scales.get(said[-1], 1)) if len(said) > 1 else 1.0
    own = any(w in words.scales for w in re.findall(r"[a-z]+", text[low.start : low.end].casefold()))
    if factor == 1.0 or own or low.value is None or low.value >= 1000:
        return 1.0
    return factor
