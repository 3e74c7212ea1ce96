"""A file without an end is set aside."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsledger.intake import open_pages
from newsledger.intake.containers import Limits, Opening
from newsledger.model import SetAside


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs a device without an end")
def test_a_device_without_an_end_is_read_up_to_the_limit_and_set_aside(tmp_path):
    (tmp_path / "endless.txt").symlink_to("/dev/zero")
    (item,) = open_pages([tmp_path / "endless.txt"], opening=Opening(limits=Limits(page=1_000)))
    assert isinstance(item, SetAside)
    assert "too large" in item.reason
