"""What is known of the world that helps to date a text: terms of office, events, firms, people, words that are young.

Tables of facts, every row with its source; users add files of the same form (``NEWSLEDGER_CALENDAR``: a folder with
``offices.tsv``, ``events.tsv``, ``contests.tsv``, ``names.tsv``, ``eras.tsv``). None of it is needed for the rest to
work. A row is tried only on a text that holds the beginning of a word that any match of it must hold.
"""

from __future__ import annotations

import csv
import datetime as dt
import functools
import io
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from newsledger.model import Span
from newsledger.timex.lexicon import split_alternatives

_WORD = re.compile(r"[^\W\d_]+")
# Classes of one letter in two cases; groups, classes, escapes and optional letters; the runs of letters that are left.
_CASES = re.compile(r"\[([A-Z])([a-z])\]")
_GROUP = re.compile(r"\(\?:([^()]*)\)")
_OPTIONAL = re.compile(r"\(\?:[^()]*(?:\([^()]*\)[^()]*)*\)[?*+]?|\[[^\]]*\][?*+]?|\\.[?*+]?|.\?")
_RUN = re.compile(r"(?<![^\W_]|\x00)[^\W_]+")
_TOKEN = re.compile(r"[^\W_]+")
_PREFIX = 6
_PAST_HOLDER = re.compile(
    r"\b(?:former|ex|then|late|one-time|onetime|deposed|ousted|the Bill|the George)[ -](?:\w+[ -]){0,3}$", re.I
)
# Not within a longer name ("President Michel Temer"); a day or month may follow ("President Bush Monday").
_NAME_ENDS = (
    r"(?! (?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[A-Z][a-z])"
)
_WINDOW = 70

Term = tuple[dt.date, dt.date | None]


@dataclass(frozen=True, slots=True, eq=False)
class Office:
    """A person's term of office.

    titles: regular expression of the titles that go with the name. full: whether the given name must stand with it.
    """

    given: str
    surname: str
    titles: str
    start: dt.date
    end: dt.date | None
    source: str
    full: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Fact:
    """Something datable that texts name: an event, or a word, firm or person that was current for some time.

    kind: "event", "story" (that goes on for months), "planned" (spoken of before it), "lasting" (for years), "era",
    "firm", "person". words: regular expressions
    that must all be found. keyed: the one of them that has keys: beginnings of words of which any match must hold one;
    None if that cannot be told. end: None for events and for what is still current.
    """

    kind: str
    name: str
    start: dt.date
    end: dt.date | None
    words: tuple[str, ...]
    keyed: str
    keys: frozenset[str] | None
    source: str


@dataclass(frozen=True, slots=True)
class Known:
    """A fact that a text mentions. terms: periods in which it is current; kind: of the fact, "office" or "holder"."""

    kind: str
    name: str
    terms: tuple[Term, ...]
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


def _date(text: str | None) -> dt.date | None:
    """A day; of a month or year its first; None for an empty field."""
    if not text or not text.strip():
        return None
    bare = text.strip()
    return dt.date.fromisoformat(bare + "-01-01"[len(bare) - 4 :] if len(bare) < 10 else bare)


@functools.cache
def offices() -> Mapping[str, tuple[Office, ...]]:
    """Terms of office by the last word of the surname."""
    found: dict[str, list[Office]] = {}
    for row in _rows("offices.tsv"):
        start = _date(row["start"])
        if start is not None:
            full = (row.get("form") or "") == "full"
            end = _date(row["end"])
            office = Office(row["given"], row["surname"], row["titles"], start, end, row["source"], full)
            for last in dict.fromkeys(_WORD.findall(surname)[-1] for surname in row["surname"].split("|")):
                found.setdefault(last, []).append(office)
    return {name: tuple(rows) for name, rows in found.items()}


def _gap(optional: re.Match[str]) -> str:
    """What stands for an optional part: a gap between words, or one within a word (behind which no key may begin)."""
    bare = optional.group().rstrip("?*+").rstrip(")")
    return "\x00" if bare[-1:].isalnum() or bare[-1:] in ("]", "") else " "


