"""How sure the bounds of an article's text are: the classifier's doubts, made a probability."""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Sequence
from importlib import resources

from newsledger.intake.line import Line
from newsledger.model import BlockKind

TEXT_KINDS = frozenset((BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.STANDFIRST, BlockKind.CORRECTION))
_LEAST_CHARS = 15
_LONG = 400


def signs_of_doubt(lines: Sequence[Line], scores: Sequence[float], kinds: Sequence[BlockKind]) -> list[float]:
    """What the confidence rests on: lines kept in doubt, lines left out in doubt, share of doubtful text, its length.

    scores: probability of each line to be the article's own text. Very short lines do not count.
    """
    kept = dropped = kept_chars = kept_doubt = 0.0
    for line, score, kind in zip(lines, scores, kinds, strict=True):
        size = min(len(line.text), _LONG)
        if size < _LEAST_CHARS:
            continue
        if kind in TEXT_KINDS:
            kept += 1.0 - score
            kept_chars += size
            kept_doubt += (1.0 - score) * size
        elif kind is BlockKind.FURNITURE or kind is BlockKind.RELATED:
            dropped += score
    return [math.log1p(kept), math.log1p(dropped), kept_doubt / max(1.0, kept_chars), math.log1p(kept_chars) / 10]


@functools.cache
def _weights() -> dict[str, list[float]]:
    source = resources.files("newsledger.intake") / "data" / "bounds.json"
    table: dict[str, list[float]] = json.loads(source.read_text(encoding="utf-8"))
    return table


def bounds_confidence(kind: str, lines: Sequence[Line], scores: Sequence[float], kinds: Sequence[BlockKind]) -> float:
    """Probability that all of the article's text is kept and nothing else with it.

    kind: which classifier gave the scores ("html_lines" or "dump_lines"). Fitted on pages that the classifier had not
    seen (``training/page_confidence.py``), where about six places a page were checked.
    """
    bias, *weights = _weights()[kind]
    odds = bias + sum(w * x for w, x in zip(weights, signs_of_doubt(lines, scores, kinds), strict=True))
    return round(1.0 / (1.0 + math.exp(-odds)), 3)
