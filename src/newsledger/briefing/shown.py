"""What all forms of a brief share: which words stand around a line."""

from __future__ import annotations

from newsledger.briefing.brief import Brief, BriefLine, Evidence, News
from newsledger.briefing.dates import iso_words
from newsledger.briefing.words import clean, counted

_COUNTED = {"figure", "due", "change", "happening", "plan", "commitment", "dispute", "position", "earlier_value"}
_NEARLY_ALL = 0.85
_LABEL_IN_TEXT = {"figure"}


def label(line: BriefLine) -> str:
    """What stands before the text; "" where the text begins with it."""
    return "" if line.kind in _LABEL_IN_TEXT else line.label


def origins_words(line: BriefLine) -> str:
    """How many independent sources carry a line; "" where that is no question."""
    if line.kind not in _COUNTED:
        return ""
    if line.unsure and line.origins > 1:
        return f"{line.origins} sources, independence not established"
    return counted(line.origins, "independent source") if line.origins > 1 else "1 source"


def place(evidence: Evidence) -> str:
    """Where words stand: "3:4210–4288", the number of the source and the characters of its page."""
    return f"{evidence.number}:{evidence.start}–{evidence.end}"


def outlet(evidence: Evidence) -> str:
    """Who published the words; the name of the page where that is not known."""
    return clean(evidence.publisher or evidence.name.rsplit("/", 1)[-1])


def places(line: BriefLine, *, most: int = 4) -> str:
    """Where the words of a line stand, the first few: "North News [1:4–90] [1:95–120], Harbour Post [3:7–80]"."""
    by_outlet: dict[str, list[str]] = {}
    for item in line.evidence[:most]:
        by_outlet.setdefault(outlet(item), []).append(f"[{place(item)}]")
    shown = ", ".join(f"{name} {' '.join(where)}" for name, where in by_outlet.items())
    left = len(line.evidence) - most
    return f"{shown} +{left}" if left > 0 else shown


def tells_more(line: BriefLine, evidence: Evidence) -> bool:
    """Whether the sentence says what the line itself does not show word for word."""
    sentence, text = (words.casefold().strip(" .") for words in (clean(evidence.sentence), line.text))
    return sentence not in text and not (text in sentence and len(text) > _NEARLY_ALL * len(sentence))


def cut_out(evidence: Evidence) -> tuple[str, str, str]:
    """The sentence in three parts: before the quote, the quote, after it."""
    start = min(max(evidence.start - evidence.sentence_start, 0), len(evidence.sentence))
    end = min(max(evidence.end - evidence.sentence_start, start), len(evidence.sentence))
    return evidence.sentence[:start], evidence.sentence[start:end], evidence.sentence[end:]


def kicker(brief: Brief | News) -> str:
    """What kind of paper it is."""
    return "Brief" if isinstance(brief, Brief) else "News"


def subtitle(brief: Brief | News) -> str:
    """One line about the brief: the day it holds for, articles, origins, the time they span."""
    if isinstance(brief, News):
        return _news_subtitle(brief)
    seen_from = brief.as_of
    if seen_from and brief.last and seen_from.startswith(brief.last):
        seen_from = brief.last  # of the latest article only the month is known
    parts = [
        f"as of {iso_words(seen_from)}" if seen_from else "no date known",
        counted(brief.articles, "article"),
        counted(brief.origins, "independent source"),
    ]
    if brief.first and brief.last and brief.first != brief.last:
        parts.append(f"published {iso_words(brief.first)} to {iso_words(brief.last)}")
    return " · ".join(parts)


def _news_subtitle(news: News) -> str:
    parts = [f"since {iso_words(news.since)}"]
    if news.until:
        parts.append(f"until {iso_words(news.until)}")
    parts.append(counted(news.articles, "later article"))
    if news.undated:
        parts.append(f"{counted(news.undated, 'article')} of unknown date taken as known before")
    return " · ".join(parts)


def more_words(count: int) -> str:
    """How what was left out is told."""
    return f"and {count:,} more"
