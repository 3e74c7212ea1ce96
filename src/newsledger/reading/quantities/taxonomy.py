"""The taxonomy of measures, ready for look-up by the words around a number."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Token

from newsledger.reading.quantities.tables import table


@dataclass(frozen=True, slots=True)
class Measure:
    """What a figure measures. unit: empty where the counted noun tells it."""

    name: str
    unit: str
    people_only: bool = False


_Index = dict[str, tuple[tuple[str, Measure], ...]]


@functools.cache
def _index(role: str) -> _Index:
    """First word of each entry of a role → (the rest of the entry, measure); longer entries first."""
    made: dict[str, list[tuple[str, Measure]]] = {}
    for entry in table("measures")["measure"]:
        for phrase in entry.get(role, ()):
            first, _, rest = phrase.partition(" ")
            made.setdefault(first, []).append(
                (rest, Measure(entry["name"], entry.get("unit", ""), entry.get("people_only", False)))
            )
    return {word: tuple(sorted(found, key=lambda pair: -len(pair[0]))) for word, found in made.items()}


def by_verb(role: str, verb: Token) -> Measure | None:
    """Measure of what stands to a verb as ``role`` ("object", "subject", "trades", "lives"), or None."""
    for rest, measure in _index(role).get(verb.lemma_.casefold(), ()):
        if not rest or _has(verb, rest.split()):
            return measure
    return None


def _has(verb: Token, words: Iterable[str]) -> bool:
    """Tell whether a verb has these words near it as particle, complement or object's complement."""
    own = [c for c in verb.children if c.i > verb.i and c.dep_ not in ("advcl", "conj", "relcl", "parataxis")]
    near = {t.lower_ for c in own for t in (c, *c.children, *(h for g in c.children for h in g.children))}
    return all(word in near for word in words)


def by_noun(role: str, noun: Token) -> Measure | None:
    """Measure told by a noun in a role ("nouns", "acts", "tolls"), or None; compounds are looked at first."""
    lemma = noun.lemma_.casefold()
    compound = next((c.lemma_.casefold() for c in noun.children if c.dep_ == "compound" and c.i == noun.i - 1), "")
    for phrase in (f"{compound} {lemma}", lemma):
        first, _, rest = phrase.strip().partition(" ")
        for known, measure in _index(role).get(first, ()):
            if known == rest:
                return measure
    return None


def by_illness(noun: Token) -> Measure | None:
    """Measure told by cases of an illness ("20 cases of measles", "20 confirmed cases"), or None."""
    if noun.lemma_.casefold() != "case":
        return None
    beside = [c for c in noun.children if c.dep_ in ("amod", "compound")]
    of = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ in ("of", "for")), None)
    beside = beside if of is None else list(of.subtree)
    for token in beside:
        found = _index("cases").get(token.lower_)
        if found is not None:
            return found[0][1]
    return None


def by_state(token: Token) -> Measure | None:
    """Measure told by a state that is said of those counted ("missing", "captives", "critical condition")."""
    words = {token.lower_, token.lemma_.casefold()}
    before = next((c.lower_ for c in token.children if c.dep_ in ("amod", "compound") and c.i < token.i), "")
    for word in (*sorted(words), before):
        for rest, measure in _index("states").get(word, ()):
            if not rest or (word == before and rest == token.lower_):
                return measure
    return None


@functools.cache
def magnitudes() -> dict[tuple[str, str], str]:
    """(kind of unit, word) → what is measured."""
    return {(entry["kind"], word): entry["name"] for entry in table("measures")["magnitude"] for word in entry["words"]}


def change(lemma: str) -> str | None:
    """The noun for a verb of change, or None if the verb is none."""
    found = table("measures")["changes"].get(lemma)
    return str(found) if found is not None else None
