"""Which class a verb or an event noun stands for, by the most specific pattern of the lexicon that holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Token

from newsledger.language.clause_status import is_negated
from newsledger.language.lemmas import lemma_of
from newsledger.reading.plover.frames import Frame, conjuncts, is_actor, is_verb, modifiers
from newsledger.reading.plover.lexicon import Choice, Lexicon, Pattern, load


def match(frame: Frame) -> tuple[Pattern, float] | None:
    """The best pattern for a trigger and how well it fits (0–1), or None if the lexicon says nothing."""
    lexicon = load()
    index = lexicon.verbs if is_verb(frame.trigger) else lexicon.nouns
    best: tuple[float, float, Pattern] | None = None
    for pattern in index.get(lemma_of(frame.trigger), ()):
        fit = _fit(pattern, frame, lexicon)
        if fit is None:
            continue
        rank = pattern.specificity * fit
        if best is None or (rank, pattern.weight) > (best[0], best[2].weight):
            best = (rank, fit, pattern)
    return (best[2], best[1]) if best is not None and best[2].weight > 0 else None


def _fit(pattern: Pattern, frame: Frame, lexicon: Lexicon) -> float | None:
    """How well a pattern holds: 1 if by heads, less if only by modifiers; None if it does not."""
    if pattern.particle is not None and not _has_particle(pattern.particle, frame):
        return None
    fit = 1.0
    for key, choice in pattern.conditions:
        part = _condition(key, choice, pattern, frame, lexicon)
        if part == 0.0:
            return None
        fit = min(fit, part)
    return fit


def _has_particle(particle: str, frame: Frame) -> bool:
    if particle in frame.particles:
        return True
    nearby = frame.trigger.i + 1
    doc = frame.trigger.doc
    return nearby < len(doc) and doc[nearby].lower_ == particle


def _condition(key: str, choice: Choice, pattern: Pattern, frame: Frame, lexicon: Lexicon) -> float:
    match key:
        case "o":
            return 1.0 if choice.none and not frame.objects else _any(choice, frame.objects, lexicon)
        case "p":
            heads = [head for word, head in (*frame.prepositions, *frame.inner) if word in pattern.prepositions]
            return _any(choice, heads, lexicon)
        case "s":
            if choice.several:
                return float(sum(len(conjuncts(s)) for s in frame.subjects) > 1)
            return _any(choice, frame.subjects, lexicon)
        case "x":
            return float(any(_complement(choice, verb) for verb in frame.complements))
        case "mod":
            nouns = frame.objects if is_verb(frame.trigger) else [frame.trigger]
            named = [token for noun in nouns for token in meant(noun, lexicon)]
            return float(any(lemma_of(m) in choice.words for noun in named for m in modifiers(noun)))
        case "oprd":
            return _any(choice, frame.predicates, lexicon)
        case "not":
            return float(is_negated(frame.trigger))
        case _:
            return 0.0


def _any(choice: Choice, heads: Sequence[Token], lexicon: Lexicon) -> float:
    if choice.none and not choice.words:
        return 0.0
    if choice.any:
        return float(bool(heads))
    best = 0.0
    for head in heads:
        for token in meant(head, lexicon):
            if lemma_of(token) in choice.words or (choice.actor and is_actor(token)):
                return 1.0
            if any(lemma_of(near) in choice.words for near in _around(token)):
                best = 0.8
    return best


def meant(head: Token, lexicon: Lexicon) -> list[Token]:
    """The nouns that an object is about, coordinated ones apart: "two days of talks" is about talks."""
    if lemma_of(head) in lexicon.classes["transparent"]:
        under = [
            p for c in head.rights if c.dep_ == "prep" and c.lower_ == "of" for p in c.children if p.dep_ == "pobj"
        ]
        if under:
            return [token for noun in under for token in conjuncts(noun)]
    return conjuncts(head)


def _around(noun: Token) -> Iterable[Token]:
    """What may speak for a noun: its modifiers, and what stands under "of" after a transparent noun."""
    yield from (m for m in modifiers(noun) if m.tag_ not in ("VBG", "VBN"))  # "the striking miners" are no strike
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            for under in child.children:
                if under.dep_ == "pobj" and noun.pos_ == "NOUN":
                    yield from conjuncts(under)
                    yield from modifiers(under)


def _complement(choice: Choice, verb: Token) -> bool:
    if choice.words - {"to", "that", "ing"} and lemma_of(verb) in choice.words:
        return True
    to = any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)
    if "to" in choice.words:
        return to
    if "that" in choice.words:
        return not to and any(c.dep_ in ("nsubj", "nsubjpass", "mark") for c in verb.children)
    return "ing" in choice.words and verb.tag_ == "VBG"
