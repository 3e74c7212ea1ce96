"""Files, folders, patterns and standard input → pages, with the facts that a manifest gives."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, cast

from newsledger.intake.causes import why
from newsledger.intake.containers.metering import Counted, Meter, Progress
from newsledger.intake.containers.opening import Opening
from newsledger.intake.facts import filled
from newsledger.intake.manifest import MANIFEST, FolderManifests
from newsledger.model import Page, PageFacts, SetAside

STDIN = "-"
_ADDRESS = re.compile(r"(?:https?|ftp)://", re.I)


def open_pages(
    sources: Iterable[str | Path],
    *,
    facts: PageFacts | None = None,
    manifest: Path | None = None,
    opening: Opening | None = None,
    progress: Progress | None = None,
) -> Iterator[Page | SetAside]:
    """Open pages in a fixed order, as a stream; what cannot be read is told in its place, and nothing else is lost.

    sources: files, folders (read to their depth, hidden files left out), patterns such as ``pages/*.html``, or ``-``
    for the bytes on standard input. What they hold is told by content: pages, archives, feeds, mails ….
    facts: known of every page (an option for a single page). manifest: JSON Lines with ``path`` (or ``name``, the
    file's own name), ``url``, ``publisher``, ``published``, ``title``, ``authors``, ``updated``, ``section``,
    ``language``; a ``manifest.jsonl`` in a folder is used for the pages below it. What a manifest says of a page goes
    before ``facts``. opening: limits and names of fields. progress: told how many bytes have been read.
    """
    opening = opening or Opening()
    progress = progress if progress is not None else Progress()
    known = FolderManifests(filled(facts or PageFacts(), opening.facts))
    if manifest is not None:
        yield from known.load_file(Path(manifest))
    found = [(source, *_files(source)) for source in sources]
    progress.total = _size([file for _, files, _ in found for file in files])
    seen: set[Path] = set()
    for source, files, missing in found:
        if str(source) == STDIN:
            progress.total = None
            meter = Meter(progress=progress)
            stdin = cast(BinaryIO, Counted(sys.stdin.buffer, meter))
            yield from replace(opening.knowing(known.default), meter=meter).open(stdin, "standard input")
            continue
        if missing is not None:
            yield missing
        for file in files:
            key = file.resolve()
            if key in seen:
                continue
            seen.add(key)
            yield from known.load_beside(file)
            if file.name != MANIFEST:
                yield from _open(file, opening.knowing(known.of_file(file)), progress)


def _files(source: str | Path) -> tuple[list[Path], SetAside | None]:
    """The files that a source stands for, in order; and what is wrong with it, if nothing is there."""
    path = Path(source)
    name = str(source)
    if name == STDIN:
        return [], None
    if _ADDRESS.match(name) and not path.exists():
        return [], SetAside(
            name=name, reason="a web address, and only `newsledger fetch` touches the network",
            remedy=f"newsledger fetch {name} keeps the page and adds it to a ledger",
        )  # fmt: skip
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
        return [], SetAside(name=name, reason=f"cannot be opened: {why(error)}", remedy="check the path")
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


def _size(files: list[Path]) -> int | None:
    """Bytes of all files together; None if that cannot be told."""
    try:
        return sum(file.stat().st_size for file in files)
    except OSError:
        return None


def _open(file: Path, opening: Opening, progress: Progress) -> Iterator[Page | SetAside]:
    try:
        # A device has no size, and no end.
        meter = Meter(size=file.stat().st_size or None, progress=progress)
        with file.open("rb", buffering=0) as raw:
            yield from replace(opening, meter=meter).open(
                cast(BinaryIO, Counted(cast(BinaryIO, raw), meter)), str(file)
            )
    except OSError as error:
        yield SetAside(name=str(file), reason=f"cannot be read: {why(error)}", remedy="check the file's permissions")
