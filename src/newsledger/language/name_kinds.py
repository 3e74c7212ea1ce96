"""What kind of thing a name names: the votes of all places where it stands."""

from __future__ import annotations

from collections import defaultdict

from newsledger.language.names import Name
from newsledger.language.tables import (
    cities,
    fold,
    gender_of_given,
    group_nouns,
    known_names,
    person_nouns,
    place_nouns,
    word_classes,
)
from newsledger.language.tokens import Tokens
from newsledger.model import EntityKind

_OF_PLACES = frozenset({"GOV", "COP", "CVL", "JUD", "HLH", "MIL"})  # "Lagos police", "Lyon residents"
_KINDS: dict[str, EntityKind] = {
    "PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place", "EVENT": "event",
    "LAW": "document", "WORK_OF_ART": "other", "PRODUCT": "other", "NORP": "group",
}  # fmt: skip


def kinds_of(tokens: Tokens, names: list[Name], places: frozenset[str] = frozenset()) -> dict[str, EntityKind]:
    """Decide for each name (by key) what it names, by the votes of all places where it stands.

    places: folded names of places that the dateline tells. A one-word name that is the last (or first) word of a
    longer personal name is that person's.
    """
    votes: dict[str, defaultdict[EntityKind, float]] = {}
    for name in names:
        cast = votes.setdefault(name.key, defaultdict(float))
        _vote(tokens, name, cast)
    for key, cast in votes.items():
        if fold(key).casefold() in places:
            cast["place"] += 5.0
    kinds: dict[str, EntityKind] = {}
    for key, cast in votes.items():
        if len(key.split()) > 1:
            kinds[key] = _best(cast)
    _borrow(names, votes, kinds)
    surnames = {key.split()[-1] for key, kind in kinds.items() if kind == "person"}
    surnames |= {" ".join(key.split()[1:]) for key, kind in kinds.items() if kind == "person"}
    firsts = {key.split()[0] for key, kind in kinds.items() if kind == "person"}
    bodies = {key.split()[0] for key, kind in kinds.items() if kind == "organisation"}
    teams = {key.split()[-1] for key, kind in kinds.items() if kind == "organisation"}
    for key, cast in votes.items():
        if key in bodies and key not in kinds and key not in known_names() and key not in cities():
            cast["organisation"] += 2.5
        elif key in teams and key not in kinds and key not in surnames and key not in known_names():
            cast["organisation"] += 4.0  # "Rovers" of "Westport Rovers"
        if key in kinds:
            if key in surnames and key not in known_names():
                kinds[key] = "person"
            continue
        if key.casefold() in surnames and key not in known_names():
            cast["person"] += 4.0 if key.casefold() in cities() else 100.0
        elif key in surnames:
            cast["person"] += 4.0
        elif key in firsts:
            cast["person"] += 2.0
        elif cast["person"] > 0 and key not in known_names():
            cast["person"] *= 0.6  # who is named by one word alone is seldom a person
        kinds[key] = _best(cast)
    return kinds


def _borrow(names: list[Name], votes: dict[str, defaultdict[EntityKind, float]], kinds: dict[str, EntityKind]) -> None:
    """Let short forms that are recognised as a person's vote for the long form that they begin or end."""
    persons = {name.key for name in names if name.label == "PERSON" and len(name.words) == 1}
    for key in sorted(kinds):
        words = key.split()
        if (
            kinds[key] != "person"
            and key not in known_names()
            and len(words) in (2, 3)
            and persons & {words[0], words[-1]}
        ):
            votes[key]["person"] += 2.0
            kinds[key] = _best(votes[key])


def _best(cast: dict[EntityKind, float]) -> EntityKind:
    best = max(sorted(cast), key=lambda kind: cast[kind], default=None)
    return best if best is not None and cast[best] > 0 else "other"


def _vote(tokens: Tokens, name: Name, cast: defaultdict[EntityKind, float]) -> None:
    """Add the evidence of one place where a name stands."""
    words = name.words
    known = known_names().get(name.key)
    if known is not None:
        cast[known.kind] += 10.0
    elif len(words) == 1 and tokens.nation(tokens.text[name.start]) is not None:
        cast["place"] += 10.0
    if name.label:
        cast[_KINDS[name.label]] += 2.0 if len(words) > 1 else 0.8 if name.label == "ORG" else 1.2
    if name.headline:
        return
    for phrase in name.roles:
        close = phrase.end <= name.start and name.start - phrase.end <= 1
        if close and tokens.lower[phrase.start - 1] in ("a", "an") and len(words) == 1:
            continue  # "an Official Visit"
        if phrase.noun.noun in word_classes("name_words.tsv")["shared"] and name.label != "PERSON":
            continue  # "its rival Arlen Foods"
        cast["person"] += 6.0 if close and phrase.noun.kind in ("office", "rank") else 3.5
    if name.honorific:
        cast["person"] += 8.0
    _vote_by_words(words, tokens.text[name.start], cast)
    _vote_by_place(tokens, name, cast)
    _vote_by_reference(tokens, name, cast)


