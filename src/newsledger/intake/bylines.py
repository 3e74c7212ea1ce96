"""Bylines and contact lines: who wrote, edited or photographed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsledger.intake.outlet import sounds_like_outlet
from newsledger.model import Byline, Span

_PARTICLE = (
    r"(?:de|del|della|di|da|dos|du|la|le|van|von|vom|zu|zur|der|den|ten|ter|bin|ibn|al|el|ul|y|e|af|st\.?|O['’]|Mc|Mac)"
)
_TOKEN = r"(?:[A-ZÀ-ÞŁŚŠŽČİĐ][\w'’À-ſ]*(?:-[A-Za-zÀ-ÞŁŚŠŽČ][\w'’À-ſ]*)*\.?|(?:[A-Z]\.){1,3})"
NAME = rf"{_TOKEN}(?:[ \u00a0]+(?:{_PARTICLE}[ \u00a0-]+)*{_TOKEN}){{1,4}}"
_NAME = re.compile(NAME)
_TITLES = re.compile(
    r"^(?:Dr|Prof|Professor|Mr|Mrs|Ms|Sir|Dipl|Mag|Ing|Med)\b\.?(?:[ -]?(?:Dr|med|rer|nat|Ing)\b\.?)*\s+"
)
_OPENING = re.compile(
    r"^(?:(?:written|posted|published|reported|reporting|edited|words|story|text|created|article|analysis|"
    r"opinion|veröffentlicht|verfasst|"
    r"geschrieben|erstellt|ein\s+beitrag|publié|publicado|escrito|submitted|eingestellt|veröffentlicht\s+am|"
    r"erfasst|aufgezeichnet|interview)\s+)?"
    r"(?:by|von|durch|par|por|di|przez|door|autor(?:in(?:nen)?|en)?|author|authors|text|redaktion|reporter|"
    r"correspondent|journalist|auteur)\b\s*[:|]?\s+",
    re.I,
)
_CONTACT = re.compile(
    r"^to contact the (?P<role>reporter|editor|author|writer|journalist|correspondent)s?\b[^:]{0,60}:\s*(?P<rest>.+)$",
    re.I,
)
_CONTACT_PIECE = re.compile(r"[^;]+?(?=;|\band\b(?=\s+[A-Z])|$)")
_CONTACT_PLACE = re.compile(r"\bin\s+([A-Z][\w .'-]*?)(?=\s+(?:at|on)\b|[,;]|$)")
_CONTACT_END = re.compile(r"\s+(?:in|at|on)\b(?=\s|$)|[,;]?\s+\S+@|\s*[,;]?\s*\+?\d{2,}")
_AGENCY_CREDIT = re.compile(
    r"^[-–—\s]*\(?(?P<kind>reporting|additional reporting|writing|editing|compiled)(?: and (?:writing|"
    r"editing))? by (?P<rest>[^()]{3,200}?)\)?\.?$",
    re.I,
)
_JOIN = re.compile(r"\s*(?:,\s*and\s+|,\s*|;\s*|\s+and\s+|\s+und\s+|\s+et\s+|\s+y\s+|\s*&\s*|\s*/\s*|\s+\|\s+)\s*")
_NOT_PEOPLE = re.compile(
    r"\b(?:staff|team|desk|editors?|newsroom|news|redaktion|agenc(?:y|ies)|press|office|media|online|admin|"
    r"administrator|"
    r"correspondents?|reporters?|contributors?|writer|times|post|journal|magazine|world|share|follow|read|more|"
    r"comments?|today|"
    r"january|february|march|april|june|july|august|september|october|november|december|monday|tuesday|"
    r"wednesday|thursday|friday|"
    r"saturday|sunday|updated|published|posted|min|minutes|reuters|bloomberg|afp|email|twitter|facebook|the|"
    r"this|all|new|our|your|"
    r"university|institute|department|ministry|gmbh|inc|ltd|photo|photos|getty|images|pexels|unsplash|pixabay|shutterstock|istock|skip|menu|home|about|"
    r"contact|privacy|policy|"
    r"autor|autorin|author|über|keine?|no|save|write|text|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|"
    r"änderung|aktualisierung|aktualisiert|update|modified|eingestellt|verfasst|geschrieben|gepostet|written|erstellt|veröffentlicht|publié|publicado|escrito|"
    r"uhr|januar|februar|märz|mai|juni|juli|oktober|dezember|bild|foto)\b",
    re.I,
)
_NOTE = re.compile(r"(?<=[^\W\d_]{2})\d{1,2}$")  # a footnote's number, as papers have it
_ROLE_TAIL = re.compile(
    r"^(?:[\s,|–—-]*(?:(?:senior|chief|deputy|political|foreign|staff|business|diplomatic|world|news|"
    r"middle\s+east|associate|special|national)\s+)*"
    r"(?:reporter|correspondent|editor|writer|columnist|producer|contributor|analyst|journalist|bureau\s+chief)\b.*|"
    r"[\s,|–—•·-]*(?:in|at|for|of)\s+[A-Z].{0,60}|[\s,|–—•·:-]*)$",
    re.I,
)
_DATE_TAIL = re.compile(
    r"[\s,|–—•·:-]*(?:(?:\b(?:published|updated|posted|on|am|le|el)\b|,|\|)\s*)*"
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[,.]?\s*)?(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|"
    r"dec)[a-z]*\.?\s+\d|\d{1,4}[./\s-]).{0,80}$",
    re.I,
)


def is_person(name: str) -> bool:
    """Tell whether a name looks like one of a person, not of a desk, an agency or a button."""
    bare = _TITLES.sub("", name).strip()
    return _NAME.fullmatch(bare) is not None and _NOT_PEOPLE.search(bare) is None


def can_be_person(name: str) -> bool:
    """Tell whether no word of a name is one of desks, dates and buttons."""
    return _NOT_PEOPLE.search(name) is None


def split_people(text: str, offset: int) -> Iterator[Byline]:
    """People named one after another ("Ann Lee, Bo Ek and Cy Du") in text that stands at ``offset``."""
    at = 0
    site = False  # what stands behind a bar or a comma may be the outlet
    pieces = [*_JOIN.finditer(text), None]
    for piece in pieces:
        end = piece.start() if piece is not None else len(text)
        part = text[at:end]
        bare = part.strip(" .,;:|-–—•·\u00a0")
        if bare:
            name = shown_name(bare)
            if not is_person(name) or (site and sounds_like_outlet(name)):
                return
            start = offset + at + part.index(bare[0])
            yield Byline(name=name, span=Span(start, start + len(bare)))
        site = piece is not None and piece.group().strip() in ("|", ",")
        at = piece.end() if piece is not None else at


def shown_name(name: str) -> str:
    """A name without a footnote's number; names in capitals are written in title case."""
    name = " ".join(name.split())
    if " " in name:
        name = _NOTE.sub("", name)
    if name.isupper() and " " in name:
        return re.sub(
            r"[^\W\d_]+", lambda part: part.group().capitalize() if len(part.group()) > 1 else part.group(), name
        )
    return name


