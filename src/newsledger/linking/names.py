"""When two names can be one person's, organisation's or place's."""

from __future__ import annotations

import functools
import re

from newsledger.linking.terms import stem, stop_words, table, words

_RELATION = re.compile(r"['’]s?\s+[a-z]")
_AFTER = re.compile(r"\s+(?:of|in|from|with|at|who|that|for)\s")
_CAPITALS = re.compile(r"[A-Z](?:\.?[A-Z]){1,6}\.?")


@functools.cache
def _skipped_in_people() -> frozenset[str]:
    names = table("names")
    return frozenset(names["particles"].split()) | frozenset(names["titles"].split())


@functools.cache
def _parties() -> dict[str, str]:
    return {head: party for party, heads in table("names")["parties"].items() for head in heads.split()}


@functools.cache
def _general() -> frozenset[str]:
    return frozenset(table("names")["general"]["words"].split())


@functools.cache
def _other_parties() -> frozenset[str]:
    return frozenset(table("names")["other"]["words"].split())


@functools.cache
def party_words() -> frozenset[str]:
    """Return the common nouns for parties, and the words that only go with them."""
    return frozenset(_parties()) | frozenset(table("names")["beside"]["words"].split())


@functools.lru_cache(maxsize=50_000)
def person_key(name: str) -> tuple[str, ...]:
    """Return the words of a personal name that tell people apart, in order: "Bashar al-Assad" → ("bashar", "assad")."""
    every = words(name)
    kept = tuple(w for w in every if w not in _skipped_in_people())
    return kept or tuple(every)


@functools.lru_cache(maxsize=50_000)
def name_key(name: str) -> tuple[str, ...]:
    """Return the words of any other name, without function words: "the Bank of Ruritania" → ("bank", "ruritania")."""
    every = words(name)
    return tuple(w for w in every if w not in stop_words() or w == "us") or tuple(every)


@functools.lru_cache(maxsize=50_000)
def is_proper(name: str) -> bool:
    """Tell whether a name is a proper one: capitals, and no relation to another ("Smith's mother", "a driver").

    A common noun that begins a sentence ("Countries", "Officials") is none.
    """
    return not set(words(name)) <= _general() and name != name.lower() and _RELATION.search(name) is None


@functools.lru_cache(maxsize=50_000)
def head_noun(name: str) -> str:
    """Return the stem of the noun that a description turns on: "the 21 freed girls" → "girl"."""
    every = words(_AFTER.split(name, maxsplit=1)[0])
    return stem(every[-1]) if every else name


def one_person(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Tell whether two full names (two words or more) can be one person's.

    The surnames agree; first names are the same or one is the other's initial; a longer name may add middle names or a
    second surname.
    """
    short, long = sorted((a, b), key=lambda k: (len(k), k))
    if not short or not _first_agrees(short[0], long[0]):
        return False
    rest = list(long[1:])
    for word in short[1:]:
        match = next((w for w in rest if w == word or (len(word) == 1 and w.startswith(word))), None)
        if match is None and len(word) > 1:
            return False
        if match is not None:
            rest.remove(match)
    return len(short) > 1


def _first_agrees(a: str, b: str) -> bool:
    return a == b or (min(len(a), len(b)) == 1 and a[0] == b[0])


def acronyms(key: tuple[str, ...]) -> tuple[str, ...]:
    """Return initials of a name of several words: ("european", "union") → ("eu",)."""
    return ("".join(w[0] for w in key),) if len(key) > 1 else ()


def is_acronym(name: str) -> bool:
    """Tell whether a name is written as initials ("EU", "U.N.")."""
    return _CAPITALS.fullmatch(name.strip().removeprefix("the ").removeprefix("The ")) is not None


def party_key(name: str, country: str | None) -> tuple[str, ...] | None:
    """Key of a party told by a common noun and its country ("the Syrian government"); None if it is not such a name."""
    every = words(name)
    if country is None or not every or _other_parties() & set(every):
        return None
    heads = [_parties()[w] for w in every if w in _parties()]
    return ("party", heads[0], country) if heads else None
