"""What is known of the world that helps to date a text: terms of office, events, words that are young.

Tables of facts, every row with its source; users add files of the same form (``NEWSLEDGER_CALENDAR``: a folder with
``offices.tsv``, ``events.tsv``, ``eras.tsv``). None of it is needed for the rest to work.
"""

from __future__ import annotations

import csv
import datetime as dt
import functools
import io
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from newsledger.model import Span
from newsledger.timex.lexicon import split_alternatives

_WORD = re.compile(r"[^\W\d_]+")
# Groups, classes, escapes and optional letters of a pattern; runs of letters that are left.
_GROUP = re.compile(r"\(\?:[^()]*\)")
_OPTIONAL = re.compile(r"\(\?:[^()]*(?:\([^()]*\)[^()]*)*\)[?*+]?|\[[^\]]*\][?*+]?|\\.[?*+]?|.\?")
_LETTERS = re.compile(r"[^\W\d_]{3,}")
_PAST_HOLDER = re.compile(
    r"\b(?:former|ex|then|late|one-time|onetime|deposed|ousted|the Bill|the George)[ -](?:\w+[ -]){0,3}$", re.I
)


@dataclass(frozen=True, slots=True)
class Office:
    """A person's term of office. titles: regular expression of the titles that go with the name."""

    given: str
    surname: str
    titles: str
    start: dt.date
    end: dt.date | None
    source: str


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened on a day.

    words: regular expressions that must all be found. keys: letters of which one must stand in the text for the first
    of them to be found; None if that cannot be told.
    """

    day: dt.date
    words: tuple[re.Pattern[str], ...]
    keys: frozenset[str] | None
    name: str
    source: str


@dataclass(frozen=True, slots=True)
class Known:
    """A fact that a text mentions. terms: periods in which it is current; kind: "office", "event" or "era"."""

    kind: str
    name: str
    terms: tuple[tuple[dt.date, dt.date | None], ...]
    span: Span


def _rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of a table: the shipped one and, behind it, the user's own."""
    texts = [(resources.files("newsledger.timex") / "data" / name).read_text("utf-8")]
    folder = os.environ.get("NEWSLEDGER_CALENDAR")
    if folder and (Path(folder) / name).is_file():
        texts.append((Path(folder) / name).read_text("utf-8"))
    for text in texts:
        lines = "\n".join(line for line in text.splitlines() if line.strip() and not line.startswith("#"))
        yield from csv.DictReader(io.StringIO(lines), delimiter="\t", quoting=csv.QUOTE_NONE)


def _date(text: str) -> dt.date | None:
    """A day; of a month or year its first; None for an empty field."""
    if not text.strip():
        return None
    return dt.date.fromisoformat((text.strip() + "-01-01")[:10])


@functools.cache
def offices() -> Mapping[str, tuple[Office, ...]]:
    """Terms of office by the last word of the surname."""
    found: dict[str, list[Office]] = {}
    for row in _rows("offices.tsv"):
        start = _date(row["start"])
        if start is not None:
            office = Office(row["given"], row["surname"], row["titles"], start, _date(row["end"]), row["source"])
            for surname in row["surname"].split("|"):
                found.setdefault(_WORD.findall(surname)[-1], []).append(office)
    return {name: tuple(rows) for name, rows in found.items()}


def keys_of(pattern: str) -> frozenset[str] | None:
    """For each alternative of a pattern letters that any match must hold; None if one has none. Searched before it."""
    if _GROUP.fullmatch(pattern):
        pattern = pattern[3:-1]
    keys = set()
    for alternative in split_alternatives(pattern):
        runs = _LETTERS.findall(_OPTIONAL.sub(" ", alternative))
        if not runs:
            return None
        keys.add(max(runs, key=len))
    return frozenset(keys)


@functools.cache
def events() -> tuple[Event, ...]:
    """Dated events."""
    found = []
    for row in _rows("events.tsv"):
        day = _date(row["date"])
        if day is not None:
            parts = [w.strip() for w in row["words"].split("&&")]
            words = tuple(re.compile(rf"\b(?:{w})\b") for w in parts)
            found.append(Event(day, words, keys_of(parts[0]), row["name"], row["source"]))
    return tuple(found)


@functools.cache
def eras() -> tuple[tuple[re.Pattern[str], frozenset[str] | None, dt.date, dt.date | None, str], ...]:
    """Words that came into the news at some time (and some that left it)."""
    found = []
    for row in _rows("eras.tsv"):
        start = _date(row["start"])
        if start is not None:
            found.append(
                (re.compile(rf"\b(?:{row['words']})\b"), keys_of(row["words"]), start, _date(row["end"]), row["name"])
            )
    return tuple(found)


@functools.cache
def _titled(titles: str, given: str, surname: str) -> re.Pattern[str]:
    middle = r"(?:[A-Z][\w.]*\.? )?"
    name = rf"(?:(?:{given})\.? {middle})?(?:{surname})" if given else f"(?:{surname})"
    whole = rf"(?:{given}) {middle}(?:{surname})" if given else f"(?:{surname})"
    return re.compile(rf"\b(?:{titles}),? (?:{name})\b|\b{whole}, (?:the |who is )?(?:{titles})\b")


def known_offices(text: str) -> list[Known]:
    """Holders of offices that are named with their title and not as former ones.

    A name that several held ("President Bush") has the terms of all of them, unless the given name tells which.
    """
    table = offices()
    named: dict[int, list[tuple[Office, re.Match[str]]]] = {}
    for surname in sorted(set(_WORD.findall(text)) & table.keys()):
        for office in table[surname]:
            for match in _titled(office.titles, office.given, office.surname).finditer(text):
                before = text[max(0, match.start() - 30) : match.start()]
                if not _PAST_HOLDER.search(before) and not text.startswith("-elect", match.end()):
                    named.setdefault(match.end(), []).append((office, match))
    found: dict[tuple[tuple[dt.date, dt.date | None], ...], Known] = {}
    for _, held in sorted(named.items()):
        told = [(o, m) for o, m in held if o.given and re.search(rf"\b(?:{o.given})\b", m.group())] or held
        terms = tuple(sorted({(o.start, o.end) for o, _ in told}, key=lambda term: term[0]))
        match = told[0][1]
        found.setdefault(terms, Known("office", match.group(), terms, Span(match.start(), match.end())))
    return list(found.values())


def known_events(text: str) -> list[Known]:
    """Events that the text speaks of."""
    found = []
    for event in events():
        if event.keys is not None and not any(key in text for key in event.keys):
            continue
        matches = []
        for pattern in event.words:
            match = pattern.search(text)
            if match is None:
                break
            matches.append(match)
        else:
            span = Span(matches[0].start(), matches[0].end())
            found.append(Known("event", event.name, ((event.day, None),), span))
    return found


def known_eras(text: str) -> list[Known]:
    """Young words in the text."""
    found = []
    for pattern, keys, start, end, name in eras():
        if keys is not None and not any(key in text for key in keys):
            continue
        match = pattern.search(text)
        if match is not None:
            found.append(Known("era", name, ((start, end),), Span(match.start(), match.end())))
    return found
