"""Write docs/cli.md from the help texts of the commands: ``python scripts/reference.py``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import typer

from newsledger.cli import app

TARGET = Path(__file__).resolve().parents[1] / "docs" / "cli.md"
HEAD = """# Commands

Written by `python scripts/reference.py` from the help texts; a test fails when it is not up to date.
"""


def reference() -> str:
    """The reference of all commands, arguments and options as Markdown."""
    parts = [HEAD]
    parts += described(typer.main.get_command(app), "newsledger")
    return "".join(parts)


def described(group: Any, called: str) -> list[str]:
    """The commands of a group, and of the groups in it."""
    parts = []
    for name, command in group.commands.items():
        parts.append(f"\n## {called} {name}\n\n{paragraphs(command.help or '')}\n")
        if hasattr(command, "commands"):
            parts += described(command, f"{called} {name}")
            continue
        rows = [row_of(parameter) for parameter in command.params if parameter.name != "help"]
        parts.append("\n| | |\n|---|---|\n" + "".join(rows))
    return parts


def paragraphs(text: str) -> str:
    """Unwrap the lines of each paragraph."""
    return "\n\n".join(" ".join(part.split()) for part in text.split("\n\n")).strip()


def row_of(parameter: object) -> str:
    """One row of the table of a command."""
    help_text = " ".join((getattr(parameter, "help", None) or "").split()).replace("|", "\\|")
    names = ", ".join([*getattr(parameter, "opts", []), *getattr(parameter, "secondary_opts", [])])
    if type(parameter).__name__.endswith("Argument"):
        names = getattr(parameter, "metavar", None) or str(getattr(parameter, "name", "")).upper()
    return f"| `{names}` | {help_text} |\n"


if __name__ == "__main__":
    TARGET.write_text(reference(), encoding="utf-8")
