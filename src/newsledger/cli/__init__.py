"""The command line: mirrors the Python API."""

from __future__ import annotations

from typing import Annotated

import typer

from newsledger import __version__
from newsledger.cli import articles, deciding, fetch, looking, news, reading, review

__all__ = ["app"]

app = typer.Typer(
    name="newsledger",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    help="Reads the reporting on a developing story and keeps its ledger: who said and did what, which figures stand, "
    "what is planned by when, where reports disagree. Every line leads back to its sentence.",
    epilog="Begin with: newsledger brief --example",
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"newsledger {__version__}")
        raise typer.Exit


@app.callback()
def main(
    _version_wanted: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Options that stand before the command."""


for command in (reading.brief, reading.add, fetch.fetch, articles.articles, looking.stories, looking.show, news.new,
                looking.search, reading.read, looking.why, looking.export, deciding.decisions, deciding.undo,
                deciding.rebuild, review.review):  # fmt: skip
    app.command()(command)
app.add_typer(deciding.decide, name="decide")
