"""What positions are about, in terms that meet: "Iran's participation", "including Iran", "Tehran at the table"."""

from __future__ import annotations

import functools
import re

from newsledger.language.nations import nation_of
from newsledger.language.tables import capitals, fold
from newsledger.reading.stances.tables import table

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s\b|['’](?!\w)")
_ENDING = re.compile(r"(?:ations?|ions?|ing|ed|es|s|e)$")
_LEAST = 4  # letters that a stem keeps


@functools.cache
def _notions() -> dict[str, str]:
    """Stem of a word → the notion that it stands for; idioms by their words joined with a blank."""
    found: dict[str, str] = {}
    for notion, entries in table("objects")["notions"].items():
        for entry in entries:
            found.setdefault(entry if " " in entry else _stem(entry), f"<{notion}>")
    return found


@functools.lru_cache(maxsize=10_000)
def object_terms(text: str) -> frozenset[str]:
    """The terms of an object: nations by their code, notions ("<part>"), else stems of words that carry meaning.

    Countries, their adjectives and their capitals are one term; so are the ways to say that somebody takes part.
    """
    plain = _POSSESSIVE.sub("", text)
    lowered = plain.casefold()
    terms: set[str] = set()
    for idiom, notion in _notions().items():
        if " " in idiom and idiom in lowered:
            terms.add(notion)
            lowered = lowered.replace(idiom, " ")
    for word in _WORD.findall(plain):
        small = word.casefold()
        if small in _silent() or small not in lowered:
            continue
        nation = (nation_of(word, {}) or capitals().get(fold(word))) if word[0].isupper() else None
        terms.add(nation or _notions().get(_stem(small)) or _stem(small))
    return frozenset(terms)


@functools.cache
def _silent() -> frozenset[str]:
    return frozenset(table("objects")["silent"])


def _stem(word: str) -> str:
    shorter = _ENDING.sub("", word)
    return shorter if len(shorter) >= _LEAST else word
