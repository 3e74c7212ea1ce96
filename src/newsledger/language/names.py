"""Names in a document: where they stand, and what evidence there is for the kind of thing that each names.

The small statistical recogniser labels unknown names almost at random; so its labels are votes among others (titles,
ages, given names, endings, the tables), and all places where one name stands vote together.
"""

from __future__ import annotations

from dataclasses import dataclass

from newsledger.language.name_runs import LABELS, LONGEST_KNOWN, is_capital, runs_of, split_run
from newsledger.language.role_clauses import roles_by_clause
from newsledger.language.tables import (
    fold,
    gender_of_given,
    group_nouns,
    honorifics,
    known_names,
    person_nouns,
    word_classes,
)
from newsledger.language.titles import (
    RolePhrase,
    noun_kind,
    title_across_comma,
    title_after,
    title_before,
    title_before_title,
)
from newsledger.language.tokens import Tokens

_SHORT = "SHORT"


@dataclass(slots=True)
class Name:
    """A name where it stands. key: folded form. roles: the role phrases beside it. known: in the tables as written."""

    start: int
    end: int
    key: str
    label: str
    roles: tuple[RolePhrase, ...] = ()
    honorific: str | None = None
    headline: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """The folded words of the name."""
        return tuple(self.key.split())


def find_names(tokens: Tokens, headline: list[bool], blocked: list[bool]) -> list[Name]:
    """All names of a document in order, with the role phrases beside them.

    headline: tokens of headings in title case, where capitals say nothing; only names that also stand elsewhere or that
    the tables know are found there. blocked: tokens that are no part of any name.
    """
    names: list[Name] = []
    for start, end in runs_of(tokens, blocked):
        if headline[start]:
            continue
        for left, right in split_run(tokens, start, end):
            name = _name(tokens, left, right)
            if name is not None:
                names.append(name)
    ends = {word for name in names if len(name.words) > 1 for word in (name.words[0], name.words[-1])}
    names = [name for name in names if name.label != _SHORT or name.key in ends]
    common = {w for i, w in enumerate(tokens.text) if w.islower()}
    names = [name for name in names if name.key in ends or not _sentence_word(tokens, name, common)]
    for name in names:
        if name.label == _SHORT:
            name.label = "ORG"
    names.extend(_bare_parts(tokens, headline, blocked, names, common))
    names.extend(_in_headlines(tokens, headline, names))
    names.sort(key=lambda name: name.start)
    return names


def _bare_parts(
    tokens: Tokens, headline: list[bool], blocked: list[bool], names: list[Name], common: set[str]
) -> list[Name]:
    """Capitalised words that were passed over but are part of a longer name of the text.

    The last word of a personal name ("Tully", taken for an adverb), its given name ("Per", taken for a preposition),
    the first word of an organisation's.
    """
    parts: set[str] = set()
    bodies: set[str] = set()
    institutions = word_classes("name_words.tsv")["organisation"]
    for name in names:
        if name.end - name.start < 2:
            continue
        first, last = tokens.text[name.start], tokens.text[name.end - 1]
        if name.label == "PERSON" or name.roles:
            parts.add(last)
            if gender_of_given(first) is not None:
                parts.add(first)
        elif name.words[-1] in institutions or name.label == "ORG":
            modifiers = word_classes("portfolios.tsv")["modifier"] | word_classes("modifiers.tsv")["distinguishing"]
            ordinary = fold(first) in group_nouns() or fold(first) in person_nouns() or first.casefold() in modifiers
            if first.istitle() and len(first) > 3 and not ordinary and tokens.nationality(first) is None:
                bodies.add(first)
            if last.istitle() and last.endswith("s") and name.words[-1] not in institutions | group_nouns().keys():
                bodies.add(last)  # "Rovers"
    parts |= bodies
    taken = {i for name in names for i in range(name.start, name.end)}
    found = []
    for i, word in enumerate(tokens.text):
        if word in parts and i not in taken and not headline[i] and not blocked[i] and tokens.lower[i] not in common:
            if i + 1 < len(tokens) and tokens.text[i + 1] == "-" and not tokens.spaced[i]:
                continue
            found.append(Name(i, i + 1, fold(word), "", _roles(tokens, i, i + 1), None))
    return found


