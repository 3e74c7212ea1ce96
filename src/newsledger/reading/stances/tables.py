"""The tables of this package, read once."""

from __future__ import annotations

import functools
import tomllib
from importlib import resources
from typing import Any


@functools.cache
def table(name: str) -> dict[str, Any]:
    """Read ``data/NAME.toml`` of this package."""
    path = resources.files("newsledger.reading.stances") / "data" / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@functools.cache
def events() -> frozenset[str]:
    """Give the nouns of things that can be scheduled."""
    return frozenset(table("plans")["events"][0]["nouns"])


@functools.cache
def listed(name: str, key: str) -> frozenset[str]:
    """Give one word list of a table as a set."""
    return frozenset(table(name)[key])
