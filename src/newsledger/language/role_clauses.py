"""Roles told by a clause: "X, who heads the agency", "X is a teacher", "named X as leader", "identified as X"."""

from __future__ import annotations

import functools
from dataclasses import replace

from newsledger.language.tables import PersonNoun, person_nouns, rows, words_of
from newsledger.language.titles import RolePhrase, extend_left, noun_ending_at, phrase_end
from newsledger.language.tokens import Tokens

_SUBJECTS = ("nsubj", "nsubjpass")


@functools.cache
def _verbs() -> dict[str, dict[str, str]]:
    """Class of verb → lemma → noun that it tells (or the lemma itself)."""
    table: dict[str, dict[str, str]] = {}
    for kind, cell in rows("role_verbs.tsv"):
        pairs = (entry.split("=") for entry in words_of(cell))
        table[kind] = {pair[0]: pair[-1] for pair in pairs}
    return table


def roles_by_clause(tokens: Tokens, start: int, end: int) -> list[RolePhrase]:
    """Role phrases that clauses give the person named at ``start:end``."""
    head = end - 1
    for i in range(end - 1, start - 1, -1):
        if not start <= tokens.head[i] < end or tokens.head[i] == i:
            head = i
            break
    found = [
        _relative(tokens, head),
        _predicate(tokens, head),
        _named_as(tokens, head),
        _identified_as(tokens, start, head),
    ]
    found.append(_one_of(tokens, end))
    found.append(_appointed(tokens, start, head))
    return [phrase for phrase in found if phrase is not None]


def _relative(tokens: Tokens, head: int) -> RolePhrase | None:
    """Read "X, who heads the agency", "X, who served as minister"."""
    for verb in tokens.children[head]:
        if tokens.dep[verb] != "relcl" or not any(
            tokens.tag[c] == "WP" and tokens.dep[c] in _SUBJECTS for c in tokens.children[verb]
        ):
            continue
        noun = _verbs()["role"].get(tokens.lemma[verb])
        target = next((c for c in tokens.children[verb] if tokens.dep[c] == "dobj"), None)
        if noun is not None and target is not None and target > verb and tokens.pos[target] in ("NOUN", "PROPN"):
            kind = person_nouns().get(noun, PersonNoun(noun, "office", None))
            return RolePhrase(
                verb,
                tokens.right_of_phrase(target),
                verb,
                verb + 1,
                kind,
                noun,
                (_bare(tokens, target), tokens.right_of_phrase(target)),
            )
        if tokens.lemma[verb] in _verbs()["serve"]:
            return _told(tokens, verb, _after_as(tokens, verb))
        if tokens.lemma[verb] in ("be", "become", "remain"):
            return _told(tokens, verb, _attribute(tokens, verb))
        if tokens.lemma[verb] == "use" and tokens.tag[verb] == "VBD":  # "who used to be"
            below = next(
                (c for c in tokens.children[verb] if tokens.dep[c] == "xcomp" and tokens.lemma[c] == "be"), None
            )
            return _told(tokens, verb, _attribute(tokens, below)) if below is not None else None
    return None


def _told(tokens: Tokens, verb: int, phrase: RolePhrase | None) -> RolePhrase | None:
    """Mark a role as over where its clause says so: "served as mayor until 2019", "was once", "used to be"."""
    if phrase is None or tokens.tag[verb] != "VBD":
        return phrase
    below = [c for part in (verb, phrase.last - 1) for c in tokens.children[part]]
    over = tokens.lemma[verb] == "use" or any(tokens.lower[c] in ("until", "once", "till", "formerly") for c in below)
    return replace(phrase, past=True) if over else phrase


def _appointed(tokens: Tokens, start: int, head: int) -> RolePhrase | None:
    """Read "Appointed finance minister in June, X ..."."""
    low = tokens.sentence_start(start)
    if tokens.dep[head] not in _SUBJECTS or tokens.lemma[low] not in _verbs()["as"] or tokens.tag[low] != "VBN":
        return None
    if start < low + 3 or tokens.text[start - 1] != ",":
        return None
    for i in range(low + 1, min(start - 1, low + 5)):
        phrase = _phrase_at(tokens, i) if tokens.dep[i] != "compound" else None
        if phrase is not None:
            return replace(phrase, start=max(phrase.start, low + 1))
    return None


