"""Names in a document: where they stand, and what evidence there is for the kind of thing that each names.

The small statistical recogniser labels unknown names almost at random; so its labels are votes among others (titles,
ages, given names, endings, the tables), and all places where one name stands vote together.
"""

from __future__ import annotations

from dataclasses import dataclass

from newsledger.language.role_clauses import roles_by_clause
from newsledger.language.tables import (
    cities,
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
    noun_starting_at,
    title_across_comma,
    title_after,
    title_before,
    title_before_title,
)
from newsledger.language.tokens import Tokens

_LABELS = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "EVENT", "WORK_OF_ART", "PRODUCT", "LAW", "NORP"})
_TIMES = frozenset({"DATE", "TIME"})
_NEVER = frozenset({"PRON", "DET", "ADP", "CCONJ", "SCONJ", "AUX", "PART", "INTJ", "PUNCT", "SYM", "SPACE", "NUM"})
_LONGEST_KNOWN = 7
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


def _capital(tokens: Tokens, i: int) -> bool:
    word = tokens.text[i]
    return word[0].isupper() and (len(word) > 1 or word.isalpha()) and any(c.isalpha() for c in word)


def _may_belong(tokens: Tokens, i: int) -> bool:
    """Whether a token can be part of a name."""
    if not _capital(tokens, i) or tokens.ent[i] in _TIMES:
        return False
    pos = tokens.pos[i]
    if pos == "PROPN" or _given_before(tokens, i):
        return True
    if tokens.ent[i] in _LABELS:
        return pos not in ("PRON", "DET", "ADP", "CCONJ", "SCONJ", "AUX", "PART")
    if pos in _NEVER:
        return False
    if tokens.text[i].isupper() and len(tokens.text[i]) > 1 and _speaker_label(tokens, i):
        return True
    start = i == tokens.sentence_start(i) or tokens.text[i - 1] in ("“", '"', "‘", ":", "-", "•")
    if start:
        return tokens.text[i].isupper() and len(tokens.text[i]) > 1 and fold(tokens.text[i]) in known_names()
    return pos in ("NOUN", "X", "ADJ") or (pos == "VERB" and _capital(tokens, i - 1))


def _given_before(tokens: Tokens, i: int) -> bool:
    """Whether a capitalised word inside a sentence is a given name that is also a preposition ("Per Lind")."""
    if tokens.pos[i] not in ("ADP", "SCONJ") or i == tokens.sentence_start(i) or i + 1 >= len(tokens):
        return False
    named = tokens.pos[i + 1] == "PROPN" and tokens.text[i + 1].istitle() and tokens.spaced[i]
    return named and gender_of_given(tokens.text[i]) is not None


def _speaker_label(tokens: Tokens, i: int) -> bool:
    """Whether a word in capitals belongs to the label of a speaker in a transcript ("ANA REYES: Good morning.")."""
    for k in range(i + 1, min(i + 4, len(tokens))):
        if tokens.text[k] == ":":
            return i - tokens.sentence_start(i) < 3
        if not tokens.text[k].isupper():
            return False
    return False


def _runs(tokens: Tokens, blocked: list[bool]) -> list[tuple[int, int]]:
    """Maximal runs of tokens that make up names, particles and the inner words of recognised entities included."""
    particles = word_classes("name_words.tsv")["particle"]
    count = len(tokens)
    runs: list[tuple[int, int]] = []
    i = 0
    while i < count:
        starts = not blocked[i] and (
            _may_belong(tokens, i)
            or (tokens.lower[i] in particles and i + 1 < count and tokens.text[i + 1] == "-" and not tokens.spaced[i])
            or _known_over(tokens, i) is not None
        )
        if not starts:
            i += 1
            continue
        end = i + 1
        sentence = tokens.sentence[i]
        end = _known_over(tokens, i) or end
        while end < count and tokens.sentence[end] == sentence and not blocked[end]:
            if _may_belong(tokens, end):
                end += 1
                continue
            # glue: "al - Assad", "Ban Ki - moon", "van der Bellen", "of the" inside a recognised entity
            ahead = end
            while (
                ahead < count
                and ahead - end < 3
                and tokens.sentence[ahead] == sentence
                and (
                    tokens.lower[ahead] in particles
                    or (tokens.text[ahead] in ("-", "&", "/") and not tokens.spaced[ahead - 1])
                    or (tokens.text[ahead] == "&")
                    or (
                        tokens.text[ahead] == "'"
                        and tokens.text[ahead - 1].endswith("s")
                        and tokens.ent[ahead] == "ORG"
                    )
                    or (
                        tokens.ent[ahead] in _LABELS
                        and not tokens.begins[ahead]
                        and tokens.lower[ahead] in ("of", "for", "the", "and", "on", "in", "'s", "&", "de")
                    )
                )
            ):
                ahead += 1
            if ahead == end:
                break
            after_hyphen = tokens.text[ahead - 1] == "-" and ahead < count and not tokens.spaced[ahead - 1]
            if (
                ahead < count
                and tokens.sentence[ahead] == sentence
                and not blocked[ahead]
                and (
                    _may_belong(tokens, ahead)
                    or (after_hyphen and tokens.ent[ahead] in _LABELS and tokens.text[ahead].isalpha())
                )
            ):
                end = ahead + 1
                continue
            break
        runs.append((i, end))
        i = end
    return runs


