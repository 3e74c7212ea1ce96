"""Who is who: one walk through a document in the order of its text.

Salience after Lappin and Leass (1994). Gender and number are evidence where they are known. What has no fitting
antecedent stays unresolved.
"""

from __future__ import annotations

from newsledger.language.cast import Cast
from newsledger.language.descriptions import resolve_nominal, resolve_unlisted
from newsledger.language.discourse import Discourse
from newsledger.language.nominals import Nominal, nominal_at
from newsledger.language.plurals import resolve_ahead
from newsledger.language.pronouns import FIRST_PERSON, resolve_first_person, resolve_pronoun
from newsledger.language.tokens import Tokens

_HEADS = frozenset({"NOUN", "PROPN", "NUM", "DET", "PRON", "ADJ"})


def resolve_mentions(tokens: Tokens, cast: Cast) -> None:
    """Add to a cast of named entities what pronouns and common-noun phrases mean."""
    talk = Discourse(tokens, cast)
    names = {spot.head: spot.entity for spot in cast.spots if spot.form == "name"}
    covered = set(cast.at)
    first_person: list[int] = []
    ahead: list[Nominal] = []
    for i, pos in enumerate(tokens.pos):
        number = names.get(i)
        if number is not None:
            talk.note(cast.figures[number], i)
        elif pos in _HEADS and i not in covered:
            if pos == "PRON" and tokens.tag[i] in ("PRP", "PRP$"):
                _pronoun(talk, i, first_person)
            elif i not in cast.roles:
                nominal = nominal_at(tokens, i)
                if nominal is None and pos == "NOUN":
                    if not resolve_unlisted(talk, i):
                        talk.pass_by(i)
                elif nominal is not None and not resolve_nominal(talk, nominal):
                    ahead.append(nominal)
    for nominal in ahead:
        resolve_ahead(talk, nominal)
    for i in first_person:
        resolve_first_person(talk, i)


def _pronoun(talk: Discourse, i: int, first_person: list[int]) -> None:
    """Resolve a pronoun; inside a quotation, the one that tells its speaker goes first (“He is here,” she said)."""
    told = talk.speakers.unknown_speaker(i) if talk.tokens.quoted[i] else None
    for k in (told, i):
        if k is None or k in talk.cast.at:
            continue
        if talk.tokens.lower[k] in FIRST_PERSON:
            if not resolve_first_person(talk, k):
                first_person.append(k)
        else:
            resolve_pronoun(talk, k)