def _sentence_word(tokens: Tokens, name: Name, common: set[str]) -> bool:
    """Whether a one-word name is an ordinary word that only begins a sentence."""
    if name.end - name.start > 1 or name.start != tokens.sentence_start(name.start) or name.key in known_names():
        return False
    if tokens.tag[name.start] in ("NNS", "NNPS") and name.label == "PERSON" and not name.roles:
        return tokens.lemma[name.start] != tokens.lower[name.start]
    return tokens.lower[name.start] in common and not name.roles and name.label != "PERSON"


def _name(tokens: Tokens, left: int, right: int) -> Name | None:
    """Make a name of a piece, or None if it is a title, a nationality or a bare common word."""
    honorific = None
    while left < right and noun_kind(tokens.lower[left]) == "honorific" and right - left > 1:
        honorific = tokens.lower[left]
        left += 1
    if right - left > 1 and left == tokens.sentence_start(left) and _leads(tokens, left):
        left += 1
    text = tokens.phrase(left, right)
    key = fold(text)
    if not key or not any(c.isalpha() for c in key) or len(text) < 2:
        return None
    if key.casefold() in word_classes("name_words.tsv")["never"] or (
        text[1:2] == "-" and text[0] in "DRI" and len(text) < 9
    ):
        return None
    if left > 0 and tokens.lower[left - 1] in ("of", "for") and key in word_classes("portfolios.tsv")["of"]:
        return None
    if key not in known_names():
        if _is_title(tokens, left, right):
            return None
        people = tokens.ent[left] == "NORP" and right - left == 1
        if people and gender_of_given(text) is None and title_across_comma(tokens, left) is None:
            return None
        if tokens.nationality(text) is not None:
            return None
        if text.casefold() in person_nouns() or text.casefold() in honorifics():
            return None
        if (
            right - left == 1
            and tokens.lower[left] in group_nouns()
            and tokens.ent[left] not in ("PERSON", "ORG", "GPE")
        ):
            return Name(left, right, key, _SHORT)  # kept if it shortens a longer name
    before = left - 1
    if honorific is None and before >= tokens.sentence_start(left) and noun_kind(tokens.lower[before]) == "honorific":
        honorific = tokens.lower[before]
    label = tokens.ent[left] or tokens.ent[right - 1]
    return Name(left, right, key, label if label in LABELS else "", _roles(tokens, left, right), honorific)


def _roles(tokens: Tokens, left: int, right: int) -> tuple[RolePhrase, ...]:
    """The role phrases beside a name."""
    beside = (
        title_before(tokens, left),
        title_before_title(tokens, left),
        title_across_comma(tokens, left),
        title_after(tokens, right),
    )
    return tuple(phrase for phrase in (*beside, *roles_by_clause(tokens, left, right)) if phrase is not None)


def _leads(tokens: Tokens, i: int) -> bool:
    """Whether the first word of a sentence is no part of the name after it ("Airline Norvair")."""
    classes = word_classes("name_words.tsv")
    noun = group_nouns().get(tokens.lower[i])
    business = noun is not None and noun.sector == "BUS" and tokens.lower[i] not in classes["organisation"]
    return business or tokens.lower[i] in classes["lead"]


def _is_title(tokens: Tokens, left: int, right: int) -> bool:
    """Whether a run of capitalised words is an office without its holder ("National Chairman")."""
    if right - left < 2 or noun_kind(tokens.lower[right - 1]) != "office" or tokens.ent[right - 1] == "PERSON":
        return False
    return gender_of_given(tokens.text[left]) is None


def _in_headlines(tokens: Tokens, headline: list[bool], names: list[Name]) -> list[Name]:
    """Names in title-case headlines: those that stand elsewhere, in whole or as their last word, or that are known."""
    if not any(headline):
        return []
    keys = {name.key for name in names}
    keys |= {name.words[-1] for name in names if name.label == "PERSON" or name.roles}
    found: list[Name] = []
    i = 0
    while i < len(tokens):
        if not headline[i] or not is_capital(tokens, i):
            i += 1
            continue
        for stop in range(min(len(tokens), i + LONGEST_KNOWN), i, -1):
            if not all(headline[i:stop]) or tokens.sentence[stop - 1] != tokens.sentence[i]:
                continue
            key = fold(tokens.phrase(i, stop))
            if key in keys or (key in known_names() and not (stop == i + 1 and tokens.pos[i] not in ("PROPN", "NOUN"))):
                found.append(Name(i, stop, key, "", (), None, True))
                i = stop - 1
                break
        i += 1
    return found
