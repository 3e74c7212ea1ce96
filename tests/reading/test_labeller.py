"""The chain of labels, and the hashed weights under it."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from newsledger.reading.attribution.candidates import chances_of, contents
from newsledger.reading.attribution.hashing import buckets, summed
from newsledger.reading.attribution.labeller import LABELS, Marginals, marginals
from newsledger.reading.attribution.lexicon import kinds
from newsledger.reading.attribution.table import Floats
from newsledger.reading.attribution.token_templates import Windows


def brute_force(unary: Floats, steps: Floats) -> tuple[Floats, float]:
    """Probability of each label by adding up all labellings, and the log of their sum."""
    alone = np.zeros((len(unary), LABELS))
    total = 0.0
    for labels in itertools.product(range(LABELS), repeat=len(unary)):
        score = sum(unary[k, label] for k, label in enumerate(labels))
        score += sum(steps[k, labels[k - 1], labels[k]] for k in range(1, len(labels)))
        weight = float(np.exp(score))
        total += weight
        for k, label in enumerate(labels):
            alone[k, label] += weight
    return (alone / total).astype(np.float32), float(np.log(total))


def random_windows(sizes: list[int]) -> tuple[Floats, Floats, np.ndarray]:
    chance = np.random.default_rng(3)
    rows = sum(sizes)
    starts = np.concatenate([[0], np.cumsum(sizes)])
    unary = chance.normal(size=(rows, LABELS), scale=2).astype(np.float32)
    return unary, chance.normal(size=(rows, LABELS, LABELS), scale=2).astype(np.float32), starts


@pytest.mark.parametrize("sizes", [[1], [4], [2, 5, 1, 3]])
def test_probabilities_are_those_of_all_labellings_added_up(sizes: list[int]) -> None:
    unary, steps, starts = random_windows(sizes)
    found = marginals(unary, steps, starts)
    for k, (start, end) in enumerate(itertools.pairwise(starts.tolist())):
        alone, log_z = brute_force(unary[start:end], steps[start:end])
        assert np.allclose(found.alone[start:end], alone, atol=1e-4)
        assert found.log_z[k] == pytest.approx(log_z, abs=1e-3)


def test_pairs_of_labels_add_up_to_each_alone() -> None:
    found: Marginals = marginals(*random_windows([6, 3]))
    for row in (1, 2, 3, 4, 5, 7, 8):
        assert np.allclose(found.joint[row].sum(axis=1), found.alone[row - 1], atol=1e-4)
        assert np.allclose(found.joint[row].sum(axis=0), found.alone[row], atol=1e-4)


def test_a_window_is_labelled_alike_alone_and_among_others() -> None:
    unary, steps, starts = random_windows([5, 9, 2])
    together = marginals(unary, steps, starts)
    alone = marginals(unary[5:14], steps[5:14], np.array([0, 9]))
    assert np.allclose(together.alone[5:14], alone.alone, atol=1e-5)


def test_no_candidate_content_holds_its_cue() -> None:
    unary, steps, starts = random_windows([7, 6])
    at = np.concatenate([np.arange(10, 17), np.arange(30, 36)])
    cues = np.array([13, 30])
    rows = Windows(at=at, cue=np.repeat(cues, [7, 6]), starts=starts, up=np.zeros(13, np.int64), branch=at)
    spans = contents(rows, cues, chances_of(marginals(unary, steps, starts), starts))
    assert set(spans.cue.tolist()) == {0, 1}
    for k in range(len(spans.a)):
        low, high = ((10, 17), (30, 36))[int(spans.cue[k])]
        for start, end in spans.content(k):
            assert low <= start < end <= high
            assert not start <= cues[spans.cue[k]] < end


def test_a_conjunction_always_falls_into_the_same_bucket() -> None:
    columns = [np.array([3, 3, 4]), np.array([1, 1, 1])]
    picked = buckets([columns, columns[:1]], 12)
    assert picked[0].tolist() == picked[1].tolist() != picked[2].tolist()
    assert picked[0, 0] != picked[0, 1]
    weights = np.arange(1 << 12, dtype=np.float32)
    assert summed(weights, picked).tolist() == picked.sum(axis=1).tolist()


def test_a_word_has_the_first_kind_it_stands_under() -> None:
    assert kinds("verbs")["plead"] == kinds("verbs")["claim"]
    assert kinds("verbs")["beg"] == kinds("verbs")["demand"]
    assert kinds("nouns").get("table") is None
