"""Unit and measure of a number that is a figure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Token

from newsledger.language.lemmas import lemma_of
from newsledger.reading.quantities.counted import is_definite, measure_told
from newsledger.reading.quantities.numerals import number_of
from newsledger.reading.quantities.scan import Quantity
from newsledger.reading.quantities.tables import listed
from newsledger.reading.quantities.taxonomy import change, magnitudes
from newsledger.reading.quantities.units import Measurement, many, measurement, names_people, plural
from newsledger.reading.stances.tables import listed as bodies

_SCALE = re.compile(r"^(?:m|mn|bn|tn|k)\s+")  # of "6m depot raid"
_LIGHT = frozenset({"give", "take", "make", "put", "get", "ask", "tell", "have", "bring", "leave", "send", "see"})
_LASTING = frozenset({"last", "spend", "serve", "wait", "sentence", "endure", "span"})
Part = Literal["total", "part", "change", "rate"]


@dataclass(frozen=True, slots=True)
class Told:
    """What a figure measures. predicate: the word that tells it, None where only the noun does. sure: 0 to 1."""

    measure: str
    unit: str
    part: Part = "total"
    predicate: Token | None = None
    known: bool = False
    definite: bool = False


def told(quantity: Quantity) -> Told:
    """Read unit and measure of a number; ``measure`` is empty where the sentence tells none."""
    noun = quantity.noun
    unit = measurement(noun.lower_) if noun is not None else None
    if noun is not None and noun.i > quantity.last + 1:  # "80 cubic metres"
        unit = measurement(f"{noun.nbor(-1).lower_} {noun.lower_}") or unit
    if quantity.numeral.currency is not None:
        return _money(quantity, quantity.numeral.currency)
    if quantity.numeral.kind in ("percent", "fraction"):
        return _share(quantity)
    if unit is not None and unit.kind == "money":
        return _money(quantity, unit.name)
    if unit is not None and noun is not None and noun.i > quantity.last:
        return _magnitude(quantity, unit, noun)
    found = measure_told(quantity)
    definite = is_definite(quantity)
    vague = (
        quantity.numeral.value is None
        and noun is not None
        and not any(c.dep_ in ("det", "poss", "nummod") for c in noun.children)
    )  # "dozens of people", not "dozens of the people"
    part: Part = "part" if quantity.partitive and not vague else "total"
    if found is not None:
        measure, predicate = found
        things = noun is not None and noun.tag_ == "NNS" and not names_people(noun) and not quantity.partitive
        if noun is not None and things and predicate.dep_ == "amod" and predicate.head == noun:
            return Told(_phrase(noun, quantity), plural(noun), part, definite=definite)  # "four fatal accidents"
        counted = "people" if noun is not None and names_people(noun) else ""
        name = measure.name
        if noun is not None and not counted and predicate != noun and not measure.unit:
            counted = plural(noun)
        return Told(name, counted or measure.unit or "people", part, predicate, known=True, definite=definite)
    if noun is None:
        noun = _numbered(quantity)
    if noun is None:
        return Told("", "", part, definite=definite)
    unit_name = "people" if names_people(noun) else plural(noun)
    also = next((c for c in noun.children if c.dep_ == "conj" and names_people(c) and not c.like_num), None)
    if also is not None and unit_name == "people" and also.i == noun.i + 2 and noun.tag_ == "NNS":
        return Told(f"{_phrase(noun, quantity)} and {many(also)}", unit_name, part, definite=definite)
    return Told(_phrase(noun, quantity) + _undergone(quantity.anchor), unit_name, part, definite=definite)


def _undergone(anchor: Token) -> str:
    """What is done to those counted, where a passive verb tells it: " married off"."""
    if anchor.dep_ != "nsubjpass" or anchor.head.tag_ != "VBN" or anchor.head.lemma_ in _LIGHT:
        return ""
    particle = next((f" {c.lower_}" for c in anchor.head.children if c.dep_ == "prt"), "")
    return f" {anchor.head.lower_}{particle}"


def _numbered(quantity: Quantity) -> Token | None:
    """Find what is counted in "put the number of survivors at 147"."""
    at = quantity.anchor
    if at.dep_ != "pobj" or at.head.head.pos_ not in ("VERB", "AUX"):
        return None
    for child in at.head.head.children:
        if child.dep_ in ("dobj", "nsubj", "nsubjpass") and child.lemma_ == "number":
            return _complement(child, "of")
    return None


_PLAIN = frozenset({"more", "such", "other", "others", "additional", "new", "estimated", "further", "extra"})


def _phrase(noun: Token, quantity: Quantity) -> str:
    """Give the noun with the words before it that say what kind it is, in the plural."""
    start = quantity.last + 1 if quantity.last < noun.i and not quantity.partitive else noun.left_edge.i
    start = max(start, noun.i - 7)
    words = [t for t in noun.doc[start : noun.i] if t.dep_ not in ("det", "poss", "case", "predet", "prep", "pobj")]
    while words and (words[0].is_punct or words[0].lower_ in _PLAIN or words[0].like_num or words[0].pos_ == "ADV"):
        words.pop(0)
    kind = "".join(
        t.text_with_ws for t in words
        if t.lower_ not in _PLAIN and t.pos_ not in ("ADP", "SCONJ", "NUM") and not t.like_num
    )  # fmt: skip
    return " ".join(f"{kind} {many(noun)}".casefold().split())


def _complement(token: Token, *words: str) -> Token | None:
    """The noun after "of" (or another preposition) that a token takes."""
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ in words:
            return next((c for c in child.children if c.dep_ in ("pobj", "pcomp")), None)
    return None


def _near_noun(noun: Token) -> str:
    """A noun with its compounds and adjectives, lower case."""
    words = [c.text for c in noun.children if c.i < noun.i and c.dep_ in ("compound", "amod") and c.is_alpha]
    return " ".join([*words[-2:], noun.text]).casefold()


def _verb_above(token: Token) -> Token | None:
    """The next verb above a token, through prepositions and nouns."""
    at = token
    for _ in range(4):
        if at.head == at:
            return at if at.pos_ == "VERB" else None
        at = at.head
        if at.pos_ in ("VERB", "AUX"):
            return at
    return None


def _magnitude(quantity: Quantity, unit: Measurement, noun: Token) -> Told:
    """A measurement: duration, distance, weight and the like."""
    table = magnitudes()
    after = noun.doc[noun.i + 1] if noun.i + 1 < noun.sent.end else None
    if after is not None and after.text in "-–" and noun.i + 2 < noun.sent.end:
        after = noun.doc[noun.i + 2]
    if after is not None and (unit.kind, after.lemma_.casefold()) in table:
        return Told(table[unit.kind, after.lemma_.casefold()], unit.name)
    if unit.kind == "distance" and _per_hour(noun):
        return Told("speed", {"km": "km/h", "miles": "mph"}.get(unit.name, f"{unit.name} per hour"))
    of = _complement(noun, "of")
    verb = _verb_above(noun)
    lemma = verb.lemma_.casefold() if verb is not None else ""
    by = noun.dep_ == "pobj" and noun.head.lower_ == "by"
    if verb is not None and change(lemma) and (by or noun.dep_ in ("npadvmod", "dobj")):
        return Told(str(change(lemma)), unit.name, "change", verb)
    if (unit.kind, lemma) in table:
        return Told(table[unit.kind, lemma], unit.name, predicate=verb)
    if unit.kind == "duration":
        what = _near_noun(of) if of is not None else _state_lasting(noun)
        if not what and not (noun.dep_ == "pobj" and noun.head.lower_ == "for") and lemma not in _LASTING:
            return Told("", unit.name)
        return Told(f"duration of {what}" if what else "duration", unit.name, predicate=verb)
    if quantity.hyphened:
        head = noun.head if noun.head.i > noun.i else None
        while head is not None and head.pos_ == "ADJ" and head.head.i > head.i:
            head = head.head
        said = f"{head.lemma_} " if head is not None and head.pos_ in ("NOUN", "PROPN") else ""
        return Told((said + ("distance" if unit.kind == "distance" else unit.kind)).casefold(), unit.name)
    if of is not None and unit.kind == "distance":
        return Told("distance", unit.name, predicate=verb)  # "within 12 miles of the shore"
    if of is not None:
        owned = any(c.dep_ == "poss" for c in noun.children)
        return Told(("stock of " if owned else "amount of ") + _near_noun(of), unit.name, predicate=verb)
    return Told(unit.kind, unit.name, predicate=verb)


def _per_hour(noun: Token) -> bool:
    """Find "230 kilometres an hour"."""
    behind = [t.lower_ for t in noun.doc[noun.i + 1 : min(noun.i + 3, noun.sent.end)]]
    return len(behind) == 2 and behind[0] in ("an", "per", "a") and behind[1] in ("hour", "second")


def _state_lasting(noun: Token) -> str:
    """Find "under a curfew for six weeks": what lasts is told by the verb's other complement."""
    if noun.dep_ != "pobj" or noun.head.lower_ not in ("for", "during", "throughout"):
        return ""
    verb = noun.head.head
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ in ("in", "under", "at") and child.i < noun.i:
            inner = next((c for c in child.children if c.dep_ == "pobj"), None)
            if inner is not None:
                of = _complement(inner, "of")
                return _near_noun(inner) + (f" of {_near_noun(of)}" if of is not None else "")
    return ""


