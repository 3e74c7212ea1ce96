"""spaCy's attribute ruler, remembered: what it does to a word depends on little, so it need not be matched every time.

The stock component runs a matcher over every document, a sixth of the pipeline's time. Its rules for single tokens look
only at the token's lower-case form, tag and dependency; so their outcome is kept by these three, and by two of them for
forms that no rule asks for. Documents that may match a rule of several tokens go to the stock component. The results
are the same (a test compares them).
"""

from __future__ import annotations

import re
from typing import Any

import numpy as np
from spacy.attrs import DEP, IS_SPACE, LEMMA, LOWER, MORPH, POS, TAG
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

_SET = frozenset({"POS", "MORPH", "LEMMA", "TAG", "DEP"})
_LOOKED_AT = frozenset({"TAG", "LOWER", "DEP", "IS_SPACE"})


def _rules(ruler: AttributeRuler) -> list[tuple[list[list[dict[str, Any]]], dict[str, Any]]]:
    """The component's rules: alternative patterns of tokens, and the attributes that they set."""
    found: Any = ruler.patterns
    return [(rule["patterns"], rule["attrs"]) for rule in found]


class RememberingRuler:
    """A pipeline component that does what an ``AttributeRuler`` does, from memory where it can."""

    def __init__(self, ruler: AttributeRuler) -> None:
        self.ruler = ruler
        self.memory: dict[tuple[int, int, int], tuple[int, int, int]] = {}
        patterns = [pattern for alternatives, _ in _rules(ruler) for pattern in alternatives]
        self.first = [pattern[0] for pattern in patterns if len(pattern) > 1]
        self.begins: dict[tuple[int, int, int], bool] = {}
        self.forms = [token["LOWER"] for pattern in patterns for token in pattern if "LOWER" in token]
        self.named: dict[int, int] = {}  # lower-case form → itself if a rule asks for it, else 0

    def __call__(self, doc: Doc) -> Doc:
        """Set part of speech, morphology and lemma of the tokens."""
        if not len(doc):
            return doc
        keys: list[tuple[int, int, int]] = []
        named = self.named
        spaces = False
        for i, (lower, tag, dep, space) in enumerate(doc.to_array([LOWER, TAG, DEP, IS_SPACE]).tolist()):
            spaces = spaces or bool(space)
            form = named.get(lower)
            if form is None:
                form = named[lower] = lower if any(_form_fits(f, doc[i].lower_) for f in self.forms) else 0
            key = (form, tag, dep)
            keys.append(key)
            if key not in self.memory:
                self._learn(doc, i, key)
        if spaces or any(self.begins[key] for key in keys):
            return self.ruler(doc)
        outcome: Any = np.asarray([self.memory[key] for key in keys], dtype=np.uint64)
        doc.from_array([POS, MORPH, LEMMA], outcome)
        return doc

    def _learn(self, doc: Doc, i: int, key: tuple[int, int, int]) -> None:
        """Ask the stock component about one token, alone."""
        token = doc[i]
        alone = Doc(doc.vocab, words=[token.text], tags=[token.tag_], heads=[0], deps=[token.dep_])
        self.ruler(alone)
        pos, morph, lemma = alone.to_array([POS, MORPH, LEMMA])[0].tolist()
        self.memory[key] = (pos, morph, lemma)
        self.begins[key] = any(_may_match(rule, token.lower_, token.tag_, token.dep_) for rule in self.first)


def _may_match(rule: dict[str, Any], lower: str, tag: str, dep: str) -> bool:
    """Whether a token meets what the first token of a rule must be, as far as that can be told."""
    values = (("LOWER", lower), ("TAG", tag), ("DEP", dep))
    return all(_form_fits(rule[attribute], value) for attribute, value in values if attribute in rule)


def _form_fits(wanted: str | dict[str, Any], value: str) -> bool:
    """Whether a value is what a rule asks for; what is asked for in another way is taken to fit."""
    if isinstance(wanted, str):
        return wanted == value
    if "IN" in wanted:
        return value in wanted["IN"]
    return "REGEX" not in wanted or re.search(wanted["REGEX"], value) is not None


def can_remember(ruler: AttributeRuler) -> bool:
    """Whether all rules of a component look only at what outcomes are remembered by."""
    rules = _rules(ruler)
    seen = all(set(token) <= _LOOKED_AT for alternatives, _ in rules for pattern in alternatives for token in pattern)
    return seen and all(set(attributes) <= _SET for _, attributes in rules)
