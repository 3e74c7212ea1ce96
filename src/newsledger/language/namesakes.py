"""Which of several people of one surname a mention means: by form of address, by age, by what they were called."""

from __future__ import annotations

from newsledger.language.cast import Cast, Figure, Spot
from newsledger.language.genders import address_gender, name_gender
from newsledger.language.names import Name
from newsledger.language.tables import fold, word_classes
from newsledger.language.tokens import Tokens

AGES = {"younger": 0, "youngest": 0, "elder": 1, "older": 1, "eldest": 1, "oldest": 1}


def which_person(tokens: Tokens, name: Name, options: list[Figure], cast: Cast) -> Figure:
    """The person whom this mention means: the last one mentioned that fits, where several share a surname."""
    by_age = _by_age(name, options, tokens, cast)
    if by_age is not None or len(options) == 1:
        return by_age or options[0]
    wanted = address_gender(name.honorific)
    if wanted:
        told = {p.number: p.gender or (name_gender(p.names[0]) if p.names else None) for p in options}
        options = [p for p in options if told[p.number] in (wanted, None)] or options
    numbers = {p.number for p in options}
    if len(name.words) == 1 and wanted is None:
        before = [spot for spot in cast.spots if spot.entity in numbers and _is_surname(spot, name, tokens)]
        if before:  # relatives go by their given names beside the one who goes by the surname
            return cast.figures[before[-1].entity]
    for spot in reversed(cast.spots):
        if spot.entity in numbers:
            return cast.figures[spot.entity]
    return options[0]


def _is_surname(spot: Spot, name: Name, tokens: Tokens) -> bool:
    """Whether a mention is the bare name, without a form of address before it."""
    if spot.form != "name" or spot.end - spot.start != 1:
        return False
    before = tokens.lower[spot.start - 1] if spot.start else ""
    return fold(tokens.text[spot.start]) == name.key and address_gender(before) is None


def _by_age(name: Name, options: list[Figure], tokens: Tokens, cast: Cast) -> Figure | None:
    """Whom "the younger Claes" means: a younger brother, the other one of two, a son who goes by a given name."""
    age = AGES.get(tokens.lower[name.start - 1]) if name.start else None
    if age is None:
        return None
    same = [p for p in options if called_by_age(p, tokens, age)]
    if not same and len(options) == 2:
        same = [p for p in options if not called_by_age(p, tokens, age ^ 1)]
    if not same or len(same) == len(options):
        kin = word_classes("genders.tsv")["kin"]
        same = [f for f in cast.figures if f.kind == "person" and f.names and kin & f.nouns and age == 0]
    return same[0] if len(same) == 1 else None


def called_by_age(figure: Figure, tokens: Tokens, age: int) -> bool:
    """Whether someone was called another's younger (0) or elder (1) relative."""
    return any(
        AGES.get(tokens.lower[k]) == age for phrase, _ in figure.offices for k in range(phrase.start, phrase.first)
    )
