"""Whether a match of a rule is a time at all: words that also mean something else."""

from __future__ import annotations

import re

from newsledger.timex.lexicon import cues

_CUES = cues()
_NOT_A_YEAR_BEFORE = re.compile(rf"(?:{_CUES['not_a_year']['before']}) ?$")
_NOT_A_YEAR_AFTER = re.compile(rf"(?:[ -](?:{_CUES['not_a_year']['after']})\b|%|/\d|-(?!(?:19|20)\d\d\b)\d{{3,}}|:\d)")
_PREPOSITION = re.compile(rf"\b(?:{_CUES['month']['before']})[ -]$|^$|[.,;:(\"-] ?$")
_CERTAIN = re.compile(rf"\b(?:{_CUES['month']['certain']}) $")
_AUXILIARY = re.compile(rf" (?:{_CUES['month']['verb_after']})\b")
_OPENING = re.compile(r"[.!?\"]\s*$|^$")
_NAME_AFTER = re.compile(rf" (?:{_CUES['weekday']['name_after']})\b")
_NAME_BEFORE = re.compile(rf"(?:{_CUES['weekday']['name_before']}) $")
_NO_HOLIDAY = re.compile(rf" (?:{_CUES['holiday']['name_after']})\b")
_SEASON_VERB = re.compile(rf" (?:{_CUES['season']['verb_after']})\b")
_SPAN_BEFORE = re.compile(rf"\b(?:{_CUES['duration']['before']}) $")
_POINT_AFTER = re.compile(rf" (?:{_CUES['duration']['point_after']})\b")
_NAMED = 1800  # before it, a number behind a name is seldom a year ("Cosmos 1686")
_NAME_NUMBERED = re.compile(r"(?<![.!?] )\b[A-Z][a-z]+ $")
_WORDS_TOO = frozenset({"may", "march", "mar", "jun", "jul"})
_AMOUNT = re.compile(r"\d[\d,.]*(?:%| \w+){0,2} $")
_MILITARY = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d$")
_AT = re.compile(r"\b(?:at|by|from|until|around|before|after) $")
_FRACTION = re.compile(r" (?:of|the|as)\b|-")
_APART_AFTER = re.compile(rf" (?:{_CUES['duration']['apart_after']})\b")
_HOPE = re.compile(rf"\b(?:{_CUES['reference']['hope_before']}) (?:\w+ )?$")
_IN = re.compile(r"\b(?:in|of|by|since|until|during|an?) $|[.\n] *$|^$")
_TURN = re.compile(rf" ?(?:{_CUES['reference']['turn_after']})")
_COUNTED = re.compile(rf" (?:{_CUES['reference']['counted_after']})")


def passes(check: str | None, match: re.Match[str], original: str, start: int, end: int) -> bool:
    """Tell whether a match stands for a time. original: the text in its own case; start, end: of the mention."""
    if check is None:
        return True
    return _CHECKS[check](match, original, start, end)


def _before(match: re.Match[str], start: int) -> str:
    return match.string[max(0, start - 24) : start]


def _month(match: re.Match[str], original: str, start: int, end: int) -> bool:
    """Months are capitalised; "May" and "March" must not open a clause as a verb or be a name."""
    at, until = match.span("month")
    word = original[at:until]
    if not word[:1].isupper():
        return False
    if len(word) in (3, 4) and word[-1] != "." and word not in ("May", "June", "July"):
        return bool(re.match(r" \d", match.string[until : until + 2]))
    if word.rstrip(".") not in ("May", "March", "June", "April", "August"):
        return word.endswith(".") or len(word) > 4 or match.string[until : until + 1] != "-"
    before = _before(match, at)
    if word == "May" or word == "March":
        if _CERTAIN.search(before):
            return True
        if not _PREPOSITION.search(before) or _AUXILIARY.match(match.string, until):
            return False
        return not (_OPENING.search(before) and original[until : until + 2].strip()[:1].islower())
    # A given name has a capitalised surname behind it ("June Smith").
    return not re.match(r" [A-Z][a-z]", original[until : until + 3]) or bool(_CERTAIN.search(before))


def _weekday(match: re.Match[str], original: str, start: int, end: int) -> bool:
    at, _ = match.span("weekday")
    if not original[at].isupper():
        return False
    # "Bloody Sunday", "Sunday Times": names
    return not _NAME_AFTER.match(original, end) and not _NAME_BEFORE.search(original[max(0, start - 8) : start])


def _year(match: re.Match[str], original: str, start: int, end: int) -> bool:
    low = match.string
    at, until = match.span("year")
    if match.end() - match.start() > until - at:
        return not _NOT_A_YEAR_AFTER.match(low, until)
    if _NOT_A_YEAR_BEFORE.search(low[max(0, at - 12) : at]) or _NOT_A_YEAR_AFTER.match(low, until):
        return False
    if low[at - 1 : at] in ("-", "/") and low[at - 2 : at - 1].isdigit():
        return int(low[at : at + 2]) in (19, 20) and low[at - 5 : at - 1].isdigit()
    year = int(low[at:until])
    if year < _NAMED and _NAME_NUMBERED.search(original[max(0, at - 24) : at]):
        return False
    return low[at - 1 : at] not in (".", ",", "_") and year >= 1500


