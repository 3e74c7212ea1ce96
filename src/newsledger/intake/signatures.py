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
    r"^(?:(?:written|posted|published|reported|verfasst|geschrieben|veröffentlicht|erstellt|eingestellt|gepostet|publié|"
    r"publicado|escrito|scritto|pubblicato)\s+)?"
    r"(?:by|von|par|por|di|przez|door|autor(?:in|en|es)?|authors?|auteurs?|text|quelle|source|fuente)\b\s*[:|–—-]?\s*",
    re.I,
)
_DESK = re.compile(
    r"\b(?:\w*redaktion|redacción|rédaction|redazione|redactie|redakcja|\w*team|staff|desk|news\s?desk|newsroom|editors?|"
    r"editorial(?:\s+board)?|correspondents?|reporters?|agenturen|agencies|agencias|agences|agenzie|report)\b",
    re.I,
)
_MARK = re.compile(r"^(?:©|\(c\))\s*(?:(?:19|20)\d\d)?\s*", re.I)
_INITIALS = re.compile(r"[\w.][\w. ]{1,24}/\s?[a-zäöü]{2,4}")
_CLOSING = re.compile(r"\(([^()]{2,40})\)\W{0,2}$")
_WITH = re.compile(r"\s*(?:/|,|\+|&|\b(?:mit|with|and|und|et|avec|con|y)\b)\s*")
_LETTERS = re.compile(r"\(?[A-Za-zÄÖÜäöü]{2,5}(?:\s*[/,]\s*[A-Za-zÄÖÜäöü][\w.]{1,24}){1,3}\)?")
_END = re.compile(r"\s*(?:[|·•–—]|\s-\s|\b(?:am|on|at|um|le|el)\s+\d|\d{1,2}[.:]\d\d).*$", re.I)
_MAX_CHARS, _MAX_WORDS = 60, 6
_FAR, _CALLED = 4, 3
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
        *[at for at in range(last + 6, len(lines)) if _is_marked(lines[at])][:_FAR],
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
    return _closing(lines[last])


def signs(line: Line, site: str) -> bool:
    """Tell whether a line is the signature of a desk or agency."""
    return _read(line, site) is not None


def _is_marked(line: Line) -> bool:
    return line.place is not None and bool(line.place.author)


def _closing(line: Line) -> Span | None:
    """Agencies in brackets at the end of the text ("(dpa)", "(FR mit dpa)")."""
    match = _CLOSING.search(line.text)
    if match is None or not any(find_agency(part) for part in _WITH.split(match.group(1))):
        return None
    return Span(line.start + match.start(1), line.start + match.end(1))


def _read(line: Line, site: str) -> Span | None:
    """The signature on a line."""
    place = line.place
    told = place.author if place is not None and place.author in line.text else ""
    text = told or line.text
    start = line.start + line.text.find(text)
    by = _BY.match(text)
    if by is not None:
        start, text = start + by.end(), text[by.end() :]
    mark = _MARK.match(text)
    if mark is not None:
        start, text = start + mark.end(), text[mark.end() :]
    dates = next(find_dates(text), None)
    if dates is not None:
        text = text[: dates[0]] if dates[0] else ""
    cut = _END.search(text)
    text = (text[: cut.start()] if cut else text).rstrip(" ,.:;|-–—")
    if not text or len(text) > _MAX_CHARS or len(text.split()) > _MAX_WORDS:
        return None
    called = bool(told and by) and len(text.split()) <= _CALLED and not find_phrases(words_of(text))[2]
    return Span(start, start + len(text)) if called or _signs(text, site, sure=bool(told or by)) else None


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
    if _INITIALS.fullmatch(text):
        return True
    bits, _, covered = find_phrases(words)
    if _DESK.search(text):
        return not (bits & ~_BYLINE and covered == len(words)) or len(words) == 1
    return bool(site) and "".join(words) == "".join(words_of(site))
