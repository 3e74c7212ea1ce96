"""Fuzzing by mutation with hypothesis: ``python -m fuzz.mutations TARGET [--seconds 600]``.

Sound inputs of each format are cut, doubled, spliced and peppered with awkward pieces; what fails is made small.
"""

from __future__ import annotations

import argparse
import sys
import time

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from fuzz import targets
from fuzz.samples import WORDS

ROUND = 500


@st.composite
def mutated(draw: st.DrawFn, seeds: list[bytes]) -> bytes:
    """A sample with up to eight changes."""
    data = bytearray(draw(st.sampled_from(seeds)))
    for _ in range(draw(st.integers(0, 8))):
        at = draw(st.integers(0, len(data)))
        length = draw(st.integers(0, 60))
        match draw(st.integers(0, 5)):
            case 0:
                del data[at : at + length]
            case 1:
                data[at:at] = draw(st.sampled_from(WORDS))
            case 2:
                data[at : at + length] = draw(st.binary(max_size=20))
            case 3:
                data[at:at] = data[at : at + length] * draw(st.integers(1, 50))
            case 4:
                del data[at:]
            case _:
                other = draw(st.sampled_from(seeds))
                start = draw(st.integers(0, len(other)))
                data[at : at + length] = other[start : start + 500]
    return bytes(data)


def rounds(target: str, seconds: float) -> int:
    """Run a target for a time; returns how many inputs it was given.

    Raises what the target raises, with the smallest input that makes it.
    """
    count = 0
    started = time.monotonic()
    number = 0
    strategy = mutated(targets.seeds(target))
    while time.monotonic() - started < seconds:
        number += 1

        @seed(number)
        @settings(
            max_examples=ROUND, deadline=None, database=None, phases=[Phase.generate, Phase.shrink],
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        @given(strategy)
        def one(data: bytes) -> None:
            nonlocal count
            count += 1
            if time.monotonic() - started < seconds:
                targets.run(target, data)

        one()
    return count


def main() -> int:
    """Fuzz one target."""
    parser = argparse.ArgumentParser(prog="python -m fuzz.mutations", description=__doc__)
    parser.add_argument("target", choices=targets.TARGETS)
    parser.add_argument("--seconds", type=float, default=600)
    args = parser.parse_args()
    count = rounds(args.target, args.seconds)
    print(f"{args.target}: {count} inputs in {args.seconds:g} s, nothing found")
    return 0


if __name__ == "__main__":
    sys.exit(main())
