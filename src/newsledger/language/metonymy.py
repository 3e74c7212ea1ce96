"""Whether a capital's name stands for its government: "Washington said", "ties between Paris and Berlin"."""

from __future__ import annotations

import functools

from newsledger.language.nations import nation_name
from newsledger.language.tables import capitals, fold, rows, word_classes
from newsledger.language.tokens import Tokens

_DEEP = 3


@functools.cache
def _seats() -> dict[str, str]:
    """Folded name of a city → name of the body that it may stand for."""
    governments = {city: nation_name(code) for city, code in capitals().items()}
    return governments | {fold(city): body for city, body in rows("seats.tsv")}


def meant_by(tokens: Tokens, key: str, i: int) -> str | None:
    """Name of the country or body that a city's name (folded) with its head at ``i`` stands for, None for the city."""
    return _seats()[key] if key in _seats() and for_government(tokens, i) else None


def for_government(tokens: Tokens, i: int) -> bool:
    """Whether a capital stands for a government: where it does, has or is told what cities do not and are not."""
    classes = word_classes("metonymy.tsv")
    while tokens.dep[i] == "conj" and tokens.head[i] != i:
        i = tokens.head[i]
    above = tokens.head[i]
    match tokens.dep[i]:
        case "pobj":
            return _among_dealings(tokens, above)
        case "dobj" | "dative":
            return tokens.lemma[above] in classes["addressed"]
        case "nsubjpass":
            below = [c for c in tokens.children[above] if tokens.dep[c] == "xcomp" and tokens.pos[c] == "VERB"]
            if below:  # "is expected to join"
                return tokens.lemma[below[0]] not in classes["of_cities"]
            return tokens.lemma[above] in classes["addressed"]
        case "poss":
            return tokens.lower[above] in classes["owned"] or tokens.lower[above] + "s" in classes["owned"]
        case "nsubj":
            if tokens.lemma[above] in classes["addressed"] and tokens.dep[above] == "xcomp":
                return True
            above = _last_verb(tokens, above)
            return tokens.pos[above] == "VERB" and tokens.lemma[above] not in classes["of_cities"]
        case _:
            return False


def _last_verb(tokens: Tokens, verb: int) -> int:
    """The verb that counts: the lowest of "has to decide", "seems to want"."""
    for _ in range(_DEEP):
        below = [c for c in tokens.children[verb] if tokens.dep[c] == "xcomp" and tokens.pos[c] == "VERB"]
        if tokens.lemma[verb] not in word_classes("metonymy.tsv")["light"] or not below:
            break
        verb = below[0]
    return verb


def _among_dealings(tokens: Tokens, preposition: int) -> bool:
    """Whether a preposition belongs to what governments have or do with each other, or names who did something."""
    classes = word_classes("metonymy.tsv")
    if tokens.dep[preposition] == "agent":
        return True
    above, word = tokens.head[preposition], tokens.lower[preposition]
    if word in ("between", "with", "from", "among") and tokens.lower[above] in classes["dealings"]:
        return True
    return word == "with" and tokens.lemma[above] in classes["toward"] and tokens.pos[above] == "VERB"
