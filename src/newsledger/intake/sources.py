"""Files, folders, patterns and standard input → pages, with the facts that a manifest gives."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from newsledger.intake.decode import MAX_BYTES
from newsledger.model import Page, PageFacts, SetAside

MANIFEST = "manifest.jsonl"
STDIN = "-"


class _Row(msgspec.Struct, forbid_unknown_fields=False):
    """A line of a manifest: the page it is about, and what is known of it."""

    path: str | None = None
    name: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: str | None = None
    title: str | None = None


def open_pages(
    sources: Iterable[str | Path], *, facts: PageFacts | None = None, manifest: Path | None = None
) -> Iterator[Page | SetAside]:
    """Open pages in a fixed order; what cannot be read is told in its place and nothing else is lost by it.

    sources: files, folders (read to their depth, hidden files left out), patterns such as ``pages/*.html``, or ``-``
    for the bytes on standard input. facts: known of every page (an option for a single page). manifest: JSON Lines
    with ``path`` (or ``name``, the file's own name), ``url``, ``publisher``, ``published``, ``title``; a
    ``manifest.jsonl`` in a folder is used for the pages below it. What a manifest says of a page goes before ``facts``.
    """
    known = _Facts(facts or PageFacts())
    if manifest is not None:
        yield from known.load(Path(manifest))
    seen: set[Path] = set()
    for source in sources:
        if str(source) == STDIN:
            yield Page(name="standard input", data=sys.stdin.buffer.read(MAX_BYTES + 1), facts=known.default)
            continue
        files, missing = _files(source)
        if missing is not None:
            yield missing
        for file in files:
            key = file.resolve()
            if key in seen:
                continue
            seen.add(key)
            yield from known.load_beside(file)
            if file.name != MANIFEST:
                yield _open(file, known.of(file))


class _Facts:
    """Facts by page, gathered from manifests."""

    def __init__(self, default: PageFacts) -> None:
        self.default = default
        self._by_path: dict[Path, PageFacts] = {}
        self._by_name: dict[str, PageFacts] = {}
        self._loaded: set[Path] = set()

    def load_beside(self, file: Path) -> Iterator[SetAside]:
        """Load the manifests of a file's folder and of the folders above it, outermost first, each once."""
        for folder in reversed(list(file.absolute().parents)[:4]):
            beside = folder / MANIFEST
            if beside not in self._loaded:
                self._loaded.add(beside)
                if beside.is_file():
                    yield from self.load(beside)

    def load(self, manifest: Path) -> Iterator[SetAside]:
        """Take in a manifest; bad lines are set aside."""
        self._loaded.add(manifest.absolute())
        try:
            lines = manifest.read_bytes().splitlines()
        except OSError as error:
            yield SetAside(
                name=str(manifest), reason=f"the manifest cannot be read: {_why(error)}", remedy="check the path"
            )
            return
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            where = f"{manifest}, line {number}"
            try:
                row = msgspec.json.decode(line.removeprefix(b"\xef\xbb\xbf"), type=_Row)
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                yield SetAside(
                    name=where, reason=f"not a line of a manifest: {error}", remedy="write one JSON object a line"
                )
                continue
            if not (row.path or row.name):
                yield SetAside(name=where, reason="names no page", remedy='give "path" or "name"')
                continue
            given = PageFacts(url=row.url, publisher=row.publisher, published=row.published, title=row.title)
            if row.path:
                self._by_path[(manifest.absolute().parent / row.path).resolve()] = given
            else:
                self._by_name[str(row.name)] = given

    def of(self, file: Path) -> PageFacts:
        """What is known of a file's page."""
        given = self._by_path.get(file.resolve()) or self._by_name.get(file.name) or self._by_name.get(str(file))
        if given is None:
            return self.default
        return PageFacts(
            url=given.url or self.default.url,
            publisher=given.publisher or self.default.publisher,
            published=given.published or self.default.published,
            title=given.title or self.default.title,
        )


def _files(source: str | Path) -> tuple[list[Path], SetAside | None]:
    """The files that a source stands for, in order; and what is wrong with it, if nothing is there."""
    path = Path(source)
    name = str(source)
    try:
        if path.is_dir():
            files = sorted(file for file in path.rglob("*") if file.is_file() and not _is_hidden(file, path))
            missing = (
                None if files else SetAside(name=name, reason="the folder holds no pages", remedy="check the path")
            )
            return files, missing
        if path.exists():
            return [path], None
    except (OSError, ValueError) as error:
        return [], SetAside(name=name, reason=f"cannot be opened: {_why(error)}", remedy="check the path")
    if any(mark in name for mark in "*?["):
        matches = sorted(
            Path(path.anchor).glob(str(path.relative_to(path.anchor))) if path.anchor else Path().glob(name)
        )
        files = [file for match in matches for file in (_files(match)[0] if match.is_dir() else [match])]
        return files, None if files else SetAside(
            name=name, reason="no file fits the pattern", remedy="check the pattern"
        )
    return [], SetAside(name=name, reason="there is no such file", remedy="check the path")


def _is_hidden(file: Path, below: Path) -> bool:
    return any(part.startswith(".") for part in file.relative_to(below).parts)


def _open(file: Path, facts: PageFacts) -> Page | SetAside:
    try:
        size = file.stat().st_size
        if size > MAX_BYTES:
            reason = f"the file is too large ({size // 1_000_000} MB; the limit is {MAX_BYTES // 1_000_000} MB)"
            return SetAside(name=str(file), reason=reason, remedy="split it into single pages")
        with file.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)  # a device has no size, and no end
        return Page(name=str(file), data=data, facts=facts)
    except OSError as error:
        return SetAside(name=str(file), reason=f"cannot be read: {_why(error)}", remedy="check the file's permissions")


def _why(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__
