"""Common-noun phrases that mention someone: "the minister", "Syrian rebels", "the two diplomats", "the Swiss city"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from newsledger.language.offices import portfolio_end
from newsledger.language.tables import group_nouns, place_nouns, word_classes
from newsledger.language.titles import is_clock, noun_ending_at
from newsledger.language.tokens import Tokens

NominalClass = Literal["person", "people", "body", "group", "place", "pair"]
_PREMODIFIERS = frozenset(
    {"det", "amod", "compound", "nummod", "poss", "nmod", "quantmod", "advmod", "predet", "punct", "case", "npadvmod"}
)
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
_INSIDE = frozenset({"compound", "amod", "nmod", "npadvmod", "nummod", "quantmod"})
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})
_NOBODY = frozenset({"no", "neither", "any", "every", "each", "either", "what", "which"})
_ONLY_SINGULAR = frozenset(
    {"chair", "head", "anchor", "guide", "model", "private", "major", "general", "count", "host", "star"}
)
_NUMBERS = {
    "two": 2,
    "both": 2,
    "pair": 2,
    "duo": 2,
    "three": 3,
    "trio": 3,
    "four": 4,
    "five": 5,
    "2": 2,
    "3": 3,
    "4": 4,
    "5": 5,
}


@dataclass(frozen=True, slots=True)
class Nominal:
    """A phrase ``start:end`` without what follows its head noun. noun: singular for persons, else as listed.

    modifiers: the words between determiner and noun, lower case, without numbers and nationalities. number: how many it
    stands for ("the two", "both"), None if it does not tell; count: the numeral, as written. owner: token of the
    possessor or of the noun after "of".
    """

    start: int
    end: int
    head: int
    kind: NominalClass
    noun: str
    sector: str | None
    definite: bool
    plural: bool
    country: str | None
    number: int | None
    count: str | None
    modifiers: frozenset[str]
    owner: int | None


def nominal_at(tokens: Tokens, i: int) -> Nominal | None:
    """The phrase headed by token ``i``, if it mentions people, a body or a place by a common noun."""
    word, tag = tokens.lower[i], tokens.tag[i]
    if tokens.dep[i] in _INSIDE and tokens.head[i] > i:
        return None
    plural = tag in ("NNS", "NNPS")
    found = _classify(tokens, i, plural)
    if found is None:
        return None
    kind, noun, sector = found
    start = phrase_start(tokens, i)
    if tokens.lower[start] in _NOBODY:
        return None
    if (
        start == i
        and tag == "NN"
        and tokens.dep[i] in ("pobj", "dobj")
        and word in word_classes("word_lists.tsv")["bare"]
    ):
        return None  # "in force", "took office": no body in particular
    definite = False
    country = tokens.nationality(tokens.text[i]) if noun == "national" or (kind == "group" and noun == word) else None
    plural = plural or (kind == "group" and country is not None)
    number: int | None = _NUMBERS.get(word) if kind == "pair" else None
    owner: int | None = None
    modifiers: set[str] = set()
    count: str | None = None
    for j in range(start, i):
        text, lower = tokens.text[j], tokens.lower[j]
        if tokens.dep[j] == "poss" or tokens.tag[j] == "PRP$":
            owner = j
            definite = True
        elif lower in _DEFINITE:
            definite = True
            if lower == "both":
                number = 2
        elif tokens.pos[j] == "NUM":
            number = _NUMBERS.get(lower, number)
            count = lower
        elif text[0].isupper() and (code := tokens.nationality(text)) is not None:
            country = code
        elif noun == "administration" and j == i - 1 and tokens.pos[j] == "PROPN" and tokens.nationality(text) is None:
            owner = j
        elif tokens.pos[j] in ("ADJ", "NOUN", "PROPN"):
            code = tokens.nation(text)
            if code is not None:
                country = code
            else:
                modifiers.add(lower)
    if owner is None:
        for child in tokens.children[i]:
            if child > i and tokens.lower[child] in ("of", "in") and tokens.dep[child] == "prep":
                owner = next((k for k in tokens.children[child] if tokens.dep[k] == "pobj"), None)
                if tokens.lower[child] == "in" and owner is not None and tokens.nation(tokens.text[owner]) is None:
                    owner = None
                break
    if owner is not None and country is None:
        country = tokens.nation(tokens.text[owner])
    end = portfolio_end(tokens, i + 1, len(tokens)) if kind == "person" else i + 1
    return Nominal(
        start, end, i, kind, noun, sector, definite, plural, country, number, count, frozenset(modifiers), owner
    )


def phrase_start(tokens: Tokens, i: int) -> int:
    """Where the words before a head noun begin, possessors with all their words included."""
    start = i
    for child in tokens.children[i]:
        if (
            child < i
            and tokens.dep[child] in _PREMODIFIERS
            and not (tokens.dep[child] == "punct" and tokens.text[child] != "-")
        ):
            start = min(start, child if not tokens.children[child] else tokens.left(child))
    low = tokens.sentence_start(i)
    if start <= low < i and is_clock(tokens, low):
        low += 1
    return max(start, low)


def _classify(tokens: Tokens, i: int, plural: bool) -> tuple[NominalClass, str, str | None] | None:
    """Class, listed noun and sector of a head noun."""
    word = tokens.lower[i]
    pos = tokens.pos[i]
    if pos in ("NUM", "DET", "PRON"):
        alone = word in ("two", "both", "three") and tokens.dep[i] in _ARGUMENTS
        alone = alone and not any(tokens.lower[c] in ("of", "in") for c in tokens.children[i] if c == i + 1)
        return ("pair", word, None) if alone else None
    if word == "old" and tokens.dep[i] not in _INSIDE and "year" in tokens.lower[max(0, i - 2) : i]:
        return "person", "person", None
    if pos == "ADJ" and tokens.dep[i] in _ARGUMENTS and is_people(tokens, i):
        return "group", word, "CVL"
    if pos not in ("NOUN", "PROPN"):
        return None
    if word in ("pair", "duo", "trio"):
        return "pair", word, None
    previous = tokens.lower[i - 1] if i > tokens.sentence_start(i) else ""
    groups = group_nouns()
    for phrase in (f"{previous} {word}", word):
        noun = groups.get(phrase)
        if noun is not None and (
            noun.kind == "body"
            or plural
            or noun.noun
            in ("dead", "wounded", "injured", "public", "population", "crowd", "mob", "nation", "staff", "crew")
        ):
            if phrase in place_nouns() and not plural:
                break
            return ("body" if noun.kind == "body" else "group"), noun.noun, noun.sector
    if not plural and word in place_nouns():
        return "place", word, None
    person = noun_ending_at(tokens, i)
    if person is not None and person[1].kind != "honorific" and not (plural and person[1].noun in _ONLY_SINGULAR):
        return ("people" if plural else "person"), person[1].noun, person[1].sector
    if plural:
        lemma = tokens.lemma[i].lower()
        noun = groups.get(f"{previous} {lemma}") or groups.get(lemma)
        if noun is not None:
            return "group", word, noun.sector
    if tokens.text[i][0].isupper() and tokens.nationality(tokens.text[i]) is not None:
        if plural or is_people(tokens, i):
            return "group", word, "CVL"
        if previous in ("a", "an", "the") or tokens.tag[i - 1] in ("JJ", "CD"):
            return "person", "national", "CVL"
    return None


def is_people(tokens: Tokens, i: int) -> bool:
    """Whether a nationality stands for its people: "the French", "the Dutch"."""
    word = tokens.lower[i]
    return word.endswith(("ese", "ish", "ch", "ss")) and i > 0 and tokens.lower[i - 1] == "the"
