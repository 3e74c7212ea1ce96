"""Who, where, which event a figure is about: the phrases beside it, in the text's own words."""

from __future__ import annotations

from spacy.tokens import Token

from newsledger.language import Parse
from newsledger.language.clause_place import place_of
from newsledger.language.who import entity_at
from newsledger.model import BlockKind
from newsledger.reading.quantities.scan import Quantity
from newsledger.reading.quantities.tables import listed
from newsledger.reading.quantities.units import measurement, names_people
from newsledger.reading.stances.tables import listed as bodies
from newsledger.reading.syntax import subject_of

_PLACES = frozenset({"in", "at", "near", "across", "on", "from", "during", "throughout", "inside", "around", "between"})
_MAX_TOKENS = 14
_MAX_PARTS = 3


def scope_of(parse: Parse, quantity: Quantity, predicate: Token | None, incident: str, without: str = "") -> str:
    """Give words for the scope of a figure ("Chinese tourists; the blast"), empty where nothing tells it.

    incident: the event that the article is about, for a figure that names none of its own; may be empty.
    without: words, lower case, that tell no scope: those of what is counted and of who says so.
    """
    parts: list[str] = []
    share = quantity.numeral.kind in ("percent", "fraction")
    if quantity.noun is not None:
        parts += _own(parse, quantity.noun)
    verb = predicate if predicate is not None and predicate.pos_ != "ADJ" else _verb_above(quantity.anchor)
    if verb is not None:
        parts += _around(parse, verb, quantity)
        place = place_of(parse, verb) if not share else None
        if place is not None and not any(place in part for part in parts):
            parts.append(place)
    if incident and not any(_names_incident(part) for part in parts):
        parts = [*parts[: _MAX_PARTS - 1], incident]
    counted = without.split()
    unique = list(
        dict.fromkeys(p for p in parts if p and not all(w in counted or w == "the" for w in p.casefold().split()))
    )
    unique.sort(key=lambda p: not _names_incident(p))
    return "; ".join(unique[:_MAX_PARTS])


def _names_incident(words: str) -> bool:
    nouns = listed("incidents", "nouns")
    return any(word in nouns or word.rstrip("s") in nouns for word in words.casefold().split())


def incident_of(parse: Parse) -> str:
    """Give the event that an article is about, as its headline or opening names it: "truck attack in Nice"."""
    for sentence in parse.sentences[:3]:
        for token in sentence:
            if token.lemma_.casefold() in listed("incidents", "nouns") and token.pos_ in ("NOUN", "PROPN"):
                hyphened = token.i + 1 < len(token.doc) and token.nbor(1).text == "-"
                if token.dep_ in ("compound", "amod", "nmod", "npadvmod") or hyphened:
                    continue
                return _said(parse, token)
        if parse.kind_of(sentence.start) is BlockKind.PARAGRAPH:
            break
    return ""


def _verb_above(anchor: Token) -> Token | None:
    """Find the verb whose subject or object the figure's phrase is."""
    at = anchor
    while at.dep_ == "conj" and at.head != at:
        at = at.head
    return at.head if at.dep_ in ("dobj", "nsubj", "nsubjpass", "attr") and at.head.pos_ == "VERB" else None


def _own(parse: Parse, noun: Token) -> list[str]:
    """Give owner and complements of the counted noun."""
    parts = []
    for child in noun.children:
        if child.dep_ == "poss" and child.pos_ != "PRON":
            parts.append(_said(parse, child))
        elif child.dep_ == "prep" and child.lower_ in _PLACES | {"of"}:
            inner = [_measured(c) for c in child.children if c.dep_ == "pobj"]
            parts += [_said(parse, told) for told in inner if told is not None and measurement(told.lower_) is None]
    return parts


