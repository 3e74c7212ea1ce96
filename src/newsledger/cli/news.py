"""The command that tells what is new."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from newsledger.api import Ledger
from newsledger.cli import options as opt
from newsledger.cli.looking import existing
from newsledger.cli.output import errors_told, out
from newsledger.cli.reading import Form, emit


def new(
    story: Annotated[
        str | None,
        typer.Argument(help="Its id, its number in `newsledger stories`, or words of its title. [default: all]"),
    ] = None,
    *,
    since: Annotated[
        str, typer.Option("--since", metavar="DATE", help="Articles published on this day or later count as new.")
    ],
    until: Annotated[
        str | None,
        typer.Option("--until", metavar="DATE", help="Leave out what was published after it.", show_default=False),
    ] = None,
    ledger_file: opt.LedgerFile = opt.DEFAULT_LEDGER,
    form: Annotated[Form, typer.Option("--format", "-f", help="Form of the news.")] = Form.text,
    out_file: Annotated[
        Path | None, typer.Option("--out", "-o", help="Write to this file instead of the screen.", show_default=False)
    ] = None,
    full: opt.Full = False,
    as_json: opt.Json = False,
) -> None:
    """Tell what changed in a story: new happenings, figures that moved, slips, new differences, nothing else.

    Days are days of publication. Articles without a known day count as known before.

    Example: newsledger new --since 2031-03-10
    """
    with errors_told(), Ledger.open(existing(ledger_file)) as ledger:
        last = opt.parse_day(until, "--until") if until else None
        told = ledger.news(opt.parse_day(since, "--since"), story=story, until=last, full=full)
        wanted = Form.json if as_json else form
        if not told and wanted is not Form.json:
            out.print(f"no article of the ledger is known to be published on {since} or later")
            return
        emit(told, wanted, out_file)
