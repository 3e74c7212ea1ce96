"""The story of Hollenau in a ledger."""

from __future__ import annotations

import shutil

import pytest

from newsledger.api import Ledger
from newsledger.desk import Desk
from tests.desk.hollenau import PAGES, page


@pytest.fixture(scope="module")
def hollenau_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("desk") / "bridge.ledger"
    with Ledger.open(path) as ledger:
        ledger.add_pages([page(name) for name in PAGES])
    return path


@pytest.fixture
def ledger(hollenau_file, tmp_path):
    copy = tmp_path / "copy.ledger"
    shutil.copy(hollenau_file, copy)
    with Ledger.open(copy) as opened:
        yield opened


@pytest.fixture
def desk(ledger):
    return Desk(ledger, "Ada", "2031-05-05T08:00:00+00:00")
