"""Who wrote the article: bylines on the page, told apart from the many other names around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from newsledger.intake.bylines import can_be_person, is_person, read_byline, shown_name
from newsledger.intake.cues import find_phrases, phrase_kinds, words_of
from newsledger.intake.dateline import find_agency
from newsledger.intake.dates import find_dates
from newsledger.intake.line import Line
from newsledger.intake.outlet import sounds_like_outlet
from newsledger.intake.signatures import signs
from newsledger.model import BlockKind, Byline, Span

K = BlockKind
_BY = re.compile(
    r"(?:^|[\s|·•—–,.(/\d])(?:by|von|par|por|publié par|eingestellt von|verfasst von|autor(?:in|en|es)?|"
    r"authors?|auteurs?|text)\b\s*[:–—-]?\s+(?P<rest>\S.*)$",
    re.I,
)
_STOP = re.compile(
    r"\s+(?:at|am|um|on|le|el|in|for|from|aus|is|ist|für|vom|dated|under|unter|dans|"
    r"(?:last\s+)?(?:updated|modified)|published|posted|lesezeit|"
    r"and\s+\d)\b.*$|\s*[|·•—–@(\[>»].*$|\s+-\s.*$|[,.:;]\s*\d.*$|\s+\d.*$",
    re.I,
)
_AND = re.compile(r"\s*(?:,\s*and\s+|,\s*|;\s*|\s+and\s+|\s+und\s+|\s+et\s+|\s+y\s+|\s*&\s*|\s*/\s*)\s*", re.I)
_ONLY_BY = re.compile(r"^(?:by|von|par|por|text|autor(?:in|en)?|authors?|written by|posted by)\s*:?$", re.I)
_ONLY_AND = re.compile(r"^(?:and|und|et|y|&|,|by|von)$", re.I)
_PARTS = re.compile(r"(\u0000+|\s*[|·•–—,]\s*|\s+-\s+)")
_DESK = re.compile(
    r"\b(?:redaktion|redakteur|staff|admin|administrator|team|webteam|newsdesk|desk|editors?|editorial|newsroom|"
    r"unknown|anonymous|guest|gast|press|presse|"
    r"agenc(?:y|ies)|agenturen|webmaster|www|author|autor|comments?|kommentare?|share|follow|posts?|beiträge|"
    r"articles?|artikel|more|mehr|profil|profile|"
    r"contact|kontakt|twitter|facebook|instagram|email|e-mail|linkedin|website|home|https?|"
    r"print|drucken|cookies?|text|foto|save|keine?|no|about|über|minutes?|minuten|uhr|published|updated|read|subscribe)\b",
    re.I,
)
_GLUE = frozenset(
    ("by", "von", "par", "por", "and", "und", "in", "the", "der", "die", "das", "et", "y", "le", "la", "el")
)
_HANDLE_NAME = re.compile(r"[^\W\d_]{2,}(?:[._][^\W\d_]{2,}){1,3}")
_ENDINGS = frozenset(
    (
        "at",
        "ch",
        "com",
        "de",
        "es",
        "eu",
        "fr",
        "info",
        "io",
        "it",
        "net",
        "nl",
        "org",
        "pl",
        "pt",
        "ru",
        "tv",
        "uk",
        "us",
    )
)
_NO_HANDLE = re.compile(r"[@/]|\.[A-Za-z]{2,3}$")
_HANDLE = re.compile(r"\s+\(?@\w+\)?\s*$")
_POSTED = re.compile(
    r"^(?:posted|written|published|reported|verfasst|geschrieben|veröffentlicht|eingestellt|gepostet|publié|rédigé|"
    r"publicado|escrito|scritto|pubblicato)\s+(?:by|von|par|por|da|di)\s",
    re.I,
)
_NOT_BY = re.compile(r"\b(?:powered|designed|hosted|developed|themes?|licen[sc]ed?|lizenz\w*)\b|^\W*\w\)\s", re.I)
_SHORT = 8
_MAX_NAME = 40
_LONGEST_LINE = 6
_BYLINE = 1 << phrase_kinds().index("byline")


def loose_names(text: str, offset: int, site: str = "") -> list[Byline]:
    """Names in text that is known to name authors ("flerche", "Ann Lee and Bo Ek"); handles count too.

    text stands at ``offset`` of the page text. site: the publisher's name, which is no author.
    """
    found: list[Byline] = []
    at = 0
    for piece in [*_AND.finditer(text), None]:
        part = text[at : piece.start() if piece is not None else len(text)]
        bare = part.strip(" .,;:|-–—•·\u00a0\"'()[]")
        if bare and not _is_name(bare, site):
            return [one for one in found if " " in one.name]
        if bare:
            start = offset + at + part.index(bare)
            found.append(Byline(name=shown_name(bare), span=Span(start, start + len(bare))))
        at = piece.end() if piece is not None else at
    return found


def _is_name(bare: str, site: str) -> bool:
    words = bare.split()
    if len(bare) < 2 or len(bare) > _MAX_NAME or len(words) > 5 or _DESK.search(bare):
        return False
    if not _GLUE.isdisjoint((words[0].casefold(), words[-1].casefold())):
        return False
    if _key(bare) == _key(site) and site:
        return False
    if find_agency(bare) is not None:
        return False
    if len(words) == 1:
        return bare[0].isalpha() and _NO_HANDLE.search(bare) is None and can_be_person(bare)
    bits, _, _ = find_phrases(words_of(bare))
    return not bits & ~_BYLINE and is_person(bare)


def name_of_handle(text: str) -> str | None:
    """The name that a handle spells out ("ann.lee" → "Ann Lee"); None if it is no such handle."""
    if _HANDLE_NAME.fullmatch(text) is None:
        return None
    parts = re.split(r"[._]", text)
    return None if parts[-1].casefold() in _ENDINGS else " ".join(part.capitalize() for part in parts)


def _key(text: str) -> str:
    return "".join(words_of(text))


def embedded_byline(text: str, offset: int, site: str = "") -> list[Byline]:
    """Names in a line that also holds a date or more ("Posted by Ann Lee at 18:52", "3 May 2019 · by kit").

    text stands at ``offset``. site: the publisher's name, which is no author.
    """
    match = _BY.search(text)
    if match is not None and _NOT_BY.search(text):
        return []
    if match is not None:
        rest = match.group("rest")
        cut = _STOP.search(rest)
        return loose_names(rest[: cut.start()] if cut else rest, offset + match.start("rest"), site)
    dates = [(start, end) for start, end, _ in find_dates(text)]
    if not dates:
        return []
    outside = text[: dates[0][0]] + "\u0000" * (dates[-1][1] - dates[0][0]) + text[dates[-1][1] :]
    at = 0
    for part in _PARTS.split(outside):
        bare = part.strip(" .,:")
        person = bool(bare) and "\u0000" not in bare and is_person(bare) and not sounds_like_outlet(bare)
        if person and len(bare.split()) <= 4 and _is_name(bare, site):
            start = offset + at + part.index(bare)
            return [Byline(name=shown_name(bare), span=Span(start, start + len(bare)))]
        at += len(part)
    return []


def find_bylines(
    lines: Sequence[Line], kinds: Sequence[BlockKind], title: int | None, site: str
) -> tuple[list[Byline], list[int]]:
    """Bylines of the article and the lines that they stand on.

    kinds: labels so far. title: line of the headline. site: the publisher's name.
    """
    body = [at for at, kind in enumerate(kinds) if kind is K.PARAGRAPH]
    if not body:
        return [], []
    first, last = body[0], body[-1]
    top = title if title is not None and title <= first + 2 else first
    above = range(max(0, top - 8), top)
    between = range(top, min(len(lines), max(first + 4, top + 14)))
    below = range(last, min(len(lines), last + 10))
    near = [at for at in (*between, *reversed(above), *below) if at != title]
    marked = _marked(lines, near, site)
    if not marked[0] and marked[1]:
        return [], []  # a desk signs it
    if not marked[0]:
        rest = sorted(set(range(len(lines))) - set(near), key=lambda at: (abs(at - top), at))
        marked = _marked(lines, [at for at in rest if len(lines[at].text) < 100], site)
    if marked[0]:
        return marked
    return _unmarked(lines, kinds, between, [*reversed(above)], below, title, site, first)


def _marked(lines: Sequence[Line], order: Iterable[int], site: str) -> tuple[list[Byline], list[int]]:
    """Names in elements marked as the author's (HTML); no names but a line where a desk signs first."""
    found: list[Byline] = []
    used: list[int] = []
    for at in order:
        place = lines[at].place
        told = place.author if place is not None else ""
        if used and at - used[-1] > 2:
            break
        if not told or len(told) > 120 or _is_sentence(told):
            continue
        where = lines[at].text.find(told)
        if where < 0:
            where, told = 0, lines[at].text
        people = _names_of(told, lines[at].start + where, site)
        if found:
            people = [one for one in people if " " in one.name]
        if not found and not people and signs(lines[at], ""):
            return [], [at]
        if people:
            used.append(at)
            found += [one for one in people if one.name.casefold() not in {known.name.casefold() for known in found}]
        if len(used) >= 3:
            break
    full = [one for one in found if " " in one.name]
    return full or found, used


