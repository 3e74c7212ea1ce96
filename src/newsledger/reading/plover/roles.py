"""Who does an event, and to whom: actors and recipients by the frame of its trigger."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Collection, Iterable, Sequence
from importlib.resources import files

import msgspec
from spacy.tokens import Token

from newsledger.language import Parse
from newsledger.language.lemmas import lemma_of
from newsledger.language.tables import group_nouns
from newsledger.language.who import actors_of
from newsledger.model import Actor
from newsledger.reading.plover.country import countries_at, placed
from newsledger.reading.plover.frames import Frame, conjuncts, frame_of, holder_of, is_actor, is_verb, subject_of
from newsledger.reading.plover.lexicon import load

_INSIDE_NAME = frozenset({"compound", "npadvmod", "nmod"})
_PLACES = frozenset({"in", "at", "outside", "near", "along", "around", "over"})
_DECLARING = frozenset({"AGREE", "THREATEN", "REQUEST", "REJECT", "ACCUSE", "SUPPORT", "CONCEDE"})
_MOVING = frozenset({"SANCTION", "MOBILIZE", "RETREAT"})
_JOINT = frozenset({"CONSULT", "COOPERATE", "AGREE", "SUPPORT"})  # done by several together
_MUTUAL = frozenset({"CONSULT", "COOPERATE", "OTHER"})  # one party or several are enough
_GIVING = frozenset({"AGREE"})  # whom the promised act is for stands where it stands in the promise itself
_INSIDE = "OTHER"  # the order in which the act that is declared is searched


@functools.cache
def _order() -> dict[str, tuple[str, ...]]:
    raw = tomllib.loads((files("newsledger.reading.plover") / "data" / "roles.toml").read_text("utf-8"))
    return {event: tuple(words.split()) for event, words in raw["recipients"].items()}


def actor_heads(frame: Frame) -> list[Token]:
    """Heads of the phrases that name who acts, in order of the text."""
    if is_verb(frame.trigger):
        heads = frame.subjects
        if frame.passive:
            heads = [h for h in heads if h not in frame.objects]
        return _acting(heads)
    if frame.trigger.pos_ == "ADJ":  # "they are ready to sign"
        return _acting(frame.subjects)
    if _undergone(frame.trigger) is not None:
        return _acting(h for word, h in frame.prepositions if word in ("by", "from"))
    return _acting(holder_of(frame.trigger)) or _national(frame.trigger) or _between(frame)


def recipient_heads(frame: Frame, event: str, actors: Sequence[Token]) -> list[Token]:
    """Heads of the phrases that name the other party; the first place of ``roles.toml`` that holds one decides."""
    taken = {a.i for a in actors} | {h.i for h in _means(frame, event)}
    joint = event in _JOINT and sum(len(conjuncts(a)) for a in actors) > 1
    several = joint or (event in _MUTUAL and any(a.tag_ in ("NNS", "NNPS") for a in actors))
    undergone = _undergone(frame.trigger)
    if undergone is not None:
        return _acting(subject_of(undergone))
    for place in _order().get(event, ()):
        if (several and place in _PLACES) or (joint and event == "COOPERATE" and place == "object"):
            continue
        found = [h for h in _at(frame, place) if h.i not in taken and not _same_phrase(h, actors)]
        if place in _PLACES:
            found = [h for h in found if h.ent_type_ in ("GPE", "ORG", "NORP")]
        else:
            found = [h for h in found if is_actor(h)]
        if found:
            return found
    if event in _DECLARING:
        for complement in frame.complements:
            inside = frame_of(complement)
            found = recipient_heads(inside, event if event in _GIVING else _INSIDE, actors)
            if found:
                return found
    return deeper(frame, taken) if is_verb(frame.trigger) and event not in _MUTUAL and not joint else []


def _undergone(noun: Token) -> Token | None:
    """The verb that says that an event noun befalls its subject ("came under fire", "drew criticism from")."""
    if noun.pos_ != "NOUN" or noun.dep_ not in ("dobj", "pobj"):
        return None
    verb = noun.head if noun.dep_ == "dobj" else noun.head.head
    if not is_verb(verb) or lemma_of(verb) not in load().classes["undergoing"]:
        return None
    return verb if noun.dep_ == "dobj" or noun.head.lower_ in ("under", "with", "in") else None


def _means(frame: Frame, event: str) -> list[Token]:
    """Objects that are the actor's own means, not the other party ("recalled its envoy", "massed tanks")."""
    if event not in _MOVING or not is_verb(frame.trigger) or frame.passive:
        return []
    forces = load().classes["forces"]
    return [
        h
        for o in frame.objects
        for h in conjuncts(o)
        if any(c.tag_ == "PRP$" for c in h.lefts) or (event == "MOBILIZE" and lemma_of(h) in forces)
    ]


def resolve(
    parse: Parse, heads: Iterable[Token], named: dict[int, tuple[str, ...]], others: Iterable[str] = ()
) -> tuple[Actor, ...]:
    """Actors behind phrase heads, each once, with their countries. others: countries of the other party.

    named: see ``newsledger.reading.plover.country.placed``.
    """
    found: dict[str, Actor] = {}
    known = tuple(others)
    for head in heads:
        for actor in _each_nation(parse, head) or actors_of(parse, head):
            found.setdefault(actor.entity or actor.name, placed(parse, _with_sector(actor, head), head, known, named))
    return tuple(found.values())


