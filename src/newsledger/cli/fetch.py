"""The one command that touches the network: fetch."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer
from rich.markup import escape

from newsledger.cli import options as opt
from newsledger.cli.output import (
    NOTHING_READ,
    STOPPED,
    err,
    errors_told,
    out,
    print_json,
    progress_bar,
    tell_set_aside,
)
from newsledger.intake.fetching.settings import FetchSettings, Follow, Plan
from newsledger.ledger import AddSummary
from newsledger.model import InputError

if TYPE_CHECKING:
    from newsledger.intake.fetching.pages import Result
    from newsledger.intake.fetching.run import Run
    from newsledger.intake.fetching.summary import FetchSummary

Urls = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="URL", help="Addresses of pages, feeds (RSS, Atom, JSON Feed) and sitemaps.", show_default=False
    ),
]


def fetch(
    urls: Urls = None,
    *,
    ledger_file: opt.LedgerFile = opt.DEFAULT_LEDGER,
    archive: Annotated[
        Path | None,
        typer.Option(
            help="Folder to keep the raw answers in, as WARC. [default: the ledger's name with .warc]",
            show_default=False,
        ),
    ] = None,
    from_file: Annotated[
        Path | None,
        typer.Option("--from-file", help="File with addresses, one a line; # begins a remark.", show_default=False),
    ] = None,
    follow: Annotated[
        list[Follow] | None,
        typer.Option(
            help="Look for feeds that given pages announce, for sitemaps that robots.txt names; may be given twice.",
            show_default=False,
        ),
    ] = None,
    limit: Annotated[int, typer.Option(min=0, help="Most pages that feeds and sitemaps may lead to in one run.")] = 100,
    since: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Leave out pages that a feed or sitemap says are older.", show_default=False),
    ] = None,
    delay: Annotated[
        float, typer.Option(min=0.0, help="Seconds between two requests to one host; more if robots.txt asks for it.")
    ] = 2.0,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds that one answer may take in all.")] = 30.0,
    max_bytes: Annotated[
        int, typer.Option("--max-bytes", min=1_000, help="Most bytes of one answer, as it comes and unpacked.")
    ] = 20_000_000,
    agent: Annotated[
        str | None, typer.Option(metavar="NAME", help="Name to be known by, beside newsledger.", show_default=False)
    ] = None,
    contact: Annotated[
        str | None,
        typer.Option(
            envvar="NEWSLEDGER_CONTACT",
            metavar="MAIL_OR_URL",
            help="Where publishers can reach you; told to every host.",
            show_default=False,
        ),
    ] = None,
    allow_private: Annotated[
        bool,
        typer.Option("--allow-private", help="Also ask private and local addresses, and ports other than 80 and 443."),
    ] = False,
    dry_run: Annotated[
        bool,
        typer.Option(
            "--dry-run", help="Ask for robots.txt and the addresses given, list what would be fetched, keep nothing."
        ),
    ] = False,
    as_json: opt.Json = False,
) -> None:
    """Fetch pages, and the new pages of feeds and sitemaps, and add them to the ledger.

    robots.txt is obeyed, hosts are asked in turn and slowly, pages that did not change are not sent again. Private
    addresses are refused. Every answer is kept as it came in an archive beside the ledger; newsledger add can read it
    again. Stopping in the middle keeps what was fetched; run the same command again to go on.

    Example: newsledger fetch https://outlet.example/feed.xml --contact desk@newsroom.example --ledger dam.ledger
    """
    with errors_told():
        given = [*(urls or []), *(_lines(from_file) if from_file is not None else [])]
        if not given:
            raise InputError("no address was given", remedy="give URLs, or a --from-file")
        settings = FetchSettings(
            agent=agent,
            contact=contact or None,
            delay=delay,
            timeout=timeout,
            max_bytes=max_bytes,
            allow_private=allow_private,
        )
        day = opt.parse_day(since, "--since") if since is not None else None
        plan = Plan(follow=frozenset(follow or ()), limit=limit, since=day, trial=dry_run)

        from newsledger.intake.fetching.archive import archive_of
        from newsledger.intake.fetching.run import Run
        from newsledger.intake.fetching.summary import summarize

        run = Run(given, archive or archive_of(ledger_file), settings, plan)
        if not contact and not as_json:
            err.print("[dim]no --contact given: publishers cannot reach you[/]")
        with run.archive:
            summary = summarize(run, _fetched(run, ledger_file))
            added = _added(run, ledger_file) if not dry_run else None
        _tell(summary, added or AddSummary(), as_json=as_json)
        if not summary.anything_found:
            raise typer.Exit(NOTHING_READ)


def _lines(file: Path) -> list[str]:
    """The addresses in a file.

    Raises InputError if it cannot be read.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeError) as error:
        raise InputError(f"the file cannot be read: {error}", where=str(file), remedy="check the path") from error
    lines = (line.strip() for line in text.splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def _fetched(run: Run, ledger_file: Path) -> list[Result]:
    results: list[Result] = []
    try:
        with progress_bar() as bar:
            task = bar.add_task("fetching", total=None)
            for result in run:
                results.append(result)
                bar.update(task, advance=1, description=f"fetching {escape(result.url[:60])}")
    except KeyboardInterrupt as stop:
        err.print(
            f"[yellow]stopped:[/] what was fetched is kept in {escape(str(run.archive.folder))}; run the same command "
            f"again to go on, or newsledger add {escape(str(run.archive.folder))} --ledger {escape(str(ledger_file))}"
        )
        raise typer.Exit(STOPPED) from stop
    return results


def _added(run: Run, ledger_file: Path) -> AddSummary | None:
    """Read what is new in the archive (of this run, and of runs that were stopped) into the ledger."""
    from newsledger.api import Ledger

    files = run.archive.not_added(ledger_file)
    if not files:
        return None
    try:
        with Ledger.open(ledger_file) as ledger, progress_bar() as bar:
            task = bar.add_task("reading pages", total=None)
            summary = ledger.add(*files, on_page=lambda _name: bar.advance(task))
    except KeyboardInterrupt as stop:
        err.print("[yellow]stopped:[/] everything is fetched; run the same command again to finish reading")
        raise typer.Exit(STOPPED) from stop
    run.archive.note_added(ledger_file, files)
    return summary


def _tell(summary: FetchSummary, added: AddSummary, *, as_json: bool) -> None:
    """Say what came of it."""
    aside = (*summary.set_aside, *added.set_aside)
    if as_json:
        told = msgspec.structs.asdict(summary) | {"added": added.added, "known": added.known, "set_aside": aside}
        print_json(told)
        return
    tell_set_aside(aside)
    for url in summary.planned:
        out.print(f"would fetch {escape(url)}", soft_wrap=True)
    if summary.left:
        err.print(
            f"[yellow]{summary.left} more pages[/] are named by feeds and sitemaps; raise --limit, or run it again"
        )
    counts = [
        f"[bold]{len(summary.fetched)}[/] fetched",
        f"{len(summary.unchanged)} not changed",
        f"{len(summary.lists)} feeds and sitemaps",
        f"{len(aside)} set aside",
        *([f"{summary.known_before} fetched before"] if summary.known_before else []),
        *([f"{summary.older} too old"] if summary.older else []),
    ]
    out.print(", ".join(counts))
    if added.added or added.known:
        out.print(f"[bold]{len(added.added)}[/] articles added to the ledger, {len(added.known)} already in it")
