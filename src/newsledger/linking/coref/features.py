"""How alike two mentions are: in word, in meaning, in context, and in what their documents tell."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from newsledger.linking.coref.linkage import Matrix, average_link
from newsledger.linking.coref.mentions import Document, EventMention
from newsledger.linking.coref.trees import Features
from newsledger.linking.terms import common_words, stem, stop_words, table, words
from newsledger.linking.vectors import vectors

Rows = npt.NDArray[np.float32]
_LOOSE, _FINE, _FINEST = 0.14, 0.22, 0.26
_NEAR, _AROUND = 5, 8

FIRST = [
    "lemma",
    "stem",
    "prefix",
    "meaning",
    "sentence",
    "window-meaning",
    "sentence-meaning",
    "capitals",
    "numbers",
    "shared-capitals",
    "document-2",
    "document",
    "one-topic",
    "one-subtopic",
    "pos",
    "generic",
    "frequency",
    "window",
    "lemma-document",
    "lemma-sentence",
    "meaning-document",
    "one-sentence",
    "lemma-context",
    "lemma-context-all",
    "early",
    "late",
    "share-least",
    "share-most",
]
SECOND = ["odds", "lemma-pair", "neighbours", "lemma-most", "lemma-least", "best", "rank-least", "rank-most", "total"]


@dataclass(slots=True)
class Group:
    """Mentions that are compared with one another: those of documents on one loose topic.

    members: positions among all mentions. pairs: (k, 2) positions in ``members``. features: a row a pair.
    """

    members: list[int]
    pairs: npt.NDArray[np.int64]
    features: Features


def _stems(tokens: Iterable[str], skipped: frozenset[str]) -> list[str]:
    return [stem(w) for w in words(" ".join(tokens)) if w not in skipped and len(w) > 1]


def _rows(bags: Sequence[Counter[str]], weight: dict[str, float]) -> Rows:
    """TF-IDF rows of length one."""
    column = {w: n for n, w in enumerate(sorted({w for bag in bags for w in bag if w in weight}))}
    rows = np.zeros((len(bags), max(1, len(column))), dtype=np.float32)
    for number, bag in enumerate(bags):
        for word, count in bag.items():
            if word in column:
                rows[number, column[word]] = (1 + math.log(count)) * weight[word]
    return _unit(rows)


def _unit(rows: Rows) -> Rows:
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    return (rows / np.where(norms > 0, norms, 1.0)).astype(np.float32)


class Corpus:
    """Documents with their topics and word weights, and the mentions in them."""

    def __init__(self, documents: Sequence[Document], mentions: Sequence[EventMention]) -> None:
        self.mentions = mentions
        self.place = {d.id: n for n, d in enumerate(documents)}
        bags = [Counter(_stems(d.tokens, stop_words() | common_words())) for d in documents]
        held = Counter(w for bag in bags for w in bag)
        self.weight = {w: math.log((len(documents) + 1) / (n + 0.5)) for w, n in held.items()}
        rows = _rows(bags, {w: x for w, x in self.weight.items() if held[w] > 1})
        self.likeness: Matrix = (rows @ rows.T).astype(np.float64)
        second = _unit(self.likeness.astype(np.float32))
        self.second: Matrix = (second @ second.T).astype(np.float64)
        self.loose, self.fine, self.finest = (average_link(self.likeness, t) for t in (_LOOSE, _FINE, _FINEST))
        self.length = [max(1, len(d.tokens)) for d in documents]
        self.stems = [stem(m.lemma.lower().split()[0]) if m.lemma.strip() else "" for m in mentions]
        self.document = np.array([self.place[m.document] for m in mentions], dtype=np.int64)
        self._contexts: list[Counter[str]] = [self._context(m, _AROUND) for m in mentions]
        self._holding = [
            frozenset(bag) | frozenset(_stems(d.tokens, frozenset())) for bag, d in zip(bags, documents, strict=True)
        ]

    def groups(self) -> list[Group]:
        """Return the groups of mentions with the features of all their pairs."""
        by_topic: dict[int, list[int]] = defaultdict(list)
        for number, document in enumerate(self.document):
            by_topic[int(self.loose[document])].append(number)
        return [self._group(members) for members in by_topic.values()]

    def _context(self, mention: EventMention, width: int) -> Counter[str]:
        low, high = mention.span[0] - width, mention.span[-1] + width
        own = set(mention.span)
        near = (w for i, w in enumerate(mention.sentence) if low <= i <= high and i not in own)
        return Counter(_stems(near, stop_words()))

    def _group(self, members: list[int]) -> Group:
        count = len(members)
        first, second = np.triu_indices(count, 1)
        pairs = np.stack([first, second], axis=1)
        if count < 2:
            return Group(members, pairs, np.zeros((0, len(FIRST)), dtype=np.float32))
        matrices = self._matrices(members)
        features = np.stack([matrices[name][first, second] for name in FIRST], axis=1).astype(np.float32)
        return Group(members, pairs, features)

    def _matrices(self, members: list[int]) -> dict[str, npt.NDArray[np.float64]]:
        chosen = [self.mentions[n] for n in members]
        stems = [self.stems[n] for n in members]
        document = self.document[members]
        near = np.ix_(document, document)
        m: dict[str, npt.NDArray[np.float64]] = {}
        m["lemma"] = _equal([c.lemma.lower() for c in chosen])
        m["stem"] = _equal(stems)
        m["prefix"] = _prefixes(stems)
        m["meaning"] = _cosines(vectors([c.text for c in chosen]))
        m["sentence"] = _cosines(_rows([self._context(c, len(c.sentence)) for c in chosen], self.weight))
        m["window"] = _cosines(_rows([self._context(c, _NEAR) for c in chosen], self.weight))
        m["window-meaning"] = _cosines(vectors([_window(c) for c in chosen]))
        m["sentence-meaning"] = _cosines(vectors([" ".join(c.sentence) for c in chosen]))
        capitals, shared = _shared([_capitals(c) for c in chosen])
        m["capitals"], m["shared-capitals"] = capitals, shared
        m["numbers"] = _numbers([_digits(c) for c in chosen])
        m["document"], m["document-2"] = self.likeness[near], self.second[near]
        m["one-topic"] = _equal(self.fine[document].tolist())
        m["one-subtopic"] = _equal(self.finest[document].tolist())
        m["pos"] = _equal([c.pos for c in chosen])
        generic = np.array([s in _generic() for s in stems], dtype=np.float64)
        m["generic"] = generic[:, None] + generic[None, :]
        often = np.array([Counter(stems)[s] for s in stems], dtype=np.float64)
        m["frequency"] = np.log(often[:, None] + often[None, :])
        same = np.maximum(m["lemma"], m["stem"])
        m["lemma-document"], m["lemma-sentence"] = same * m["document-2"], same * m["sentence"]
        m["meaning-document"] = m["meaning"] * m["document-2"]
        m["one-sentence"] = _equal([(c.document, c.sentence) for c in chosen])
        m["lemma-context"] = self._of_lemmas(
            [(s, int(self.fine[d])) for s, d in zip(stems, document, strict=True)], members
        )
        m["lemma-context-all"] = self._of_lemmas([(s, 0) for s in stems], members)
        at = np.array([c.at / self.length[d] for c, d in zip(chosen, document, strict=True)])
        m["early"], m["late"] = np.minimum.outer(at, at), np.maximum.outer(at, at)
        share = self._shares(stems, document)
        m["share-least"], m["share-most"] = np.minimum.outer(share, share), np.maximum.outer(share, share)
        return m

    def _of_lemmas(self, keys: list[tuple[str, int]], members: list[int]) -> npt.NDArray[np.float64]:
        """How alike the contexts are in which two lemmas (of a topic) stand, over all their mentions in the group."""
        number = {key: n for n, key in enumerate(dict.fromkeys(keys))}
        bags: list[Counter[str]] = [Counter() for _ in number]
        rows = _rows([self._contexts[n] for n in members], self.weight)
        summed = np.zeros((len(bags), rows.shape[1]), dtype=np.float32)
        places = [number[key] for key in keys]
        np.add.at(summed, places, rows)
        return _cosines(_unit(summed))[np.ix_(places, places)]

    def _shares(self, stems: list[str], document: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
        """Share of the documents of a mention's topic that hold its lemma."""
        of_topic: dict[int, list[int]] = defaultdict(list)
        for place, topic in enumerate(self.fine):
            of_topic[int(topic)].append(place)
        known: dict[tuple[str, int], float] = {}
        for lemma, place in zip(stems, document, strict=True):
            topic = int(self.fine[place])
            if (lemma, topic) not in known:
                inside = of_topic[topic]
                known[lemma, topic] = sum(lemma in self._holding[p] for p in inside) / len(inside)
        return np.array([known[s, int(self.fine[d])] for s, d in zip(stems, document, strict=True)])


