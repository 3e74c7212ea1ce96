"""``python -m benchmarks NAME [--gold GOLD --out PRED]``."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks import floors, speed
from benchmarks.harness import Benchmark, load, run_dev, write

NAMES = (
    "intake-html",
    "intake-dump",
    "times",
    "dating",
    "quotes",
    "events",
    "clusters",
    "copies",
    "coref",
    "ledger",
)


def table(bench: Benchmark, figures: dict[str, float]) -> Table:
    """Our figures beside the peers'."""
    grid = Table(title=bench.name)
    grid.add_column("system")
    for name in bench.figures:
        grid.add_column(name, justify="right")
    grid.add_row("Newsledger", *(f"{figures[name]:.3f}" for name in bench.figures), style="bold")
    for peer, theirs in bench.peers.items():
        grid.add_row(peer, *(f"{theirs[name]:.3f}" if name in theirs else "" for name in bench.figures))
    return grid


def main(argv: list[str]) -> int:
    """Run one benchmark."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("name", choices=[*NAMES, "speed", "floors"])
    parser.add_argument("--gold", type=Path, help="a gold file of the benchmark's format; with --out, only predicts")
    parser.add_argument("--out", type=Path, help="where predictions go")
    parser.add_argument("--json", action="store_true", help="print the figures as one JSON object on the last line")
    parser.add_argument("--full", action="store_true", help="also print all that the scorer prints")
    parser.add_argument("--raise", dest="lift", action="store_true", help="with floors: lift those that are exceeded")
    args = parser.parse_args(argv)
    if args.name == "speed":
        return speed.main(as_json=args.json)
    if args.name == "floors":
        return floors.main(as_json=args.json, lift=args.lift)
    bench = load(args.name)
    if args.gold or args.out:
        if not (args.gold and args.out):
            parser.error("--gold and --out go together")
        write(bench.predict(args.gold), args.out)
        return 0
    missing = [str(path) for path in bench.dev if not path.exists()]
    if missing:
        print(f"the dev data is not here: {', '.join(missing)}; give --gold and --out", file=sys.stderr)
        return 2
    figures, _, printed = run_dev(bench)
    if args.full:
        print(printed)
    Console().print(table(bench, figures))
    if args.json:
        print(json.dumps(figures))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
