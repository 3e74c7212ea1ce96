"""What a number counts: the words around it against the taxonomy of measures."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from newsledger.reading.quantities.numerals import number_of
from newsledger.reading.quantities.scan import Quantity
from newsledger.reading.quantities.taxonomy import Measure, by_illness, by_noun, by_state, by_verb
from newsledger.reading.quantities.units import names_people

_DEFINITE = frozenset({"the", "these", "those", "this", "their", "its", "his", "her", "our", "my", "your", "all"})
_LINKING = frozenset({"be", "remain", "become", "stay", "go", "lie", "seem", "keep"})
_SUBJECT = frozenset({"nsubj", "csubj"})
_PASSIVE = frozenset({"nsubjpass"})
_SOME = frozenset({"dozen", "score", "hundred", "thousand"})


def measure_told(quantity: Quantity) -> tuple[Measure, Token] | None:
    """The measure that the sentence tells for a count, with the word that tells it; None if none does."""
    noun = quantity.noun
    named = _named(quantity)
    if named is not None:
        return named
    if noun is not None and noun.lemma_.casefold() == "life":
        verb = _governor(quantity.anchor)
        found = by_verb("lives", verb) if verb is not None else None
        return (found, verb) if found is not None and verb is not None else None
    if noun is not None and noun.i == quantity.last + 1 and noun.tag_ not in ("NNS", "NNPS"):
        state = by_state(noun)
        if state is not None and noun.head.i != noun.i + 1:
            return state, noun  # "31 dead, 200,000 homeless", whatever the first number is the subject of
    if noun is None:
        for child in quantity.anchor.children:
            if child.pos_ == "ADJ" and child.i == quantity.last + 1 and (state := by_state(child)) is not None:
                return state, child  # "200,000 homeless in the islands"
    if noun is not None and not quantity.partitive and not names_people(noun):
        told = by_noun("nouns", noun) or by_illness(noun)
        if told is None and noun.i == quantity.last + 1:
            told = by_state(noun)  # "14 dead, 37 hurt", where the state was taken for a noun
        if told is not None:
            return told, noun
    people = noun is None or names_people(noun)
    for token, found in _candidates(quantity):
        if people or not found.people_only:
            return found, token
    if noun is not None:
        told = by_noun("nouns", noun)
        if told is not None:
            return told, noun
    return None


def _named(quantity: Quantity) -> tuple[Measure, Token] | None:
    """Find "magnitude 6.4", "a 6.4-magnitude quake": the word beside the number is its measure."""
    doc = quantity.anchor.doc
    beside = [doc[quantity.first - 1]] if quantity.first else []
    beside += [quantity.noun] if quantity.hyphened and quantity.noun is not None else []
    for token in beside:
        found = by_noun("before", token)
        if found is not None:
            return found, token
    return None


def is_definite(quantity: Quantity) -> bool:
    """Tell whether the number is part of a definite phrase ("the 84 victims"): one already known to the reader."""
    heads = {quantity.anchor.i, quantity.noun.i if quantity.noun is not None and not quantity.partitive else -1}
    before = [
        t for t in quantity.anchor.doc[max(quantity.left - 3, 0) : quantity.first] if t.sent == quantity.anchor.sent
    ]
    return any(
        t.lower_ in _DEFINITE or t.tag_ == "POS" for t in before if t.head.i in heads or t.i >= quantity.left - 1
    )


def _candidates(quantity: Quantity) -> Iterator[tuple[Token, Measure]]:
    """Words that may tell the measure, best first."""
    own = [quantity.noun] if quantity.noun is not None and not quantity.partitive else [quantity.anchor]
    doc, at = quantity.anchor.doc, quantity.left
    if at >= 2 and doc[at - 1].lower_ == "of" and doc[at - 2].like_num:  # the whole in "20 of 45 miners were freed"
        for token in own:
            yield from _modifiers(token)
        return
    if is_definite(quantity):
        for token in own:
            yield from _modifiers(token)
        yield from _governing(quantity.anchor)
    elif quantity.anchor.dep_ in ("conj", "appos"):  # what is said of itself comes before what is said of the first
        if quantity.noun is None:
            yield from _said_next(quantity)
        for token in own:
            yield from _modifiers(token)
        yield from _governing(quantity.anchor)
    else:
        yield from _governing(quantity.anchor)
        for token in own:
            yield from _modifiers(token)


def _said_next(quantity: Quantity) -> Iterator[tuple[Token, Measure]]:
    """The participle right behind a bare number ("and another 20 were injured"), whatever the parser hung it on."""
    doc, at = quantity.anchor.doc, quantity.right
    end = min(quantity.anchor.sent.end, at + 4)
    while at < end and doc[at].pos_ == "AUX":
        at += 1
    if at < end and quantity.right < at and doc[at].tag_ == "VBN":
        yield from _state(doc[at])
        yield from _verb("object", doc[at])


def _first_conjunct(token: Token) -> Token:
    while token.dep_ in ("conj", "appos") and token.head != token:
        token = token.head
    return token


def _governor(token: Token) -> Token | None:
    """The verb whose subject or object a phrase is."""
    head = _first_conjunct(token)
    return head.head if head.dep_ in ("dobj", "nsubj", "nsubjpass", "attr", "oprd", "dative") else None


def _governing(anchor: Token) -> Iterator[tuple[Token, Measure]]:
    """Measures told by the verb or noun that the phrase depends on."""
    token = _first_conjunct(anchor)
    head = token.head
    if token.dep_ == "pobj":
        yield from _through_preposition(head)
        return
    if head == token:
        yield from _predicate_states(token)
        return
    if token.dep_ in ("dobj", "dative", "oprd") or token.dep_ in _PASSIVE:
        yield from _verb("object", head)
        yield from _predicate_states(head)
        yield from _toll(head)
    elif token.dep_ in _SUBJECT:
        passive = any(c.dep_ == "auxpass" for c in head.children) or _elided_passive(token, head)
        yield from _predicate_states(head)
        if head.tag_ == "VBG":
            yield from _state(head)
        elif head.lemma_ == "be" and head.dep_ == "aux" and head.head.i > head.i:
            yield from _state(head.head)
        yield from _verb("object" if passive else "subject", head)
    elif token.dep_ == "attr":
        yield from _toll(head)
        yield from _modifiers(token)
        yield from _predicate_states(head)
    elif head.pos_ in ("NOUN", "ADJ") and token.dep_ in ("nsubj", "npadvmod", "nmod"):
        yield from _state(head)
    elif token.dep_ in ("npadvmod", "advmod"):
        yield from _toll(head)


def _elided_passive(subject: Token, verb: Token) -> bool:
    """Find "14 were killed and 37 wounded": a bare number before a participle that has no object of its own."""
    counts = subject.like_num or number_of(subject.lemma_.casefold()) is not None or subject.lemma_ in _SOME
    if verb.tag_ not in ("VBN", "VBD") or not counts or verb.i < subject.i or by_verb("subject", verb) is not None:
        return False
    return not any(c.dep_ in ("aux", "auxpass", "dobj", "ccomp", "xcomp", "prt") for c in verb.children)


def _through_preposition(preposition: Token) -> Iterator[tuple[Token, Measure]]:
    """Find "the release of 21 girls", "swapped for four prisoners", "the toll rose to 85"."""
    head, word = preposition.head, preposition.lower_
    if word in ("of", "for", "at", "between") and head.pos_ in ("NOUN", "PROPN"):
        for role in ("acts", "tolls") if word == "of" else ("tolls", "acts"):
            found = by_noun(role, head)
            if found is not None:
                yield head, found
        return
    if head.pos_ in ("VERB", "AUX"):
        if word == "for":
            yield from _verb("trades", head)
        if word in ("to", "at", "by", "past", "from", "above", "of", "over"):
            yield from _toll(head)


def _toll(verb: Token) -> Iterator[tuple[Token, Measure]]:
    """A noun beside the verb that has the number as its value."""
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass", "dobj"):
            found = by_noun("tolls", child)
            if found is None and child.lemma_ == "number":
                inner = next(
                    (g for c in child.children if c.lower_ == "of" for g in c.children if g.dep_ in ("pobj", "pcomp")),
                    None,
                )
                found = (by_noun("nouns", inner) or by_state(inner)) if inner is not None else None
                if found is None and inner is not None:  # "the number of people killed"
                    yield from _modifiers(inner)
            if found is not None:
                yield child, found


def _verb(role: str, verb: Token) -> Iterator[tuple[Token, Measure]]:
    found = by_verb(role, verb)
    if found is not None:
        yield verb, found
    # "freed and flown home": a coordinated verb shares the phrase; not "free nine, keep two"
    shares = not any(c.dep_ == "dobj" for c in verb.head.children)
    if (
        found is None
        and shares
        and verb.dep_ == "conj"
        and not any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)
    ):
        found = by_verb(role, verb.head)
        if found is not None:
            yield verb.head, found
    if found is None:
        for child in verb.children:
            if child.dep_ == "conj" and not any(c.dep_ in ("nsubj", "nsubjpass", "dobj") for c in child.children):
                found = by_verb(role, child)
                if found is not None:
                    yield child, found


def _state(token: Token) -> Iterator[tuple[Token, Measure]]:
    found = by_state(token)
    if found is not None:
        yield token, found


def _predicate_states(verb: Token) -> Iterator[tuple[Token, Measure]]:
    """Find "20 people are missing", "remain captives", "were in critical condition", "left 20 dead"."""
    for child in verb.children:
        clause = child.dep_ == "ccomp" and any(c.dep_ in ("nsubj", "nsubjpass") for c in child.children)
        if clause:
            continue  # "the two agreed that he must be freed"
        if child.dep_ in ("acomp", "attr", "oprd", "advmod", "xcomp", "ccomp") and child.i > verb.i - 1:
            yield from _state(child)
        elif child.dep_ == "prep" and verb.lemma_ in _LINKING | {"leave"}:
            for inner in child.children:
                yield from _state(inner)
                if child.lower_ == "among":
                    yield from _modifiers(inner)


def _modifiers(noun: Token) -> Iterator[tuple[Token, Measure]]:
    """Find "20 people killed", "20 missing girls", "20 people who died", "20 dead"."""
    if noun.pos_ == "ADJ" or noun.tag_ in ("VBN", "JJ"):
        yield from _state(noun)
    for child in noun.children:
        if child.dep_ in ("amod", "acomp", "advmod") or (
            child.dep_ in ("acl", "relcl", "appos") and child.pos_ == "ADJ"
        ):
            yield from _state(child)
            if child.tag_ in ("VBN", "VBD"):
                yield from _verb("object", child)
            elif child.tag_ == "VBG":
                yield from _verb("subject", child)
        elif child.dep_ == "acl":
            if child.tag_ in ("VBN", "VBD"):
                yield from _predicate_states(child)
                yield from _verb("object", child)
            else:
                yield from _verb("subject", child)
        elif child.dep_ == "relcl":
            yield from _relative(child)
        elif child.dep_ == "prep" and child.lower_ in ("in", "under", "on"):
            for inner in child.children:
                yield from _state(inner)


def _relative(verb: Token) -> Iterator[tuple[Token, Measure]]:
    """A relative clause: whether the pronoun is its subject or its object decides."""
    passive = any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children)
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    relative = subject is None or subject.tag_ in ("WP", "WDT")
    yield from _predicate_states(verb)
    if verb.tag_ in ("VBG", "VBN", "JJ"):
        yield from _state(verb)  # "who are still missing"
    yield from _verb("object" if passive or not relative else "subject", verb)
