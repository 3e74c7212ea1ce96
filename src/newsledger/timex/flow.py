"""The flow of time in a text: which way a clause looks, and which period was spoken of last."""

from __future__ import annotations

import re

from newsledger.model import TimeMention
from newsledger.timex.lexicon import cues
from newsledger.timex.resolve import Anchor

# Not behind the single letters of "U.S." and not behind titles.
_SENTENCE_END = re.compile(
    r"(?<!\b[A-Z])(?<!\bMr)(?<!\bDr)(?<!\bGen)(?<!\bSen)(?<!\bGov)[.!?][\"')”’]*\s+(?=[\"'(`“‘]*[A-Z])|\n\s*\n"
)
_CUES = cues()["direction"]
_ARTICLES = "(?:the |late |early |mid-)?"
_FUTURE = re.compile(rf"\b(?:{_CUES['future']})\b")
_PAST = re.compile(rf"\b(?:{_CUES['past']})\b")
_UNTIL = re.compile(rf"\b(?:{_CUES['until']}) {_ARTICLES}$")
_SINCE = re.compile(rf"\b(?:{_CUES['since']}) {_ARTICLES}$")
_SAYING = re.compile(rf"\b(?:{_CUES['saying']})(?: (?!{_CUES['not_said']})\w+){{0,4}}(?: on| late| early)? $")
_GRANTED = re.compile(rf"\b(?:{_CUES['granted']})\b[^.;:]*\b(?:until|till) (?:\w+ )?$")
_LAPSED = re.compile(rf"\b(?:{_CUES['lapsed']})\b(?: (?!by )\w+){{0,6}} $")
_NEXT_TO = 100  # characters before a time in which the words right before it stand
_PLANNED = re.compile(rf"\b(?:{_CUES['planned']})\b")
_OTHERWISE = re.compile(rf"(?:{_CUES['otherwise']}) (?:\w+ly )?(?:{_CUES['past']})\b")
_BY = re.compile(rf"\b(?:{_CUES['by']}) {_ARTICLES}$")
_INFINITIVE = re.compile(r"\bto \w+\b")
_AND = re.compile(r"\b(?:and|or|then),? (?:\w+ly )?$")
_HAD = re.compile(r"\bhad\b")
_TO_BE = re.compile(r"\b(?:will|would|shall|should|may|might|must|to|'ll)(?: \w+)? be (?:\w+ly )?$")
_VERB_BEHIND = re.compile(rf" (?:{_CUES['past']})\b")
_WEAK = frozenset(_CUES["weak"])


def _sentence(low: str, original: str, start: int, end: int) -> tuple[str, int]:
    """What stands before a mention in its sentence (300 characters at most), and where the sentence ends (200)."""
    left = max(0, start - 300)
    for found in _SENTENCE_END.finditer(original, left, start):
        left = found.end()
    after = _SENTENCE_END.search(original, end, end + 200)
    return low[left:start], after.start() if after else min(len(low), end + 200)


def outright_direction(low: str, original: str, start: int, end: int) -> str | None:
    """As ``lexical_direction``, but only by words that go before the tense of the governing verb."""
    before, right = _sentence(low, original, start, end)
    return _told_outright(before, low[end:right])


def _told_outright(before: str, behind: str) -> str | None:
    """The direction that words tell whatever the tense: "gave them until Friday", "had been due to expire Friday".

    before, behind: the text around a mention, in lower case, up to the bounds of its sentence.
    """
    if _GRANTED.search(before):
        return "future"
    given_up = _LAPSED.search(before[-_NEXT_TO:]) or (_PLANNED.search(before) and _OTHERWISE.match(behind))
    return "past" if given_up else None


def lexical_direction(low: str, original: str, start: int, end: int) -> str | None:
    """Whether the words around a mention speak of the past or the future; None if they do not tell.

    low: the text in lower case; original: in its own. The nearest cue of the sentence decides, the left before the
    right.
    """
    before, right = _sentence(low, original, start, end)
    near = before[-_NEXT_TO:]
    if outright := _told_outright(before, low[end:right]):
        return outright
    if low[end : end + 2] == "'s" and not _UNTIL.search(near):
        return "past"
    if _VERB_BEHIND.match(low, end) or _SINCE.search(near) or _SAYING.search(near):
        return "past"
    past = _past_cues(before)
    future = [m.end() for m in _FUTURE.finditer(before)]
    if _BY.search(near):
        # "agreed to leave by Friday", but "snow fell by Friday", "By Friday, snow had fallen"
        if past and not future:
            return "future" if _INFINITIVE.search(before, max(past)) else "past"
        return "past" if not future and _HAD.search(low, end, right) else "future"
    if past or future:
        return "future" if max(future, default=-1) >= max(past, default=-1) else "past"
    if _UNTIL.search(near):
        # "before Friday's purchases": what belongs to a day is mostly known already.
        return "past" if low[end : end + 2] == "'s" else "future"
    behind = low[end:right]
    first_past, first_future = _PAST.search(behind), _FUTURE.search(behind)
    if first_past and (not first_future or first_past.start() <= first_future.start()):
        return "past"
    if first_future:
        return "future"
    return "past" if _PAST.search(before) else None


def _past_cues(before: str) -> list[int]:
    """Where the words end that tell of the past; not those of "must be closed and emptied"."""
    found, passive = [], False
    for cue in _PAST.finditer(before):
        near = before[max(0, cue.start() - _NEXT_TO) : cue.start()]
        joined = passive and _AND.search(near) is not None
        passive = joined or _TO_BE.search(near) is not None
        if not passive and cue.group() not in _WEAK:
            found.append(cue.end())
    return found


