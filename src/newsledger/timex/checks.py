"""Whether a match of a rule is a time at all: words that also mean something else."""

from __future__ import annotations

import re

_NOT_A_YEAR_BEFORE = re.compile(
    r"(?:[$£€#]|no\.|number|us\$|c\$|page|flight|route|highway|room|about|some|nearly|than|least|of the|estimated) ?$"
)
_NOT_A_YEAR_AFTER = re.compile(
    r"(?:[ -](?:people|points?|percent|shares|dollars|miles|feet|meters|metres|tons|troops|jobs|men|women|children|"
    r"members|workers|soldiers|civilians|victims|km|kilometers|pounds|yards|square|votes|homes|employees|deaths|"
    r"cases|students|refugees|inspectors|prisoners|passengers|gmt|hours|hrs|utc)\b|%|/\d|[-]\d{3,}|:\d)"
)
_PREPOSITION = re.compile(
    r"\b(?:in|on|by|of|since|until|till|from|to|through|during|for|before|after|around|between|and|or|last|next|this|"
    r"late|early|mid|each|every|about|with|over|into|than|as|is|was|were|the|[a-z]+ed)[ -]$|^$|[.,;:(\"-] ?$"
)
_AUXILIARY = re.compile(r" (?:be|have|not|well|also|the|a|an|seem|never|soon|come|take|[a-z]+ly)\b")


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
        if not _PREPOSITION.search(before) or _AUXILIARY.match(match.string, until):
            return False
        return not (re.search(r"[.!?\"]\s*$|^$", before) and original[until : until + 2].strip()[:1].islower())
    # A given name has a capitalised surname behind it ("June Smith").
    return not re.match(r" [A-Z][a-z]", original[until : until + 3]) or bool(
        re.search(r"\b(?:in|by|since|until|last|next|this) $", before)
    )


def _weekday(match: re.Match[str], original: str, start: int, end: int) -> bool:
    at, _ = match.span("weekday")
    if not original[at].isupper():
        return False
    # "Black Friday", "Bloody Sunday", "Sunday Times": names
    after = original[end : end + 12]
    return not re.match(r" (?:Times|Mirror|Express|Telegraph|Mail|Post|Herald|Night)\b", after) and not re.search(
        r"(?:Black|Bloody|Good|Ash|Easter|Cyber|Palm|Super) $", original[max(0, start - 8) : start]
    )


def _year(match: re.Match[str], original: str, start: int, end: int) -> bool:
    low = match.string
    at, until = match.span("year")
    if match.end() - match.start() > until - at:
        return not _NOT_A_YEAR_AFTER.match(low, until)
    if _NOT_A_YEAR_BEFORE.search(low[max(0, at - 12) : at]) or _NOT_A_YEAR_AFTER.match(low, until):
        return False
    if low[at - 1 : at] in ("-", "/") and low[at - 2 : at - 1].isdigit():
        return int(low[at : at + 2]) in (19, 20) and low[at - 5 : at - 1].isdigit()
    return low[at - 1 : at] not in (".", ",", "_") and int(low[at:until]) >= 1500


def _season(match: re.Match[str], original: str, start: int, end: int) -> bool:
    """ "the fall of the wall", "a spring in his step": nouns that are no season."""
    word = match["season"]
    if word in ("fall", "spring"):
        return not re.match(r" (?:of|in|from|to|back|short|apart|into|on|by|off)\b", match.string[end : end + 8]) and (
            match.string[match.start() : start].strip() != "of"
        )
    return not re.match(r" (?:olympic|games)", match.string[end : end + 9])


def _pod(match: re.Match[str], original: str, start: int, end: int) -> bool:
    """A part of the day needs its article, except noon, midnight and the like."""
    return original[start : start + 4].lower() == "the "


def _decade(match: re.Match[str], original: str, start: int, end: int) -> bool:
    return bool(re.match(r"the |[a-z]+ ", match.group())) and not re.search(
        r"\bin (?:his|her|their) $", _before(match, start)
    )


def _ago(match: re.Match[str], original: str, start: int, end: int) -> bool:
    return True


def _duration(match: re.Match[str], original: str, start: int, end: int) -> bool:
    """ "a second term" and "a quarter of all" are no durations, and "a day" by itself seldom is."""
    unit, num = match["unit"], match["num"]
    low = match.string
    if unit in ("second", "quarter") and not num[0].isdigit():
        return False
    if unit in ("second", "seconds") and num == "one":
        return False
    if num in ("a", "an") and unit in ("day", "night", "week", "month", "year", "hour", "minute", "quarter", "weekend"):
        return bool(
            re.search(
                r"\b(?:for|in|within|after|over|than|about|nearly|almost|takes?|took|least|barely|during|of|half|just|only) $",
                low[max(0, start - 10) : start],
            )
        ) and not re.match(r" (?:when|of the|earlier|later)\b", low[end : end + 9])
    return not re.match(r"'?s? ?(?:old\b|-old)", low[end : end + 5])


def _ref(match: re.Match[str], original: str, start: int, end: int) -> bool:
    low = match.string
    word = match["ref"]
    if word == "one day":
        return bool(
            re.search(
                r"\b(?:will|would|could|may|might|can|hopes?|hoped|to) (?:\w+ )?$", low[max(0, start - 20) : start]
            )
        )
    if word in ("the past", "the future"):
        return not re.match(
            r" (?:\d|few|two|three|four|five|six|several|week|month|year|decade|century|day|season|of)",
            low[end : end + 10],
        )
    return not (word == "soon" and re.match(r" (?:as|after)\b", low[end : end + 6])) and not (
        word == "soon" and re.search(r"\bas $", low[max(0, start - 3) : start])
    )


_CHECKS = {
    "month": _month,
    "weekday": _weekday,
    "year": _year,
    "season": _season,
    "pod": _pod,
    "decade": _decade,
    "ago": _ago,
    "duration": _duration,
    "ref": _ref,
}