def keys_of(pattern: str) -> frozenset[str] | None:
    """For each alternative of a pattern the beginning of a word that any match must hold; None if one has none."""
    pattern = _CASES.sub(lambda m: m[2] if m[1].lower() == m[2] else m[0], pattern)
    whole = _GROUP.fullmatch(pattern)
    keys = set()
    for alternative in split_alternatives(whole[1] if whole else pattern):
        runs = _RUN.findall(_OPTIONAL.sub(_gap, alternative.replace("\\b", " ").replace("\\.", ". ")))
        if not runs:
            return None
        keys.add(max(runs, key=len).lower())
    return frozenset(keys)


def _rarity(keys: frozenset[str]) -> tuple[int, int]:
    """How rarely one of some keys stands in a text: the length of the shortest, and how few they are."""
    return min(map(len, keys)), -len(keys)


def _fact(kind: str, row: Mapping[str, str], start: dt.date, end: dt.date | None) -> Fact:
    words = tuple(part.strip() for part in row["words"].split("&&"))
    keyed, keys = words[0], None
    for part in words:
        found = keys_of(part)
        if found is not None and (keys is None or _rarity(found) > _rarity(keys)):
            keyed, keys = part, found
    return Fact(kind, row["name"], start, end, words, keyed, keys, row["source"])


@functools.cache
def events() -> tuple[Fact, ...]:
    """Dated events."""
    found = []
    for row in [*_rows("events.tsv"), *_rows("contests.tsv")]:
        day = _date(row["date"])
        if day is not None:
            found.append(_fact(row.get("kind") or "event", row, day, None))
    return tuple(found)


@functools.cache
def eras() -> tuple[Fact, ...]:
    """Words that came into the news at some time (and some that left it), firms and people."""
    found = []
    for row in [*_rows("eras.tsv"), *_rows("names.tsv")]:
        start = _date(row["start"])
        if start is not None:
            found.append(_fact(row.get("class") or "era", row, start, _date(row["end"])))
    return tuple(found)


@functools.lru_cache(maxsize=16384)
def _compiled(words: str) -> re.Pattern[str]:
    edge = r"\b" if words[:1].isalnum() or words[:2] in ("(?", "[A") else ""
    return re.compile(rf"{edge}(?:{words})(?!\w)")


@functools.cache
def _index() -> tuple[Mapping[str, tuple[tuple[str, Fact], ...]], tuple[Fact, ...]]:
    """Facts with their keys by the first letters of these, and the facts that have none."""
    found: dict[str, list[tuple[str, Fact]]] = {}
    rest = []
    for fact in (*events(), *eras()):
        if fact.keys is None:
            rest.append(fact)
        for key in sorted(fact.keys or ()):
            found.setdefault(key[:_PREFIX], []).append((key, fact))
    return {prefix: tuple(facts) for prefix, facts in found.items()}, tuple(rest)


@functools.lru_cache(maxsize=65536)
def _facts_of(word: str) -> tuple[Fact, ...]:
    """The facts of which a key begins a word."""
    table, _ = _index()
    low = word.lower()
    return tuple(
        fact
        for length in range(1, min(len(low), _PREFIX) + 1)
        for key, fact in table.get(low[:length], ())
        if low.startswith(key)
    )


