"""Which of several people of one surname a mention means: by form of address, by age, by what they were called."""

from __future__ import annotations

from newsledger.language.cast import Cast, Figure, Gender, Spot
from newsledger.language.genders import address_gender, name_gender
from newsledger.language.names import Name
from newsledger.language.tables import fold, word_classes
from newsledger.language.tokens import Tokens

AGES = {"younger": 0, "youngest": 0, "elder": 1, "older": 1, "eldest": 1, "oldest": 1}


def which_person(tokens: Tokens, name: Name, options: list[Figure], cast: Cast) -> Figure:
    """The person whom this mention means: the last one mentioned that fits, where several share a surname."""
    by_age = _by_age(name, options, tokens, cast)
    wanted = address_gender(name.honorific)
    if by_age is None and wanted is not None and len(name.words) == 1:
        by_age = _by_marriage(options, wanted, cast)
    if by_age is not None or len(options) == 1:
        return by_age or options[0]
    if wanted:
        told = {p.number: _gender(p) for p in options}
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


def _gender(figure: Figure) -> Gender | None:
    return figure.gender or (name_gender(figure.names[0]) if figure.names else None)


def _by_marriage(options: list[Figure], wanted: Gender, cast: Cast) -> Figure | None:
    """Whom "Mrs Hartley" means where all who are named so are men: the one relative who goes by a given name."""
    if any(_gender(p) in (wanted, None) for p in options):
        return None
    spouses = word_classes("genders.tsv")["spouse"]
    fitting = [f for f in cast.figures if f.kind == "person" and f.names and spouses & f.nouns and f.gender == wanted]
    return fitting[0] if len(fitting) == 1 and fitting[0] not in options else None


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
