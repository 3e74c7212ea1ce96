"""Where names stand: runs of capitalised words, and how they part into names."""

from __future__ import annotations

from newsledger.language.tables import cities, fold, gender_of_given, known_names, word_classes
from newsledger.language.titles import noun_kind, noun_starting_at
from newsledger.language.tokens import Tokens

LABELS = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "EVENT", "WORK_OF_ART", "PRODUCT", "LAW", "NORP"})
_TIMES = frozenset({"DATE", "TIME"})
_NEVER = frozenset({"PRON", "DET", "ADP", "CCONJ", "SCONJ", "AUX", "PART", "INTJ", "PUNCT", "SYM", "SPACE", "NUM"})
LONGEST_KNOWN = 7


def is_capital(tokens: Tokens, i: int) -> bool:
    """Whether a token is a capitalised word."""
    word = tokens.text[i]
    return word[0].isupper() and (len(word) > 1 or word.isalpha()) and any(c.isalpha() for c in word)


def _may_belong(tokens: Tokens, i: int) -> bool:
    """Whether a token can be part of a name."""
    if not is_capital(tokens, i) or tokens.ent[i] in _TIMES:
        return False
    pos = tokens.pos[i]
    if pos == "PROPN" or _given_before(tokens, i):
        return True
    if tokens.ent[i] in LABELS:
        return pos not in ("PRON", "DET", "ADP", "CCONJ", "SCONJ", "AUX", "PART")
    if pos in _NEVER:
        return False
    if tokens.text[i].isupper() and len(tokens.text[i]) > 1 and _speaker_label(tokens, i):
        return True
    start = i == tokens.sentence_start(i) or tokens.text[i - 1] in ("“", '"', "‘", ":", "-", "•")
    if start:
        return tokens.text[i].isupper() and len(tokens.text[i]) > 1 and fold(tokens.text[i]) in known_names()
    return pos in ("NOUN", "X", "ADJ") or (pos == "VERB" and is_capital(tokens, i - 1))


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


def runs_of(tokens: Tokens, blocked: list[bool]) -> list[tuple[int, int]]:
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
                        tokens.ent[ahead] in LABELS
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
                    or (after_hyphen and tokens.ent[ahead] in LABELS and tokens.text[ahead].isalpha())
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
    if not is_capital(tokens, i) or after >= len(tokens) or not is_capital(tokens, after) or _may_belong(tokens, after):
        return None
    stop = _known_from(tokens, i, len(tokens))
    return stop if stop is not None and stop > after else None


def _known_from(tokens: Tokens, start: int, end: int) -> int | None:
    """End of the longest name of the tables that starts here."""
    for stop in range(min(end, start + LONGEST_KNOWN), start, -1):
        if fold(tokens.phrase(start, stop)) in known_names():
            return stop
    return None


def split_run(tokens: Tokens, start: int, end: int) -> list[tuple[int, int]]:
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
    if tokens.begins[at] and tokens.ent[at] in LABELS and tokens.ent[at - 1] in LABELS:
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
    if tokens.tag[at] != "POS" or at + 1 >= end or not is_capital(tokens, at + 1):
        return False
    sites = word_classes("name_words.tsv")["owned_site"]
    owner = fold(tokens.phrase(start, at))
    return any(word in sites for word in tokens.lower[at + 1 : min(end, at + 3)]) and (
        tokens.lower[start] in ("st", "st.", "saint", "king", "queen", "children", "women", "people", "all")
        or (at == start + 1 and owner not in known_names() and owner not in cities())
    )