def _vote_by_words(words: tuple[str, ...], first: str, cast: defaultdict[EntityKind, float]) -> None:
    """Evidence of the name's own words."""
    classes = word_classes("name_words.tsv")
    given = gender_of_given(words[0])
    if len(words) in (2, 3, 4) and given is not None:
        cast["person"] += 2.5 if given != "either" else 1.5
    elif len(words) == 1 and given is not None:
        cast["person"] += 0.8
    if len(words) > 1 and any(word in classes["particle"] for word in words):
        cast["person"] += 1.0
    last = words[-1]
    for kind in ("organisation", "place", "event", "document"):
        if last in classes[kind] and len(words) > 1:
            cast[kind] += 3.0
    if words[0] in classes["organisation"] and "of" in words:
        cast["organisation"] += 4.0
    if words[0] in classes["first_place"] and len(words) > 1:
        cast["place"] += 3.0
    if words[0] in classes["first_event"] and len(words) > 1:
        cast["event"] += 3.0
    if len(words) == 1 and first.isupper() and 2 <= len(first.replace(".", "")) <= 6:
        cast["organisation"] += 1.5
    city = cities().get(" ".join(words))
    if city is not None:
        cast["place"] += 2.5 if city[1] > 500_000 else 1.0 if city[1] > 100_000 else 0.5


def _vote_by_place(tokens: Tokens, name: Name, cast: defaultdict[EntityKind, float]) -> None:
    """Evidence of the words around the name."""
    before = tokens.lower[name.start - 1] if name.start > tokens.sentence_start(name.start) else ""
    count = len(tokens)
    after = tokens.lower[name.end] if name.end < count else ""
    head = name.end - 1
    if before in ("in", "at", "near", "from", "into", "outside", "across", "through", "toward", "towards", "around"):
        cast["place"] += 1.2 if tokens.lower[head] not in word_classes("name_words.tsv")["organisation"] else 0.0
        cast["person"] -= 1.0
    if before == "of" and name.start > 1:
        office = person_nouns().get(tokens.lower[name.start - 2])
        if office is not None and office.kind == "office":
            cast["place"] += 1.5  # "mayor of Lorvik"
            cast["person"] -= 1.5
    beside = group_nouns().get(before)
    if beside is not None and beside.kind == "body" and before not in ("state", "side", "house"):
        cast["organisation"] += 3.0
    if before == "the":
        cast["organisation"] += 1.0
        cast["person"] -= 2.0
    if after == "," and name.end + 2 < count:
        follower = tokens.lower[name.end + 1]
        if (
            tokens.pos[name.end + 1] == "NUM"
            and tokens.text[name.end + 2] == ","
            and follower.isdigit()
            and len(follower) <= 2
        ):
            cast["person"] += 5.0
        elif follower in ("who", "whose", "whom"):
            cast["person"] += 2.5
    relation, verb = tokens.dep[head], tokens.lemma[tokens.head[head]]
    if relation == "nsubj" and verb in word_classes("word_lists.tsv")["speech"]:
        cast["person"] += 0.8
        cast["organisation"] += 0.4
    if relation in ("compound", "nmod") and tokens.head[head] >= name.end:
        below = tokens.lower[tokens.head[head]]
        noun = group_nouns().get(below)
        sites = word_classes("name_words.tsv")
        if noun is not None:
            cast["place" if noun.sector in _OF_PLACES else "organisation"] += 1.5
        elif below in sites["place"] or below in sites["site"] or below in place_nouns():
            cast["place"] += 1.5


def _vote_by_reference(tokens: Tokens, name: Name, cast: defaultdict[EntityKind, float]) -> None:
    """Evidence of what refers to the name: "its", "which", what it owns, what it is said to be."""
    head = name.end - 1
    after = tokens.lower[name.end] if name.end < len(tokens) else ""
    if tokens.dep[head] in ("nsubj", "nsubjpass") and _owns_its(tokens, tokens.head[head], name.end):
        cast["organisation"] += 1.0
        cast["person"] -= 3.0
    if after == "," and tokens.lower[name.end + 1 : name.end + 2] == ["which"]:
        cast["organisation"] += 0.5
        cast["person"] -= 2.5
    if after in ("'s", "'") and _follows(tokens, name.end + 1, word_classes("name_words.tsv")["owned"]):
        cast["organisation"] += 2.5
        cast["person"] -= 2.0
    if tokens.lower[name.start - 1 : name.start] == ["of"] and tokens.lower[name.start - 2] in place_nouns():
        cast["place"] += 3.0
    beside = [c for c in tokens.children[head] if tokens.dep[c] == "appos"]
    if tokens.dep[head] == "appos":
        beside.append(tokens.head[head])
    for noun in beside:
        group = group_nouns().get(tokens.lower[noun])
        if tokens.lower[noun] in place_nouns():
            cast["place"] += 3.0
        elif group is not None and group.kind == "body":
            cast["organisation"] += 3.0


def _owns_its(tokens: Tokens, verb: int, start: int) -> bool:
    """Whether "its" or "itself" stands in the clause of a verb, after its subject and before any other."""
    sentence = tokens.sentence[verb]
    for i in range(start, len(tokens)):
        if tokens.sentence[i] != sentence or tokens.dep[i] in ("nsubj", "nsubjpass"):
            return False
        if tokens.lower[i] in ("its", "itself"):
            return True
    return False


def _follows(tokens: Tokens, start: int, words: frozenset[str]) -> bool:
    """Whether one of these words or pairs of words stands right after, or after one modifier."""
    near = tokens.lower[start : start + 3]
    return any(word in words for word in (*near[:2], " ".join(near[:2]), " ".join(near[1:])))
