"""The command that finds the article on each page, without reading it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import msgspec
import typer
from rich.markup import escape

from newsledger.briefing.words import counted
from newsledger.cli import options as opt
from newsledger.cli.output import (
    NOTHING_READ,
    STOPPED,
    err,
    errors_told,
    out,
    print_json,
    tell_reasons,
    tell_set_aside,
    told_date,
)
from newsledger.cli.pages import gather, json_lines, progress_of
from newsledger.intake import read_articles
from newsledger.intake.joining import joined
from newsledger.intake.tally import Tally
from newsledger.model import Article, SetAside


def articles(
    pages: opt.Pages = None,
    *,
    out_file: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="Write the articles to this file as JSON Lines.", show_default=False),
    ] = None,
    set_aside: opt.SetAsideFile = None,
    manifest: opt.Manifest = None,
    fields: opt.Fields = None,
    url: opt.Url = None,
    publisher: opt.Publisher = None,
    published: opt.Published = None,
    title: opt.Title = None,
    jobs: opt.Jobs = 1,
    seconds: opt.Seconds = opt.DEFAULT_SECONDS,
    as_json: opt.Json = False,
) -> None:
    """Find the article on each page, in any language: headline, authors, publication date, text, and what is furniture.

    A line an article on the screen; with --json or --out all of it, one article a line (JSON Lines). Pages are read as
    a stream, archives of any size in constant memory. At the end stands how many pages there were, how many articles,
    and how many were set aside for which reason.

    Example: newsledger articles crawl.warc.gz --out articles.jsonl --set-aside rest.jsonl --jobs 4
    """
    with errors_told():
        found = gather(pages, opt.facts_of(url, publisher, published, title), manifest, fields)
        with json_lines(set_aside) as on_aside, json_lines(out_file) as write, progress_of(found) as on_page:
            tally = Tally(on_aside)
            show = write or (print_json if as_json else _show)
            count = 0
            try:
                for item in joined(read_articles(found.pages, jobs=opt.workers(jobs), seconds=seconds)):
                    if isinstance(item, SetAside):
                        tally.add(item)
                    else:
                        count += 1
                        show(item)
                    on_page(item.name)
            except KeyboardInterrupt as stop:
                err.print(f"[yellow]stopped[/] after {count + tally.count:,} pages")
                raise typer.Exit(STOPPED) from stop
        tell_set_aside(tally.first, count=tally.count)
        tell_reasons(tally.by_reason(), found.progress.skipped)
        total = count + tally.count
        err.print(f"[bold]{counted(total, 'page')}[/]: {count:,} with an article, {tally.count:,} set aside")
        if not count:
            raise typer.Exit(NOTHING_READ)


def _show(article: msgspec.Struct) -> None:
    """One line for a person."""
    if isinstance(article, Article):
        day = told_date(article.published)
        title = escape(article.title or "without a headline")
        by = escape(article.publisher or ", ".join(article.authors))
        out.print(
            f"[bold]{title}[/] · {by + ' · ' if by else ''}{day} · [dim]{escape(article.name)}[/]", soft_wrap=True
        )