def read_byline(text: str, offset: int, *, bare: bool = True) -> list[Byline]:
    """Read a line as a byline; empty if it is none.

    text: the line, standing at ``offset``. bare: whether a name alone ("Adam Ross ,") counts, without "By".
    """
    if len(text) > 200:
        return []
    opening = _OPENING.match(text)
    if opening is None and not bare:
        return []
    start = opening.end() if opening is not None else 0
    rest = text[start:]
    tail = _DATE_TAIL.search(rest)
    if tail is not None:
        rest = rest[: tail.start()]
    people = list(split_people(rest, offset + start))
    if people:
        return people
    name = _NAME.match(rest)
    if (
        name is not None
        and _ROLE_TAIL.match(rest[name.end() :])
        and (opening is not None or rest[name.end() :].strip())
    ):
        return list(split_people(name.group(), offset + start))
    return []


def read_contact(text: str, offset: int) -> list[Byline] | None:
    """Read a contact line ("To contact the reporter on this story: Ann Lee in Oslo at"); None if it is none."""
    match = _CONTACT.match(text)
    if match is not None:
        role = "editor" if match.group("role").lower() == "editor" else "author"
        return list(_contacts(match.group("rest"), offset + match.start("rest"), role))
    match = _AGENCY_CREDIT.match(text)
    if match is not None:
        role = "editor" if match.group("kind").lower() == "editing" else "author"
        named = re.split(r"\s+in\s+|;", match.group("rest"))[0]
        people = split_people(named, offset + match.start("rest"))
        return [Byline(name=person.name, span=person.span, role=role) for person in people]
    return None


def _contacts(rest: str, offset: int, role: str) -> Iterator[Byline]:
    """People of a contact line, each with the place where they work."""
    for piece in _CONTACT_PIECE.finditer(rest):
        part = piece.group()
        cut = _CONTACT_END.search(part)
        where = _CONTACT_PLACE.search(part)
        for person in split_people(part[: cut.start()] if cut else part, offset + piece.start()):
            yield Byline(name=person.name, span=person.span, role=role, of=where.group(1) if where else None)