def _known_over(tokens: Tokens, i: int) -> int | None:
    """End of a name of the tables that runs over a word which is no part of names ("Doctors Without Borders")."""
    after = i + 1
    if not _capital(tokens, i) or after >= len(tokens) or not _capital(tokens, after) or _may_belong(tokens, after):
        return None
    stop = _known_from(tokens, i, len(tokens))
    return stop if stop is not None and stop > after else None


def _known_from(tokens: Tokens, start: int, end: int) -> int | None:
    """End of the longest name of the tables that starts here."""
    for stop in range(min(end, start + _LONGEST_KNOWN), start, -1):
        if fold(tokens.phrase(start, stop)) in known_names():
            return stop
    return None


def _split(tokens: Tokens, start: int, end: int) -> list[tuple[int, int]]:
    """Divide a run into names: titles, nationalities and borders of recognised entities part them."""
    pieces: list[tuple[int, int]] = []
    at = start
    while at < end:
        if tokens.text[at] in ("-", "/", "'s", "'", "&") or tokens.lower[at] in ("of", "for", "the", "and", "in", "on"):
            at += 1
            continue
        if tokens.ent[at] == "NORP" and at + 1 < end and noun_starting_at(tokens, at + 1, end) is not None:
            at += 1
            continue
        titled = noun_starting_at(tokens, at, end)
        if (
            titled is not None
            and titled < end
            and _title_here(tokens, at, titled, end)
            and not _body_name(tokens, at, end)
        ):
            at = titled
            continue
        if (
            titled == end
            and at > start
            and pieces
            and pieces[-1][1] == at
            and fold(tokens.phrase(*pieces[-1])) in known_names()
        ):
            break  # "Russia Foreign Minister", with nobody named
        known = _known_from(tokens, at, end)
        if known is not None and (known == end or _opens_new(tokens, known, end)):
            pieces.append((at, known))
            at = known
            continue
        if (
            tokens.nationality(tokens.text[at]) is not None
            and at + 1 < end
            and (
                tokens.begins[at + 1]
                or noun_starting_at(tokens, at + 1, end) is not None
                or tokens.ent[at + 1] == "PERSON"
            )
        ):
            at += 1
            continue
        stop = at + 1
        while stop < end and not _border(tokens, at, stop, end):
            stop += 1
        while stop > at + 1 and (
            tokens.text[stop - 1] in ("-", "/", "'s", "'", "&")
            or tokens.lower[stop - 1] in ("of", "for", "the", "and", "in", "on")
        ):
            stop -= 1
        pieces.append((at, stop))
        at = stop
    return pieces


def _body_name(tokens: Tokens, at: int, end: int) -> bool:
    """Whether a noun for a person begins the name of a body or is a given name ("Premier League", "Guy Cecil")."""
    kind = noun_kind(tokens.lower[at])
    if kind == "people" or (kind == "part" and end - at < 3):
        return True
    last = tokens.lower[end - 1]
    return end - at <= 3 and last in word_classes("name_words.tsv")["organisation"] and tokens.ent[end - 1] != "PERSON"


def _title_here(tokens: Tokens, at: int, titled: int, end: int) -> bool:
    """Whether the noun for a person at ``at:titled`` is a title before a name, not part of it ("Prince George's")."""
    if titled == at + 1 and tokens.ent[at] == "PERSON" and tokens.begins[at] and gender_of_given(tokens.text[at]):
        return False  # "Dean Hallam"
    if tokens.text[titled] in ("-", "'s") or tokens.lower[titled] in ("of", "for", "and"):
        return tokens.lower[titled] in ("of", "for") and any(
            " ".join(w for w in tokens.lower[titled + 1 : k] if w != "the") in word_classes("portfolios.tsv")["of"]
            for k in range(titled + 2, min(end, titled + 6) + 1)
        )
    return True