class Flow:
    """What periods a text has spoken of so far. scene: a year that has opened a sentence of the block."""

    def __init__(self, anchor: Anchor) -> None:
        self.anchor = anchor
        self.seen: list[TimeMention] = []
        self.scene: TimeMention | None = None

    def see(self, mention: TimeMention, *, opens: bool = False) -> None:
        """Remember a mention. opens: it opens its sentence ("In 2012, ..."), and so sets the scene for what follows."""
        self.seen.append(mention)
        self.scene = mention if opens and re.fullmatch(r"\d{4}", mention.when.value) else self.scene

    def end_of_text(self) -> None:
        """A block has ended."""
        self.scene = None

    def focus(self, expression: str) -> str:
        """Replace "focus:UNIT" by the expression of the last period of that length; empty if there is none."""
        head, _, rest = expression.partition("/")
        unit = head.partition(":")[2]
        if unit == "year-earlier":
            return self._year_earlier()
        if unit == "latest-quarter":
            base = self._reported_quarter()
            return f"{base}/{rest}" if rest and base else base
        for mention in reversed(self.seen[-24:]):
            base = "" if _COMPARED.search(mention.when.expression or "") else _as_unit(mention, unit)
            if base:
                return f"{base}/{rest}" if rest else base
        return ""

    def _reported_quarter(self) -> str:
        """The quarter that results are told of: the last one mentioned that is over, else one that has begun."""
        today = max(self.anchor.days)
        begun = ""
        for mention in reversed(self.seen[-24:]):
            base = "" if _COMPARED.search(mention.when.expression or "") else _as_unit(mention, "quarter")
            start, end = mention.when.start, mention.when.end
            if not base or (start is not None and start > today):
                continue
            if end is None or end < today:
                return base
            begun = begun or base
        return begun

    def _year_earlier(self) -> str:
        """The same quarter a year earlier if quarters are spoken of; empty if years or runs of months are."""
        for mention in reversed(self.seen[-24:]):
            if _COMPARED.search(mention.when.expression or ""):
                continue
            if _QUARTER.fullmatch(mention.when.value):
                quarter = self._reported_quarter()
                return f"{quarter}/-1y" if quarter else ""
            if _MONTHS.fullmatch(mention.when.value):
                return ""
        return ""

    def own_quarter(self, expression: str) -> str:
        """Mark "the quarter ended Sept. 30" as one of a fiscal year if the text has numbered it otherwise."""
        found = _ENDED.search(expression)
        numbered = next((m for m in reversed(self.seen[-24:]) if _NUMBERED.fullmatch(m.when.value)), None)
        if found is None or numbered is None:
            return expression
        month = int(found[1])
        return expression if numbered.when.value[-1] == str((month + 2) // 3) else f"{expression[:-1]}f"

    def adjust(self, expression: str, start: int) -> str:
        """Read a bare month or month-day by a year that opened a sentence shortly before it ("In 2012 ... In July").

        start: where the mention stands, in the offsets of the mentions seen.
        """
        bare, scene = _BARE.fullmatch(expression), self.scene
        if bare is None or scene is None or start - scene.span.end > _NEAR or scene.when.start is None:
            return expression
        year = scene.when.start.year
        if self.anchor.dated and year >= min(self.anchor.days).year:
            return expression
        return f"date:{year:04d}-{bare[1]}"


_COMPARED = re.compile(r"/(?:-1y|in\d)")  # periods that are only compared with the one spoken of
_NEAR = 300  # characters, two or three sentences
_BARE = re.compile(r"(?:monthname|monthday):(\d\d(?:-\d\d)?):(?:behind|nearest|past)")
_DAY = re.compile(r"[\dX]{4}-(?:\d\d|XX)-(?:\d\d|XX)|[\dX]{4}-W(?:\d\d|XX)-\d")
_MONTH = re.compile(r"[\dX]{4}-(?:\d\d)")
_QUARTER = re.compile(r"[\dX]{4}-Q[\dX]")
_NUMBERED = re.compile(r"[\dX]{4}-Q\d")
_ENDED = re.compile(r"(\d\d)-\d\d(?::\w+)?/ended1q$")
_MONTHS = re.compile(r"P\d+M")
_DATED = re.compile(r"\d{4}")


def _as_unit(mention: TimeMention, unit: str) -> str:
    """The expression of the period of this length that a mention lies in; empty if it lies in none."""
    if mention.type in ("DURATION", "SET"):
        return ""
    value = mention.when.value
    base = mention.when.expression or (f"date:{value.partition('T')[0]}" if value[:1].isdigit() else "")
    if not base:
        return ""
    base = re.sub(r"/T[^/]*", "", base)
    day = bool(_DAY.match(value))
    if unit == "quarter":
        return base if _QUARTER.fullmatch(value) else ""
    if unit == "day":
        return base if day else ""
    if unit == "date":  # a day that is named and not counted from today ("overnight")
        return base if day and not base.startswith("day:") else ""
    if unit == "week":
        return f"{base}/week" if day else base if "-W" in value else ""
    if unit == "month":
        return f"{base}/month" if day else base if _MONTH.fullmatch(value) else ""
    if unit == "year":
        return base if _DATED.fullmatch(value) else f"{base}/year" if _DATED.match(value) else ""
    return ""
