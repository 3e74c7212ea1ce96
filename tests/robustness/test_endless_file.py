"""A file without an end is set aside."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsledger.intake import open_pages, read_article
from newsledger.model import Page, PageError


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs a device without an end")
def test_a_device_without_an_end_is_read_up_to_the_limit_and_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("newsledger.intake.sources.MAX_BYTES", 1_000)
    (tmp_path / "endless.txt").symlink_to("/dev/zero")
    (page,) = open_pages([tmp_path / "endless.txt"])
    assert isinstance(page, Page)
    assert len(page.data) == 1_001
    with pytest.raises(PageError):
        read_article(page)
