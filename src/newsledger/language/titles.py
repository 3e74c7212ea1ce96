"""Role phrases beside a name: "Russian Foreign Ministry spokesman X", "X, a teacher", "the head of the group, X"."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from newsledger.language.tables import (
    PersonNoun,
    abbreviated_titles,
    fold,
    honorifics,
    known_names,
    person_nouns,
    word_classes,
)
from newsledger.language.tokens import Tokens

_LONGEST = 4
_CLOCK = re.compile(r"[0-2]?\d[.:h][0-5]\d")
_MODIFIERS = frozenset({"ADJ", "NOUN", "PROPN", "NUM"})


@dataclass(frozen=True, slots=True)
class RolePhrase:
    """A phrase that says what someone is: tokens ``start:end``, its head noun at ``first:last`` and that noun's class.

    given: the role, where the words do not say it themselves ("who heads"); owner: tokens that tell of what.
    past: whether the clause tells that it is over ("used to be").
    """

    start: int
    end: int
    first: int
    last: int
    noun: PersonNoun
    given: str | None = None
    owner: tuple[int, int] | None = None
    past: bool = False


@functools.cache
def _last_words() -> frozenset[str]:
    """The last words of nouns for persons."""
    return frozenset(noun.split()[-1].split("-")[-1] for noun in person_nouns())


def noun_ending_at(tokens: Tokens, i: int) -> tuple[int, PersonNoun] | None:
    """The longest noun for a person whose last token is ``i``, and where it starts."""
    ends = _last_words()
    word = tokens.lower[i]
    if word not in ends and word.rpartition("-")[2] not in ends and tokens.lemma[i].lower() not in ends:
        return None
    nouns = person_nouns()
    for size in range(_LONGEST, 0, -1):
        start = i - size + 1
        if start < tokens.sentence_start(i):
            continue
        phrase = " ".join(tokens.lower[start : i + 1]).replace(" - ", "-")
        found = nouns.get(phrase)
        if found is None and tokens.tag[i] in ("NNS", "NNPS"):
            found = nouns.get(" ".join([*tokens.lower[start:i], tokens.lemma[i].lower()]).replace(" - ", "-"))
        if found is not None:
            return start, found
    return None


def noun_starting_at(tokens: Tokens, i: int, stop: int) -> int | None:
    """End of the title that starts at ``i``, before ``stop``: modifiers of an office, and a noun for a person."""
    nouns = person_nouns()
    modifiers = word_classes("portfolios.tsv")["modifier"]
    for first in range(i, min(i + 4, stop)):
        for size in range(min(_LONGEST, stop - first), 0, -1):
            if " ".join(tokens.lower[first : first + size]).replace(" - ", "-") in nouns:
                return first + size
        if tokens.lower[first] not in modifiers:
            return None
    return None


def _portfolio_after(tokens: Tokens, of: int, stop: int) -> bool:
    """Whether the words after "of" up to ``stop`` are what an office is about, or something with a name."""
    words = [w for w in tokens.lower[of + 1 : stop] if w != "the"]
    if " ".join(words) in word_classes("portfolios.tsv")["of"]:
        return True
    return bool(words) and fold(tokens.phrase(of + 1, stop)) in known_names()


def title_before(tokens: Tokens, start: int) -> RolePhrase | None:
    """The role phrase that stands directly before a name that starts at ``start``."""
    low = tokens.sentence_start(start)
    j = start - 1
    while j >= low and tokens.lower[j] in honorifics() and noun_kind(tokens.lower[j]) == "honorific":
        j -= 1
    if j < low:
        return None
    at = j - 2 if tokens.lower[j] in word_classes("portfolios.tsv")["elect"] and tokens.text[j - 1] == "-" else j
    if at < low:
        return None
    found = noun_ending_at(tokens, at)
    last = at
    if found is None or found[1].kind in ("honorific",):
        found = None
        for of in range(j - 1, max(low, j - 6), -1):
            sent = tokens.lower[of] == "to" and tokens.lower[of - 1] in word_classes("portfolios.tsv")["sent"]
            if (sent or tokens.lower[of] in ("of", "for")) and _portfolio_after(tokens, of, j + 1):
                found = noun_ending_at(tokens, of - 1)
                last = of - 1
                break
        if found is None:
            return None
    if tokens.tag[last] == "NNS":
        return None
    first, noun = found
    if noun.kind == "people":
        return None
    return RolePhrase(extend_left(tokens, first, low, start), j + 1, first, last + 1, noun)


def title_before_title(tokens: Tokens, start: int) -> RolePhrase | None:
    """The first of two titles before a name: "Deputy Prime Minister and Finance Minister X"."""
    second = title_before(tokens, start)
    if second is None or second.start < 2 or tokens.lower[second.start - 1] != "and":
        return None
    first = title_before(tokens, second.start - 1)
    return first if first is not None and first.noun.kind == "office" and second.noun.kind == "office" else None


def noun_kind(word: str) -> str | None:
    """Class of a noun for a person, None if it is none."""
    noun = person_nouns().get(word)
    return noun.kind if noun else None


def is_clock(tokens: Tokens, i: int) -> bool:
    """Whether a token is the time that begins an entry of a live blog ("17.20 Prime Minister ...")."""
    return i == tokens.sentence_start(i) and _CLOCK.fullmatch(tokens.text[i]) is not None


def extend_left(tokens: Tokens, first: int, low: int, name_start: int) -> int:
    """Where the modifiers of a role noun begin: "[Russian Foreign Ministry] spokesman"."""
    classes = word_classes("portfolios.tsv")
    i = first
    while i - 1 >= low:
        at = i - 1
        word, pos = tokens.lower[at], tokens.pos[at]
        if word in ("'s", "'") and tokens.tag[at] == "POS":
            i = at
            continue
        if word == "-" and not tokens.spaced[at] and at > low:
            i = at - 1
            continue
        if tokens.tag[at] == "PRP$":
            return at
        listed = word in classes["modifier"] or word in classes["former"] or word in classes["then"]
        listed = (
            listed
            or tokens.nationality(tokens.text[at]) is not None
            or word in ("u.s.", "us", "uk", "u.k.", "eu", "un", "u.n.")
        )
        inside = pos in _MODIFIERS and at < tokens.head[at] < name_start + 6 and tokens.tag[at] != "NNS"
        owner = i < len(tokens) and tokens.tag[i] == "POS" and pos in _MODIFIERS
        other = pos in ("VERB", "AUX", "DET", "ADP", "CCONJ", "PRON")
        if not (listed or ((inside or owner) and not other)) or is_clock(tokens, at):
            break
        i = at
    return i


def title_after(tokens: Tokens, end: int) -> RolePhrase | None:
    """The role phrase after a name and a comma: "X, 42, a teacher at ...", "X, spokesman for Y"."""
    count = len(tokens)
    i = end
    if i >= count or tokens.text[i] not in (",", "(", "–", "-", "—"):
        return None
    sentence = tokens.sentence[i]
    i += 1
    if i + 1 < count and tokens.pos[i] == "NUM" and tokens.text[i + 1] == ",":
        i += 2
    if i < count and tokens.lower[i] in word_classes("portfolios.tsv")["still"]:
        i += 1
    if i < count and tokens.tag[i] == "WP$":
        return None  # "X, whose brother ..."
    begin = i
    noun: tuple[int, PersonNoun] | None = None
    last = i
    while i < count and tokens.sentence[i] == sentence and i - begin < 12:
        pos = tokens.pos[i]
        if pos in ("NOUN", "PROPN", "ADJ", "NUM") or tokens.lower[i] in ("-", "/") or tokens.tag[i] == "POS":
            found = noun_ending_at(tokens, i)
            if found is not None and found[0] >= begin and tokens.tag[i] != "NNS" and tokens.lower[i] != "-":
                noun, last = found, i + 1
        elif not (pos == "DET" and i == begin) and tokens.tag[i] not in ("PRP$", "VBG", "VBN"):
            break
        if i == begin and tokens.lower[i] in ("its", "their", "our"):
            return None
        i += 1
    if noun is None or noun[1].kind in ("honorific", "people") or (i > last and tokens.pos[i - 1] in ("NOUN", "PROPN")):
        return None
    start = begin + 1 if tokens.pos[begin] == "DET" and begin < noun[0] else begin
    return RolePhrase(start, phrase_end(tokens, last), noun[0], last, noun[1])


def phrase_end(tokens: Tokens, last: int) -> int:
    """Where a role phrase ends that goes on with "of/for/at/in/with Y"."""
    end = last
    count = len(tokens)
    if end < count and tokens.lower[end] in ("of", "for", "at", "in", "with", "from", "to", "on"):
        i = end + 1
        sentence = tokens.sentence[end]
        while i < count and tokens.sentence[i] == sentence:
            keep = tokens.pos[i] in ("NOUN", "PROPN", "ADJ", "DET", "NUM") or tokens.lower[i] in (
                "of",
                "-",
                "and",
                "'s",
                "'",
                "&",
            )
            if not keep or tokens.tag[i].startswith("W") or (tokens.lower[i] == "and" and tokens.pos[i - 1] != "NOUN"):
                break
            i += 1
        while i > end + 1 and tokens.pos[i - 1] in ("DET", "CCONJ", "ADP"):
            i -= 1
        if i > end + 1:
            end = i
    return end


def title_across_comma(tokens: Tokens, start: int) -> RolePhrase | None:
    """The role phrase before a comma and a name: "the longtime head of the group, X"."""
    low = tokens.sentence_start(start)
    at = start - 1
    while at >= low and (noun_kind(tokens.lower[at]) == "honorific" or tokens.lower[at] in abbreviated_titles()):
        at -= 1
    if at <= low or tokens.text[at] not in (",", ":"):
        return None
    stop = at
    for i in range(stop - 1, max(low - 1, stop - 12), -1):
        word = tokens.text[i]
        if (tokens.pos[i] in ("VERB", "AUX", "PRON", "CCONJ") and tokens.tag[i] != "PRP$") or word in ",;:":
            return None
        found = noun_ending_at(tokens, i) if tokens.pos[i] in ("NOUN", "PROPN") and tokens.tag[i] != "NNS" else None
        if found is None or found[1].kind in ("honorific", "people"):
            continue
        if tokens.pos[i] == "PROPN" and tokens.pos[i - 1] == "PROPN" and i + 1 == stop and found[0] == i:
            return None  # a surname that is also a noun: "Michael Baker, ..."
        if i + 1 < stop and tokens.lower[i + 1] not in ("of", "for", "at", "in", "to", "with"):
            continue
        first = extend_left(tokens, found[0], low, start)
        introduced = first > low and (tokens.pos[first - 1] == "DET" or tokens.lower[first - 1] == "another")
        if (
            introduced
            or first == low
            or tokens.tag[first] == "PRP$"
            or tokens.nationality(tokens.text[first]) is not None
        ):
            return RolePhrase(first, stop, found[0], i + 1, found[1])
        # "spokesman for the party" may itself stand inside the phrase of an outer role noun
    return None
