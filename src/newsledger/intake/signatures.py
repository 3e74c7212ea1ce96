"""How an article is signed where no person is: a desk, an agency, letters ("Redaktion", "det/dpa", "Staff report")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsledger.intake.cues import find_phrases, phrase_kinds, words_of
from newsledger.intake.dateline import find_agency
from newsledger.intake.dates import find_dates
from newsledger.intake.line import Line
from newsledger.model import BlockKind, Span

K = BlockKind
_BY = re.compile(
    r"^(?:(?:written|posted|published|reported|verfasst|geschrieben|veröffentlicht|erstellt|publié|publicado|escrito)\s+)?"
    r"(?:by|von|par|por|di|przez|door|autor(?:in|en|es)?|authors?|auteurs?|text|quelle|source|fuente)\b\s*[:|–—-]?\s*",
    re.I,
)
_DESK = re.compile(
    r"\b(?:\w*redaktion|redacción|rédaction|redazione|redactie|redakcja|\w*team|staff|desk|news\s?desk|newsroom|editors?|"
    r"editorial(?:\s+board)?|correspondents?|reporters?|agenturen|agencies|agencias|agences|agenzie|report)\b",
    re.I,
)
_LETTERS = re.compile(r"\(?[A-Za-zÄÖÜäöü]{2,5}(?:\s*[/,]\s*[A-Za-zÄÖÜäöü][\w.]{1,24}){1,3}\)?")
_END = re.compile(r"\s*(?:[|·•–—]|\s-\s|\b(?:am|on|at|um|le|el)\s+\d|\d{1,2}[.:]\d\d).*$", re.I)
_MAX_CHARS, _MAX_WORDS = 60, 6
_BYLINE = 1 << phrase_kinds().index("byline")


def find_signature(lines: Sequence[Line], kinds: Sequence[BlockKind], title: int | None, site: str) -> Span | None:
    """Where the words stand with which a desk or agency signs the article; None if nothing near its text is one.

    kinds: labels of the lines. title: line of the headline. site: the publisher's name, which may sign too.
    """
    body = [at for at, kind in enumerate(kinds) if kind is K.PARAGRAPH]
    if not body:
        return None
    first, last = body[0], body[-1]
    top = title if title is not None and title <= first + 2 else first
    order = (
        *range(top, min(len(lines), max(first + 3, top + 14))),
        *range(top - 1, max(-1, top - 6), -1),
        *range(last, min(len(lines), last + 6)),
    )
    for at in order:
        if (
            at == title
            or len(lines[at].text) > 2 * _MAX_CHARS
            or kinds[at] in (K.CAPTION, K.CREDIT, K.RELATED, K.TITLE)
        ):
            continue
        found = _read(lines[at], site)
        if found is not None:
            return found
    return None


def _read(line: Line, site: str) -> Span | None:
    """The signature on a line."""
    place = line.place
    told = place.author if place is not None and place.author in line.text else ""
    text = told or line.text
    start = line.start + line.text.find(text)
    by = _BY.match(text)
    if by is not None:
        start, text = start + by.end(), text[by.end() :]
    dates = next(find_dates(text), None)
    if dates is not None:
        text = text[: dates[0]] if dates[0] else ""
    cut = _END.search(text)
    text = (text[: cut.start()] if cut else text).rstrip(" ,.:;|-–—")
    if not text or len(text) > _MAX_CHARS or len(text.split()) > _MAX_WORDS:
        return None
    return Span(start, start + len(text)) if _signs(text, site, sure=bool(told or by)) else None


def _signs(text: str, site: str, *, sure: bool) -> bool:
    """Tell whether words are a signature. sure: they are marked as the author's, or follow "By"."""
    words = words_of(text)
    if not words:
        return False
    if find_agency(text.strip("()")) is not None and (sure or "/" in text):
        return True
    if _LETTERS.fullmatch(text) and any(find_agency(part.strip(" ()")) for part in re.split(r"[/,]", text)):
        return True
    if not sure:
        return False
    bits, _, covered = find_phrases(words)
    if _DESK.search(text):
        return not (bits & ~_BYLINE and covered == len(words)) or len(words) == 1
    return bool(site) and "".join(words) == "".join(words_of(site))
