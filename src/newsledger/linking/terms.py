"""Words of names, measures and texts, brought to a form in which they can be compared."""

from __future__ import annotations

import functools
import re
import tomllib
import unicodedata
from importlib import resources
from typing import Any

_WORD = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"['’]s\b|(?<=s)['’](?!\w)")
_DOTTED = re.compile(r"\b(?:[A-Za-z]\.\s?){2,}")
_COMBINING = re.compile("[\u0300-\u036f]")
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " "})
_SHORT = 300  # code points; names and quotes come again and again
_VOWEL = re.compile(r"[aeiouy]")


@functools.cache
def table(name: str) -> dict[str, Any]:
    """Read a TOML table of this package's ``data`` folder (``name`` without the ending)."""
    return tomllib.loads(resources.files("newsledger.linking").joinpath("data", f"{name}.toml").read_text("utf-8"))


@functools.cache
def stop_words() -> frozenset[str]:
    """Words that say nothing about what a text tells."""
    return frozenset(table("words")["stop"].split())


@functools.cache
def common_words() -> frozenset[str]:
    """Words of reporting that say little about which story a text tells."""
    return frozenset(table("words")["common"].split())


def fold(text: str) -> str:
    """Case-folded text without accents, possessives and the dots of abbreviations ("U.S." → "us")."""
    text = text.translate(_PLAIN)
    text = _POSSESSIVE.sub("", text)
    text = _DOTTED.sub(lambda m: re.sub(r"[.\s]", "", m.group()) + (" " if m.group()[-1].isspace() else ""), text)
    if text.isascii():
        return text.lower()
    return _COMBINING.sub("", unicodedata.normalize("NFKD", text.casefold()))


def words(text: str) -> list[str]:
    """Folded words in order."""
    return list(_few_words(text)) if len(text) <= _SHORT else _WORD.findall(fold(text))


@functools.lru_cache(maxsize=50_000)
def _few_words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(fold(text)))


@functools.lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Take off plural and verb endings, lightly: "killed", "killing", "kills" → "kill"."""
    if len(word) <= 3 or word.isdigit():
        return word
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith(("sses", "ches", "shes", "xes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and _VOWEL.search(word[: -len(ending)]):
            word = word[: -len(ending)]
            if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            break
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


@functools.lru_cache(maxsize=50_000)
def content(text: str) -> frozenset[str]:
    """Stems of the words of a text that carry meaning (all its words if none does)."""
    every = words(text)
    kept = frozenset(stem(w) for w in every if w not in stop_words())
    return kept or frozenset(stem(w) for w in every)


def jaccard(a: frozenset[str], b: frozenset[str]) -> float:
    """Shared part of the union of two sets; 0 where both are empty."""
    return len(a & b) / len(a | b) if a or b else 0.0


def containment(a: frozenset[str], b: frozenset[str]) -> float:
    """Shared part of the smaller set; 0 where one is empty."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0