def _predicate(tokens: Tokens, head: int) -> RolePhrase | None:
    """Read "X is a teacher", "X became prime minister", "X works as a driver"."""
    if tokens.dep[head] not in _SUBJECTS:
        return None
    verb = tokens.head[head]
    if tokens.lemma[verb] in ("be", "become", "remain"):
        return _told(tokens, verb, _attribute(tokens, verb))
    if tokens.lemma[verb] in _verbs()["serve"]:
        return _told(tokens, verb, _after_as(tokens, verb))
    if tokens.lemma[verb] in _verbs()["as"] and tokens.dep[head] == "nsubjpass":
        return _after_as(tokens, verb) or _complement(tokens, verb)
    return None


def _attribute(tokens: Tokens, verb: int) -> RolePhrase | None:
    if any(
        tokens.dep[c] in ("neg", "aux") and tokens.lower[c] not in ("has", "have", "had", "'s", "to")
        for c in tokens.children[verb]
    ):
        return None
    for child in tokens.children[verb]:
        if tokens.dep[child] in ("attr", "oprd") and child > verb:
            if any(
                tokens.tag[c] in ("JJR", "JJS", "RBR") or tokens.lower[c] in ("no", "such")
                for c in tokens.children[child]
            ):
                return None
            phrase = _phrase_at(tokens, child)
            return phrase if phrase is not None and phrase.noun.kind in ("office", "rank", "profession") else None
    return None


def _complement(tokens: Tokens, verb: int) -> RolePhrase | None:
    for child in tokens.children[verb]:
        if tokens.dep[child] in ("oprd", "attr", "dobj") and child > verb:
            return _phrase_at(tokens, child)
    return None


def _after_as(tokens: Tokens, verb: int) -> RolePhrase | None:
    for child in tokens.children[verb]:
        if tokens.lower[child] == "as" and tokens.dep[child] == "prep":
            for noun in tokens.children[child]:
                if tokens.dep[noun] == "pobj":
                    return _phrase_at(tokens, noun)
    return None


def _named_as(tokens: Tokens, head: int) -> RolePhrase | None:
    """Read "named X as the group's leader", "named her deputy, X, as leader"."""
    if tokens.dep[head] == "appos" and tokens.dep[tokens.head[head]] == "dobj":
        head = tokens.head[head]
    verb = tokens.head[head]
    if tokens.dep[head] not in ("dobj", "nsubj") or tokens.lemma[verb] not in _verbs()["as"]:
        return None
    if tokens.dep[head] == "dobj":
        return _after_as(tokens, verb)
    return None


def _identified_as(tokens: Tokens, start: int, head: int) -> RolePhrase | None:
    """Read "the driver, identified by police as X", "a driver named X"."""
    above = tokens.head[head]
    verb = tokens.head[above] if tokens.lower[above] == "as" else above
    if tokens.lemma[verb] not in _verbs()["known"] or tokens.tag[verb] not in ("VBN", "VBD") or verb > start:
        return None
    if tokens.dep[verb] in ("acl", "relcl") and tokens.head[verb] < verb:
        return _phrase_at(tokens, tokens.head[verb])
    for child in tokens.children[verb]:
        if tokens.dep[child] == "nsubjpass":
            return _phrase_at(tokens, child)
    return None


def _one_of(tokens: Tokens, end: int) -> RolePhrase | None:
    """Read "X, one of the freed girls"."""
    if end + 3 >= len(tokens) or tokens.text[end] != "," or tokens.lower[end + 1 : end + 3] != ["one", "of"]:
        return None
    for i in range(end + 3, min(len(tokens), end + 10)):
        if tokens.tag[i] == "NNS":
            found = noun_ending_at(tokens, i)
            if found is not None:
                first = extend_left(tokens, found[0], end + 3, i + 1)
                singular = tokens.phrase(first, i) + (" " if first < i else "") + tokens.lemma[i]
                return RolePhrase(first, i + 1, found[0], i + 1, found[1], singular)
        elif tokens.pos[i] in ("VERB", "PUNCT"):
            break
    return None


def _phrase_at(tokens: Tokens, i: int) -> RolePhrase | None:
    """The role phrase headed by a noun for a person."""
    if tokens.pos[i] not in ("NOUN", "PROPN") or tokens.tag[i] in ("NNS", "NNPS"):
        return None
    found = noun_ending_at(tokens, i)
    if found is None or found[1].kind in ("honorific", "people"):
        return None
    first = extend_left(tokens, found[0], tokens.sentence_start(i), i + 1)
    return RolePhrase(first, phrase_end(tokens, i + 1), found[0], i + 1, found[1])


def _bare(tokens: Tokens, i: int) -> int:
    """Start of a noun phrase without its determiner."""
    start = tokens.left(i)
    while start < i and tokens.pos[start] in ("DET", "PUNCT"):
        start += 1
    return start
