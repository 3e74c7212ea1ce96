"""What an analyst cares about most, to order lines and to leave the least important out."""

from __future__ import annotations

import functools
import tomllib
from importlib import resources

from newsledger.briefing.context import Context
from newsledger.model import Happening, Series


@functools.cache
def _weights() -> dict[str, dict[str, float]]:
    table = resources.files("newsledger.briefing").joinpath("data/importance.toml")
    return tomllib.loads(table.read_text(encoding="utf-8"))


def of_measure(measure: str) -> float:
    """Weight of what a figure measures; 1 for anything not in the table."""
    words = measure.casefold().split()
    table = _weights()["measure"]
    return max((weight for part, weight in table.items() if any(w.startswith(part) for w in words)), default=1.0)


def of_series(series: Series) -> float:
    """Weight of a tracked figure: what it measures, how often it moved, how many origins give it."""
    return of_measure(series.measure) * (1 + 0.5 * (len(series.points) - 1) + 0.3 * (series.origins - 1))


def of_happening(happening: Happening, context: Context) -> float:
    """Weight of a happening: its type, its independent sources, how sure its best claim is, how much it tells."""
    claims = context.found(happening.claims)
    sure = max((claim.confidence for claim in claims), default=0.0)
    told = 1 + 0.6 * (happening.origins - 1) + 0.15 * min(4, max(0, len(claims) - happening.origins))
    parties = 0.6 + 0.2 * min(2, len(happening.actors) + len(happening.recipients))
    return _weights()["event"].get(happening.type, 1.0) * told * parties * (0.3 + sure)