def _money(quantity: Quantity, unit: str) -> Told:
    """Sums of money: what for, by the noun or verb beside them."""
    anchor = quantity.noun if quantity.noun is not None and measurement(quantity.noun.lower_) else quantity.anchor
    part: Part = "total"
    if quantity.noun is not None and measurement(quantity.noun.lower_) is None and not quantity.partitive:
        return Told(_SCALE.sub("", _near_noun(quantity.noun)), unit, predicate=_verb_above(anchor))
    for_what = _complement(anchor, "in", "of", "for", "worth")
    verb = _verb_above(anchor)
    lemma = lemma_of(verb).casefold() if verb is not None else ""
    if for_what is not None and for_what.pos_ == "NOUN":
        invested = lemma == "invest" and for_what.head.lower_ == "in"
        return Told("investment" if invested else _near_noun(for_what), unit, predicate=verb)
    above = anchor.head.head if anchor.dep_ == "pobj" else None
    if above is not None and above.pos_ == "NOUN" and not above.like_num and not _is_number(above, quantity):
        return Told(_near_noun(above), unit, predicate=verb)
    put = next((c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")), None) if verb is not None else None
    at = anchor.dep_ == "pobj" and anchor.head.lower_ in ("at", "to")
    if at and put is not None and lemma in listed("sources", "putting"):
        return Told(_near_noun(put), unit, predicate=verb)  # "put the cost at $3 million"
    if verb is not None and change(lemma):
        level = _level(quantity, verb)
        return Told(level or str(change(lemma)), unit, "total" if level else "change", verb)
    return Told(magnitudes().get(("money", lemma), "money"), unit, part, verb)


def _level(quantity: Quantity, verb: Token) -> str:
    """Give what gets a value with "to" or "from" ("cut the rate to 4 percent"); empty for a mere change."""
    doc = verb.doc
    if quantity.left == 0 or not any(doc[i].lower_ in ("to", "from") for i in (quantity.left - 1, quantity.left)):
        return ""
    what = next((c for c in verb.children if c.dep_ == "dobj" and c.pos_ == "NOUN"), None)
    what = what or next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass") and c.pos_ == "NOUN"), None)
    return _near_noun(what) if what is not None else ""


def _is_number(token: Token, quantity: Quantity) -> bool:
    """Tell whether a token belongs to this number ("thousands of dollars") or to another one."""
    return quantity.first <= token.i <= quantity.last or number_of(token.lower_) is not None or token.lower_ == "half"


def _share(quantity: Quantity) -> Told:
    """Percentages and fractions: of what, or the change they measure."""
    unit = "percent" if quantity.numeral.kind == "percent" else "share"
    anchor = quantity.anchor
    of = quantity.noun if quantity.partitive else _complement(anchor, "of")
    verb = _verb_above(anchor)
    if of is not None:
        return Told(f"share of {_near_noun(of)}", unit, "part", verb)
    toll = measure_told(quantity)
    if toll is not None and toll[0].unit == "percent":
        return Told(toll[0].name, unit, "rate", toll[1], known=True)
    if verb is not None and change(verb.lemma_.casefold()):
        level = _level(quantity, verb)
        return Told(level or str(change(verb.lemma_.casefold())), unit, "rate" if level else "change", verb)
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None) if verb is not None else None
    kept = next((c for c in verb.children if c.dep_ == "dobj"), None) if verb is not None else None
    if kept is not None and anchor.dep_ == "pobj" and anchor.head.lower_ == "at" and anchor.head.head in (verb, kept):
        return Told(_near_noun(kept), unit, "rate", verb)  # "keep interest rates at 4 percent"
    if quantity.noun is not None and anchor == quantity.noun and anchor.dep_ == "dobj" and anchor.i > quantity.last:
        return Told(_phrase(anchor, quantity), unit, "rate", verb)  # "offered a 9 percent pay rise"
    acting = subject is not None and subject.lemma_.casefold() in bodies("bodies", "nouns")
    if (
        subject is not None
        and subject.pos_ == "NOUN"
        and not acting
        and not names_people(subject)
        and anchor.i > subject.i
    ):
        return Told(_near_noun(subject), unit, "rate", verb)
    if quantity.noun is not None and quantity.noun.i > quantity.last:
        return Told(_phrase(quantity.noun, quantity), unit, "rate", verb)
    return Told("share", unit, "part", verb)
