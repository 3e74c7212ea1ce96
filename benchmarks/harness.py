"""What every benchmark module offers, and how it is run and scored."""

from __future__ import annotations

import gzip
import importlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

BENCH = Path(__file__).resolve().parents[2] / "shared" / "bench"
Predictions = Iterable[dict[str, Any]] | dict[str, Any]


@dataclass(frozen=True, slots=True)
class Benchmark:
    """One benchmark: where its dev data lies, how to predict, how to score, what peers reach.

    predict: reads a gold file and the files beside it (only what a system may see) and gives the predictions: an
        iterable of records (written as JSON Lines) or one object (written as JSON).
    scorer: arguments for ``python``, with {gold} and {pred} to fill in.
    figures: name shown → path of keys in the JSON object on the scorer's last line.
    peers: system → its figures under the same names.
    dev: gold files of the development part.
    """

    name: str
    dev: Sequence[Path]
    predict: Callable[[Path], Predictions]
    scorer: Sequence[str]
    figures: Mapping[str, tuple[str, ...]]
    peers: Mapping[str, Mapping[str, float]]


def load(name: str) -> Benchmark:
    """Import the module of a benchmark and return its ``BENCHMARK``."""
    module = importlib.import_module("benchmarks." + name.replace("-", "_"))
    found: Benchmark = module.BENCHMARK
    return found


def open_text(path: Path) -> Any:
    """Open a plain or gzipped UTF-8 file for reading."""
    return gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8")


def read_jsonl(path: Path) -> Iterator[dict[str, Any]]:
    """Read JSON Lines, gzipped or not."""
    with open_text(path) as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def beside(gold: Path, part: str) -> Path:
    """The file that belongs to a gold file, with the same prefix: ``x.gold.jsonl.gz`` → ``x.PART.jsonl.gz``.

    part: a part's name ("articles"), or a whole file name ("html.tar.xz"), which may also stand without the prefix.
    """
    prefix, _, ending = gold.name.partition("gold.")
    names = [f"{prefix}{part}", part] if "." in part else [f"{prefix}{part}.{ending}"]
    names += [f"{name}.gz" for name in names] + [name.removesuffix(".gz") for name in names]
    for name in names:
        if (gold.parent / name).exists():
            return gold.parent / name
    raise SystemExit(f"{gold}: {names[0]} should lie beside it")


def ids_of(gold: Path) -> frozenset[str]:
    """The ids that a gold file asks for."""
    return frozenset(str(record["id"]) for record in read_jsonl(gold))


def write(predictions: Predictions, out: Path) -> None:
    """Write predictions in the scorer's format: JSON Lines for records, one JSON object for a dictionary."""
    out.parent.mkdir(parents=True, exist_ok=True)
    with out.open("w", encoding="utf-8") as file:
        if isinstance(predictions, dict):
            json.dump(predictions, file, ensure_ascii=False, indent=1)
        else:
            for record in predictions:
                file.write(json.dumps(record, ensure_ascii=False) + "\n")


def score(bench: Benchmark, pairs: Sequence[tuple[Path, Path]]) -> tuple[dict[str, Any], str]:
    """Run the benchmark's own scorer on (gold, predictions) pairs; returns its JSON and all it printed."""
    arguments: list[str] = []
    for part in bench.scorer:
        if part == "{pairs}":
            arguments += [str(path) for pair in pairs for path in pair]
        else:
            arguments.append(part.format(gold=pairs[0][0], pred=pairs[0][1]))
    done = subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"the scorer failed:\n{done.stdout}\n{done.stderr}")
    return json.loads(done.stdout.strip().splitlines()[-1]), done.stdout


def run_dev(bench: Benchmark) -> tuple[dict[str, float], dict[str, Any], str]:
    """Predict and score the dev data; returns the named figures, the scorer's JSON and its printed text."""
    with tempfile.TemporaryDirectory() as folder:
        pairs = []
        for index, gold in enumerate(bench.dev):
            out = Path(folder) / f"{index}.pred"
            write(bench.predict(gold), out)
            pairs.append((gold, out))
        result, printed = score(bench, pairs)
    figures = {}
    for name, keys in bench.figures.items():
        value: Any = result
        for key in keys:
            value = value[key]
        figures[name] = float(value)
    return figures, result, printed
