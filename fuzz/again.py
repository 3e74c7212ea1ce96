"""Give a target one input again: ``python -m fuzz.again TARGET FILE``."""

from __future__ import annotations

import argparse
from pathlib import Path

from fuzz import targets


def main() -> None:
    """Run it; the error, if there is one, is shown."""
    parser = argparse.ArgumentParser(prog="python -m fuzz.again", description=__doc__)
    parser.add_argument("target", choices=targets.TARGETS)
    parser.add_argument("file", type=Path)
    args = parser.parse_args()
    targets.run(args.target, args.file.read_bytes())


if __name__ == "__main__":
    main()
