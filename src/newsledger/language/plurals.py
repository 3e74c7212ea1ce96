"""Whom a plural means: known members ("the two ministers"), a group described before, or a new group."""

from __future__ import annotations

from newsledger.language.cast import Figure
from newsledger.language.discourse import Discourse
from newsledger.language.nominals import Nominal
from newsledger.language.phrases import group_called, owner_country, word_list, words_of_phrase
from newsledger.language.tables import group_nouns, hypernyms, inverse_relations, person_nouns, word_classes

_OPENING = 4  # sentences of headline and standfirst that may point ahead
_HELD = frozenset({"office", "rank", "profession", "relation"})
_OF_STATES = frozenset({"GOV", "MIL", "COP", "LEG", "JUD", "SPY", "IGO"})
_BARE_LINKS = frozenset({"REB", "OPP", "MIL", "COP"})


def resolve_ahead(talk: Discourse, n: Nominal) -> None:
    """Resolve a plural of a headline or standfirst by what follows: "Both countries urge ..."."""
    kind = "place" if n.noun in word_list("states") else "person" if n.kind != "pair" else None
    starts, last = talk.tokens.starts, talk.tokens.sentence[n.head] + 5
    stop = starts[last] if last < len(starts) else len(talk.tokens)
    figure = None
    if talk.tokens.sentence[n.head] <= _OPENING:
        figure = talk.coordination(n.end, stop, number=n.number, kind=kind, last=False)
    if figure is None and n.kind != "pair":
        figure = _new_group(talk, n)
    if figure is not None:
        talk.cast.mention(n.start, n.end, n.head, "nominal", figure.number)


def members_of(talk: Discourse, n: Nominal, kind: str | None) -> Figure | None:
    """Known members that a plural means: "the pair", "the two top diplomats", "both countries"."""
    number = n.number or (2 if n.kind == "pair" else None)
    figure = talk.coordination(talk.before(n.head, 5), n.head, number=number, kind=kind)
    together = _known_together(talk, n, number, kind)
    if together is not None and (figure is None or together.last_head > figure.last_head):
        figure = together
    if n.kind == "pair":
        kind = "person"
        lately = [f for f in talk.cast.figures if _spoken_of(talk, f, n)]
        if number == 2 and len(lately) == 2 and (figure is None or max(f.last_head for f in lately) > figure.last_head):
            return talk.plural_of([f.number for f in lately])
        if figure is None:
            figure = _counted(talk, n)
    if figure is None and kind is not None and number is not None:
        recent: list[int] = []
        for spot in reversed(talk.cast.spots):
            if spot.head >= n.head or spot.entity in recent:
                continue
            if kind != "place" and talk.tokens.sentence[n.head] - talk.tokens.sentence[spot.head] > 5:
                continue
            if _can_be_member(talk, talk.cast.figures[spot.entity], n, kind):
                recent.append(spot.entity)
        if len(recent) >= number and (len(recent) == number or kind == "person"):
            figure = talk.plural_of(sorted(recent[:number]))
    return figure


def _other_one(talk: Discourse, figure: Figure, noun: str) -> bool:
    """Whether someone has a cousin, brother or friend in the text, and so is one."""
    for other in talk.cast.figures:
        for phrase, office in other.offices:
            if phrase.noun.noun != noun or noun not in inverse_relations().get(noun, frozenset()):
                continue
            at = office.pronoun if office.pronoun is not None else (office.owner or (0, 0))[1] - 1
            if at >= 0 and talk.cast.figure_at(at) is figure:
                return True
    return False


def _spoken_of(talk: Discourse, figure: Figure, n: Nominal) -> bool:
    """Whether a named person was spoken of in the two sentences before."""
    sentence = talk.tokens.sentence[n.head]
    return figure.kind == "person" and bool(figure.names) and sentence - 2 <= figure.last < sentence


def _counted(talk: Discourse, n: Nominal) -> Figure | None:
    """The group last spoken of that is counted with the same numeral ("the three" for three leaders)."""
    word = talk.tokens.lower[n.head]
    counted = [f for f in talk.cast.figures if f.plural and f.numeral == word and f.last_head >= 0]
    return max(counted, key=lambda f: f.last_head, default=None)


def _can_be_member(talk: Discourse, figure: Figure, n: Nominal, kind: str) -> bool:
    """Whether someone named before can be one of "the two ministers", "both countries"."""
    if figure.kind != kind:
        return False
    if kind == "place":
        return figure.state
    singular = n.noun if n.kind == "people" else n.noun.removesuffix("s")
    if singular not in person_nouns() or person_nouns()[singular].kind not in _HELD:
        return True
    if person_nouns()[singular].kind == "relation" and _other_one(talk, figure, singular):
        return True
    stands_for = hypernyms().get(singular, frozenset())
    return any(
        noun in (singular, "counterpart") or noun in stands_for or noun.split()[-1] == singular for noun in figure.nouns
    )