def second_features(corpus: Corpus, group: Group, probabilities: npt.NDArray[np.float64]) -> Features:
    """Return what the first pass says of the other mentions of two lemmas, and of those that both mentions resemble."""
    count = len(group.members)
    a, b = group.pairs[:, 0], group.pairs[:, 1]
    likeness = np.zeros((count, count))
    likeness[a, b] = likeness[b, a] = probabilities
    lemmas = [corpus.mentions[n].lemma.lower() for n in group.members]
    number = {lemma: n for n, lemma in enumerate(dict.fromkeys(lemmas))}
    of = np.array([number[lemma] for lemma in lemmas])
    holds = np.zeros((len(number), count))
    holds[of, np.arange(count)] = 1
    size = holds.sum(axis=1)
    between = holds @ likeness @ holds.T / np.maximum(np.outer(size, size) - np.diag(size), 1)
    to_lemma = likeness @ holds.T / np.maximum(size, 1)
    closed = likeness + np.eye(count)
    closed /= np.linalg.norm(closed, axis=1, keepdims=True)
    neighbours = closed @ closed.T
    ranks = [(likeness[side] > probabilities[:, None]).sum(axis=1) for side in (a, b)]
    safe = np.clip(probabilities, 1e-4, 1 - 1e-4)
    towards = to_lemma[a, of[b]], to_lemma[b, of[a]]
    best, total = likeness.max(axis=1), likeness.sum(axis=1)
    columns = [
        np.log(safe / (1 - safe)), between[of[a], of[b]], neighbours[a, b], np.maximum(*towards), np.minimum(*towards),
        best[a] + best[b], np.minimum(*ranks), np.maximum(*ranks), total[a] + total[b],
    ]  # fmt: skip
    return np.stack(columns, axis=1).astype(np.float32)


