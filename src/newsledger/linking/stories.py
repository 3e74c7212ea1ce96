"""Which articles tell one story, decided one by one as they arrive, with no look ahead.

Single-pass clustering of TF-IDF vectors with time decay (Allan et al. 1998; Miranda et al. 2018): an article joins the
story whose members it resembles most, or opens a new one. Word statistics come only from articles that have arrived.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import heapq
import math
from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from newsledger.linking.terms import common_words, stem, stop_words, words


@dataclass(frozen=True, slots=True)
class StoryOptions:
    """How articles are put into stories.

    threshold: least likeness to join. decay: days in which what time takes from the likeness to a story's newest
    article reaches 1 - 1/e of its whole; floor: what time leaves of it, so that a dormant story can be taken up again.
    nearest: weight of the most alike member against the mean over members. lead: code points of the text that count.
    title: how often a title's words count. headlines: what it adds that the headline's words stand in the story's other
    headlines; headline_decay: days in which that fades to 1/e. prior: assumed number of articles seen before the first.
    keys: strongest words of an article by which others find it. recent: latest articles that a word leads to.
    candidates: earlier articles that are compared in full. bridge: likeness at which an article speaks for joining its
    story with that of another article; bridges: how many such pairs join them.
    """

    threshold: float = 0.19
    decay: float = 30.0
    floor: float = 0.7
    nearest: float = 0.5
    lead: int = 3000
    title: int = 2
    headlines: float = 0.1
    headline_decay: float = 30.0
    prior: int = 50
    keys: int = 60
    recent: int = 400
    candidates: int = 80
    bridge: float = 0.22
    bridges: int = 3


@dataclass(slots=True)
class _Story:
    members: list[str]
    newest: dt.date | None
    headlines: Counter[str] = field(default_factory=Counter)


def _vocabulary(text: str) -> list[str]:
    skipped = stop_words() | common_words()
    return [stem(w) for w in words(text) if len(w) > 1 and w not in skipped]


@dataclass(frozen=True, slots=True)
class _Vector:
    """A sparse vector: numbers of terms, and their weights."""

    terms: npt.NDArray[np.int32]
    weights: npt.NDArray[np.float64]

    def dot(self, dense: npt.NDArray[np.float64]) -> float:
        """Product with a vector that is spread out over all terms."""
        return float(dense[self.terms] @ self.weights)


class _Terms:
    """Numbers for terms, and room to spread a sparse vector out."""

    def __init__(self) -> None:
        self._number: dict[str, int] = {}
        self._term: list[str] = []
        self._room = np.zeros(1 << 16)

    def pack(self, vector: Mapping[str, float]) -> _Vector:
        for term in vector:
            if term not in self._number:
                self._number[term] = len(self._term)
                self._term.append(term)
        if len(self._term) > len(self._room):
            self._room = np.zeros(2 * len(self._term))
        terms = np.fromiter((self._number[term] for term in vector), np.int32, len(vector))
        return _Vector(terms, np.fromiter(vector.values(), np.float64, len(vector)))

    def unpack(self, vector: _Vector) -> dict[str, float]:
        return {self._term[n]: w for n, w in zip(vector.terms.tolist(), vector.weights.tolist(), strict=True)}

    @contextlib.contextmanager
    def spread(self, vector: _Vector) -> Iterator[npt.NDArray[np.float64]]:
        self._room[vector.terms] = vector.weights
        try:
            yield self._room
        finally:
            self._room[vector.terms] = 0.0


class StoryStream:
    """Stories as they stand after the articles seen so far."""

    def __init__(self, options: StoryOptions | None = None) -> None:
        self.options = options or StoryOptions()
        self._seen = 0
        self._with_word: Counter[str] = Counter()
        self._with_headline: Counter[str] = Counter()
        self._terms = _Terms()
        self._vectors: dict[str, _Vector] = {}
        self._story_of: dict[str, int] = {}
        self._stories: list[_Story] = []
        self._bridges: Counter[tuple[int, int]] = Counter()
        self._holders: dict[str, deque[tuple[str, float]]] = defaultdict(lambda: deque(maxlen=self.options.recent))

    def add(self, name: str, title: str, text: str, when: dt.date | None) -> str:
        """Put an article into a story; returns the name of the story's first article (``name`` for a new story)."""
        vector = self._vector(title, text)
        headline = frozenset(_vocabulary(title))
        self._with_headline.update(headline)
        packed = self._terms.pack(vector)
        keys = heapq.nlargest(self.options.keys, vector, key=lambda w: (vector[w], w))
        best, likeness, near = self._best(packed, {key: vector[key] for key in keys}, headline, when)
        if best is None or likeness < self.options.threshold:
            best = len(self._stories)
            self._stories.append(_Story([], None))
        story = self._stories[best]
        story.members.append(name)
        story.headlines.update(headline)
        if when is not None and (story.newest is None or story.newest < when):
            story.newest = when
        self._vectors[name] = packed
        self._story_of[name] = best
        for word in keys:
            self._holders[word].append((name, vector[word]))
        self._bridge(best, when, near)
        return self._stories[self._story_of[name]].members[0]

    def stories(self) -> list[list[str]]:
        """Members of each story, in order of arrival; a joined story's own members come first."""
        return [list(story.members) for story in self._stories if story.members]

    def _bridge(self, number: int, when: dt.date | None, near: dict[int, list[float]]) -> None:
        """Note what speaks for joining an article's story with others; join them where enough does."""
        for other, likes in sorted(near.items()):
            if other == number or not self._stories[other].members:
                continue
            least = self.options.bridge / self._fading(when, self._stories[other].newest)
            pair = (min(number, other), max(number, other))
            self._bridges[pair] += sum(like >= least for like in likes)
            if self._bridges[pair] >= self.options.bridges:
                self._join(*pair)
                number = pair[0]

    def _join(self, first: int, second: int) -> None:
        kept, gone = self._stories[first], self._stories[second]
        for name in gone.members:
            self._story_of[name] = first
        kept.members += gone.members
        kept.headlines.update(gone.headlines)
        days = [day for day in (kept.newest, gone.newest) if day is not None]
        kept.newest = max(days, default=None)
        self._stories[second] = _Story([], None)
        for one, other in sorted(self._bridges):
            if second in (one, other):
                votes = self._bridges.pop((one, other))
                rest = other if one == second else one
                if rest != first:
                    self._bridges[min(first, rest), max(first, rest)] += votes

    def likeness(self, a: str, b: str) -> float:
        """Cosine of two articles that were added."""
        with self._terms.spread(self._vectors[a]) as dense:
            return self._vectors[b].dot(dense)

    def shared_words(self, names: list[str], most: int = 6) -> list[str]:
        """Return the words (stems) that weigh most in all of several articles."""
        vectors = [self._terms.unpack(self._vectors[name]) for name in names]
        weight: Counter[str] = Counter()
        for vector in vectors:
            weight.update(vector)
        needed = max(2, (2 * len(vectors) + 2) // 3)
        common = [w for w in weight if sum(w in v for v in vectors) >= needed]
        return sorted(common, key=lambda w: (-weight[w], w))[:most]

    def _vector(self, title: str, text: str) -> dict[str, float]:
        counts = Counter(_vocabulary(text[: self.options.lead]))
        for word in _vocabulary(title):
            counts[word] += self.options.title
        self._seen += 1
        self._with_word.update(counts.keys())
        total = self._seen + self.options.prior
        vector = {w: (1 + math.log(c)) * math.log(total / (self._with_word[w] + 0.5)) for w, c in counts.items()}
        norm = math.sqrt(sum(x * x for x in vector.values())) or 1.0
        return {w: x / norm for w, x in vector.items()}

    def _best(
        self, vector: _Vector, keys: Mapping[str, float], headline: frozenset[str], when: dt.date | None
    ) -> tuple[int | None, float, dict[int, list[float]]]:
        rough: dict[str, float] = defaultdict(float)
        for word, weight in keys.items():
            for name, theirs in self._holders[word]:
                rough[name] += weight * theirs
        near: dict[int, list[float]] = defaultdict(list)
        with self._terms.spread(vector) as dense:
            for name in heapq.nlargest(self.options.candidates, rough, key=lambda n: (rough[n], n)):
                near[self._story_of[name]].append(self._vectors[name].dot(dense))
        found: int | None = None
        best = 0.0
        for number in sorted(near):
            story = self._stories[number]
            likes = near[number]
            mean = sum(likes) / max(len(likes), min(len(story.members), self.options.candidates))
            score = self.options.nearest * max(likes) + (1 - self.options.nearest) * mean
            score *= self._fading(when, story.newest)
            score += self._headline_cover(headline, story) * self._fresh(when, story.newest)
            if score > best:
                found, best = number, score
        return found, best, near

    def _headline_cover(self, headline: frozenset[str], story: _Story) -> float:
        """How much of a headline, rare words counting more, stands in a story's other headlines."""
        total = self._seen + self.options.prior
        weight = {w: math.log(total / (self._with_headline[w] + 0.5)) for w in sorted(headline)}
        whole = sum(weight.values())
        if whole <= 0:
            return 0.0
        size = len(story.members)
        covered = sum(x * min(1.0, 2 * story.headlines[w] / size) for w, x in weight.items())
        return self.options.headlines * covered / whole

    def _fresh(self, when: dt.date | None, newest: dt.date | None) -> float:
        if when is None or newest is None:
            return 1.0
        return math.exp(-max(0, (when - newest).days) / self.options.headline_decay)

    def _fading(self, when: dt.date | None, newest: dt.date | None) -> float:
        if when is None or newest is None:
            return 1.0
        faded = math.exp(-max(0, (when - newest).days) / self.options.decay)
        return self.options.floor + (1 - self.options.floor) * faded
