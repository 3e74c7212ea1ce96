"""Commands that look into a ledger: stories, show, search, why, export."""

from __future__ import annotations

import csv
import enum
import io
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.text import Text

from newsledger.api import Ledger
from newsledger.cli import options as opt
from newsledger.cli.claims import claim_rows, summary_of
from newsledger.cli.output import errors_told, out, print_json, table, write_text
from newsledger.cli.reading import Form, emit
from newsledger.model import Article, InputError


def existing(path: Path) -> Path:
    """The ledger file.

    Raises InputError if it is not there: looking never makes one.
    """
    if not path.exists():
        raise InputError("there is no such ledger", where=str(path), remedy="newsledger add PAGE... makes it")
    return path


def date_of(article: Article) -> str:
    """Publication of an article as far as its own page tells, "" if it does not."""
    when = article.published.when
    return (when.iso or when.value) if when is not None else ""


def stories(*, ledger_file: opt.LedgerFile = opt.DEFAULT_LEDGER, as_json: opt.Json = False) -> None:
    """List the stories of a ledger, the largest first."""
    with errors_told(), Ledger.open(existing(ledger_file)) as ledger:
        found = ledger.stories()
        if as_json:
            print_json(found)
            return
        grid = table("no.", "id", "articles", "from", "to", "state", "story")
        for index, story in enumerate(found, 1):
            grid.add_row(
                str(index), story.id, str(len(story.articles)), story.first or "", story.last or "", story.state or "",
                escape(story.title),
            )  # fmt: skip
        out.print(grid if found else "the ledger holds no story yet")


def show(
    story: Annotated[str, typer.Argument(help="Its id, its number in `newsledger stories`, or words of its title.")],
    *,
    ledger_file: opt.LedgerFile = opt.DEFAULT_LEDGER,
    form: Annotated[Form, typer.Option("--format", "-f", help="Form of the brief.")] = Form.text,
    out_file: Annotated[
        Path | None, typer.Option("--out", "-o", help="Write to this file instead of the screen.", show_default=False)
    ] = None,
    as_of: opt.AsOf = None,
    full: opt.Full = False,
    as_json: opt.Json = False,
) -> None:
    """Show the brief of one story. The id before each line is for `newsledger why`."""
    with errors_told(), Ledger.open(existing(ledger_file)) as ledger:
        emit([ledger.brief(story, as_of=opt.as_of_day(as_of), full=full)], Form.json if as_json else form, out_file)


def search(
    words: Annotated[list[str], typer.Argument(help="All of them must occur; “a phrase” in quotes, begin* for more.")],
    *,
    ledger_file: opt.LedgerFile = opt.DEFAULT_LEDGER,
    by_meaning: Annotated[
        bool, typer.Option("--meaning", help="Find what is near in sense, whether it holds the words or not.")
    ] = False,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="How many hits at the most.")] = 20,
    as_json: opt.Json = False,
) -> None:
    """Search articles and claims. A resolved name finds what “he” said, too.

    Fields narrow it down: speaker: by: about: in: kind: type: status: stance: outlet: after: before:

    Example: newsledger search speaker:Lavrov about:Iran after:2013-05 before:2013-07
    """
    with errors_told(), Ledger.open(existing(ledger_file)) as ledger:
        hits = ledger.search(" ".join(words), limit=limit, by_meaning=by_meaning)
        if as_json:
            print_json(hits)
            return
        articles = ledger.articles()
        for hit in hits:
            article = articles[hit.article]
            heading = " · ".join(filter(None, (article.publisher, date_of(article), article.title)))
            out.print(f"[bold]{escape(heading or article.name)}[/] [dim]{hit.kind} {hit.start}–{hit.end}[/]")
            shown = Text(hit.quote)
            for start, end in hit.highlights:
                shown.stylize("reverse", start - hit.start, end - hit.start)
            out.print(shown)
            if hit.names:
                out.print(f"[dim]{escape(hit.names)}[/]")
            out.print()
        if not hits:
            out.print("nothing found")


def why(
    line: Annotated[str, typer.Argument(help="The id of a line of a brief, as `newsledger show` prints it.")],
    *,
    ledger_file: opt.LedgerFile = opt.DEFAULT_LEDGER,
    as_json: opt.Json = False,
) -> None:
    """Show which claims a line of a brief rests on, and why they were put together."""
    with errors_told(), Ledger.open(existing(ledger_file)) as ledger:
        found = ledger.why(line)
        if as_json:
            print_json(found)
            return
        out.print(f"[bold]{escape(found.line.text)}[/]")
        sources = "source" if found.line.origins == 1 else "sources"
        unsure = ", independence not established" if found.line.unsure else ""
        out.print(f"[dim]{found.line.origins} independent {sources}{unsure}[/]\n")
        for reason in found.reasons:
            out.print(f"because {escape(reason)}")
        out.print()
        for place in found.claims:
            heading = " · ".join(filter(None, (place.publisher, place.published, place.title)))
            out.print(f"[bold]{escape(heading)}[/] [dim]claim {place.claim.id}[/]")
            out.print(f"  {escape(summary_of(place.claim))} [dim](sure: {place.claim.confidence:.2f})[/]")
            sentence = Text("  " + " ".join(place.sentence.split()))
            out.print(sentence)
            out.print()


class ExportForm(enum.StrEnum):
    """Forms of an export."""

    jsonl = "jsonl"
    csv = "csv"
    json = "json"


def export(
    *,
    ledger_file: opt.LedgerFile = opt.DEFAULT_LEDGER,
    form: Annotated[
        ExportForm,
        typer.Option("--format", "-f", help="jsonl or csv: one claim a line; json: all that stands, story by story."),
    ] = ExportForm.jsonl,
    out_file: Annotated[
        Path | None, typer.Option("--out", "-o", help="Write to this file instead of the screen.", show_default=False)
    ] = None,
) -> None:
    """Write the whole ledger for other programs, with offsets and the verbatim words of every claim."""
    with errors_told(), Ledger.open(existing(ledger_file)) as ledger:
        text = export_text(ledger, form)
        if out_file is None:
            write_text(text)
        else:
            out_file.write_text(text, encoding="utf-8")
            out.print(f"wrote {escape(str(out_file))}")


def export_text(ledger: Ledger, form: ExportForm) -> str:
    """The ledger in one of the forms of an export."""
    import msgspec

    if form is ExportForm.json:
        return msgspec.json.format(msgspec.json.encode(ledger.story_ledgers()), indent=1).decode() + "\n"
    readings = ledger.readings()
    if form is ExportForm.jsonl:
        return "".join(msgspec.json.encode(c).decode() + "\n" for r in readings.values() for c in r.claims)
    articles = ledger.articles()
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(
        ["claim", "kind", "says", "confidence", "quote", "article", "start", "end", "publisher", "published", "title"]
    )
    for reading in readings.values():
        article = articles[reading.article]
        for claim, row in zip(reading.claims, claim_rows(reading.claims), strict=True):
            kind, says, confidence, quote = row
            writer.writerow(
                [claim.id, kind, says, confidence, quote, article.id, claim.evidence.start, claim.evidence.end,
                 article.publisher or "", date_of(article), article.title or ""]
            )  # fmt: skip
    return buffer.getvalue()
