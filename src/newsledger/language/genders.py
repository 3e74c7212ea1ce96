"""What words and names tell of a person's gender."""

from __future__ import annotations

import functools

from newsledger.language.cast import Gender
from newsledger.language.tables import gender_of_given, word_classes


@functools.lru_cache(maxsize=4096)
def noun_gender(noun: str) -> Gender | None:
    """Gender that a noun for a person tells ("wife", "spokesman")."""
    classes = word_classes("genders.tsv")
    last = noun.split()[-1]
    if last.endswith(tuple(classes["female_noun"])):
        return "female"
    return "male" if last.endswith(tuple(classes["male_noun"])) and last not in classes["not_male"] else None


def address_gender(address: str | None) -> Gender | None:
    """Gender that a form of address tells ("mrs"), lower case."""
    classes = word_classes("genders.tsv")
    if address in classes["female_address"]:
        return "female"
    return "male" if address in classes["male_address"] else None


def name_gender(name: str) -> Gender | None:
    """Gender that the given name of a full name tells."""
    words = name.split()
    given = gender_of_given(words[0]) if len(words) > 1 else None
    return "female" if given == "female" else "male" if given == "male" else None