def _spelled(match: re.Match[str], original: str, start: int, end: int) -> bool:
    """Such as "two thousand people": a number, unless a preposition or "the year" stands before it."""
    if match.group() != match["spelled"] or _IN.search(_before(match, start)):
        return True
    # "nineteen ninety-six" can be little else before a full stop or a comma.
    return match["spelled"].startswith("nineteen") and match.string[end : end + 1] in (".", ",")


def _season(match: re.Match[str], original: str, start: int, end: int) -> bool:
    """Such as "the fall of the wall", "a spring in his step": nouns that are no season."""
    word = match["season"]
    if word in ("fall", "spring"):
        opened = match.string[match.start() : start].strip() == "of"
        return not opened and not _SEASON_VERB.match(match.string, end)
    return not re.match(r" (?:olympic|games)", match.string[end : end + 9])


def _pod(match: re.Match[str], original: str, start: int, end: int) -> bool:
    """A part of the day needs its article, except the middle of one ("by mid-afternoon")."""
    return original[start : start + 4].lower() == "the " or original[start : start + 3].lower() == "mid"


def _decade(match: re.Match[str], original: str, start: int, end: int) -> bool:
    return bool(re.match(r"the |[a-z]+ ", match.group())) and not re.search(
        r"\bin (?:his|her|their) $", _before(match, start)
    )


def _often(match: re.Match[str], original: str, start: int, end: int) -> bool:
    """Such as "the Daily Mail", "Publishers Weekly": names; "10,000 units annually": what an amount is measured by."""
    if _AMOUNT.search(_before(match, start)):
        return False
    return not (original[start].isupper() and start > 0 and original[start - 1 : start] == " ") and not re.match(
        r" [A-Z]", original[end : end + 2]
    )


def _duration(match: re.Match[str], original: str, start: int, end: int) -> bool:
    """Such as "a second term" and "a quarter of all" are no durations, and "a day" by itself seldom is."""
    unit, num = match["unit"], match["num"]
    low = match.string
    if unit in ("second", "quarter") and not num[0].isdigit():
        return False
    if unit in ("hours", "hrs") and _MILITARY.match(num) and _AT.search(low[max(0, start - 8) : start]):
        return False
    if unit == "quarters" and _FRACTION.match(low, end):
        return False
    if unit in ("second", "seconds") and num == "one":
        return False
    if low[:end].endswith("long"):
        return True
    if num in ("a", "an") and unit in ("day", "night", "week", "month", "year", "hour", "minute", "quarter", "weekend"):
        if _APART_AFTER.match(low, end):
            return True
        return bool(_SPAN_BEFORE.search(low[max(0, start - 10) : start])) and not _POINT_AFTER.match(low, end)
    return not re.match(r"'?s? ?(?:old\b|-old)", low[end : end + 5])


def _ref(match: re.Match[str], original: str, start: int, end: int) -> bool:
    low = match.string
    word = match["ref"]
    if word == "one day":
        return bool(_HOPE.search(low[max(0, start - 20) : start]))
    if word == "now" and original[start].isupper() and _TURN.match(low, end):
        return False
    if word in ("the past", "the future"):
        return not _COUNTED.match(low, end)
    return not (word == "soon" and re.match(r" (?:as|after)\b", low[end : end + 6])) and not (
        word == "soon" and re.search(r"\bas $", low[max(0, start - 3) : start])
    )


def _holiday(match: re.Match[str], original: str, start: int, end: int) -> bool:
    """Holidays are capitalised; "Easter Island" and "Christmas Parade" are none."""
    at = match.start("holiday")
    at += 4 if match["holiday"].startswith("the ") else 0
    return original[at].isupper() and not _NO_HOLIDAY.match(original, end)


def _untitled(match: re.Match[str], original: str, start: int, end: int) -> bool:
    """A unit in capitals is part of a title ("This Week"), unless all around it is in capitals."""
    unit = original[slice(*match.span("period"))]
    return not (unit[:1].isupper() and unit[1:].islower())


def _capital(match: re.Match[str], original: str, start: int, end: int) -> bool:
    """Such as "this may seem": months are capitalised."""
    return original[match.start("month")].isupper()


def _date_like(match: re.Match[str], original: str, start: int, end: int) -> bool:
    """Such as "may 5 of them": short names of months that are also words are capitalised, others need not be."""
    return match["month"].rstrip(".") not in _WORDS_TOO or _capital(match, original, start, end)


def _letters(match: re.Match[str], original: str, start: int, end: int) -> bool:
    """Such as "Q3", "FY2014": in capitals."""
    return original[start:end].upper() == original[start:end]


_CHECKS = {
    "date_like": _date_like,
    "letters": _letters,
    "capital": _capital,
    "untitled": _untitled,
    "holiday": _holiday,
    "month": _month,
    "weekday": _weekday,
    "year": _year,
    "spelled": _spelled,
    "season": _season,
    "pod": _pod,
    "decade": _decade,
    "often": _often,
    "duration": _duration,
    "ref": _ref,
}
