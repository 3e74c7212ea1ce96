"""The state of a text while it is read in order: who is salient, where places were named, who speaks a quotation."""

from __future__ import annotations

from newsledger.language.cast import Cast, Figure, Form
from newsledger.language.speakers import Speakers
from newsledger.language.tables import fold, known_names, word_classes
from newsledger.language.tokens import Tokens

# Weights of grammatical roles after Lappin and Leass (1994), adapted: the agent of a passive counts like a subject.
_WEIGHTS = {
    "nsubj": 80.0,
    "nsubjpass": 70.0,
    "csubj": 60.0,
    "agent": 60.0,
    "dobj": 50.0,
    "dative": 45.0,
    "conj": 50.0,
    "pobj": 35.0,
    "poss": 30.0,
    "appos": 30.0,
}
_BASE = 60.0
_OTHER = 20.0
_NESTED = 20.0


class Discourse:
    """Tokens, cast, and what has been mentioned so far."""

    def __init__(self, tokens: Tokens, cast: Cast) -> None:
        self.tokens = tokens
        self.cast = cast
        self.speakers = Speakers(tokens, cast)
        self.places: list[int] = []  # numbers of places in order of mention
        self.things: list[tuple[int, float, bool, bool]] = []  # sentence, weight, plural, subject of other nouns
        self.nations: dict[str, int] = {}  # ISO country → how often it is named
        for spot in cast.spots:
            figure = cast.figures[spot.entity]
            if figure.kind == "place" and figure.country is not None:
                self._count(figure.country)
        for i, word in enumerate(tokens.text):
            if word[0].isupper() and i not in cast.at:
                code = tokens.nationality(word)
                if code is not None:
                    self._count(code)
        self._unknown = self._most_named_unknown()
        cast.nation = self._leading(at_least=3, times=2)

    def _count(self, country: str) -> None:
        self.nations[country] = self.nations.get(country, 0) + 1

    def note(self, figure: Figure, head: int) -> None:
        """Take note of a mention whose head is at a token."""
        tokens = self.tokens
        relation = tokens.dep[head]
        above = tokens.head[head]
        if relation == "pobj" and tokens.dep[above] == "agent":
            relation = "agent"
        if relation in ("conj", "appos") and above != head:
            inherited = tokens.dep[above]
            relation = inherited if inherited in ("nsubj", "nsubjpass", "dobj") else relation
        weight = _BASE + _WEIGHTS.get(relation, _OTHER)
        if relation == "pobj" and tokens.pos[tokens.head[above]] in ("NOUN", "PROPN"):
            weight = _BASE + _NESTED
        if relation == "nsubj" and figure.kind == "organisation" and self._in_plural(head):
            figure.many = True
        figure.mentioned(tokens.sentence[head], head, weight, subject=relation in ("nsubj", "nsubjpass"))
        if figure.kind == "place":
            self.places.append(figure.number)

    def _in_plural(self, head: int) -> bool:
        """Whether the verb of a subject stands in the plural ("Rovers say", "the club have signed")."""
        tokens = self.tokens
        verb = tokens.head[head]
        if tokens.tag[verb] == "VBP" and tokens.lower[verb] not in ("am", "'m"):
            return tokens.dep[head] == "nsubj"
        return any(tokens.dep[c] == "aux" and tokens.lower[c] in ("have", "are", "were") for c in tokens.children[verb])

    def add(self, start: int, end: int, head: int, form: Form, figure: Figure) -> None:
        """Record a mention and take note of it."""
        self.cast.mention(start, end, head, form, figure.number)
        self.note(figure, head)

    def pass_by(self, head: int) -> None:
        """Take note of a noun that mentions nobody: "it" and "they" may mean it."""
        tokens = self.tokens
        relation = tokens.dep[head]
        if relation in _WEIGHTS:
            subject = relation in ("nsubj", "nsubjpass")
            plural = tokens.tag[head] in ("NNS", "NNPS")
            self.things.append((tokens.sentence[head], _BASE + _WEIGHTS[relation], plural, subject))

    def thing_weight(self, i: int, *, plural: bool) -> float:
        """The highest salience of a noun before a token that mentions nobody, of the number asked for."""
        sentence = self.tokens.sentence[i]
        parallel = self.tokens.dep[i] in ("nsubj", "nsubjpass")
        top = 0.0
        for where, weight, many, subject in reversed(self.things):
            if where < sentence - 1:
                break
            if many == plural:
                top = max(top, (weight + (35.0 if parallel and subject else 0.0)) * 0.5 ** (sentence - where))
        return top

    def salient_nation(self) -> str | None:
        """The country that the article names most often, if one clearly leads."""
        return self._leading(at_least=1, times=1)

    def _most_named_unknown(self) -> int:
        """How often the place is named that no table knows and that is named most: it may be what the text is about."""
        named: dict[int, int] = {}
        for spot in self.cast.spots:
            figure = self.cast.figures[spot.entity]
            if figure.kind == "place" and figure.country is None and fold(figure.name) not in known_names():
                named[spot.entity] = named.get(spot.entity, 0) + 1
        return max(named.values(), default=0)

    def _leading(self, *, at_least: int, times: int) -> str | None:
        ranked = sorted(self.nations.items(), key=lambda item: (-item[1], item[0]))
        if not ranked or ranked[0][1] < max(at_least, self._unknown):
            return None
        second = ranked[1][1] if len(ranked) > 1 else 0
        return ranked[0][0] if ranked[0][1] > second and ranked[0][1] >= times * second else None

    def chain(self, k: int) -> list[int]:
        """All conjuncts of the coordination that a token belongs to, in order."""
        tokens = self.tokens
        first = k
        while tokens.dep[first] == "conj" and tokens.head[first] != first:
            first = tokens.head[first]
        found = [first]
        for part in found:
            found.extend(c for c in tokens.children[part] if tokens.dep[c] == "conj")
        return sorted(found)

    def coordination(
        self, low: int, high: int, *, number: int | None = None, kind: str | None = None, last: bool = True
    ) -> Figure | None:
        """The plural entity of the last (or first) coordination of entities between two tokens ("Kerry and Lavrov").

        number: how many members it must have. kind: of which kind they must be; without it, all singular ones count.
        """
        cast = self.cast
        order = range(high - 1, low - 1, -1) if last else range(low, high)
        for k in order:
            parts = self._together(k)
            if not parts:
                continue
            members: list[int] = []
            for part in parts:
                figure = cast.figure_at(part)
                if figure is None or figure.number in members or (kind is None and figure.plural):
                    continue
                if kind is None or figure.kind == kind:
                    members.append(figure.number)
            if len(members) >= 2 and (number is None or len(members) == number):
                return self.plural_of(members)
        return None

    def _together(self, k: int) -> list[int]:
        """Those who do something together at a token: conjuncts, or subject and object of a verb such as "meet"."""
        tokens = self.tokens
        if tokens.dep[k] == "conj":
            return self.chain(k)
        if tokens.lemma[k] not in word_classes("word_lists.tsv")["reciprocal"] or tokens.pos[k] != "VERB":
            return []
        found = []
        for child in tokens.children[k]:
            if tokens.dep[child] in ("nsubj", "dobj"):
                found.append(child)
            elif tokens.lower[child] == "with":
                found.extend(c for c in tokens.children[child] if tokens.dep[c] == "pobj")
        return found if len(found) == 2 else []

    def coordination_weight(self, i: int) -> tuple[float, Figure] | None:
        """The last coordination within two sentences before a token, with its salience."""
        tokens = self.tokens
        low = self.before(i, 2)
        for k in range(i - 1, low - 1, -1):
            parts = self._together(k)
            figure = self.coordination(k, k + 1) if parts else None
            if figure is None:
                continue
            top = parts[0]
            subject = tokens.dep[top] in ("nsubj", "nsubjpass")
            weight = (
                _BASE + _WEIGHTS.get(tokens.dep[top], _OTHER) + (35.0 if subject and tokens.dep[i] == "nsubj" else 0.0)
            )
            fresh = weight * 0.5 ** (tokens.sentence[i] - tokens.sentence[k])
            return max(fresh, figure.faded(tokens.sentence[i])), figure
        return None

    def couple_weight(self, i: int) -> tuple[float, Figure] | None:
        """Someone and their relative, who was the subject of the sentence before: "Her husband died. They had ..."."""
        tokens = self.tokens
        for figure in self.cast.figures:
            if figure.kind != "person" or not figure.subject or figure.last != tokens.sentence[i] - 1:
                continue
            for phrase, office in figure.offices:
                near = phrase.noun.kind == "relation" and tokens.sentence[phrase.first] == figure.last
                owner = self.cast.figure_at(office.pronoun) if near and office.pronoun is not None else None
                if owner is not None and owner.kind == "person" and owner is not figure:
                    couple = self.plural_of([owner.number, figure.number])
                    return max(0.4 * (_BASE + _WEIGHTS["nsubj"]), couple.faded(tokens.sentence[i])), couple
        return None

    def before(self, i: int, sentences: int) -> int:
        """First token of the stretch that begins so many sentences before a token's own."""
        return self.tokens.starts[max(0, self.tokens.sentence[i] - sentences)]

    def plural_of(self, members: list[int]) -> Figure:
        """The entity that stands for several known ones together."""
        wanted = sorted(members)
        for figure in self.cast.figures:
            if figure.members and sorted(figure.members) == wanted:
                return figure
        names = [self.cast.figures[m].name for m in members]
        plural = self.cast.add("group", ", ".join(names[:-1]) + " and " + names[-1])
        plural.plural = True
        plural.members = tuple(members)
        return plural
