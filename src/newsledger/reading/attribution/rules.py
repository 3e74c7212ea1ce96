"""Attributions by syntactic rules and the cue table: what the model leaves out though its form is plain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from newsledger.language import Parse
from newsledger.reading.attribution.lexicon import force_of, with_force
from newsledger.reading.attribution.quotation import MARKS, Quotation
from newsledger.reading.attribution.spans import Attributed, Run, subtree, trimmed, without

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_CLAUSES = frozenset({"ccomp", "xcomp", "parataxis"})
_INVERTING = frozenset({"VERB", "AUX"})
_CERTAIN, _LIKELY = 0.6, 0.5
_REACH = 14  # tokens between a quotation and its cue
_NEW = 0.3  # share of a content that others may already hold
_MANY_WORDS = 4
_PLAIN = frozenset({"said", "announced", "confirmed", "denied", "claimed", "warned"})


def supplemented(parse: Parse, found: Sequence[Attributed], quoted: Sequence[Quotation]) -> list[Attributed]:
    """Add plain reporting clauses to what the model found: those whose content no one else has, and those that stand
    inside the content of an "according to".
    """
    heads = {one.head for one in found}
    held = {i for one in found for start, end in one.content for i in range(start, end)}
    cues = {i for one in found for i in range(*one.cue)}
    passed_on = {
        i for one in found if parse.doc[one.head].lower_ == "according" for s, e in one.content for i in range(s, e)
    }
    out = list(found)
    for one in attributions(parse, quoted):
        marked = any(parse.doc[start].text in MARKS for start, _ in one.content)
        if one.head in heads or (one.source is None and not marked):
            continue
        tokens = [i for start, end in one.content for i in range(start, end)]
        shared = sum(i in held for i in tokens) / len(tokens)
        inner = one.head in passed_on and not cues & set(tokens)
        if inner or (shared < _NEW and one.head not in held):
            out.append(replace(one, inner=inner))
    return sorted(out, key=lambda one: one.head)


def attributions(parse: Parse, quoted: Sequence[Quotation]) -> list[Attributed]:
    """All plain reporting clauses of an article, in order of their cues."""
    inside = _inside(quoted)
    found: list[Attributed] = []
    according = [token.i for token in parse.doc if token.lower_ == "according"]
    for i in sorted({*with_force(parse.doc, _PLAIN), *according} - inside):
        token = parse.doc[i]
        one = _of_verb(parse, token, quoted) if token.pos_ in _INVERTING else _of_according(parse, token)
        if one is not None:
            found.append(one)
    return found


def _inside(quoted: Sequence[Quotation]) -> set[int]:
    return {i for q in quoted if q.words >= _MANY_WORDS for i in range(q.inner_start, q.inner_end)}


def source_of(verb: Token) -> Run | None:
    """Who does what a cue verb says: its subject, or the one of the verb that it hangs on."""
    at: Token | None = verb
    for _ in range(4):
        if at is None:
            return None
        subjects = [child for child in at.children if child.dep_ in _SUBJECTS]
        if subjects:
            start, end = subtree(subjects[0])
            return start, end
        if at.dep_ == "acl":
            return subtree(at.head)[0], at.head.i + 1
        if at.dep_ not in ("conj", "advcl", "xcomp"):
            return None
        at = at.head
    return None


def _of_verb(parse: Parse, verb: Token, quoted: Sequence[Quotation]) -> Attributed | None:
    if force_of(verb.lemma_.lower()) not in _PLAIN:
        return None
    source = source_of(verb)
    cue = (verb.i, verb.i + 1)
    sentence = parse.sentence_of(verb.i)
    content: list[Run] = []
    near = [q for q in quoted if sentence.start <= q.start < sentence.end or q.start < sentence.start < q.end]
    clauses = [child for child in verb.children if child.dep_ in _CLAUSES]
    before = _clause_before(verb, source, sentence.start)
    quote = _quote_before(parse, verb, near)
    if quote is not None:
        if source is None or source[0] < quote.end:
            source = _after_verb(verb)
        content.append((quote.start, quote.end))
        content += [(q.start, q.end) for q in near if q.start > verb.i]
    elif before is not None:
        content.append(before)
        content += [(q.start, q.end) for q in near if q.start > verb.i]
    elif clauses:
        content.append(subtree(clauses[0]))
    else:
        after = [q for q in near if q.start > verb.i]
        content += [(q.start, q.end) for q in after[:1]]
    if source is not None:
        content = without(content, source)
    content = without(content, cue)
    runs = [run for run in (trimmed(parse.doc, run) for run in content) if run is not None]
    if not runs:
        return None
    return Attributed(verb.i, cue, source, tuple(sorted(runs)), _CERTAIN if source else _LIKELY)


def _clause_before(verb: Token, source: Run | None, start: int) -> Run | None:
    """What stands before ", Smith said" or ", said Smith"."""
    left = verb.i
    if source is not None and source[0] < verb.i:
        left = source[0]
    while left > start and verb.doc[left - 1].dep_ in ("aux", "advmod") and verb.doc[left - 1].head == verb:
        left -= 1
    if left <= start or verb.doc[left - 1].text not in (",", "”", '"', "''", "?", "!", "—", "–"):
        return None
    if not any(c.dep_ in _CLAUSES and c.i < verb.i for c in verb.children) and verb.doc[left - 1].text == ",":
        return None
    return start, left


def _quote_before(parse: Parse, verb: Token, near: Sequence[Quotation]) -> Quotation | None:
    """The quotation that ends shortly before a cue with a comma, a question mark or an exclamation mark."""
    for quote in reversed(near):
        if quote.closed and 0 <= verb.i - quote.end <= _REACH:
            ends = {parse.doc[quote.inner_end - 1].text, parse.doc[quote.end].text}
            return quote if ends & {",", "?", "!"} else None
    return None


def _after_verb(verb: Token) -> Run | None:
    """The speaker in '"…," said Smith' where the parser takes him for the object."""
    for child in verb.children:
        if child.i > verb.i and child.dep_ in ("dobj", "attr", "npadvmod", "oprd"):
            return subtree(child)
    return None


def _of_according(parse: Parse, token: Token) -> Attributed | None:
    """Attribute the rest of its sentence to X in "according to X"."""
    if token.lower_ != "according" or token.i + 1 >= len(parse.doc) or token.nbor(1).lower_ != "to":
        return None
    objects = [child for child in token.nbor(1).children if child.dep_ == "pobj"]
    if not objects:
        return None
    source = subtree(objects[0])
    sentence = parse.sentence_of(token.i)
    rest = without([(sentence.start, sentence.end)], (token.i, source[1]))
    runs = [run for run in (trimmed(parse.doc, run) for run in rest) if run is not None]
    if not runs:
        return None
    return Attributed(token.i, (token.i, token.i + 2), source, tuple(runs), _CERTAIN)
