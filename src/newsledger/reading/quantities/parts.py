"""Whether a figure is a total, a part of another, what is added to another, or a rate."""

from __future__ import annotations

from spacy.tokens import Token

from newsledger.reading.quantities.scan import Quantity
from newsledger.reading.quantities.tables import listed
from newsledger.reading.quantities.units import measurement


def period_of(quantity: Quantity) -> str:
    """Give the period of a rate ("day" in "$45 million a day", "per day"); empty where the figure is no rate."""
    doc, sentence = quantity.anchor.doc, quantity.anchor.sent
    counted = quantity.noun if quantity.noun is not None and quantity.noun.i > quantity.last else None
    at = max(quantity.last, quantity.right - 1, counted.i if counted is not None else 0) + 1
    if at < sentence.end and doc[at].lower_ == "of":  # "12,000 barrels of oil a day"
        inner = next((c for c in doc[at].children if c.dep_ == "pobj"), None)
        at = inner.i + 1 if inner is not None else at
    if at + 1 >= sentence.end or doc[at].lower_ not in listed("parts", "rates"):
        return ""
    unit = measurement(doc[at + 1].lower_)
    if unit is None or (unit.kind != "duration" and doc[at].lower_ != "per"):
        return ""
    after = doc[at + 2].lower_ if at + 2 < sentence.end else ""
    if after in listed("parts", "moments") or doc[at + 1].tag_ == "NNS":
        return ""  # "freed 20 people a day after the raid"
    return doc[at + 1].lemma_.casefold()


def is_included(quantity: Quantity) -> bool:
    """Find "eight of them", "including two children", "among them three guards", "12 of whom"."""
    doc, sentence = quantity.anchor.doc, quantity.anchor.sent
    if quantity.last + 2 < sentence.end and doc[quantity.last + 1].lower_ == "of":
        of = doc[quantity.last + 2].lower_
        if of in listed("parts", "wholes"):
            return True
    verb = quantity.anchor.head
    if verb.lemma_ == "be" and any(c.lower_ == "among" and c.i < verb.i < quantity.first for c in verb.children):
        return True  # "among the dead were 11 children"
    if doc[quantity.left - 1].text == ":" and quantity.left - 1 > sentence.start and quantity.anchor.dep_ == "appos":
        return quantity.anchor.head.i < quantity.left  # "26,500 were moved: 18,000 to schools"
    first = quantity.anchor
    while first.dep_ == "conj" and first.head != first and first.head.i < first.i:
        first = first.head
    start = min(quantity.left, max(first.left_edge.i, sentence.start)) if first != quantity.anchor else quantity.left
    before = [doc[i].lower_ for i in range(max(start - 2, sentence.start), start)]
    if before[-1:] == ["including"]:
        return True
    return len(before) == 2 and before[0] in ("among", "of") and before[1] in listed("parts", "wholes")


def is_added(quantity: Quantity) -> bool:
    """Find "two more people", "a further 46", "another 20": told on top of a figure that is known."""
    doc, sentence = quantity.anchor.doc, quantity.anchor.sent
    before = doc[quantity.left - 1] if quantity.left > sentence.start else None
    first = doc[quantity.left]
    if _adds(first) or (before is not None and _adds(before)):
        return True
    after = quantity.right
    if after >= sentence.end or doc[after].lower_ not in listed("parts", "more"):
        return False
    return after + 1 >= sentence.end or doc[after + 1].lower_ != "than"


def _adds(token: Token) -> bool:
    return token.lower_ in listed("parts", "adding")