def known_facts(text: str, blocks: Sequence[tuple[int, int]] | None = None) -> list[Known]:
    """Events, young words, firms and people that a text names, by their first day.

    blocks: start and end of its paragraphs; all words of a fact must stand in one of them. By default the text is one.
    """
    blocks = [(0, len(text))] if blocks is None else blocks
    places: dict[Fact, list[int]] = {}
    for number, (start, end) in enumerate(blocks):
        seen = set()
        for token in _TOKEN.finditer(text, start, end):
            word = token.group()
            if word not in seen:
                seen.add(word)
                for fact in _facts_of(word):
                    places.setdefault(fact, []).append(number)
    for fact in _index()[1]:
        places[fact] = list(range(len(blocks)))
    tried: dict[tuple[str, int], Span | None] = {}
    found = []
    for fact, numbers in places.items():
        for number in dict.fromkeys(numbers):
            span = _match(fact, text, number, blocks[number], tried)
            if span is not None:
                found.append(Known(fact.kind, fact.name, ((fact.start, fact.end),), span))
                break
    found.sort(key=lambda known: (known.terms[0][0], known.name, known.span))
    return found


def _match(
    fact: Fact, text: str, number: int, block: tuple[int, int], tried: dict[tuple[str, int], Span | None]
) -> Span | None:
    """Where the first of a fact's patterns is found in a block, if all are; the one with the keys is tried first."""
    for part in (fact.keyed, *fact.words):
        if (part, number) not in tried:
            match = _compiled(part).search(text, *block)
            tried[part, number] = Span(match.start(), match.end()) if match is not None else None
        if tried[part, number] is None:
            return None
    return tried[fact.words[0], number]


@functools.lru_cache(maxsize=4096)
def _named(office: Office) -> tuple[re.Pattern[str], re.Pattern[str] | None]:
    """Patterns of the name with the title, and of the full name alone."""
    middle = r"(?:[A-Z][\w.]*\.? )?"
    given, surname, titles = office.given, office.surname, office.titles
    whole = rf"(?:{given})\.? {middle}(?:{surname})" if given else f"(?:{surname})"
    name = whole if office.full or not given else rf"(?:(?:{given})\.? {middle})?(?:{surname})"
    titled = re.compile(rf"\b(?:{titles}),? (?:{name})\b{_NAME_ENDS}|\b{whole}, (?:the |who is )?(?:{titles})\b")
    alone = re.compile(rf"\b{whole}\b") if given or " " in surname else None
    return titled, alone


def known_offices(text: str) -> list[Known]:
    """Holders of offices that are named: with their title and not as former ones ("office"), or without it ("holder").

    A name that several held ("President Bush") has the terms of all of them, unless the given name tells which.
    """
    table = offices()
    titled: dict[int, dict[Office, re.Match[str]]] = {}
    alone: dict[str, tuple[Office, list[Office], int, int]] = {}
    for word in _WORD.finditer(text):
        for office in table.get(word.group(), ()):
            with_title, name = _named(office)
            left, right = max(0, word.start() - _WINDOW), word.end() + _WINDOW
            for match in with_title.finditer(text, left, right):
                before = text[max(0, match.start() - 30) : match.start()]
                if not _PAST_HOLDER.search(before) and not text.startswith("-elect", match.end()):
                    titled.setdefault(match.end(), {}).setdefault(office, match)
            bare = name.search(text, left, right) if name is not None else None
            if bare is not None:
                alone.setdefault(bare.group(), (office, [], bare.start(), bare.end()))[1].append(office)
    return [*_titled(titled), *_alone(alone)]


def _titled(named: Mapping[int, Mapping[Office, re.Match[str]]]) -> list[Known]:
    found: dict[tuple[Term, ...], Known] = {}
    for _, held in sorted(named.items()):
        told = {o: m for o, m in held.items() if o.given and re.search(rf"\b(?:{o.given})\b", m.group())} or held
        terms = tuple(sorted({(o.start, o.end) for o in told}, key=lambda term: term[0]))
        match = next(iter(told.values()))
        found.setdefault(terms, Known("office", match.group(), terms, Span(match.start(), match.end())))
    return list(found.values())


def _alone(named: Mapping[str, tuple[Office, list[Office], int, int]]) -> list[Known]:
    found = []
    for name, (_, held, start, end) in named.items():
        terms = tuple(sorted({(o.start, o.end) for o in held}, key=lambda term: term[0]))
        found.append(Known("holder", name, terms, Span(start, end)))
    return found
