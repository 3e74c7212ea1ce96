"""Closed label sets as small numbers."""

from __future__ import annotations

import functools
import tomllib
from importlib import resources
from typing import Any


@functools.cache
def _labels() -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("data/labels.toml").read_text(encoding="utf-8"))


@functools.cache
def codes(part: str) -> dict[str, int]:
    """Number of each label of a list; 0 for labels that are not listed."""
    return {name: number for number, name in enumerate(_labels()[part].split())}


@functools.cache
def numbered(part: str) -> dict[str, int]:
    """The classes of a table that gives its own numbers."""
    return dict(_labels()[part])