def _opens_new(tokens: Tokens, at: int, end: int) -> bool:
    """Whether something new begins after a known name: a title, a recognised entity, or a possessive."""
    if tokens.text[at] in ("'s", "'", "/", "–"):
        return True
    return noun_starting_at(tokens, at, end) is not None or (
        tokens.begins[at] and tokens.ent[at] in ("PERSON", "GPE", "NORP") and tokens.text[at - 1] != "-"
    )


def _border(tokens: Tokens, start: int, at: int, end: int) -> bool:
    """Whether a name that began at ``start`` ends before ``at``."""
    if (
        tokens.text[at] == "'"
        and at + 1 < end
        and tokens.lower[at + 1] in word_classes("name_words.tsv")["organisation"]
    ):
        return False  # "Farmers' Union"
    if tokens.text[at - 1] == "'" and at - 1 > start:
        return False
    if _owned_site(tokens, start, at, end) or (tokens.tag[at - 1] == "POS" and _owned_site(tokens, start, at - 1, end)):
        return False
    if tokens.text[at] in ("'s", "'") and tokens.tag[at] == "POS":
        # "the Moon's Sea of Tranquility": possessive inside an organisation's name is rare enough
        return True
    if tokens.text[at] == "/" or tokens.lower[at - 1] in word_classes("name_words.tsv")["never"]:
        return True
    if tokens.lower[at] in ("of", "for", "the", "and", "on", "in", "-", "&"):
        return False
    if tokens.text[at - 1] == "-" or tokens.lower[at - 1] in ("of", "the", "for", "&"):
        return False
    if tokens.begins[at] and tokens.ent[at] in _LABELS and tokens.ent[at - 1] in _LABELS:
        one, two = tokens.ent[at - 1], tokens.ent[at]
        return one != two or one not in ("PERSON",)
    following = noun_starting_at(tokens, at, end)
    if following is not None and following < end and noun_kind(tokens.lower[at]) in ("office", "rank", "honorific"):
        return tokens.ent[at] != "PERSON" or tokens.lower[at] not in (
            "king",
            "prince",
            "lord",
            "major",
            "marshal",
            "dean",
            "guy",
            "judge",
        )
    return False


def _owned_site(tokens: Tokens, start: int, at: int, end: int) -> bool:
    """Whether a possessive stands inside the name of an institution ("St Anne's Hospital", "King's College")."""
    if tokens.tag[at] != "POS" or at + 1 >= end or not _capital(tokens, at + 1):
        return False
    sites = word_classes("name_words.tsv")["owned_site"]
    owner = fold(tokens.phrase(start, at))
    return any(word in sites for word in tokens.lower[at + 1 : min(end, at + 3)]) and (
        tokens.lower[start] in ("st", "st.", "saint", "king", "queen", "children", "women", "people", "all")
        or (at == start + 1 and owner not in known_names() and owner not in cities())
    )


def find_names(tokens: Tokens, headline: list[bool], blocked: list[bool]) -> list[Name]:
    """All names of a document in order, with the role phrases beside them.

    headline: tokens of headings in title case, where capitals say nothing; only names that also stand elsewhere or that
    the tables know are found there. blocked: tokens that are no part of any name.
    """
    names: list[Name] = []
    for start, end in _runs(tokens, blocked):
        if headline[start]:
            continue
        for left, right in _split(tokens, start, end):
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
    return Name(left, right, key, label if label in _LABELS else "", _roles(tokens, left, right), honorific)


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
        if not headline[i] or not _capital(tokens, i):
            i += 1
            continue
        for stop in range(min(len(tokens), i + _LONGEST_KNOWN), i, -1):
            if not all(headline[i:stop]) or tokens.sentence[stop - 1] != tokens.sentence[i]:
                continue
            key = fold(tokens.phrase(i, stop))
            if key in keys or (key in known_names() and not (stop == i + 1 and tokens.pos[i] not in ("PROPN", "NOUN"))):
                found.append(Name(i, stop, key, "", (), None, True))
                i = stop - 1
                break
        i += 1
    return found
