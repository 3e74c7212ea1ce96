"""Who is who: common-noun phrases and pronouns resolved to the entities of the article, in order of the text.

Salience after Lappin and Leass (1994): each mention adds weight by its grammatical role, and all weights halve with each
sentence. Gender and number are evidence where they are known. What has no fitting antecedent stays unresolved.
"""

from __future__ import annotations

from newsledger.language.cast import Cast, Figure, Gender, Spot
from newsledger.language.nominals import Nominal, nominal_at
from newsledger.language.tables import cities, country_names, fold, person_nouns
from newsledger.language.tokens import Tokens
from newsledger.model import EntityKind

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
_REACH = {"he": 4, "she": 4, "it": 2, "they": 3}
_MALE = frozenset({"he", "him", "his", "himself"})
_FEMALE = frozenset({"she", "her", "hers", "herself"})
_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
_IT = frozenset({"it", "its", "itself"})
_FIRST = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"})
_POSSESSIVE = frozenset({"his", "her", "their", "its", "my", "our"})
_REFLEXIVE = frozenset({"himself", "herself", "themselves", "itself", "myself", "ourselves"})
SPEECH = frozenset(
    [
        "say",
        "tell",
        "add",
        "ask",
        "explain",
        "announce",
        "warn",
        "deny",
        "claim",
        "argue",
        "declare",
        "insist",
        "tweet",
        "write",
        "note",
        "recall",
        "state",
        "stress",
        "reply",
        "respond",
        "urge",
        "call",
        "report",
        "acknowledge",
        "admit",
        "confirm",
        "vow",
        "pledge",
        "promise",
        "predict",
        "suggest",
        "remark",
        "comment",
        "continue",
        "conclude",
        "reveal",
        "recount",
        "complain",
        "joke",
        "quip",
        "boast",
        "concede",
        "counter",
        "answer",
        "observe",
        "assert",
        "maintain",
        "contend",
    ]
)
_GOVERNMENT = frozenset({"government", "regime", "administration", "authorities", "leadership"})


