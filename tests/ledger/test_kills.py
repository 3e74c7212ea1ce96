"""A program that adds is killed at random moments; ``python -m benchmarks.crashes`` does it two hundred times."""

from __future__ import annotations

import sys

import pytest


@pytest.mark.skipif(sys.platform == "win32", reason="kills by a signal")
def test_a_kill_at_any_moment_loses_nothing_that_was_reported_as_stored():
    from benchmarks.crashes import run

    assert run(12, seed=3, articles=8) > 0
