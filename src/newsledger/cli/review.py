"""The command that walks through what is least sure and matters most."""

from __future__ import annotations

import sys
from typing import Annotated

import typer
from rich.markup import escape
from rich.prompt import Prompt

from newsledger.api import Ledger
from newsledger.briefing import ReviewItem
from newsledger.cli import options as opt
from newsledger.cli.deciding import Because, By, at_desk, kept
from newsledger.cli.looking import existing
from newsledger.cli.output import err, errors_told, out, print_json
from newsledger.desk import Desk
from newsledger.model import InputError

_MOST = 4
_KEYS = {
    "is it so?": "[y]es, [n]o, [s]kip, [q]uit",
    "do these differ?": "[y]es, [1] or [2]: that side is misread, [s]kip, [q]uit",
    "is this one person?": "[y]es, [n]o, [s]kip, [q]uit",
    "when was it published?": "a date (YYYY-MM-DD, YYYY-MM, YYYY), [s]kip, [q]uit",
}


def review(
    story: Annotated[
        str | None,
        typer.Argument(help="Its id, its number in `newsledger stories`, or words of its title. [default: all]"),
    ] = None,
    *,
    only_list: Annotated[bool, typer.Option("--list", help="Only list what to check; ask nothing.")] = False,
    limit: Annotated[int, typer.Option(min=1, help="How many at the most.")] = 20,
    why: Because = "",
    by: By = None,
    ledger_file: opt.LedgerFile = opt.DEFAULT_LEDGER,
    as_json: opt.Json = False,
) -> None:
    """Walk through what is least sure and matters most, and decide. Every answer is a decision that can be undone.

    Example: newsledger review 1 --by Ada
    """
    if as_json or only_list:
        with errors_told(), Ledger.open(existing(ledger_file)) as ledger:
            items = ledger.review(story)[:limit]
            if as_json:
                print_json(items)
                return
            for item in items:
                show(item)
            if not items:
                out.print("nothing needs a look")
        return
    with at_desk(ledger_file, by) as desk:
        if sys.stdin is None:
            raise InputError(
                "standard input is closed: nobody can answer", remedy="newsledger review --list shows what to check"
            )
        items = desk.ledger.review(story)[:limit]
        for number, item in enumerate(items, 1):
            out.print(f"\n[dim]{number} of {len(items)}[/]")
            show(item)
            if not ask(item, desk, why):
                break
        out.print("nothing needs a look" if not items else "[dim]newsledger decisions lists what was decided[/]")


def show(item: ReviewItem) -> None:
    """Print one thing to check, with its sentences."""
    line = item.line
    marks = "".join(f" ({mark})" for mark in line.marks)
    label = f"{line.label}: " if line.label and not line.text.startswith(line.label) else ""
    out.print(f"[bold]{escape(label + line.text + marks)}[/] [dim]{line.id}[/]")
    if line.note:
        out.print(f"  [dim]{escape(line.note)}[/]")
    if item.question == "do these differ?":
        told = [(f"[{n}] {side.text}", side.evidence[0]) for n, side in enumerate(line.lines, 1) if side.evidence]
    else:
        told = [("", evidence) for evidence in line.evidence[:_MOST]]
    for value, evidence in told:
        heading = ", ".join(filter(None, (value, evidence.publisher or evidence.name)))
        out.print(f"  {escape(heading)}: {escape(' '.join(evidence.sentence.split()))}")
    out.print(f"  [cyan]{item.question}[/]")


def ask(item: ReviewItem, desk: Desk, why: str) -> bool:
    """Ask about one thing until there is an answer, and keep it; False to stop, or where nobody answers any more."""
    while True:
        try:
            answer = Prompt.ask(escape(_KEYS[item.question]), console=out, default="s", show_default=False).strip()
        except EOFError:
            return False
        if answer.casefold() in ("q", "quit"):
            return False
        if answer.casefold() in ("s", "skip", ""):
            return True
        try:
            if decide(item, answer.casefold(), desk, why):
                return True
            err.print("[yellow]that is no answer to this[/]")
        except InputError as error:
            err.print(f"[yellow]{escape(error.what)}[/]")


def decide(item: ReviewItem, answer: str, desk: Desk, why: str) -> bool:
    """Turn an answer into a decision; False if it is none.

    Raises InputError if it cannot be applied.
    """
    line = item.line
    yes, no = answer in ("y", "yes"), answer in ("n", "no")
    match item.question:
        case "is it so?" if yes or no:
            kept(*(desk.confirm_claims(line.claims, why=why) if yes else desk.reject_claims(line.claims, why=why)))
        case "do these differ?" if yes:
            kept(*desk.confirm_claims(line.claims, why=why))
        case "do these differ?" if answer in ("1", "2"):
            kept(*desk.reject_claims(line.lines[int(answer) - 1].claims, why=why))
        case "is this one person?" if (yes or no) and line.derived is not None:
            kept(
                desk.same_person(line.derived, why=why)
                if yes
                else desk.not_same_person(line.derived, item.apart, why=why)
            )
        case "when was it published?" if item.article is not None:
            kept(desk.date(item.article, answer, why=why))
        case _:
            return False
    return True