class Resolver:
    """Walks through a document once, and once more for the first person inside quotations."""

    def __init__(self, tokens: Tokens, cast: Cast) -> None:
        self.tokens = tokens
        self.cast = cast
        self.paragraph: list[int] = []
        self.places: list[int] = []  # numbers of places in order of mention, for "the city", "the country"
        self.nations: dict[str, int] = {}

    def run(self) -> None:
        """Resolve all mentions."""
        tokens, cast = self.tokens, self.cast
        names = {spot.head: spot for spot in cast.spots}
        covered = set(cast.at)
        self._count_nations()
        first_person: list[int] = []
        for i in range(len(tokens)):
            spot = names.get(i)
            if spot is not None:
                self._note(cast.figures[spot.entity], i)
                continue
            pos = tokens.pos[i]
            if pos == "PRON" and tokens.lower[i] in _FIRST:
                first_person.append(i)
            elif pos == "PRON" and i not in covered:
                self._pronoun(i)
            if pos in ("NOUN", "PROPN", "NUM", "DET", "PRON") and i not in covered and i not in cast.roles:
                nominal = nominal_at(tokens, i)
                if nominal is not None:
                    self._nominal(nominal)
        for i in first_person:
            self._first_person(i)

    # ------------------------------------------------------------------ bookkeeping
    def _count_nations(self) -> None:
        for spot in self.cast.spots:
            figure = self.cast.figures[spot.entity]
            if figure.kind == "place" and figure.country is not None:
                self.nations[figure.country] = self.nations.get(figure.country, 0) + 1

    def _note(self, figure: Figure, head: int) -> None:
        relation = self.tokens.dep[head]
        above = self.tokens.head[head]
        if relation == "pobj" and self.tokens.dep[above] == "agent":
            relation = "agent"
        if relation in ("conj", "appos") and above != head:
            inherited = self.tokens.dep[above]
            relation = inherited if inherited in ("nsubj", "nsubjpass", "dobj") else relation
        weight = _BASE + _WEIGHTS.get(relation, 20.0)
        figure.mentioned(self.tokens.sentence[head], head, weight, subject=relation in ("nsubj", "nsubjpass"))
        if figure.kind == "place":
            self.places.append(figure.number)

    def _add(self, start: int, end: int, head: int, form: str, figure: Figure) -> Spot:
        spot = self.cast.mention(start, end, head, "pronoun" if form == "pronoun" else "nominal", figure.number)
        self._note(figure, head)
        return spot

    # ------------------------------------------------------------------ pronouns
    def _pronoun(self, i: int) -> None:
        word = self.tokens.lower[i]
        if word in _MALE or word in _FEMALE:
            figure = self._best(i, "he" if word in _MALE else "she")
            if figure is not None and figure.gender is None:
                figure.gender = "male" if word in _MALE else "female"
        elif word in _THEY:
            figure = self._best(i, "they")
        elif word in _IT and not self._expletive(i):
            figure = self._best(i, "it")
        else:
            return
        if figure is not None:
            self._add(i, i + 1, i, "pronoun", figure)

    def _expletive(self, i: int) -> bool:
        """Whether "it" stands for nothing: "it is clear that", "it rained"."""
        tokens = self.tokens
        verb = tokens.head[i]
        if tokens.dep[i] == "expl":
            return True
        if tokens.dep[i] not in ("nsubj", "nsubjpass"):
            return False
        if tokens.lemma[verb] in ("seem", "appear", "rain", "snow", "take", "happen", "emerge", "turn"):
            return True
        return (
            any(tokens.dep[c] in ("ccomp", "csubj", "acomp", "attr") for c in tokens.children[verb])
            and tokens.lemma[verb] == "be"
        )

    def _best(self, i: int, want: str) -> Figure | None:
        """The fitting entity of the highest salience within reach."""
        tokens = self.tokens
        sentence = tokens.sentence[i]
        reach = _REACH[want]
        possessive = tokens.dep[i] == "poss" or tokens.lower[i] in _POSSESSIVE
        reflexive = tokens.lower[i] in _REFLEXIVE
        barred = None if possessive or reflexive else self._co_argument(i)
        speaker = self._speaker(i) if tokens.quoted[i] else None
        best: Figure | None = None
        top = 0.0
        for figure in self.cast.figures:
            if figure.last < sentence - reach or not _agrees(figure, want):
                continue
            if speaker is not None and figure.number == speaker and want in ("he", "she"):
                continue
            if barred is not None and figure.number == barred:
                continue
            score = figure.faded(sentence)
            if tokens.dep[i] in ("nsubj", "nsubjpass") and figure.subject:
                score += 35.0
            if figure.kind == "person" and figure.gender is None and want in ("he", "she"):
                score *= 0.8
            if want == "they" and not figure.plural:
                score *= 0.5
            if score > top:
                best, top = figure, score
        if want == "they" and best is not None and not best.plural:
            pair = self._coordination_before(i)
            return pair or best
        if want == "they" and best is None:
            return self._coordination_before(i)
        return best

    def _co_argument(self, i: int) -> int | None:
        """The subject of the verb of which the pronoun is an object."""
        tokens = self.tokens
        verb = tokens.head[i]
        if tokens.dep[i] in ("nsubj", "nsubjpass") or tokens.pos[verb] not in ("VERB", "AUX", "ADP"):
            return None
        if tokens.pos[verb] == "ADP":
            verb = tokens.head[verb]
        for child in tokens.children[verb]:
            if tokens.dep[child] in ("nsubj", "nsubjpass"):
                figure = self.cast.figure_at(child)
                return figure.number if figure is not None else None
        return None

    def _speaker(self, i: int) -> int | None:
        """Who speaks the quotation that holds a token: the subject of the speech verb outside it."""
        tokens = self.tokens
        sentence = tokens.sentence[i]
        for number in (sentence, sentence - 1, sentence - 2):
            if number < 0:
                return None
            start = tokens.starts[number]
            stop = tokens.starts[number + 1] if number + 1 < len(tokens.starts) else len(tokens)
            for k in range(start, stop):
                if tokens.lemma[k] in SPEECH and tokens.pos[k] == "VERB" and not tokens.quoted[k]:
                    for child in tokens.children[k]:
                        if tokens.dep[child] == "nsubj" and not tokens.quoted[child]:
                            figure = self.cast.figure_at(child)
                            if figure is not None:
                                return figure.number
            if not all(tokens.quoted[start : max(start + 1, stop - 1)]):
                return None
        return None

    def _first_person(self, i: int) -> None:
        if not self.tokens.quoted[i]:
            return
        speaker = self._speaker(i)
        if speaker is not None:
            self.cast.mention(i, i + 1, i, "pronoun", speaker)

    # ------------------------------------------------------------------ plurals of known members
    def _coordination_before(
        self, i: int, number: int | None = None, sentences: int = 2, kind: str | None = None
    ) -> Figure | None:
        """A plural entity for the last coordination of named ones ("Kerry and Lavrov")."""
        tokens, cast = self.tokens, self.cast
        low = tokens.starts[max(0, tokens.sentence[i] - sentences)]
        found: list[int] = []
        for k in range(i - 1, low - 1, -1):
            if tokens.dep[k] != "conj" or k not in cast.at:
                continue
            chain = self._chain(k)
            members = []
            for part in chain:
                figure = cast.figure_at(part)
                if figure is None or figure.number in members or (figure.plural and kind is None):
                    continue
                if kind is None or figure.kind == kind:
                    members.append(figure.number)
            if len(members) >= 2 and (number is None or len(members) == number):
                found = members
                break
        return self._plural_of(found) if found else None

    def _chain(self, k: int) -> list[int]:
        """All conjuncts of the coordination that a token belongs to."""
        tokens = self.tokens
        first = k
        while tokens.dep[first] == "conj" and tokens.head[first] != first:
            first = tokens.head[first]
        chain = [first]
        for part in chain:
            chain.extend(c for c in tokens.children[part] if tokens.dep[c] == "conj")
        return chain

    def _plural_of(self, members: list[int]) -> Figure:
        wanted = tuple(sorted(members))
        for figure in self.cast.figures:
            if tuple(sorted(figure.members)) == wanted:
                return figure
        figures = [self.cast.figures[m] for m in members]
        kind: EntityKind = "group"
        name = ", ".join(f.name for f in figures[:-1]) + " and " + figures[-1].name
        plural = self.cast.add(kind, name)
        plural.plural = True
        plural.members = tuple(members)
        return plural

    # ------------------------------------------------------------------ nominals
    def _nominal(self, n: Nominal) -> None:
        figure = None
        if n.kind == "pair":
            figure = self._members(n, None)
            if figure is None:
                return
        elif n.kind == "place":
            figure = self._place(n)
            if figure is None:
                return
        elif n.kind == "person":
            figure = self._person(n)
        elif n.kind in ("people", "group"):
            figure = self._group(n)
        else:
            figure = self._body(n)
        if figure is not None:
            figure.nouns.add(n.noun)
            self._add(n.start, n.end, n.head, "nominal", figure)

    def _members(self, n: Nominal, kind: str | None) -> Figure | None:
        """Known members that a plural means: "the pair", "the two top diplomats", "both countries"."""
        number = n.number or (2 if n.kind == "pair" else None)
        figure = self._coordination_before(n.head, number, 5, kind)
        if figure is None and kind is not None:
            # the last so many that were mentioned
            recent: list[int] = []
            for spot in reversed(self.cast.spots):
                if spot.head < n.head and self.cast.figures[spot.entity].kind == kind and spot.entity not in recent:
                    if self.tokens.sentence[n.head] - self.tokens.sentence[spot.head] > 5:
                        continue
                    recent.append(spot.entity)
            if number is not None and len(recent) == number:
                figure = self._plural_of(sorted(recent))
        return figure

    def _person(self, n: Nominal) -> Figure | None:
        tokens = self.tokens
        subject = self._predicate_subject(n)
        if subject is not None:
            return subject
        sentence = tokens.sentence[n.head]
        generic = person_nouns()[n.noun].kind == "people"
        if (n.definite and n.owner is None) or (n.definite and not generic):
            best, top = None, -1
            for figure in self.cast.figures:
                if figure.kind != "person" or figure.plural or figure.last_head < 0:
                    continue
                if not _could_be(figure, n):
                    continue
                if figure.last_head > top:
                    best, top = figure, figure.last_head
            if best is not None and sentence - best.last <= (30 if n.noun in best.nouns else 3):
                return best
        gender = _noun_gender(n.noun)
        if n.definite and n.owner is None and generic and gender is not None:
            figure = self._best(n.head, "she" if gender == "female" else "he")
            if figure is not None:
                return figure
        figure = self.cast.add("person", tokens.phrase(self._without_determiner(n), n.end))
        figure.gender = gender
        figure.sector, figure.country = n.sector, n.country
        return figure

    def _predicate_subject(self, n: Nominal) -> Figure | None:
        """Whom a predicate noun or an apposition describes: "Kerry is a diplomat", "Kerry, the diplomat"."""
        tokens = self.tokens
        above = tokens.head[n.head]
        if tokens.dep[n.head] == "attr":
            for child in tokens.children[above]:
                if tokens.dep[child] == "nsubj" and child < n.head:
                    figure = self.cast.figure_at(child)
                    if figure is not None and not figure.plural and figure.kind in ("person", "organisation"):
                        return figure
        if tokens.dep[n.head] == "appos" and above != n.head:
            figure = self.cast.figure_at(above)
            if figure is not None and figure.kind == "person" and not figure.plural:
                return figure
        return None

    def _without_determiner(self, n: Nominal) -> int:
        start = n.start
        while start < n.head and (self.tokens.pos[start] == "DET" or self.tokens.lower[start] in ("another", "one")):
            start += 1
        return start

    def _group(self, n: Nominal) -> Figure | None:
        tokens = self.tokens
        if (
            n.definite
            and n.owner is None
            and not (n.modifiers - {"top", "senior", "other"} - _SAME_SIDE)
            and n.country is None
        ):
            kind = "place" if n.noun in ("countries", "nations", "governments", "states", "powers") else "person"
            personal = n.kind == "people" or n.noun in (
                "men",
                "women",
                "leaders",
                "ministers",
                "diplomats",
                "officials",
            )
            if n.number is not None or (personal and tokens.lower[n.start] in ("the", "these", "both")):
                figure = self._members(n, kind) if personal or kind == "place" else None
                if figure is not None:
                    return figure
        best: Figure | None = None
        for figure in self.cast.figures:
            if not figure.plural or figure.members or n.noun not in figure.nouns:
                continue
            if n.country and figure.country and n.country != figure.country:
                continue
            if not (n.modifiers <= figure.modifiers or (figure.modifiers <= n.modifiers)):
                continue
            if not n.definite and n.number is not None:
                continue
            if best is None or figure.last_head > best.last_head:
                best = figure
        if best is not None:
            if n.country and not best.country:
                best.country = n.country
                best.name = tokens.phrase(self._without_determiner(n), n.end)
            return best
        figure = self.cast.add("group", tokens.phrase(self._without_determiner(n), n.end))
        figure.plural = True
        figure.modifiers = n.modifiers
        figure.sector, figure.country = n.sector, n.country or self._owner_country(n)
        return figure

    def _owner_country(self, n: Nominal) -> str | None:
        if n.owner is None:
            return None
        figure = self.cast.figure_at(n.owner)
        return figure.country if figure is not None else None

    def _body(self, n: Nominal) -> Figure | None:
        tokens = self.tokens
        country = n.country or self._owner_country(n)
        government = n.noun in _GOVERNMENT
        best: Figure | None = None
        for figure in self.cast.figures:
            if figure.kind != "organisation" or figure.last_head < 0:
                continue
            shared = n.noun in figure.nouns or (government and bool(_GOVERNMENT & figure.nouns))
            named = bool(figure.names) and fold(figure.name).split()[-1:] == [n.noun]
            if not shared and not (named and n.definite and not n.modifiers):
                continue
            if country and figure.country and country != figure.country:
                continue
            if country and not figure.country and figure.names:
                continue
            if not government and not (n.modifiers <= figure.modifiers or figure.modifiers <= n.modifiers):
                continue
            if not n.definite and not country:
                continue
            if best is None or figure.last_head > best.last_head:
                best = figure
        if (
            best is None
            and n.definite
            and not n.modifiers
            and country is None
            and n.noun in ("group", "organisation", "organization", "company", "party", "agency", "newspaper")
        ):
            named_bodies = [
                f
                for f in self.cast.figures
                if f.kind == "organisation" and f.names and f.last >= tokens.sentence[n.head] - 3 and f.last_head >= 0
            ]
            best = max(named_bodies, key=lambda f: f.last_head, default=None)
        if best is not None:
            if country and not best.country:
                best.country = country
            return best
        if not n.definite and country is None and not n.modifiers:
            kind: EntityKind = "group"
        else:
            kind = "organisation"
        figure = self.cast.add(kind, tokens.phrase(self._without_determiner(n), n.end))
        figure.plural = n.plural
        figure.modifiers = n.modifiers
        figure.sector, figure.country = n.sector, country
        if government and country is None and n.definite:
            figure.country = self._salient_nation()
        return figure

    def _salient_nation(self) -> str | None:
        """The country that the article names most often, if one clearly leads."""
        ranked = sorted(self.nations.items(), key=lambda item: (-item[1], item[0]))
        if ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1]):
            return ranked[0][0]
        return None

    def _place(self, n: Nominal) -> Figure | None:
        """The named place that "the city", "the Swiss city" or "the country" points back to."""
        if not n.definite or n.owner is not None:
            return None
        wanted = n.noun in ("country", "nation", "state", "republic", "kingdom", "homeland", "island nation")
        for number in reversed(self.places):
            figure = self.cast.figures[number]
            if wanted != (figure.name in country_names().values()):
                continue
            if n.country is not None and figure.country != n.country:
                continue
            if not wanted and figure.country is None and fold(figure.name) not in cities():
                continue
            return figure
        return None


