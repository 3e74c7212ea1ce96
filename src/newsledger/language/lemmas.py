"""Lemmas where the pipeline's rules stop short ("hoped" is of "hope", not "hop")."""

from __future__ import annotations

import re

from spacy.tokens import Token

# A verb of one syllable that ends in one vowel and one consonant doubles it ("hopped"): an undoubled form had an "e".
_SHORT = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")
_ENDINGS = ("ed", "ing", "es")


def lemma_of(token: Token) -> str:
    """The lemma of a token in lower case."""
    lemma = token.lemma_.lower()
    if len(lemma) < 6 and token.tag_ in ("VBD", "VBN", "VBG", "VBZ") and _SHORT.fullmatch(lemma):
        text = token.lower_
        if any(text == lemma + ending for ending in _ENDINGS):
            return lemma + "e"
    return lemma
