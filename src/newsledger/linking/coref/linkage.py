"""Average-link agglomerative clustering (UPGMA; Sokal and Michener 1958)."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float64]
_NEVER = -9.0


def average_link(likeness: Matrix, threshold: float) -> npt.NDArray[np.int64]:
    """Join the two most alike groups (mean over pairs) until none reaches ``threshold``; returns a label an item.

    likeness: symmetric; its diagonal is not looked at. Ties go to the first pair.
    """
    count = len(likeness)
    mean = np.array(likeness, dtype=np.float64)
    np.fill_diagonal(mean, _NEVER)
    size = np.ones(count)
    alive = np.ones(count, dtype=bool)
    members = [[i] for i in range(count)]
    while count > 1:
        first, second = divmod(int(mean.argmax()), count)
        if mean[first, second] < threshold:
            break
        whole = size[first] + size[second]
        row = (size[first] * mean[first] + size[second] * mean[second]) / whole
        alive[second] = False
        row[~alive] = _NEVER
        row[first] = _NEVER
        mean[first], mean[:, first] = row, row
        mean[second], mean[:, second] = _NEVER, _NEVER
        size[first] = whole
        members[first] += members[second]
    labels = np.zeros(count, dtype=np.int64)
    for label, place in enumerate(np.flatnonzero(alive)):
        labels[members[place]] = label
    return labels
