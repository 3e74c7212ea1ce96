"""The trigger lexicon: one table a PLOVER class, written in a small pattern language.

A pattern is one line: trigger lemmas joined by ``|`` (``call_on`` is "call" with the particle or preposition "on"),
then conditions, all of which must hold:

- ``o=`` head nouns of the object ("@name" is a class of ``classes.toml``, "actor" any actor, "*" any object, "-" none)
- ``p=for,on:nouns`` a preposition and what stands under it
- ``s=`` the subject; "and" for two or more of them
- ``x=to``, ``x=that``, ``x=@class`` a clause as complement, and by which verb
- ``mod=`` a modifier of an event noun (of the object, for a verb)
- ``oprd=`` a predicate of the object ("called him a liar")
- ``not=1`` the trigger is negated

``w`` is how often the pattern means the class where it matches, ``m`` PLOVER's mode, ``k`` its contexts. The most
specific pattern wins; one of weight 0 keeps its reading out of every class.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from newsledger.language.tables import group_nouns, person_nouns

_FOLDER = "newsledger.reading.plover"
_CLASSES = (
    "agree", "consult", "support", "concede", "cooperate", "aid", "retreat", "request", "accuse", "reject", "threaten",
    "protest", "sanction", "mobilize", "coerce", "assault", "other",
)  # fmt: skip
_DEFAULT_WEIGHT = 0.7
_COST = {"o": 2.0, "p": 2.0, "s": 1.0, "x": 1.5, "mod": 1.5, "oprd": 2.0, "not": 1.0}


@dataclass(frozen=True, slots=True)
class Choice:
    """Words that a condition accepts. any: everything goes; actor: any actor; none: nothing may stand there."""

    words: frozenset[str] = frozenset()
    any: bool = False
    actor: bool = False
    none: bool = False
    several: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """One line of a class's table."""

    event: str
    particle: str | None
    conditions: tuple[tuple[str, Choice], ...]
    prepositions: frozenset[str]
    weight: float
    mode: str | None
    context: tuple[str, ...]
    specificity: float


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Patterns by trigger lemma, and the word classes."""

    verbs: Mapping[str, tuple[Pattern, ...]]
    nouns: Mapping[str, tuple[Pattern, ...]]
    adjectives: Mapping[str, str]
    classes: Mapping[str, frozenset[str]]


def table_names() -> tuple[str, ...]:
    """Names of the tables, one a class, in the codebook's order."""
    return _CLASSES


def tables(name: str) -> dict[str, Any]:
    """Read one table as it stands in its file: class, quad, definition, examples, verbs, nouns."""
    return tomllib.loads((files(_FOLDER) / "data" / f"{name}.toml").read_text("utf-8"))


@functools.cache
def load() -> Lexicon:
    """Read the tables that ship with the package."""
    raw = tables("classes")
    classes = {name: frozenset(words.split()) for name, words in raw.items()}
    people, bodies = _people(), _bodies()
    classes["persons"] |= people - classes["no_persons"]
    classes["captives"] |= people - classes["no_persons"]
    classes["actors"] |= ((people | bodies) - classes["no_persons"]) | classes["forces"]
    verbs: dict[str, list[Pattern]] = {}
    nouns: dict[str, list[Pattern]] = {}
    adjectives: dict[str, str] = {}
    for name in _CLASSES:
        table = tables(name)
        for key, index in (("verbs", verbs), ("nouns", nouns)):
            for line in table.get(key, "").strip().splitlines():
                for lemma, pattern in _patterns(table["class"], line, classes):
                    index.setdefault(lemma, []).append(pattern)
        for word in table.get("adjectives", "").split():
            adjectives[word] = table["class"]
    return Lexicon(_sorted(verbs), _sorted(nouns), adjectives, classes)


def _people() -> frozenset[str]:
    """Nouns for persons of the language tables (offices, ranks, professions, parts played), single words."""
    return frozenset(n for n, p in person_nouns().items() if p.kind != "honorific" and n.isalpha())


def _bodies() -> frozenset[str]:
    """Nouns for bodies that tell their sector (courts, unions, banks), single words."""
    return frozenset(n for n, g in group_nouns().items() if g.kind == "body" and g.sector and n.isalpha())


def _sorted(index: dict[str, list[Pattern]]) -> dict[str, tuple[Pattern, ...]]:
    """The most specific pattern first, then the surest."""
    return {k: tuple(sorted(v, key=lambda p: (-p.specificity, -p.weight, p.event))) for k, v in index.items()}


def _patterns(event: str, line: str, classes: Mapping[str, frozenset[str]]) -> list[tuple[str, Pattern]]:
    """Every (lemma, pattern) that one line stands for."""
    triggers, *settings = line.split()
    weight, mode = _DEFAULT_WEIGHT, None
    context: tuple[str, ...] = ()
    conditions: list[tuple[str, Choice]] = []
    prepositions: frozenset[str] = frozenset()
    cost = 0.0
    for setting in settings:
        key, _, value = setting.partition("=")
        if key == "w":
            weight = float(value)
        elif key == "m":
            mode = value or None
        elif key == "k":
            context = tuple(value.split(","))
        else:
            if key == "p":
                words, _, value = value.partition(":")
                prepositions = frozenset(words.split(","))
                value = value or "*"
            choice = _choice(value, classes)
            conditions.append((key, choice))
            cost += _COST[key] * (0.4 if choice.any else 0.8 if choice.actor else 1.0)
    found = []
    for trigger in triggers.split("|"):
        lemma, _, particle = trigger.partition("_")
        found.append(
            (
                lemma,
                Pattern(
                    event,
                    particle or None,
                    tuple(conditions),
                    prepositions,
                    weight,
                    mode,
                    context,
                    cost + (1.8 if particle else 0.0),
                ),
            )
        )
    return found


def _choice(value: str, classes: Mapping[str, frozenset[str]]) -> Choice:
    words: set[str] = set()
    flags = set()
    for part in value.split(","):
        if part.startswith("@"):
            words |= classes[part[1:]]
        elif part in ("*", "actor", "-", "and"):
            flags.add(part)
        else:
            words.add(part)
    return Choice(frozenset(words), "*" in flags, "actor" in flags, "-" in flags, "and" in flags)
