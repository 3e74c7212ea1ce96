"""Countries as a text speaks of them: by name and nationality, including those that no table knows.

A place that no table knows but that has a nationality in the same text ("Ruritania", "Ruritanian") is taken for a
country; it is known by its name instead of an ISO code.
"""

from __future__ import annotations

from newsledger.language.tables import country_names, demonyms, fold, given_names, known_names

_MIN_LENGTH = 5


def _adjectives_of(name: str) -> list[str]:
    """Nationalities that English would form of a place's name."""
    stem = name[:-1]
    forms = [name + "n", name + "ian", name + "an", name + "i", name + "ese", name + "ish"]
    if name[-1] in "aeiouy":
        forms += [stem + "ian", stem + "an", stem + "ese", stem + "ish", stem + "i"]
    return forms


def local_nations(words: list[str]) -> dict[str, str]:
    """Nationalities in a text that belong to a name of the same text which no table knows: nationality → name."""
    capitals = {w for w in words if len(w) >= _MIN_LENGTH and w[0].isupper() and w.isalpha() and not w.isupper()}
    found: dict[str, str] = {}
    for name in sorted(capitals):
        if fold(name) in known_names() or fold(name) in given_names() or name in demonyms():
            continue
        for form in _adjectives_of(name):
            if form in capitals and form not in demonyms() and fold(form) not in given_names():
                found.setdefault(form, name)
                if form + "s" in capitals:
                    found.setdefault(form + "s", name)
    # "Arvenia" is no nationality of "Arven" if "Arvenian" is one of "Arvenia"
    return {form: name for form, name in found.items() if form not in found.values()}


def nation_of(words: str, local: dict[str, str]) -> str | None:
    """Country that a name or nationality means: ISO 3166-1 alpha-3, or the name of one that no table knows."""
    code = demonyms().get(words)
    if code is None:
        known = known_names().get(fold(words))
        code = known.country if known is not None and known.is_country else None
    if code is None and local:
        code = local.get(words)
        if code is None and words in local.values():
            code = words
    return code


def nation_name(code: str) -> str:
    """Short English name of a country as ``nation_of`` gives it."""
    return country_names().get(code, code)


def iso_code(code: str | None) -> str | None:
    """The ISO code, None for a country that no table knows."""
    return code if code in country_names() else None
