"""How far an event reaches in its sentence: from its subject to the end of its complement."""

from __future__ import annotations

from spacy.tokens import Token

from newsledger.language import Parse
from newsledger.language.titles import is_clock
from newsledger.model import Span
from newsledger.reading.plover.frames import is_verb

_OUTSIDE = frozenset({"conj", "cc", "punct", "parataxis", "mark", "preconj", "meta", "intj"})
_LOOSE = frozenset({",", ";", ":", "-", "–", "—"})  # belong to no clause where they come last
_ASIDE = frozenset({"advcl", "ccomp"})  # not part of the clause where they come first


def extent_of(parse: Parse, trigger: Token, governor: Token | None = None) -> Span:
    """The stretch of the page text that tells the event: its clause, or the noun phrase and the verb it hangs on.

    governor: the trigger of which this one is a part; the object of a verb that is an event itself does not claim the
    verb's whole clause ("the minister rejected criticism" tells of a rejection, "rejected criticism" of a criticism).
    """
    if is_verb(trigger):
        start, end = _clause(trigger)
    else:
        start, end = trigger.left_edge.i, trigger.right_edge.i + 1
        verb = trigger.head
        if is_verb(verb) and verb == governor and trigger.dep_ == "dobj":
            start = min(start, verb.i)
        elif is_verb(verb) and trigger.dep_ in ("dobj", "nsubjpass", "attr", "nsubj"):
            outer = _clause(verb)
            start, end = min(start, outer[0]), max(end, outer[1])
    sentence = parse.sentence_of(trigger.i)
    start, end = max(start, sentence.start), max(min(end, sentence.end), trigger.i + 1)
    if parse.table is not None and start < trigger.i and is_clock(parse.table, start):
        start += 1
    while end > trigger.i + 1 and parse.doc[end - 1].text in _LOOSE:
        end -= 1
    return parse.span(start, end)


def _clause(verb: Token) -> tuple[int, int]:
    start, end = verb.i, verb.i + 1
    for child in verb.children:
        if child.dep_ in _OUTSIDE or (child.dep_ in _ASIDE and child.i < verb.i):
            continue
        start = min(start, child.left_edge.i)
        end = max(end, child.right_edge.i + 1)
    if verb.dep_ in ("acl", "relcl") and not is_verb(verb.head):
        start = min(start, verb.head.i)
    return start, end
