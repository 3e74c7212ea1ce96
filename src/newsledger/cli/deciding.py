"""Commands by which people decide: merge, split, rename, reject, correct, confirm, date, move; undo; rebuild."""

from __future__ import annotations

import contextlib
import datetime as dt
import getpass
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from rich.markup import escape

from newsledger.api import Ledger
from newsledger.cli import options as opt
from newsledger.cli.looking import existing
from newsledger.cli.output import errors_told, out, print_json, progress_bar, table, tell_set_aside
from newsledger.desk import Desk
from newsledger.model import AnyDecision, CorrectValue, InputError, Undo, in_force

decide = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="rich",
    help="Decide what the ledger cannot know. Decisions are kept as data, hold at every rebuild, and can be undone.",
)

By = Annotated[
    str | None,
    typer.Option("--by", envvar="NEWSLEDGER_USER", help="Who decides. [default: the name you are logged in by]"),
]
Because = Annotated[str, typer.Option("--why", help="The reason, in your own words.")]
Line = Annotated[str, typer.Argument(help="The id of a line of a brief.")]
Out = Annotated[
    list[str], typer.Option("--out", help="A claim (its id) or an article (id, file, URL) to take out; repeatable.")
]


@contextlib.contextmanager
def at_desk(ledger_file: Path, by: str | None) -> Iterator[Desk]:
    """Open the ledger for somebody to decide, now."""
    with errors_told(), Ledger.open(existing(ledger_file)) as ledger:
        yield Desk(ledger, by or _user(), dt.datetime.now(dt.UTC).isoformat(timespec="microseconds"))


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "somebody"


def kept(*decisions: AnyDecision) -> None:
    """Say what was decided, and how to take it back."""
    for decision in decisions:
        out.print(f"[bold]{escape(words_of(decision))}[/] [dim]{decision.id}[/]")
    if decisions:
        out.print(f"[dim]newsledger undo {decisions[-1].id} takes it back[/]")


def words_of(decision: AnyDecision) -> str:
    """One line about a decision, for people."""
    content = msgspec.to_builtins(decision)
    kind = str(content["decision"])
    if "noun" in content:
        return f"{kind} {content['noun']} to “{content['name']}”"
    if "field" in content:
        return f"{kind} {content['field']} to {content['value']!r} in “{content['claim']['quote']}”"
    if "claim" in content:
        return f"{kind} “{content['claim']['quote']}”"
    if "claims" in content:
        return f"{kind} " + "; ".join(f"“{claim['quote']}”" for claim in content["claims"][:3])
    if "undone" in content:
        return f"{kind} {content['undone']}"
    if "published" in content:
        return f"{kind} {content['article']} on {content['published']}"
    if "to" in content:
        return f"{kind} {content['article']} to " + (
            f"the story of {content['to']}" if content["to"] else "a new story"
        )
    anchors = content.get("anchors") or content["one"]
    return f"{kind} " + "; ".join(f"“{a['quote']}”" if "quote" in a else a["article"] for a in anchors[:3])


@decide.command()
def merge(
    lines: Annotated[list[str], typer.Argument(help="Ids of two or more lines of a brief; with --stories, stories.")],
    *,
    stories: Annotated[bool, typer.Option("--stories", help="The arguments are stories, not lines.")] = False,
    why: Because = "",
    by: By = None,
    ledger_file: opt.LedgerFile = opt.DEFAULT_LEDGER,
) -> None:
    """Say that lines tell of one thing (one person, one event, one figure …), or that stories are one."""
    with at_desk(ledger_file, by) as desk:
        kept(desk.merge_stories(lines, why=why) if stories else desk.merge(lines, why=why))


@decide.command()
def split(
    line: Annotated[str, typer.Argument(help="The id of a line of a brief; with --story, a story.")],
    *,
    take_out: Out,
    story: Annotated[bool, typer.Option("--story", help="The argument is a story, not a line.")] = False,
    why: Because = "",
    by: By = None,
    ledger_file: opt.LedgerFile = opt.DEFAULT_LEDGER,
) -> None:
    """Say that some of what a line rests on is about another thing."""
    with at_desk(ledger_file, by) as desk:
        kept(desk.split_story(line, take_out, why=why) if story else desk.split(line, take_out, why=why))


@decide.command()
def rename(
    line: Annotated[str, typer.Argument(help="The id of a line of a brief; with --story, a story.")],
    name: Annotated[str, typer.Argument(help="What it is called.")],
    *,
    story: Annotated[bool, typer.Option("--story", help="The first argument is a story, not a line.")] = False,
    why: Because = "",
    by: By = None,
    ledger_file: opt.LedgerFile = opt.DEFAULT_LEDGER,
) -> None:
    """Give a person, event, figure, plan or story its name."""
    with at_desk(ledger_file, by) as desk:
        kept(desk.rename_story(line, name, why=why) if story else desk.rename(line, name, why=why))


@decide.command()
def reject(
    thing: Annotated[str, typer.Argument(help="The id of a claim, or of a line: then all its claims.")],
    *,
    why: Because = "",
    by: By = None,
    ledger_file: opt.LedgerFile = opt.DEFAULT_LEDGER,
) -> None:
    """Say that a claim is not what its sentence says."""
    with at_desk(ledger_file, by) as desk:
        kept(*desk.reject(thing, why=why))


