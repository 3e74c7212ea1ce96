"""The cast of an article while it is being made out: entities, where they are mentioned, how salient they are."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from newsledger.language.offices import Office
from newsledger.language.titles import RolePhrase
from newsledger.model import EntityKind

Form = Literal["name", "nominal", "pronoun"]
Gender = Literal["female", "male"]


@dataclass(slots=True)
class Spot:
    """A mention: tokens ``start:end``, its head token, how it mentions, and the number of its entity."""

    start: int
    end: int
    head: int
    form: Form
    entity: int


@dataclass(slots=True)
class Figure:
    """An entity in the making. nouns: common nouns it has been called by. offices: its roles, with their phrases.

    owner: number of the person whose government it is. state: whether it is a country.
    sure: whether its gender is told by more than a given name. neuter: whether "it" has been said of it.
    many: whether it has been the subject of a verb in the plural.
    numeral: the number a group is counted with. regime: phrase start and head of a government that is called theirs.
    salience fades by half with each sentence (after Lappin and Leass 1994); ``last`` is the sentence it is as of.
    """

    number: int
    kind: EntityKind
    name: str
    names: list[str] = field(default_factory=list)
    gender: Gender | None = None
    sure: bool = False
    plural: bool = False
    neuter: bool = False
    many: bool = False
    country: str | None = None
    sector: str | None = None
    members: tuple[int, ...] = ()
    nouns: set[str] = field(default_factory=set)
    modifiers: frozenset[str] = frozenset()
    numeral: str | None = None
    owner: int | None = None
    state: bool = False
    regime: tuple[int, int] | None = None
    offices: list[tuple[RolePhrase, Office]] = field(default_factory=list)
    salience: float = 0.0
    last: int = -100
    last_head: int = -1
    subject: bool = False
    count: int = 0

    def faded(self, sentence: int) -> float:
        """Salience as of a sentence."""
        gap = max(0, sentence - self.last)
        return self.salience * 0.5**gap if gap < 30 else 0.0

    def mentioned(self, sentence: int, head: int, weight: float, *, subject: bool) -> None:
        """Take note of a mention."""
        self.salience = self.faded(sentence) + weight
        self.last = sentence
        self.last_head = head
        self.subject = subject
        self.count += 1


@dataclass(slots=True)
class Cast:
    """All entities of an article and their mentions. at: token → number of its mention (innermost).

    roles: token of a role noun beside a name → number of that person. nation: the country that the article is by far
    the most about, if there is one.
    """

    figures: list[Figure] = field(default_factory=list)
    spots: list[Spot] = field(default_factory=list)
    at: dict[int, int] = field(default_factory=dict)
    roles: dict[int, int] = field(default_factory=dict)
    nation: str | None = None

    def add(self, kind: EntityKind, name: str) -> Figure:
        """Bring in a new entity."""
        figure = Figure(len(self.figures), kind, name)
        self.figures.append(figure)
        return figure

    def mention(self, start: int, end: int, head: int, form: Form, entity: int, first: int | None = None) -> Spot:
        """Record a mention. ``first``: where the tokens begin that stand for it; those before may mention others."""
        spot = Spot(start, end, head, form, entity)
        number = len(self.spots)
        self.spots.append(spot)
        for i in range(start if first is None else first, end):
            if form == "name" or i not in self.at or i == head:
                self.at[i] = number
        return spot

    def figure_at(self, token: int) -> Figure | None:
        """The entity that the mention at a token means."""
        number = self.at.get(token)
        if number is not None:
            return self.figures[self.spots[number].entity]
        role = self.roles.get(token)
        return self.figures[role] if role is not None else None
