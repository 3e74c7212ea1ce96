"""Units: what a count or a measurement is in."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from spacy.tokens import Token

from newsledger.reading.quantities.tables import table


@dataclass(frozen=True, slots=True)
class Measurement:
    """A unit of measurement: its display name and the kind of magnitude ("distance", "duration", "money" ...)."""

    name: str
    kind: str


@functools.cache
def _measurements() -> dict[str, Measurement]:
    found: dict[str, Measurement] = {}
    for group in table("units")["measurement"]:
        for name, words in group["names"].items():
            for word in words:
                found.setdefault(word, Measurement(name, group["kind"]))
    return found


def measurement(word: str) -> Measurement | None:
    """The unit of measurement that a word (any number, lower case) names, or None."""
    known = _measurements()
    if word in known:
        return known[word]
    return known.get(word[:-1]) if word.endswith("s") else None


@functools.cache
def _people() -> tuple[frozenset[str], tuple[str, ...]]:
    data = table("units")["people"]
    return frozenset(data["nouns"].split()), tuple(data["endings"])


def names_people(noun: Token) -> bool:
    """Tell whether a counted noun names people."""
    nouns, endings = _people()
    lemma = noun.lemma_.casefold()
    if lemma in nouns or noun.lower_ in nouns or noun.lower_.removesuffix("s") in nouns:
        return True
    if noun.ent_type_ == "NORP" and noun.tag_ in ("NNPS", "NNP", "NNS"):
        return True
    common = noun.tag_ in ("NN", "NNS") or (noun.i > 0 and "#" in noun.nbor(-1).text)
    return common and len(lemma) > 5 and lemma.rstrip("s").endswith(endings)


@functools.cache
def _things() -> dict[str, str]:
    return {word: name for name, words in table("units")["things"].items() for word in words}


def many(noun: Token) -> str:
    """Give the plural of a noun, lower case."""
    lemma = noun.lemma_.casefold()
    if noun.tag_ in ("NNS", "NNPS") or (noun.tag_ == "NNP" and noun.lower_.endswith("s")):
        return noun.lower_
    if lemma.endswith(("s", "x", "ch", "sh")):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        return lemma[:-1] + "ies"
    return lemma + "s"


def plural(noun: Token) -> str:
    """Give the noun as a unit's name: its plural, or the name that the table gives to what it counts."""
    return _things().get(noun.lemma_.casefold()) or many(noun)