def _around(parse: Parse, predicate: Token, quantity: Quantity) -> list[str]:
    """Give place and event phrases of the predicate, and the subject that brought the figure about."""
    parts = []
    subject = subject_of(predicate) if predicate.pos_ in ("VERB", "AUX") else None
    if subject is not None and subject.pos_ in ("NOUN", "PROPN") and subject.ent_type_ not in ("DATE", "TIME"):
        # "the fire that killed nine" tells the event, "the nine killed" does not
        if _does_it(subject, predicate, quantity):
            subject = predicate
        modified = subject == predicate.head and not _touches(subject, quantity, bare=True)
        if subject != predicate and (modified or not _touches(subject, quantity)):
            parts.append(_said(parse, subject))
    for child in predicate.children:
        if child.dep_ not in ("prep", "agent") or child.lower_ not in _PLACES | {"by"}:
            continue
        for inner in child.children:
            told = _measured(inner) if inner.dep_ == "pobj" and inner.pos_ in ("NOUN", "PROPN", "NUM") else None
            if told is not None and not _touches(inner, quantity) and measurement(told.lower_) is None:
                parts.append(_said(parse, told))
    return parts


def _does_it(subject: Token, predicate: Token, quantity: Quantity) -> bool:
    """Tell whether people are done something to by a subject, who is no scope ("police arrested 38 protesters")."""
    patient = quantity.anchor.dep_ in ("dobj", "dative") and quantity.anchor.head == predicate
    counted = quantity.noun is None or names_people(quantity.noun)
    if not patient or not counted or quantity.numeral.currency is not None:
        return False
    named = subject.ent_type_ in ("ORG", "NORP") and not _names_incident(subject.text)
    return named or names_people(subject) or subject.lemma_.casefold() in bodies("bodies", "nouns")


def _is_person(parse: Parse, token: Token) -> bool:
    if token.ent_type_ == "PERSON":
        return True
    entity = entity_at(parse, token) if token.pos_ == "PROPN" else None
    return entity is not None and entity.kind == "person"


def _touches(phrase: Token, quantity: Quantity, *, bare: bool = False) -> bool:
    """Tell whether a phrase (bare: its head alone) holds the figure itself."""
    if bare:
        return phrase.i in (quantity.anchor.i, quantity.noun.i if quantity.noun is not None else -1)
    return phrase.left_edge.i <= quantity.last and phrase.right_edge.i >= quantity.first


def _measured(noun: Token) -> Token | None:
    """Look through a stretch of time at what fills it ("two years of fighting"); None for a mere time."""
    if noun.ent_type_ not in ("DATE", "TIME", "CARDINAL"):
        return noun
    of = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ == "of"), None)
    filled = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
    return filled if filled is not None and filled.ent_type_ not in ("DATE", "TIME", "CARDINAL") else None


def _said(parse: Parse, token: Token) -> str:
    """Give a phrase in the text's own words, relative clauses left out, cut where it grows long.

    Empty for a bare person and for what only a pronoun places ("their homes"); an event goes without its pronoun.
    """
    if token.pos_ == "PRON" or _is_person(parse, token):
        return ""
    left, right = token.left_edge.i, token.right_edge.i + 1
    if token.doc[left].tag_ in ("PRP$", "WP$"):
        if left >= token.i or not _names_incident(token.lemma_):
            return ""
        left += 1
    clause = next((c for c in token.children if c.dep_ in ("relcl", "acl", "appos") and c.i > token.i), None)
    if clause is not None:
        right = min(right, max(token.i + 1, clause.left_edge.i))
    for time in parse.times:
        tokens = parse.tokens(time.span) if parse.span(left, right).overlaps(time.span) else None
        if tokens is not None and len(tokens) and tokens.start > token.i and time.type in ("DATE", "TIME"):
            at = tokens.start - 1
            right = min(right, at if at > token.i and token.doc[at].pos_ == "ADP" else tokens.start)
    if right - left > _MAX_TOKENS:
        left, right = max(left, token.i - 4), token.i + 1
    while left < right - 1 and (token.doc[right - 1].is_punct or token.doc[right - 1].tag_ == "POS"):
        right -= 1
    return " ".join(parse.text(parse.span(left, right)).split())
