"""Ordinals that count: "the third meeting this month", "the 85th victim"."""

from __future__ import annotations

import functools
import re

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from newsledger.reading.quantities.measures import Told
from newsledger.reading.quantities.scan import Quantity
from newsledger.reading.quantities.tables import table
from newsledger.reading.quantities.taxonomy import by_noun
from newsledger.reading.quantities.units import names_people, plural


@functools.cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(table("exclusions")[name])


@functools.cache
def _window() -> re.Pattern[str]:
    phrases = sorted(_listed("windows"), key=lambda p: (-len(p), p))
    joined = "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in phrases)
    units = r"(?:years?|months?|weeks?|days?|decades?|hours?|summer|winter|spring|autumn|fall)"
    return re.compile(
        rf"\bso far\b|\bto date\b|\b(?:{joined})\s+(?:[\w-]+\s+){{0,3}}{units}\b|\bsince\s+(?:\w+\s+)?\d{{4}}", re.I
    )


def counts_occurrences(quantity: Quantity, sentence: TokenSpan) -> bool:
    """Tell whether an ordinal numbers things that happen, so that so many have happened by now."""
    value = quantity.numeral.value
    if value is None or value < 2:
        return False
    noun = _counted(quantity)
    if noun is not None and noun.lemma_.casefold() in _listed("ranked"):
        return False
    if noun is not None and by_noun("nouns", noun) is not None:
        return True
    if noun is None and quantity.numeral.words and quantity.anchor.dep_ not in ("conj", "attr", "appos", "pobj"):
        return False
    after = sentence.doc[quantity.last + 1 : sentence.end].text
    clause = re.split(r"[,;:.]", after, maxsplit=1)[0]
    return bool(_window().search(clause))


def told_by_ordinal(quantity: Quantity, sentence: TokenSpan) -> Told:
    """Unit and measure of an ordinal that counts; a bare one takes the noun of the ordinal before it."""
    noun = _counted(quantity)
    if noun is None:
        noun = _noun_before(quantity, sentence)
    if noun is None:
        return Told("occurrences", "times")
    words = [c.text for c in noun.children if c.i > quantity.last and c.i < noun.i and c.dep_ in ("amod", "compound")]
    name = " ".join([*words, plural(noun)]).casefold()
    return Told(name, "people" if names_people(noun) else plural(noun), known=True)


def _counted(quantity: Quantity) -> Token | None:
    """The noun that an ordinal modifies."""
    noun = quantity.noun
    return noun if noun is not None and noun.i > quantity.last and not quantity.partitive else None


def _noun_before(quantity: Quantity, sentence: TokenSpan) -> Token | None:
    """Find "the third meeting ... and the sixth": the noun that the earlier ordinal modifies."""
    for token in reversed(sentence.doc[sentence.start : quantity.first]):
        if token.pos_ == "NOUN" and any(
            c.ent_type_ == "ORDINAL" or (c.tag_ == "JJ" and c.lower_.endswith("th")) for c in token.children
        ):
            return token
    head = quantity.anchor.head
    if quantity.anchor.dep_ == "attr" and head.lemma_ == "be":  # "the strike is the ninth in two years"
        return next((c for c in head.children if c.dep_ == "nsubj" and c.pos_ == "NOUN"), None)
    return head if quantity.anchor.dep_ == "conj" and head.pos_ == "NOUN" else None
