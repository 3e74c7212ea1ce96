"""Pages as commands take them: a stream with its progress, and what was set aside told at the end."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import msgspec
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from newsledger.cli.output import err
from newsledger.intake import open_pages
from newsledger.intake.containers import Opening
from newsledger.intake.containers.metering import Progress as BytesRead
from newsledger.intake.containers.records import parse_fields
from newsledger.model import InputError, Page, PageFacts, SetAside


@dataclass(frozen=True, slots=True)
class Input:
    """Pages to be read, one after the other, and how far the files they come from have been read."""

    pages: Iterator[Page | SetAside]
    progress: BytesRead


def gather(
    sources: list[str] | None, facts: PageFacts | None, manifest: Path | None, fields: str | None = None
) -> Input:
    """Find the pages. fields: as ``parse_fields`` reads it.

    Raises InputError if no page was named, or facts of one page are given for several.
    """
    if not sources:
        raise InputError("no page was named", remedy="give files, folders or -; newsledger brief --example shows one")
    progress = BytesRead()
    opening = Opening(fields=parse_fields(fields or ""))
    pages = open_pages(sources, facts=facts, manifest=manifest, opening=opening, progress=progress)
    return Input(pages if facts is None else _one_page(pages), progress)


def _one_page(pages: Iterator[Page | SetAside]) -> Iterator[Page | SetAside]:
    """The same pages, once it is sure that there is but one.

    Raises InputError if there are several.
    """
    first: list[Page | SetAside] = []
    for item in pages:
        first.append(item)
        if sum(isinstance(page, Page) for page in first) > 1:
            raise InputError(
                "--url, --publisher, --published and --title tell about one page, but several were found",
                remedy="add them one by one, or give a --manifest",
            )
    return iter(first)


@contextlib.contextmanager
def progress_of(given: Input) -> Iterator[Callable[[str], None]]:
    """Show on standard error how far reading has come; to be called with the name of each page that is done with."""
    bar = Progress(
        TextColumn("{task.fields[pages]:,} pages"),
        BarColumn(),
        TaskProgressColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        console=err,
        transient=True,
        disable=not err.is_terminal,
    )
    numbers = itertools.count(1)
    with bar:
        task = bar.add_task("reading", total=None, pages=0)

        def done(_name: str) -> None:
            bar.update(task, completed=given.progress.read, total=given.progress.total, pages=next(numbers))

        yield done


@contextlib.contextmanager
def json_lines(file: Path | None) -> Iterator[Callable[[msgspec.Struct], None] | None]:
    """A function that writes objects to a file, one a line; None if no file is wanted.

    Raises InputError if it cannot be written.
    """
    if file is None:
        yield None
        return
    try:
        stream: IO[bytes] = file.open("wb")
    except OSError as error:
        raise InputError(
            f"the file cannot be written: {error.strerror}", where=str(file), remedy="check the folder"
        ) from error
    with stream:

        def write(item: msgspec.Struct) -> None:
            stream.write(msgspec.json.encode(item) + b"\n")

        yield write