def _generic() -> frozenset[str]:
    return frozenset(stem(w) for w in table("words")["generic"].split())


def _equal(values: Sequence[object]) -> npt.NDArray[np.float64]:
    number = {v: n for n, v in enumerate(dict.fromkeys(values))}
    codes = np.array([number[v] for v in values])
    same: npt.NDArray[np.float64] = np.equal.outer(codes, codes).astype(np.float64)
    return same


def _cosines(rows: Rows) -> npt.NDArray[np.float64]:
    return (rows @ rows.T).astype(np.float64)


def _prefixes(stems: Sequence[str]) -> npt.NDArray[np.float64]:
    """Length of the common beginning of two stems over the longer one's length."""
    distinct = list(dict.fromkeys(stems))
    share = np.zeros((len(distinct), len(distinct)))
    for i, one in enumerate(distinct):
        for j in range(i, len(distinct)):
            other = distinct[j]
            common = next(
                (n for n, (x, y) in enumerate(zip(one, other, strict=False)) if x != y), min(len(one), len(other))
            )
            share[i, j] = share[j, i] = common / max(1, len(one), len(other))
    places = [distinct.index(s) for s in stems]
    found: npt.NDArray[np.float64] = share[np.ix_(places, places)]
    return found


def _capitals(mention: EventMention) -> frozenset[str]:
    own = set(mention.span)
    kept = (w.lower() for i, w in enumerate(mention.sentence) if i not in own and w[:1].isupper())
    return frozenset(w for w in kept if w not in stop_words())


def _digits(mention: EventMention) -> frozenset[str]:
    own = set(mention.span)
    return frozenset(w for i, w in enumerate(mention.sentence) if i not in own and any(c.isdigit() for c in w))


def _window(mention: EventMention) -> str:
    low, high = mention.span[0] - _NEAR, mention.span[-1] + _NEAR
    return " ".join(w for i, w in enumerate(mention.sentence) if low <= i <= high)


def _shared(sets: Sequence[frozenset[str]]) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Shared part of the smaller of two sets (0 if one is empty), and number of shared members."""
    column = {w: n for n, w in enumerate(sorted({w for s in sets for w in s}))}
    rows = np.zeros((len(sets), max(1, len(column))))
    for number, members in enumerate(sets):
        rows[number, [column[w] for w in members]] = 1
    both = rows @ rows.T
    size = rows.sum(axis=1)
    return both / np.maximum(np.minimum.outer(size, size), 1), both


def _numbers(sets: Sequence[frozenset[str]]) -> npt.NDArray[np.float64]:
    """1 where two sentences share a number, -1 where both have numbers and share none, else 0."""
    _, both = _shared(sets)
    has = np.array([bool(s) for s in sets])
    return np.where(np.logical_and.outer(has, has), np.where(both > 0, 1.0, -1.0), 0.0)
