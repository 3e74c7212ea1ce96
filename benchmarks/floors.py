"""Checks every benchmark against its floor. A floor only rises."""

from __future__ import annotations

import json
import math
import tomllib
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.harness import load, run_dev

FLOORS = Path(__file__).with_name("floors.toml")
# Room for what differs between versions of the libraries beneath (a token here, a parse there).
SLACK = 0.004
# The line classifiers are trained on the dev pages: these floors are the cross-validated figures and stay as they are.
HELD = {("intake-html", "F1"), ("intake-dump", "F1")}
HEAD = """# Floors of the benchmarks on their dev data, checked by `python -m benchmarks floors`. A floor only rises:
# `python -m benchmarks floors --raise` lifts those that are exceeded, and never lowers one.
"""

Floors = dict[str, dict[str, float]]


def lifted(floors: Floors, measured: Floors) -> Floors:
    """Floors raised to what was measured, less the slack; none is lowered."""
    result: Floors = {name: dict(figures) for name, figures in floors.items()}
    for name, figures in measured.items():
        for figure, floor in result[name].items():
            if (name, figure) in HELD:
                continue
            slack = SLACK * (100 if figures[figure] > 1 else 1)
            digits = 10 if figures[figure] > 1 else 1000
            result[name][figure] = max(floor, math.floor((figures[figure] - slack) * digits) / digits)
    return result


def as_toml(floors: Floors) -> str:
    """The floors as a TOML file."""
    parts = [HEAD]
    for name, figures in floors.items():
        parts.append(f"\n[{name}]\n" + "".join(f'"{figure}" = {floor}\n' for figure, floor in figures.items()))
    return "".join(parts)


def main(*, as_json: bool, lift: bool = False) -> int:
    """Run every benchmark whose dev data is here; 1 if any figure lies below its floor."""
    floors: Floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"))
    grid = Table(title="floors")
    for column in ("benchmark", "figure", "floor", "measured"):
        grid.add_column(column)
    failed = False
    measured: Floors = {}
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
    if lift:
        FLOORS.write_text(as_toml(lifted(floors, measured)), encoding="utf-8")
    if as_json:
        print(json.dumps(measured))
    return int(failed)
