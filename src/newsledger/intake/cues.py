"""Words that tell what a line is: loads ``data/cues.toml`` and finds its phrases in a line."""

from __future__ import annotations

import functools
import re
import tomllib
from importlib import resources

_WORD = re.compile(r"[^\W_]+(?:['’&\-][^\W_]+)*|&|©")
_CLASS_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")

_EARLY = 6
Phrases = dict[str, tuple[tuple[tuple[str, ...], int], ...]]


def words_of(text: str) -> list[str]:
    """Lower-case words of a line, without punctuation."""
    return _WORD.findall(text.lower().replace("’", "'"))


@functools.cache
def _tables() -> dict[str, dict[str, list[str]]]:
    source = resources.files("newsledger.intake") / "data" / "cues.toml"
    return tomllib.loads(source.read_text(encoding="utf-8"))


@functools.cache
def phrase_kinds() -> tuple[str, ...]:
    """Names of the kinds of phrases, in the order of their bits."""
    return tuple(_tables()["phrases"])


@functools.cache
def class_kinds() -> tuple[str, ...]:
    """Names of the kinds of class words, in the order of their bits."""
    return tuple(_tables()["class_words"])


@functools.cache
def _phrases() -> Phrases:
    index: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for bit, kind in enumerate(phrase_kinds()):
        for phrase in _tables()["phrases"][kind]:
            parts = tuple(words_of(phrase))
            index.setdefault(parts[0], []).append((parts[1:], 1 << bit))
    return {first: tuple(rests) for first, rests in index.items()}


@functools.cache
def _social() -> tuple[frozenset[str], frozenset[str]]:
    table = _tables()["social"]
    return frozenset(table["verbs"]), frozenset(table["networks"])


def invites_to_follow(words: list[str]) -> bool:
    """Tell whether a line asks its readers to follow someone on a social network."""
    verbs, networks = _social()
    return bool(words) and words[0] in verbs and len(words) <= 30 and not networks.isdisjoint(words)


@functools.cache
def change_words() -> frozenset[str]:
    """Words before a date that say that the text was changed then."""
    return frozenset(_tables()["stamp"]["changed"])


@functools.cache
def _openers() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    index: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for kind, phrases in _tables()["openers"].items():
        for phrase in phrases:
            first, *rest = words_of(phrase)
            index.setdefault(first, []).append((tuple(rest), kind))
    return {first: tuple(rests) for first, rests in index.items()}


def opener(words: list[str]) -> tuple[str, int] | None:
    """The kind of furniture that a line's first words announce and the number of these words; None if it is none."""
    best: tuple[str, int] | None = None
    for rest, kind in _openers().get(words[0], ()) if words else ():
        if tuple(words[1 : 1 + len(rest)]) == rest and (best is None or len(rest) >= best[1]):
            best = kind, 1 + len(rest)
    return best


@functools.cache
def _class_words() -> dict[str, int]:
    bits: dict[str, int] = {}
    for bit, kind in enumerate(class_kinds()):
        for word in _tables()["class_words"][kind]:
            bits[word] = bits.get(word, 0) | (1 << bit)
    return bits


def find_phrases(words: list[str]) -> tuple[int, int, int]:
    """Find cue phrases in the words of a line.

    Returns (bits of the kinds found anywhere, bits of the kinds found among the first words, number of words in cues).
    """
    index = _phrases()
    anywhere = first = covered = 0
    for at, word in enumerate(words):
        entries = index.get(word)
        if entries is None:
            continue
        longest = 0
        for rest, bit in entries:
            if not rest or tuple(words[at + 1 : at + 1 + len(rest)]) == rest:
                anywhere |= bit
                longest = max(longest, 1 + len(rest))
                if at < _EARLY:
                    first |= bit
        covered += longest
    return anywhere, first, covered


@functools.lru_cache(maxsize=20_000)
def class_bits(names: str) -> int:
    """Bits of the kinds of class words in the class and id names of an element."""
    index = _class_words()
    bits = 0
    for part in _CLASS_WORD.findall(names):
        bits |= index.get(part.lower(), 0)
    return bits


@functools.lru_cache(maxsize=20_000)
def names_author(names: str) -> bool:
    """Tell whether the class and id names of an element say that it names the author."""
    known = _tables()["author_class"]["words"]
    return any(part.lower() in known for part in _CLASS_WORD.findall(names))
