"""Manifests: what is known of pages from outside, in JSON Lines."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from newsledger.intake.causes import why
from newsledger.intake.facts import filled
from newsledger.model import PageFacts, SetAside

MANIFEST = "manifest.jsonl"


class _Row(msgspec.Struct, forbid_unknown_fields=False):
    """A line of a manifest: the page it is about, and what is known of it."""

    path: str | None = None
    name: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    updated: str | None = None
    section: str | None = None
    language: str | None = None

    def facts(self) -> PageFacts:
        return PageFacts(
            url=self.url,
            publisher=self.publisher,
            published=self.published,
            title=self.title,
            authors=self.authors,
            updated=self.updated,
            section=self.section,
            language=self.language,
        )


class Manifest:
    """Facts by page, gathered from manifests. Paths are looked up as the manifests of one place write them."""

    def __init__(self, default: PageFacts) -> None:
        self.default = default
        self._by_path: dict[str, PageFacts] = {}
        self._by_name: dict[str, PageFacts] = {}

    def load(self, lines: Iterable[bytes], where: str, folder: str) -> Iterator[SetAside]:
        """Take in the lines of a manifest that lies in ``folder``; bad ones are set aside under ``where``."""
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            place = f"{where}, line {number}"
            try:
                row = msgspec.json.decode(line.removeprefix(b"\xef\xbb\xbf"), type=_Row)
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                yield SetAside(
                    name=place, reason=f"not a line of a manifest: {error}", remedy="write one JSON object a line"
                )
                continue
            if row.path:
                self._by_path[posixpath.normpath(posixpath.join(folder, row.path))] = row.facts()
            elif row.name:
                self._by_name[row.name] = row.facts()
            else:
                yield SetAside(name=place, reason="names no page", remedy='give "path" or "name"')

    def of(self, path: str, *names: str) -> PageFacts:
        """What is known of the page at a path, or else of a page with one of the names; the default for the rest."""
        by_name = (self._by_name[name] for name in names if name in self._by_name)
        given = self._by_path.get(posixpath.normpath(path)) or next(by_name, None)
        return filled(given, self.default) if given is not None else self.default


class FolderManifests(Manifest):
    """The same for files on disk: the manifests in a file's folder and above it are found."""

    def __init__(self, default: PageFacts) -> None:
        super().__init__(default)
        self._loaded: set[Path] = set()

    def load_beside(self, file: Path) -> Iterator[SetAside]:
        """Load the manifests of a file's folder and of the folders above it, outermost first, each once."""
        for folder in reversed(list(file.absolute().parents)[:4]):
            beside = folder / MANIFEST
            if beside not in self._loaded:
                self._loaded.add(beside)
                if beside.is_file():
                    yield from self.load_file(beside)

    def load_file(self, manifest: Path) -> Iterator[SetAside]:
        """Take in a manifest; bad lines are set aside."""
        self._loaded.add(manifest.absolute())
        try:
            lines = manifest.read_bytes().splitlines()
        except OSError as error:
            yield SetAside(
                name=str(manifest), reason=f"the manifest cannot be read: {why(error)}", remedy="check the path"
            )
            return
        yield from self.load(lines, str(manifest), manifest.absolute().parent.resolve().as_posix())

    def of_file(self, file: Path) -> PageFacts:
        """What is known of a file's page."""
        return self.of(file.resolve().as_posix(), file.name, str(file))
