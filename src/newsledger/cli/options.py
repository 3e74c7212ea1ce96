"""Options that several commands share, described once."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from newsledger.intake.guard import CAN_INTERRUPT
from newsledger.intake.workers import SECONDS
from newsledger.model import InputError, PageFacts

LedgerFile = Annotated[
    Path,
    typer.Option("--ledger", "-l", envvar="NEWSLEDGER_LEDGER", help="The ledger: one SQLite file, made if need be."),
]
DEFAULT_LEDGER = Path("news.ledger")
DEFAULT_SECONDS = SECONDS

Pages = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="PAGE",
        help="Files, folders (read recursively), patterns, or - for standard input: pages, archives, feeds, mails.",
        show_default=False,
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for programs (see docs/json.md) instead of text.")]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help="The day (YYYY-MM-DD) that “due” and “past” are relative to. [default: day of the latest article]",
        show_default=False,
    ),
]
Full = Annotated[bool, typer.Option("--full", help="Show every line; otherwise the lesser ones are only counted.")]
Manifest = Annotated[
    Path | None,
    typer.Option(
        help="JSON Lines with what is known of pages from outside: path, url, publisher, published, title.",
        show_default=False,
    ),
]
Url = Annotated[str | None, typer.Option(help="Where the page came from.", show_default=False)]
Publisher = Annotated[str | None, typer.Option(help="Who published the page.", show_default=False)]
Published = Annotated[
    str | None, typer.Option(metavar="DATE", help="When it was published (ISO 8601).", show_default=False)
]
Title = Annotated[str | None, typer.Option(help="The headline, where the page itself lacks it.", show_default=False)]


Fields = Annotated[
    str | None,
    typer.Option(
        metavar="NAME=FIELD,…",
        help="Fields of JSON Lines that hold text, title, url, published, publisher, authors, language; "
        "for example text=body,url=meta.link.",
        show_default=False,
    ),
]
Jobs = Annotated[int, typer.Option("--jobs", "-j", min=1, help="Processes that read pages.")]
Seconds = Annotated[float, typer.Option(min=0.1, help="A page that takes longer to read is set aside.")]
SetAsideFile = Annotated[
    Path | None,
    typer.Option(
        "--set-aside", metavar="FILE", help="Write what was not read, and why, as JSON Lines.", show_default=False
    ),
]


def facts_of(url: str | None, publisher: str | None, published: str | None, title: str | None) -> PageFacts | None:
    """Gather the outside facts of one page; None if none was given.

    Raises InputError if the date is no ISO 8601 date.
    """
    if not (url or publisher or published or title):
        return None
    if published is not None:
        parse_day(published, "--published")
    return PageFacts(url=url, publisher=publisher, published=published, title=title)


def workers(jobs: int) -> int | None:
    """Worker processes for a number of jobs: none for one job where this process can keep the time of a page itself."""
    return None if jobs == 1 and CAN_INTERRUPT else jobs


def parse_day(given: str, option: str) -> dt.date:
    """Read a day.

    Raises InputError if it is none.
    """
    try:
        return dt.datetime.fromisoformat(given).date()
    except ValueError as error:
        raise InputError(f"{option} {given!r} is no date", remedy="write it as YYYY-MM-DD") from error


def as_of_day(given: str | None) -> dt.date | None:
    """Read ``--as-of``."""
    return parse_day(given, "--as-of") if given else None
