"""What archives of files have in common: which members are pages, their names, manifests among them."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from newsledger.intake.causes import printable
from newsledger.intake.containers.opening import Opening
from newsledger.intake.manifest import MANIFEST, Manifest
from newsledger.model import Page, SetAside

_MANIFEST_BYTES = 50_000_000


@dataclass(slots=True)
class Members:
    """Opens the members of one archive, one after the other."""

    archive: str
    opening: Opening
    manifest: Manifest = field(init=False)
    _seen: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.manifest = Manifest(self.opening.facts)

    def name(self, path: str) -> str:
        """The name to report a member under: unique, however often a path comes."""
        self._seen[path] += 1
        again = f" ({self._seen[path]})" if self._seen[path] > 1 else ""
        return f"{self.archive}#{printable(path)}{again}"

    def load_manifest(self, path: str, stream: BinaryIO) -> Iterator[SetAside]:
        """Take in a manifest that lies in the archive."""
        lines = stream.read(_MANIFEST_BYTES).splitlines()
        yield from self.manifest.load(lines, f"{self.archive}#{printable(path)}", posixpath.dirname(path))

    def open(self, path: str, stream: BinaryIO) -> Iterator[Page | SetAside]:
        """Pages of a member."""
        facts = self.manifest.of(path, posixpath.basename(path))
        yield from self.opening.knowing(facts).open(self.opening.unpacking(stream), self.name(path))

    def aside(self, path: str, reason: str, remedy: str) -> SetAside:
        """A member that cannot be opened."""
        return SetAside(name=self.name(path), reason=reason, remedy=remedy)


def is_hidden(path: str) -> bool:
    """Tell what systems put beside files: names that begin with a point, resource forks of a Mac."""
    return any((part.startswith(".") and part not in (".", "..")) or part == "__MACOSX" for part in path.split("/"))


def is_manifest(path: str) -> bool:
    """Tell a manifest by its name."""
    return posixpath.basename(path) == MANIFEST
