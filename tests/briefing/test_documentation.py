"""The JSON form is documented key by key."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import msgspec
import pytest

from newsledger.briefing.brief import Brief, BriefLine, Evidence, Group, LineKind, Section

DOCUMENT = Path(__file__).parents[2] / "docs" / "brief-json.md"


@pytest.mark.parametrize("struct", [Brief, Section, Group, BriefLine, Evidence])
def test_every_key_is_documented(struct):
    told = set(re.findall(r"`(\w+)`", DOCUMENT.read_text(encoding="utf-8")))
    assert {field.name for field in msgspec.structs.fields(struct)} <= told


def test_every_kind_of_line_is_documented():
    told = set(re.findall(r"`(\w+)`", DOCUMENT.read_text(encoding="utf-8")))
    assert set(get_args(LineKind)) <= told