def _with_sector(actor: Actor, head: Token) -> Actor:
    """Ships, planes and tanks are their army's."""
    if actor.sector is None and actor.kind != "place" and lemma_of(head) in load().classes["forces"]:
        return msgspec.structs.replace(actor, sector="MIL")
    return actor


def _each_nation(parse: Parse, head: Token) -> list[Actor]:
    """As in "Norlandic and Estavian warships": an actor for each nation whose adjectives share a plural noun."""
    if head.tag_ != "NNS" or any(c.dep_ == "conj" for c in head.children):
        return []
    first = next((c for c in head.lefts if c.dep_ in ("amod", "nmod", "compound") and c.conjuncts), None)
    if first is None:
        return []
    nations = [t for t in (first, *first.conjuncts) if t.i < head.i and (t.ent_type_ in ("NORP", "GPE"))]
    codes = [next(iter(countries_at(t, places=False)), None) for t in nations]
    if len(nations) < 2 or None in codes:
        return []
    whole = actors_of(parse, head)
    sector = whole[0].sector if len(whole) == 1 and whole[0].kind != "place" else None
    noun = group_nouns().get(head.lower_)
    last = nations[-1].i + 1
    return [
        Actor(
            name=f"{t.text} {parse.doc[last : head.i + 1].text}",
            span=parse.span(t.i, t.i + 1),
            kind="group",
            country=code,
            sector=noun.sector if noun is not None else sector,
        )
        for t, code in zip(nations, codes, strict=True)
    ]


def deeper(frame: Frame, known: Collection[int]) -> list[Token]:
    """The first party named inside what the event is about, at any depth ("to protest the arrest of …")."""
    taken = {*known, *(t.i for s in frame.subjects for t in s.subtree)}
    places: list[Token] = []
    trigger = frame.trigger
    for token in trigger.subtree:
        if token.i <= trigger.i or token.i in taken or _beside(token, trigger):
            continue
        if token.ent_type_ in ("GPE", "NORP") and token.dep_ == "pobj" and token.head.lower_ in _PLACES:
            places.append(token)
            continue
        named = token.pos_ in ("NOUN", "PROPN") and token.dep_ not in _INSIDE_NAME and is_actor(token)
        if named or (token.ent_type_ in ("GPE", "NORP") and token.dep_ in ("amod", "compound", "nmod")):
            return [token]
    return places[:1]


def _beside(token: Token, trigger: Token) -> bool:
    """Whether a word belongs to another clause or to who reports ("according to …", a second verb)."""
    at = token
    for _ in range(12):
        if at.i == trigger.i:
            return False
        if at.dep_ in ("parataxis", "conj") and is_verb(at) and at.head.i == trigger.i:
            return True
        if at.dep_ == "prep" and at.lower_ == "according":
            return True
        if at.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ != "if" for c in at.children):
            return True
        at = at.head
    return True


def _acting(heads: Iterable[Token]) -> list[Token]:
    """Those heads that can act; for a thing that somebody owns or made ("Norland's decision"), the owner."""
    found = []
    for head in heads:
        if is_actor(head):
            found.append(head)
            continue
        owner = [c for c in head.children if c.dep_ == "poss" and (is_actor(c) or c.tag_ == "PRP$")]
        found += owner or _under(head) or _national(head)
    return found


def _under(noun: Token) -> list[Token]:
    """As in "A group of rebels", "an attack by rebels": whom "of" and "by" name."""
    return [
        p
        for c in noun.children
        if c.dep_ == "prep" and c.lower_ in ("of", "by", "from")
        for p in c.children
        if p.dep_ == "pobj" and is_actor(p)
    ]


def _national(noun: Token) -> list[Token]:
    """Names of nations, bodies and people that stand before a noun as its modifiers ("Norland attacks")."""
    return [c for c in noun.lefts if c.dep_ in ("amod", "compound", "nmod") and c.ent_type_ in ("NORP", "GPE", "ORG")]


def _between(frame: Frame) -> list[Token]:
    return [head for word, head in frame.prepositions if word in ("between", "among")]


def _same_phrase(head: Token, actors: Sequence[Token]) -> bool:
    return any(head in a.conjuncts for a in actors)


def _at(frame: Frame, place: str) -> list[Token]:
    match place:
        case "object":
            if not is_verb(frame.trigger):
                return []
            return frame.objects
        case "dative":
            return frame.datives
        case "complement":
            return [s for c in frame.complements for s in subject_of(c) if s.i > frame.trigger.i or c.dep_ == "ccomp"]
        case "owner":
            heads = frame.objects if is_verb(frame.trigger) else [frame.trigger]
            found: list[Token] = []
            for head in heads:
                found += [c for c in head.children if c.dep_ == "poss"] + _under(head) + _national(head)
            return found
        case _:
            return [h for word, h in (*frame.prepositions, *frame.inner) if word == place and h.dep_ == "pobj"] + [
                owner
                for word, h in frame.prepositions
                if word == place and not is_actor(h)
                for owner in (*(c for c in h.children if c.dep_ == "poss"), *_national(h))
            ]