def _known_together(talk: Discourse, n: Nominal, number: int | None, kind: str | None) -> Figure | None:
    """The plural of known members that was mentioned last, within a few sentences (more for "the pair")."""
    found: Figure | None = None
    reach = 12 if n.kind == "pair" else 5
    for figure in talk.cast.figures:
        if not figure.members or figure.last < talk.tokens.sentence[n.head] - reach:
            continue
        if number is not None and len(figure.members) != number:
            continue
        if kind is not None and any(talk.cast.figures[m].kind != kind for m in figure.members):
            continue
        if found is None or figure.last_head > found.last_head:
            found = figure
    return found


def group_of(talk: Discourse, n: Nominal) -> Figure | None:
    """A plural: known members, a group described before, or a new group."""
    determiner = talk.tokens.lower[n.start]
    bare_words = n.modifiers <= word_classes("modifiers.tsv")["loose"]
    if n.definite and n.owner is None and bare_words and n.country is None and not _narrowed(talk, n):
        personal = n.noun in word_list("leaders") or (n.kind == "people" and person_nouns()[n.noun].kind in _HELD)
        body = group_nouns().get(n.noun.removesuffix("s"))
        bodies = n.number is not None and body is not None and body.kind == "body" and n.noun not in word_list("states")
        if (
            (personal and determiner in ("the", "these", "both"))
            or (n.noun in word_list("states") and n.number is not None)
            or bodies
        ):
            figure = members_of(
                talk, n, "place" if n.noun in word_list("states") else "organisation" if bodies else "person"
            )
            if figure is not None or (n.number is not None and talk.tokens.sentence[n.head] <= _OPENING):
                return figure
    found: Figure | None = None
    for figure in talk.cast.figures:
        if figure.members or n.noun not in figure.nouns or not figure.plural:
            continue
        if _same_group(talk, figure, n) and (found is None or figure.last_head > found.last_head):
            found = figure
    if found is None and n.definite and n.owner is None and n.count is None and bare_words:
        found = group_called(talk, n)
    if found is None and n.definite and n.country is not None and n.noun == talk.tokens.lower[n.head]:
        found = _body_of_nation(talk, n)
    if found is not None:
        if n.country and not found.country:
            found.country = n.country
            found.name = words_of_phrase(talk, n)
        return found
    return _new_group(talk, n)


def _body_of_nation(talk: Discourse, n: Nominal) -> Figure | None:
    """The named body that "the Brazilians" means: the one of that country last spoken of, no part of its state."""
    if n.modifiers or n.count or _narrowed(talk, n) or talk.tokens.nationality(talk.tokens.text[n.head]) is None:
        return None
    sentence = talk.tokens.sentence[n.head]
    found: Figure | None = None
    for figure in talk.cast.figures:
        if figure.kind != "organisation" or figure.country != n.country or figure.sector in _OF_STATES:
            continue
        if sentence - 6 <= figure.last and (found is None or figure.last_head > found.last_head):
            found = figure
    return found


def _narrowed(talk: Discourse, n: Nominal) -> bool:
    """Whether something after the noun says which ones are meant ("both sides in the war")."""
    tokens = talk.tokens
    return any(c > n.head and tokens.dep[c] in ("relcl", "acl", "prep") for c in tokens.children[n.head])


def _new_group(talk: Discourse, n: Nominal) -> Figure:
    figure = talk.cast.add("group", words_of_phrase(talk, n))
    figure.plural = True
    figure.nouns.add(n.noun)
    figure.modifiers, figure.numeral = n.modifiers, n.count
    figure.sector, figure.country = n.sector, n.country or owner_country(talk, n)
    return figure


def _same_group(talk: Discourse, figure: Figure, n: Nominal) -> bool:
    """Whether a phrase can mean a group mentioned before."""
    if n.country and figure.country and n.country != figure.country:
        return False
    if n.count and figure.numeral and n.count != figure.numeral:
        return False
    if not n.definite:
        if n.count is not None and n.count != figure.numeral:
            return False
        if n.sector not in _BARE_LINKS or _narrowed(talk, n):
            return bool(n.country) and n.country == figure.country and n.modifiers == figure.modifiers
    loose, another = word_classes("modifiers.tsv")["loose"], word_classes("modifiers.tsv")["another"]
    if n.modifiers & another != figure.modifiers & another:
        return False
    return (n.modifiers - loose) <= (figure.modifiers - loose)
