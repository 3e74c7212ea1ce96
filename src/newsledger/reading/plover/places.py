"""Where events are that name no place in their own clause.

In order of trust: the way they go ("pulled out of", "marched through"), the town that is their object, where a party is
said to be ("police in Sarn"), the event or noun that they hang on, the place of the article's central happening (news
names it once and goes on: the same convention as with time, see ``moments``), the dateline for the lead's main event.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence

import msgspec
from spacy.tokens import Token

from newsledger.language import Parse
from newsledger.language.clause_place import place_of
from newsledger.language.lemmas import lemma_of
from newsledger.language.tables import country_names, fold
from newsledger.language.who import entity_at
from newsledger.model import Actor, BlockKind, EventClaim
from newsledger.reading.plover.frames import is_verb
from newsledger.reading.plover.lexicon import load
from newsledger.reading.plover.moments import is_recent, same_scene

_INSIDE = frozenset({"in", "at", "near", "outside"})
_WAYS = {
    "RETREAT": frozenset({"of", "from"}),
    "MOBILIZE": frozenset({"to", "into", "along", "towards", "toward", "near"}),
    "PROTEST": frozenset({"through", "across", "on", "along"}),
    "CONSULT": frozenset({"to"}),
    "ASSAULT": frozenset({"on", "of", "into", "through", "along"}),
    "OTHER": frozenset({"to", "into", "through", "across"}),
}
_GOES = {"RETREAT": ("withdraw",), "CONSULT": ("visit",), "OTHER": ("movement",)}  # only with these modes
_STRUCK = frozenset({"ASSAULT", "RETREAT", "CONSULT", "MOBILIZE"})  # a town as the object is where it happens
_DEEDS = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "PROTEST", "AID", "OTHER"})
_TOLD = frozenset({"happened", "claimed", "denied"})
_WITH = frozenset({"xcomp", "advcl", "dobj", "prep", "pobj", "pcomp", "conj", "nsubj", "nsubjpass", "acl", "relcl"})
_BODILY = frozenset({"death", "movement", "disaster", "discovery"})  # modes of what is no political act
_LEAST = 2  # times that a place must be told to be the article's scene


def located(parse: Parse, claims: Sequence[EventClaim]) -> list[EventClaim]:
    """The claims, those without a place of their own given one where the text tells it otherwise."""
    tokens = [parse.tokens(claim.trigger_span)[0] for claim in claims]
    places = [
        _own(claim) or _way(parse, claim, token) or _struck(parse, claim, token) or _of_party(parse, claim)
        for claim, token in zip(claims, tokens, strict=True)
    ]
    own = {token.i: place for token, place in zip(tokens, places, strict=True) if place is not None}
    places = [
        place if place is not None else _shared(parse, token, own) for token, place in zip(tokens, places, strict=True)
    ]
    scene = _scene(parse, claims, places)
    lead = next(
        (s for s in parse.sentences if parse.kind_of(s.start) is BlockKind.PARAGRAPH and len(s) > 1),
        None,
    )
    found = []
    for claim, token, place in zip(claims, tokens, places, strict=True):
        at = place
        if at is None and scene is not None and _is_scene(parse, claim, token):
            at = scene
        if at is None and lead is not None and lead.start <= token.i < lead.end and _is_main(claim, token):
            line = parse.article.dateline
            at = line.place if line is not None and not any(lead.start <= i < lead.end for i in own) else None
        found.append(claim if at == claim.place else msgspec.structs.replace(claim, place=at))
    return found


def _own(claim: EventClaim) -> str | None:
    """The place of the claim's clause; a country that is spoken to or about ("a resolution on Norland") is none."""
    about = claim.type not in _DEEDS and claim.type != "CONSULT" and claim.place is not None
    return (
        None if about and any(r.name == claim.place and _is_country(r.name) for r in claim.recipients) else claim.place
    )


def _way(parse: Parse, claim: EventClaim, token: Token) -> str | None:
    """The place that a movement leads to, through or out of."""
    ways = _WAYS.get(claim.type)
    if ways is None or (claim.type in _GOES and claim.mode not in _GOES[claim.type]):
        return None
    for child in token.children:
        if child.dep_ in ("prep", "agent") and child.lower_ in ways | {"out", "off"}:
            for under in child.children:
                if under.dep_ == "prep" and under.lower_ == "of":
                    under = next((c for c in under.children if c.dep_ == "pobj"), under)
                if under.dep_ == "pobj" and (name := _named(parse, under)) is not None:
                    return name
    return None