def _is_sentence(text: str) -> bool:
    """Tell whether a line is a sentence about someone rather than a name."""
    return text[-1] in ".!?" and len(text.split()) > _LONGEST_LINE


def _names_of(text: str, offset: int, site: str) -> list[Byline]:
    text = _HANDLE.sub("", text)
    people = read_byline(text, offset) or embedded_byline(text, offset, site)
    return people or loose_names(text, offset, site)


def _unmarked(
    lines: Sequence[Line],
    kinds: Sequence[BlockKind],
    between: range,
    above: Sequence[int],
    below: range,
    title: int | None,
    site: str,
    first: int,
) -> tuple[list[Byline], list[int]]:
    """Names that only their wording and position make bylines."""
    for at in (*between, *above, *below):
        text = lines[at].text
        if at == title or len(text) > 160 or kinds[at] in (K.CAPTION, K.CREDIT, K.TITLE, K.STANDFIRST):
            continue
        if _ONLY_BY.match(text):
            found, used = _following(lines, at, site)
            if found:
                return found, used
        words = words_of(text)
        people = read_byline(text, lines[at].start, bare=False) if len(words) <= 16 else []
        posted = _POSTED.match(text) is not None
        if not people and (posted or len(words) <= (_SHORT if kinds[at] is K.PARAGRAPH else 22)):
            people = embedded_byline(text, lines[at].start, site)
            if not posted and not any(char.isdigit() for char in text):
                people = [one for one in people if is_person(one.name)]
        if people:
            return people, [at]
    for at in range(between.start, min(between.stop, first + 4)):
        if at == title or kinds[at] not in (K.FURNITURE, K.PARAGRAPH, K.BYLINE) or len(lines[at].text) > 60:
            continue
        if lines[at].place is not None and K.TIMESTAMP not in kinds[max(0, at - 1) : at + 2]:
            continue  # mark-up would tell; alone it is more often anything else
        words = words_of(lines[at].text)
        _, _, covered = find_phrases(words)
        if covered or not 2 <= len(words) <= 5 or lines[at].text[-1] in ".!?:":
            continue
        people = [one for one in read_byline(lines[at].text, lines[at].start) if is_person(one.name)]
        if people:
            return people, [at]
    inside = [at for at in range(first, below.start) if len(lines[at].text.split()) <= _SHORT and at not in between]
    named = [(told, at) for at in inside if (told := read_byline(lines[at].text, lines[at].start, bare=False))]
    return (named[0][0], [named[0][1]]) if len(named) == 1 else ([], [])


def _following(lines: Sequence[Line], at: int, site: str) -> tuple[list[Byline], list[int]]:
    """Names on the lines after a line that says only "By"."""
    found: list[Byline] = []
    used = [at]
    for after in range(at + 1, min(len(lines), at + 8)):
        text = lines[after].text
        if _ONLY_AND.match(text):
            used.append(after)
            continue
        previous_joins = (
            after == at + 1 or _ONLY_AND.match(lines[after - 1].text) or lines[after - 1].text.endswith(",")
        )
        people = loose_names(text, lines[after].start, site) if previous_joins else []
        if not people:
            break
        found += people
        used.append(after)
    return found, used