@decide.command()
def correct(
    claim: Annotated[str, typer.Argument(help="The id of a claim.")],
    changes: Annotated[list[str], typer.Argument(metavar="FIELD=VALUE", help="What is right; repeatable.")],
    *,
    why: Because = "",
    by: By = None,
    ledger_file: opt.LedgerFile = opt.DEFAULT_LEDGER,
) -> None:
    """Correct fields of a claim, as `newsledger export` names them.

    Example: newsledger decide correct 5f1c value=84 measure=killed
    """
    with at_desk(ledger_file, by) as desk:
        pairs = [change.partition("=") for change in changes]
        if bad := [change for change, (name, mark, _) in zip(changes, pairs, strict=True) if not mark or not name]:
            raise InputError(f"{bad[0]!r} is no correction", remedy="write it as FIELD=VALUE")
        fields = [(name, (value_of(value), value)) for name, _, value in pairs]
        kept(*desk.correct_fields(claim, fields, why=why))


def value_of(text: str) -> CorrectValue:
    """A value as written on the command line: a number, true, false, nothing, or words."""
    known: dict[str, CorrectValue] = {"": None, "null": None, "none": None, "true": True, "false": False}
    if text.casefold() in known:
        return known[text.casefold()]
    try:
        return float(text.replace(",", ""))
    except ValueError:
        return text


@decide.command()
def confirm(
    thing: Annotated[str, typer.Argument(help="The id of a claim, or of a line: then all its claims.")],
    *,
    why: Because = "",
    by: By = None,
    ledger_file: opt.LedgerFile = opt.DEFAULT_LEDGER,
) -> None:
    """Say that you have checked it against its sentences."""
    with at_desk(ledger_file, by) as desk:
        kept(desk.confirm(thing, why=why))


@decide.command()
def date(
    article: Annotated[str, typer.Argument(help="The article: its id, file or URL.")],
    published: Annotated[str, typer.Argument(metavar="DATE", help="A day, month or year (ISO 8601).")],
    *,
    why: Because = "",
    by: By = None,
    ledger_file: opt.LedgerFile = opt.DEFAULT_LEDGER,
) -> None:
    """Say when an article was published."""
    with at_desk(ledger_file, by) as desk:
        kept(desk.date(article, published, why=why))


@decide.command()
def move(
    article: Annotated[str, typer.Argument(help="The article: its id, file or URL.")],
    story: Annotated[str, typer.Argument(help="The story that it belongs to, or “new”.")],
    *,
    why: Because = "",
    by: By = None,
    ledger_file: opt.LedgerFile = opt.DEFAULT_LEDGER,
) -> None:
    """Put an article into another story, or into one of its own."""
    with at_desk(ledger_file, by) as desk:
        kept(desk.move(article, None if story == "new" else story, why=why))


def undo(
    decision: Annotated[str, typer.Argument(help="The id of a decision, as `newsledger decisions` lists them.")],
    *,
    why: Because = "",
    by: By = None,
    ledger_file: opt.LedgerFile = opt.DEFAULT_LEDGER,
) -> None:
    """Take back a decision. It stays on record, and an undo can be undone."""
    with at_desk(ledger_file, by) as desk:
        kept(desk.undo(decision, why=why))


def decisions(*, ledger_file: opt.LedgerFile = opt.DEFAULT_LEDGER, as_json: opt.Json = False) -> None:
    """List all decisions: who, when, what, why, and whether they still fit what is read."""
    with errors_told(), Ledger.open(existing(ledger_file)) as ledger:
        known, doubted = ledger.decisions(), {d.decision.id: d.reason for d in ledger.doubted()}
        if as_json:
            told = [{"id": decision.id, **msgspec.to_builtins(decision)} for decision in known]
            print_json({"decisions": told, "doubted": doubted})
            return
        valid = {decision.id for decision in in_force(known)}
        grid = table("id", "when", "who", "what", "why", "state")
        for decision in known:
            state = doubted.get(decision.id) or ("holds" if decision.id in valid else "undone")
            if isinstance(decision, Undo):
                state = ""
            grid.add_row(
                decision.id, decision.at[:16].replace("T", " "), escape(decision.by), escape(words_of(decision)),
                escape(decision.why), escape(state),
            )  # fmt: skip
        out.print(grid if known else "nothing was decided yet")


def rebuild(
    *,
    read_again: Annotated[
        bool, typer.Option("--read-again", help="First read all pages again, from the bytes that the ledger keeps.")
    ] = False,
    ledger_file: opt.LedgerFile = opt.DEFAULT_LEDGER,
    as_json: opt.Json = False,
) -> None:
    """Derive all that stands anew. The same pages and decisions always give the same bytes.

    Decisions are applied again; those whose sentences are read otherwise now are listed for another look.
    """
    with errors_told(), Ledger.open(existing(ledger_file)) as ledger:
        with progress_bar() as bar:
            task = bar.add_task("reading pages again", total=None)
            done = ledger.rebuild(read_again=read_again, on_page=lambda _name: bar.advance(task))
        doubted = ledger.doubted()
        if as_json:
            print_json({"rebuilt": done, "doubted": doubted})
            return
        tell_set_aside(done.again.set_aside)
        if read_again:
            out.print(f"{done.again.pages} pages read again, {len(done.again.changed)} articles read otherwise")
        out.print(f"[bold]{done.stories}[/] stories stand [dim]{done.digest}[/]")
        for item in doubted:
            out.print(f"[yellow]look again[/] {item.decision.id} {escape(words_of(item.decision))}: {item.reason}")