def _named(parse: Parse, noun: Token) -> str | None:
    """The place that a noun names, or that its "of" or its modifier names ("the town of Sarn", "a Sarn suburb")."""
    entity = entity_at(parse, noun)
    if entity is not None and entity.kind == "place" and entity.names:
        return None if _is_country(entity.name) and noun.pos_ != "PROPN" else entity.name
    for child in noun.children:
        names = [child] if child.dep_ in ("compound", "nmod", "appos") else []
        if child.dep_ == "prep" and child.lower_ in _INSIDE | {"of"}:
            names = [c for c in child.children if c.dep_ == "pobj"]
        for name in names:
            entity = entity_at(parse, name)
            if entity is not None and entity.kind == "place" and entity.names:
                return entity.name
            if child.lower_ == "of" and name.pos_ == "PROPN" and lemma_of(noun) in load().classes["territory"]:
                return parse.doc[name.left_edge.i : name.i + 1].text  # "the town of Sarn" is told to be a place
    return None


def _is_country(name: str) -> bool:
    return fold(name) in {fold(n) for n in country_names().values()}


def _struck(parse: Parse, claim: EventClaim, token: Token) -> str | None:
    """The town that is attacked, left or visited."""
    if claim.type not in _STRUCK:
        return None
    for child in token.children:
        if child.dep_ == "dobj" and lemma_of(child) in load().classes["territory"]:
            name = _named(parse, child)
            if name is not None:
                return name
    return next((r.name for r in claim.recipients if r.kind == "place" and not _is_country(r.name)), None)


def _of_party(parse: Parse, claim: EventClaim) -> str | None:
    """Where who acts, or who is acted upon, is said to be ("police in Sarn arrested")."""
    for party in (*claim.actors, *claim.recipients):
        if (place := _seat(parse, party)) is not None:
            return place
    return None


def _seat(parse: Parse, party: Actor) -> str | None:
    span = parse.tokens(party.span)
    if not len(span):
        return None
    head = span.root
    if head.pos_ not in ("NOUN", "NUM") or not any(
        c.dep_ == "prep" and c.lower_ in _INSIDE and c.i > head.i for c in head.children
    ):
        return None
    return place_of(parse, head)


def _shared(parse: Parse, token: Token, own: dict[int, str]) -> str | None:
    """The place of the event that this one goes with, or of the noun that its clause belongs to."""
    at = token
    while at.dep_ in _WITH and at.head.i != at.i:
        at = at.head
        if at.i in own:
            return own[at.i]
        if at.pos_ == "NOUN" and at.dep_ != "pobj" and is_verb(token) and token.dep_ in ("relcl", "acl"):
            return place_of(parse, at)
    return None


def _scene(parse: Parse, claims: Sequence[EventClaim], places: Sequence[str | None]) -> str | None:
    """The place that most recent deeds of the article have, if it is told at least twice and by half of them."""
    published = parse.article.published.when
    last = published.end if published is not None else None
    told: Counter[str] = Counter()
    for claim, place in zip(claims, places, strict=True):
        if place is None or claim.type not in _DEEDS or claim.status not in _TOLD or claim.historical:
            continue
        if not _is_of_the_day(claim, last):
            continue
        told[_short(place)] += 1
    if not told:
        return None
    best = min(told, key=lambda place: (-told[place], place))
    return best if told[best] >= _LEAST and 2 * told[best] >= told.total() else None


def _short(place: str) -> str:
    return place.partition(",")[0]


def _is_scene(parse: Parse, claim: EventClaim, token: Token) -> bool:
    """Whether a deed may belong to the article's central happening: told as done, recent, not background."""
    if claim.type not in _DEEDS or claim.status not in _TOLD or claim.historical or not same_scene(token):
        return False
    if claim.type == "OTHER" and claim.mode not in _BODILY:
        return False
    published = parse.article.published.when
    return _is_of_the_day(claim, published.end if published is not None else None)


def _is_of_the_day(claim: EventClaim, last: dt.date | None) -> bool:
    """Whether a deed is undated, dated as of publication, or of the weeks before it."""
    return claim.when is None or claim.when.expression == "publication" or is_recent(claim.when, last)


def _is_main(claim: EventClaim, token: Token) -> bool:
    """Whether an event is what its sentence tells, done."""
    at = token
    while at.dep_ in ("conj", "dobj", "nsubjpass", "xcomp", "nsubj") and at.head.i != at.i:
        at = at.head
    return at.dep_ == "ROOT" and claim.status in _TOLD and not claim.historical
