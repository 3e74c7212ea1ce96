"""Who stands where around a trigger: subject, object, prepositional phrases and complements, also where they are
shared, controlled or relative (coordination, infinitives, participles, relative clauses, passives).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from spacy.tokens import Token

from newsledger.language.lemmas import lemma_of
from newsledger.reading.plover.lexicon import load

_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_ENTITIES = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_TIMES = frozenset(
    {"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL", "LOC", "FAC", "EVENT", "LAW"}
)
_DEPTH = 8


@dataclass(slots=True)
class Frame:
    """Heads of the phrases around a trigger. prepositions: (word, head) of the trigger itself; inner: of its object."""

    trigger: Token
    passive: bool = False
    subjects: list[Token] = field(default_factory=list)
    objects: list[Token] = field(default_factory=list)
    datives: list[Token] = field(default_factory=list)
    prepositions: list[tuple[str, Token]] = field(default_factory=list)
    inner: list[tuple[str, Token]] = field(default_factory=list)
    complements: list[Token] = field(default_factory=list)
    predicates: list[Token] = field(default_factory=list)
    particles: frozenset[str] = frozenset()


def frame_of(trigger: Token) -> Frame:
    """Frame of a verb or of an event noun."""
    if is_verb(trigger):
        return _verb_frame(trigger)
    frame = Frame(trigger, prepositions=list(_prepositions(trigger)))
    frame.complements = [c for c in trigger.children if c.dep_ in ("acl", "ccomp")]
    return frame


def is_verb(token: Token) -> bool:
    """Tell whether the token is a verb in use (not a participle that has become an adjective or noun)."""
    if token.dep_ == "amod" and token.tag_ == "VBG":
        return False
    return token.pos_ in ("VERB", "AUX") or (token.tag_.startswith("VB") and token.dep_ not in ("amod", "compound"))


def is_actor(token: Token) -> bool:
    """Tell whether a phrase head can act: a name, a person, a body, a state, or a pronoun for one."""
    classes = load().classes
    if token.ent_type_ in _ENTITIES:
        return lemma_of(token) not in classes["not_actors"] or token.pos_ == "PROPN"
    lemma = lemma_of(token)
    if token.pos_ == "NUM":  # "killed 14", "37 were wounded"
        return token.ent_type_ in ("", "CARDINAL") and token.dep_ in ("nsubj", "nsubjpass", "dobj")
    if token.pos_ == "PRON":
        return lemma in classes["pronouns"] or token.lower_ in classes["pronouns"]
    if lemma in classes["actors"] or lemma in classes["persons"] or _is_named(token):
        return True
    return token.pos_ == "PROPN" and token.ent_type_ not in _TIMES and token.dep_ not in ("npadvmod", "tmod")


def _is_named(token: Token) -> bool:
    """Whether a name in apposition says that a noun is a person ("its director, Ana Brandt,")."""
    return token.pos_ == "NOUN" and any(c.dep_ == "appos" and c.ent_type_ == "PERSON" for c in token.children)


def modifiers(noun: Token) -> Iterable[Token]:
    """Adjectives and nouns that stand before a noun as its modifiers."""
    return (c for c in noun.lefts if c.dep_ in ("amod", "compound", "nmod", "poss"))


def conjuncts(token: Token) -> list[Token]:
    """The token and those coordinated with it."""
    return [token, *token.conjuncts]


def _prepositions(token: Token) -> Iterable[tuple[str, Token]]:
    for child in token.children:
        if child.dep_ in ("prep", "agent", "dative", "prt", "advmod") or child.pos_ == "ADP":
            for under in child.children:
                if under.dep_ in ("pobj", "pcomp"):
                    yield child.lower_, under
                elif under.dep_ == "prep":
                    for last in under.children:
                        if last.dep_ in ("pobj", "pcomp"):
                            yield under.lower_, last


def _verb_frame(verb: Token) -> Frame:
    frame = Frame(verb)
    frame.passive = is_passive(verb)
    for child in verb.children:
        match child.dep_:
            case "nsubj" | "csubj":
                frame.subjects.append(_antecedent(child, verb))
            case "nsubjpass" | "csubjpass":
                frame.objects.append(_antecedent(child, verb))
            case "dobj" | "obj":
                frame.objects.append(_antecedent(child, verb))
            case "dative" | "iobj":
                if child.pos_ != "ADP":
                    frame.datives.append(child)
            case "oprd" | "acomp":
                frame.predicates.append(child)
            case "xcomp" | "ccomp":
                frame.complements.append(child)
                if not is_verb(child) or child.tag_ == "VBN":
                    frame.predicates.append(child)
            case "advcl":
                if any(c.lower_ == "to" and c.dep_ == "aux" for c in child.children):
                    frame.complements.append(child)
            case _:
                pass
    frame.particles = frozenset(
        c.lower_ for c in verb.children if c.dep_ in ("prt", "prep", "advmod", "dative", "agent") or c.pos_ == "ADP"
    )
    frame.prepositions = list(_prepositions(verb))
    if frame.passive and lemma_of(verb) in load().classes["stative"] and not frame.subjects:
        frame.passive, frame.subjects, frame.objects = False, frame.objects or _shared_object(verb, 0), []
    elif frame.passive:
        frame.subjects = [head for word, head in frame.prepositions if word == "by"] or frame.subjects
        if not frame.objects:
            frame.objects = _shared_object(verb, 0)
    elif not frame.subjects:
        frame.subjects = subject_of(verb, 0)
    if not frame.objects and verb.dep_ == "relcl" and not frame.passive:
        frame.objects = _gap(verb, frame)
    if not frame.objects and not frame.passive:
        frame.objects = [  # "allowed inspectors to enter": the parser gives the person asked or let to the infinitive
            c
            for complement in frame.complements
            if complement.dep_ == "ccomp" and _has_to(complement)
            for c in complement.children
            if c.dep_ == "nsubj"
        ]
    for noun in frame.objects:
        frame.complements += [c for c in noun.rights if c.dep_ == "acl" and _has_to(c)]
        frame.inner += [pair for pair in _prepositions(noun) if noun.i > verb.i]
    return frame


def is_passive(verb: Token) -> bool:
    """Tell whether a verb is passive, a reduced relative ("the man arrested on Monday") or a second passive verb."""
    if any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children):
        return True
    if verb.tag_ != "VBN":
        return False
    if verb.dep_ in ("acl", "amod", "relcl"):
        if verb.dep_ == "acl" and verb.head.dep_ == "ROOT" and _is_headline_verb(verb):
            return False
        return not any(c.dep_ in ("aux", "nsubj", "dobj") for c in verb.children)
    if verb.dep_ == "conj" and is_verb(verb.head):
        return not any(c.dep_ in ("aux", "nsubj", "dobj") for c in verb.children) and is_passive(verb.head)
    if verb.dep_ == "advcl":
        return not any(c.dep_ in ("aux", "nsubj", "dobj") for c in verb.children)
    return any(c.dep_ == "agent" for c in verb.children)


def _is_headline_verb(verb: Token) -> bool:
    """Whether what the parser takes for a participle is the only verb of its sentence, and so its main verb."""
    return not any(c.dep_ == "agent" for c in verb.children) and not any(
        is_verb(t) and t.tag_ in ("VBD", "VBZ", "VBP", "MD") and t.i != verb.i for t in verb.sent
    )


def _antecedent(token: Token, verb: Token) -> Token:
    """The noun that a relative pronoun stands for; any other token as it is."""
    if token.lower_ in _RELATIVE:
        at = verb
        for _ in range(_DEPTH):
            if at.dep_ == "relcl" or (at.dep_ == "acl" and not is_verb(at.head)):
                return at.head
            if at.dep_ not in ("conj", "xcomp", "ccomp") or at.head.i == at.i:
                break
            at = at.head
    return token


def _gap(verb: Token, frame: Frame) -> list[Token]:
    """As in "The bridge that rebels destroyed": the antecedent where nothing else fills the object."""
    if any(c.lower_ in _RELATIVE and c.dep_ in ("nsubj", "nsubjpass") for c in verb.children):
        return []
    return [verb.head] if frame.subjects else []


def _shared_object(verb: Token, depth: int) -> list[Token]:
    """Object of a passive verb that has no subject of its own."""
    head = verb.head
    if depth > _DEPTH or head.i == verb.i:
        return []
    if verb.dep_ in ("acl", "amod", "relcl") and not is_verb(head):
        return [head]
    if verb.dep_ in ("conj", "xcomp", "advcl") and is_verb(head):
        own = [_antecedent(c, head) for c in head.children if c.dep_ in ("nsubjpass", "nsubj")]
        return own or _shared_object(head, depth + 1)
    return []


def _has_to(verb: Token) -> bool:
    return any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)


def subject_of(verb: Token, depth: int = 0) -> list[Token]:
    """Subject of a verb, own or understood: shared with a coordinated verb, controlled, or the modified noun."""
    own = [_antecedent(c, verb) for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
    head = verb.head
    if own or depth > _DEPTH or head.i == verb.i:
        return own
    match verb.dep_:
        case "conj" if is_verb(head):
            return subject_of(head, depth + 1)
        case "xcomp" | "advcl" | "ccomp" | "parataxis" if is_verb(head):
            controlled = [c for c in head.children if c.dep_ in ("dobj", "dative") and c.pos_ != "ADP" and c.i < verb.i]
            if verb.dep_ == "xcomp" and any(is_actor(c) for c in controlled):
                return controlled
            return subject_of(head, depth + 1)
        case "xcomp" | "advcl" | "ccomp" if head.pos_ == "ADJ":
            return subject_of(head.head, depth + 1) if is_verb(head.head) else [head.head]
        case "acl" | "relcl" if not is_verb(head):
            if not _has_to(verb):
                return [head]
            owner = [c for c in head.children if c.dep_ == "poss"]
            return owner or holder_of(head, depth + 1)
        case "pcomp":
            governor = head.head
            if is_verb(governor):
                moved = [c for c in governor.children if c.dep_ in ("dobj", "nsubjpass") and c.i < verb.i]
                return moved or subject_of(governor, depth + 1)
            if governor.pos_ == "ADJ" and is_verb(governor.head):
                return subject_of(governor.head, depth + 1)
            return holder_of(governor, depth + 1)
        case _:
            return []


def holder_of(noun: Token, depth: int = 0) -> list[Token]:
    """Who an event noun belongs to: its possessor, "by" phrase, or the subject of the verb that carries it."""
    owner = [c for c in noun.children if c.dep_ == "poss" and c.pos_ != "DET"]
    if owner:
        return owner
    by = [head for word, head in _prepositions(noun) if word == "by"]
    if by:
        return by
    head = noun.head
    if depth > _DEPTH or head.i == noun.i:
        return []
    if noun.dep_ in ("dobj", "attr", "oprd") and is_verb(head):
        return subject_of(head, depth + 1)
    if noun.dep_ == "pobj" and is_verb(head.head) and head.head.i != head.i:
        return subject_of(head.head, depth + 1)
    return []
