"""Coverage-guided fuzzing: ``python -m fuzz.guided TARGET [--seconds 600]`` (needs the extra ``fuzz``).

Findings are written as ``fuzz/found/TARGET-…``; ``python -m fuzz.again TARGET FILE`` shows one again.
"""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["newsledger"]):
    from fuzz import targets
    from newsledger.intake import containers

    for module in pkgutil.iter_modules(containers.__path__):  # they would be loaded later, without being watched
        importlib.import_module(f"{containers.__name__}.{module.name}")

from fuzz.samples import WORDS

FOUND = Path(__file__).parent / "found"


def escaped(word: bytes) -> str:
    """Bytes as a dictionary of libFuzzer writes them."""
    return "".join(f"\\x{byte:02x}" for byte in word)


def main() -> None:
    """Fuzz one target."""
    parser = argparse.ArgumentParser(prog="python -m fuzz.guided", description=__doc__)
    parser.add_argument("target", choices=targets.TARGETS)
    parser.add_argument("--seconds", type=int, default=600)
    args = parser.parse_args()
    FOUND.mkdir(exist_ok=True)
    corpus = Path(tempfile.mkdtemp(prefix="fuzz-"))
    for number, data in enumerate(targets.seeds(args.target)):
        (corpus / f"seed-{number}").write_bytes(data)
    words = corpus.parent / f"{corpus.name}.dict"
    words.write_text("".join(f'"{escaped(word)}"\n' for word in WORDS))
    options = [
        f"-max_total_time={args.seconds}", "-timeout=30", "-rss_limit_mb=2000", "-max_len=20000", f"-dict={words}",
        f"-artifact_prefix={FOUND}/{args.target}-", "-print_final_stats=1",
    ]  # fmt: skip
    atheris.Setup([sys.argv[0], *options, str(corpus)], lambda data: targets.run(args.target, data))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
