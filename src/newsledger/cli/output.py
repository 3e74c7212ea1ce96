"""How results are shown: tables for people, JSON for programs, errors that say what to do."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec
import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from newsledger.ledger import AddSummary
from newsledger.model import NewsledgerError, Publication, SetAside

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)

NOTHING_READ = 1
USAGE = 2
STOPPED = 130
_MOST = 20


def print_json(value: Any) -> None:
    """Print a value as one line of JSON (UTF-8, stable key order)."""
    sys.stdout.write(msgspec.json.encode(value).decode() + "\n")


def write_text(text: str) -> None:
    """Write text as it is, without wrapping or styling."""
    sys.stdout.write(text if text.endswith("\n") else text + "\n")


def told_date(published: Publication) -> str:
    """The day or period of a publication as ISO 8601, or what is known of it; "?" behind it if it is in doubt."""
    when = published.when
    if when is None:
        return "no date"
    by = f"by {when.end.isoformat()}" if when.start is None and when.end is not None else when.value
    return (when.iso or by) + ("?" if published.doubts else "")


@contextlib.contextmanager
def errors_told() -> Iterator[None]:
    """Turn the package's errors into one clear message and an exit code; a broken pipe ends quietly."""
    try:
        yield
    except NewsledgerError as error:
        where = f"{escape(error.where)}: " if error.where else ""
        err.print(f"[bold red]error:[/] {where}{escape(error.what)}")
        if error.remedy:
            err.print(f"[dim]what to do:[/] {escape(error.remedy)}")
        raise typer.Exit(USAGE) from error
    except BrokenPipeError as error:
        sys.stderr.close()
        raise typer.Exit(0) from error


def table(*columns: str, title: str | None = None) -> Table:
    """A plain table with a header."""
    grid = Table(title=title, title_justify="left", box=None, pad_edge=False, header_style="bold")
    for column in columns:
        grid.add_column(column, overflow="fold")
    return grid


def progress_bar() -> Progress:
    """A progress bar on standard error; it disappears when done, and is silent where nobody watches."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=err,
        transient=True,
        disable=not err.is_terminal,
    )


def tell_set_aside(items: Sequence[SetAside], *, count: int | None = None) -> None:
    """List the first pages that were not read, with the reason and what to do. count: how many there are in all."""
    for item in items[:_MOST]:
        remedy = f" [dim]({escape(item.remedy)})[/]" if item.remedy else ""
        err.print(f"[yellow]set aside[/] {escape(item.name)}: {escape(item.reason)}{remedy}", soft_wrap=True)
    more = (len(items) if count is None else count) - _MOST
    if more > 0:
        err.print(f"[yellow]set aside[/] … and {more:,} more")


def tell_reasons(reasons: Mapping[str, int], skipped: Mapping[str, int]) -> None:
    """Count what was set aside, by reason, and what was passed over as no page."""
    if len(reasons) > 1 or sum(reasons.values()) > _MOST:
        for reason, count in reasons.items():
            err.print(f"[yellow]set aside[/] {count:,}: {escape(reason)}")
    for what, count in sorted(skipped.items(), key=lambda pair: (-pair[1], pair[0])):
        err.print(f"[dim]passed over {count:,} {escape(what)}[/]")


def tell_summary(summary: AddSummary, skipped: Mapping[str, int]) -> None:
    """One line of counts, after the list of what was set aside."""
    counts = summary.counts
    tell_set_aside(summary.set_aside, count=counts.set_aside)
    tell_reasons(counts.reasons, skipped)
    out.print(f"[bold]{counts.added:,}[/] added, {counts.known:,} already known, {counts.set_aside:,} set aside")