_SAME_SIDE = frozenset({"both", "foreign", "rival"})


def _agrees(figure: Figure, want: str) -> bool:
    if want == "he":
        return figure.kind == "person" and not figure.plural and figure.gender != "female"
    if want == "she":
        return figure.kind == "person" and not figure.plural and figure.gender != "male"
    if want == "it":
        return figure.kind in ("organisation", "place", "event", "document") and not figure.plural
    return figure.plural or figure.kind in ("organisation", "group")


def _noun_gender(noun: str) -> Gender | None:
    if noun.endswith(
        (
            "woman",
            "mother",
            "daughter",
            "sister",
            "wife",
            "girl",
            "lady",
            "queen",
            "princess",
            "actress",
            "waitress",
            "widow",
            "aunt",
            "niece",
            "girlfriend",
            "nun",
            "duchess",
        )
    ):
        return "female"
    if (
        noun.endswith(
            (
                "man",
                "father",
                "son",
                "brother",
                "husband",
                "boy",
                "king",
                "prince",
                "uncle",
                "nephew",
                "boyfriend",
                "monk",
                "duke",
            )
        )
        and not noun.endswith("woman")
        and noun not in ("person",)
    ):
        return "male"
    return None


def _could_be(figure: Figure, n: Nominal) -> bool:
    """Whether a known person can be meant by "the minister", "the Russian president"."""
    if n.noun not in figure.nouns and not any(n.noun == noun.split()[-1] for noun in figure.nouns):
        return False
    if n.country and figure.country and n.country != figure.country:
        return False
    gender = _noun_gender(n.noun)
    return not (gender and figure.gender and gender != figure.gender)
