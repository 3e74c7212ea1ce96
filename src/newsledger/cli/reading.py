"""Commands that read pages: brief, read, add."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, cast

import typer
from rich.markup import escape

from newsledger.api import Ledger
from newsledger.briefing import Brief, News, render
from newsledger.cli import options as opt
from newsledger.cli.claims import claim_rows
from newsledger.cli.output import (
    NOTHING_READ,
    STOPPED,
    err,
    errors_told,
    out,
    print_json,
    table,
    tell_set_aside,
    tell_summary,
    told_date,
    write_text,
)
from newsledger.cli.pages import gather, json_lines, progress_of
from newsledger.example import example_folder
from newsledger.intake.workers import Work
from newsledger.ledger import read_or_set_aside
from newsledger.model import Article, InputError, Reading, SetAside


class Form(enum.StrEnum):
    """Forms of a brief."""

    text = "text"
    md = "md"
    html = "html"
    json = "json"


def brief(
    pages: opt.Pages = None,
    *,
    form: Annotated[Form, typer.Option("--format", "-f", help="Form of the brief.")] = Form.text,
    out_file: Annotated[
        Path | None, typer.Option("--out", "-o", help="Write to this file instead of the screen.", show_default=False)
    ] = None,
    example: Annotated[bool, typer.Option("--example", help="Brief the bundled example story.")] = False,
    as_of: opt.AsOf = None,
    full: opt.Full = False,
    manifest: opt.Manifest = None,
    fields: opt.Fields = None,
    url: opt.Url = None,
    publisher: opt.Publisher = None,
    published: opt.Published = None,
    title: opt.Title = None,
    as_json: opt.Json = False,
) -> None:
    """Read pages, link them, and print the brief of each story in them.

    Nothing is stored. The largest story comes first; --format json gives a list of briefs, the others one after the
    other.

    Example: newsledger brief saved-pages/ --format html --out brief.html
    """
    with errors_told():
        sources = [*(pages or []), *([str(example_folder())] if example else [])]
        facts = opt.facts_of(url, publisher, published, title)
        found = gather(sources, facts, manifest, fields)
        day = opt.as_of_day(as_of)
        with Ledger.open() as ledger:
            with progress_of(found) as on_page:
                summary = ledger.add_pages(found.pages, on_page=on_page)
            tell_set_aside(summary.set_aside)
            if not summary.anything_read:
                err.print("[bold red]no page could be read[/]")
                raise typer.Exit(NOTHING_READ)
            briefs = [ledger.brief(story, as_of=day, full=full) for story in ledger.stories()]
        emit(briefs, Form.json if as_json else form, out_file)


def emit(briefs: Sequence[Brief | News], form: Form, out_file: Path | None) -> None:
    """Write briefs in the wanted form to a file or the screen."""
    if form is Form.json:
        text = "[" + ",\n".join(render(item, "json").strip() for item in briefs) + "]\n"
    elif form is Form.html:
        text = render_together(briefs)
    else:
        text = "\n\n".join(render(item, form.value).strip() for item in briefs) + "\n"
    if out_file is None:
        write_text(text)
        return
    try:
        out_file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputError(
            f"the brief cannot be written: {error.strerror}", where=str(out_file), remedy="check the folder"
        ) from error
    err.print(f"wrote {escape(str(out_file))}")


def render_together(briefs: Sequence[Brief | News]) -> str:
    """One HTML file of all briefs: the first story whole, the others after it."""
    if len(briefs) == 1:
        return render(briefs[0], "html")
    from newsledger.briefing import render_many

    return render_many(briefs)


def read(
    pages: opt.Pages = None,
    *,
    min_confidence: Annotated[
        float, typer.Option("--min-confidence", min=0.0, max=1.0, help="Leave out claims that are less sure.")
    ] = 0.0,
    manifest: opt.Manifest = None,
    fields: opt.Fields = None,
    url: opt.Url = None,
    publisher: opt.Publisher = None,
    published: opt.Published = None,
    title: opt.Title = None,
    as_json: opt.Json = False,
) -> None:
    """Show the claims of pages, each with its words, as a table; with --json one claim a line (JSON Lines).

    Example: newsledger read page.html --json | jq 'select(.claim == "figure")'
    """
    with errors_told():
        found = gather(pages, opt.facts_of(url, publisher, published, title), manifest, fields)
        anything = False
        for page, done in Work(read_or_set_aside).each(found.pages):
            problem = page if isinstance(page, SetAside) else done if isinstance(done, SetAside) else None
            if problem is not None:
                tell_set_aside((problem,))
                continue
            article, reading = cast(tuple[Article, Reading], done)
            anything = True
            claims = [claim for claim in reading.claims if claim.confidence >= min_confidence]
            if as_json:
                for claim in claims:
                    print_json(claim)
                continue
            heading = f"{article.title or article.name} · {told_date(article.published)} ({article.published.basis})"
            for doubt in article.published.doubts:
                err.print(f"[yellow]date in doubt[/] {escape(article.name)}: {escape(doubt)}", soft_wrap=True)
            grid = table("kind", "what it says", "sure", "words", title=escape(heading))
            for row in claim_rows(claims):
                grid.add_row(*(escape(cell) for cell in row))
            out.print(grid)
        if not anything:
            err.print("[bold red]no page could be read[/]")
            raise typer.Exit(NOTHING_READ)


def add(
    pages: opt.Pages = None,
    *,
    ledger_file: opt.LedgerFile = opt.DEFAULT_LEDGER,
    manifest: opt.Manifest = None,
    fields: opt.Fields = None,
    url: opt.Url = None,
    publisher: opt.Publisher = None,
    published: opt.Published = None,
    title: opt.Title = None,
    set_aside: opt.SetAsideFile = None,
    jobs: opt.Jobs = 1,
    seconds: opt.Seconds = opt.DEFAULT_SECONDS,
    as_json: opt.Json = False,
) -> None:
    """Add pages to a ledger. The same page twice changes nothing; a page that cannot be read is set aside.

    Stopping in the middle loses at most the pages in hand; run the same command again to finish.

    Example: newsledger add saved-pages/ --manifest pages.jsonl --ledger dam.ledger
    """
    with errors_told():
        found = gather(pages, opt.facts_of(url, publisher, published, title), manifest, fields)
        with Ledger.open(ledger_file) as ledger, json_lines(set_aside) as on_aside:
            try:
                with progress_of(found) as on_page:
                    summary = ledger.add_pages(
                        found.pages, on_page=on_page, on_aside=on_aside, jobs=opt.workers(jobs), seconds=seconds
                    )
            except KeyboardInterrupt as stop:
                err.print("[yellow]stopped:[/] what was read so far is stored; run the same command again to finish")
                raise typer.Exit(STOPPED) from stop
        if as_json:
            print_json(summary)
        else:
            tell_summary(summary, found.progress.skipped)
        if not summary.anything_read:
            raise typer.Exit(NOTHING_READ)
