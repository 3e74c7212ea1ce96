"""The reference of the command line is written from the help texts and never goes stale."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import typer

from newsledger.cli import app

ROOT = Path(__file__).resolve().parents[2]


def test_every_command_and_option_explains_itself():
    for name, command in typer.main.get_command(app).commands.items():
        assert command.help, name
        for parameter in command.params:
            assert getattr(parameter, "help", None), f"{name} {parameter.name}"


def test_the_reference_is_up_to_date():
    spec = importlib.util.spec_from_file_location("reference", ROOT / "scripts" / "reference.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.reference() == (ROOT / "docs" / "cli.md").read_text(encoding="utf-8"), "run scripts/reference.py"


def test_every_json_key_of_a_claim_is_documented():
    from newsledger.model import AnyClaim

    documented = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
    for kind in AnyClaim.__args__:
        for field in kind.__struct_fields__:
            assert f"`{field}`" in documented, f"{kind.__name__}.{field}"
