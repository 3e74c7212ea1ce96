"""Checks every benchmark against its floor. A floor only rises."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.harness import run_dev

FLOORS = Path(__file__).with_name("floors.toml")


def main(*, as_json: bool) -> int:
    """Run every benchmark whose dev data is here; 1 if any figure lies below its floor."""
    from benchmarks.__main__ import load

    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"))
    grid = Table(title="floors")
    for column in ("benchmark", "figure", "floor", "measured"):
        grid.add_column(column)
    failed = False
    measured: dict[str, dict[str, float]] = {}
    for name, wanted in floors.items():
        bench = load(name)
        if not all(path.exists() for path in bench.dev):
            grid.add_row(name, "the dev data is not here", "", "")
            continue
        figures, _, _ = run_dev(bench)
        measured[name] = figures
        for figure, floor in wanted.items():
            low = figures[figure] < floor
            failed |= low
            grid.add_row(name, figure, f"{floor:.3f}", f"{figures[figure]:.3f}", style="red" if low else None)
    Console().print(grid)
    if as_json:
        print(json.dumps(measured))
    return int(failed)
