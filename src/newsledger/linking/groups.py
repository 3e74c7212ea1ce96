"""Groups of things that are found to be one, pair by pair (union–find)."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


class Groups(Generic[T]):
    """Disjoint sets over the items that it was given, in their order."""

    def __init__(self, items: Iterable[T] = ()) -> None:
        self._up: dict[T, T] = {item: item for item in items}

    def add(self, item: T) -> None:
        """Take in an item as a group of its own."""
        self._up.setdefault(item, item)

    def find(self, item: T) -> T:
        """Return the item that stands for the group."""
        root = item
        while self._up[root] != root:
            root = self._up[root]
        while self._up[item] != root:
            self._up[item], item = root, self._up[item]
        return root

    def join(self, a: T, b: T) -> None:
        """Make one group of the two that hold ``a`` and ``b``."""
        self._up[self.find(b)] = self.find(a)

    def members(self) -> list[list[T]]:
        """All groups, in order of their first members; members in the order in which they were given."""
        found: dict[T, list[T]] = {}
        for item in self._up:
            found.setdefault(self.find(item), []).append(item)
        return list(found.values())
