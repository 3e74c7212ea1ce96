"""A document's token attributes as plain lists: reading them one by one from spaCy costs more than the rules do."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, LOWER, ORTH, POS, SENT_START, SPACY, TAG
from spacy.tokens import Doc

from newsledger.language.nations import local_nations, nation_of
from newsledger.language.tables import demonyms

_OPENING = frozenset("“«„")
_CLOSING = frozenset("”»")


@dataclass(slots=True)
class Tokens:
    """Attributes by token index. head: index of the syntactic head. sentence: number of the sentence.

    ent: NER label or ""; begins: whether a named entity begins here. spaced: whether white space follows.
    quoted: whether the token stands inside double quotation marks (which may run over sentences of a block).
    children: indices of the dependents, in order. breaks: tokens that begin a block. local: nationalities of countries
    that no table knows.
    """

    doc: Doc
    text: list[str]
    lower: list[str]
    lemma: list[str]
    pos: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    ent: list[str]
    begins: list[bool]
    spaced: list[bool]
    sentence: list[int]
    starts: list[int]
    quoted: list[bool]
    children: list[list[int]]
    breaks: frozenset[int]
    local: dict[str, str]

    def __len__(self) -> int:
        """Number of tokens."""
        return len(self.text)

    def phrase(self, start: int, end: int) -> str:
        """The words of a run of tokens as they stand (normalised page text)."""
        parts: list[str] = []
        for i in range(start, end):
            parts.append(self.text[i])
            if self.spaced[i]:
                parts.append(" ")
        return "".join(parts).strip()

    def nation(self, words: str) -> str | None:
        """Country that a name or nationality means (see ``nation_of``)."""
        return nation_of(words, self.local)

    def nationality(self, word: str) -> str | None:
        """Country that a nationality means; None for a country's name."""
        return demonyms().get(word) or self.local.get(word)

    def left(self, i: int) -> int:
        """First token of the subtree."""
        return int(self.doc[i].left_edge.i)

    def right(self, i: int) -> int:
        """Index after the last token of the subtree."""
        return int(self.doc[i].right_edge.i) + 1

    def right_of_phrase(self, i: int) -> int:
        """Index after a noun and the "of" phrase that follows it, clauses and commas left out."""
        end = i + 1
        for child in self.children[i]:
            if child == end and self.dep[child] == "prep" and self.lower[child] in ("of", "for"):
                below = [k for k in self.children[child] if self.dep[k] == "pobj"]
                if below:
                    end = self.right_of_phrase(below[0])
        return end

    def sentence_start(self, i: int) -> int:
        """First token of the token's sentence."""
        return self.starts[self.sentence[i]]


def tokens_of(doc: Doc, block_starts: frozenset[int]) -> Tokens:
    """Read the attributes of a document. ``block_starts``: tokens that begin a block; no quotation runs over them."""
    table = doc.to_array([ORTH, LOWER, LEMMA, POS, TAG, DEP, ENT_TYPE, HEAD, ENT_IOB, SENT_START, SPACY])
    strings = doc.vocab.strings
    names: dict[int, str] = {}

    def column(index: int) -> list[str]:
        out = []
        for value in table[:, index].tolist():
            name = names.get(value)
            if name is None:
                name = names[value] = strings[value] if value else ""
            out.append(name)
        return out

    count = len(doc)
    heads = (table[:, 7].astype(np.int64) + np.arange(count)).tolist()
    begins = [value == 3 for value in table[:, 8].tolist()]
    sentence: list[int] = []
    starts: list[int] = []
    for i, value in enumerate(table[:, 9].astype(np.int64).tolist()):
        if value == 1 or not starts or i in block_starts:
            starts.append(i)
        sentence.append(len(starts) - 1)
    leaf: list[int] = []  # shared by all that have no dependents, and never changed
    children = [leaf] * count
    for i, head in enumerate(heads):
        if head != i:
            if children[head] is leaf:
                children[head] = [i]
            else:
                children[head].append(i)
    text = column(0)
    return Tokens(
        doc=doc,
        text=text,
        lower=column(1),
        lemma=column(2),
        pos=column(3),
        tag=column(4),
        dep=column(5),
        head=heads,
        ent=column(6),
        begins=begins,
        spaced=[bool(value) for value in table[:, 10].tolist()],
        sentence=sentence,
        starts=starts,
        quoted=_quoted(text, block_starts),
        children=children,
        breaks=block_starts,
        local=local_nations(text),
    )


def _quoted(text: list[str], block_starts: frozenset[int]) -> list[bool]:
    """Mark tokens inside double quotation marks, curly or straight."""
    out = []
    inside = False
    for i, word in enumerate(text):
        if i in block_starts:
            inside = False
        first = word[:1]
        if first in _OPENING:
            inside = True
        elif first in _CLOSING:
            inside = False
        elif word in ('"', "''", "``"):
            inside = not inside
        out.append(inside)
    return out
