"""PLOVER's contexts of an event: what the matter is about, told by the words of its stretch."""

from __future__ import annotations

import functools

from newsledger.language import Parse
from newsledger.language.lemmas import lemma_of
from newsledger.model import Span
from newsledger.reading.plover.lexicon import tables

_MOST = 3


@functools.cache
def _words() -> dict[str, tuple[str, ...]]:
    """Lemma → the contexts that it tells (``data/contexts.toml``)."""
    found: dict[str, list[str]] = {}
    for context, words in tables("contexts")["contexts"].items():
        for word in words.split():
            found.setdefault(word, []).append(context)
    return {word: tuple(contexts) for word, contexts in found.items()}


def contexts_of(parse: Parse, evidence: Span, known: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Up to three contexts of what stands at ``evidence``, the most often told first; ``known`` ones lead."""
    counts: dict[str, int] = dict.fromkeys(known, 100)
    for token in parse.tokens(evidence):
        for context in _words().get(lemma_of(token), ()):
            counts[context] = counts.get(context, 0) + 1
    return tuple(sorted(counts, key=lambda c: (-counts[c], c))[:_MOST])
