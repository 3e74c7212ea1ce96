"""The targets of fuzzing accept what fuzzing starts from, and what it once found."""

from __future__ import annotations

import gzip

import pytest

from fuzz.samples import CONTAINERS
from fuzz.targets import TARGETS, run, seeds
from newsledger.model import Page
from tests.intake.containers.made_up import opened, record

FOUND = {
    "an HTTP record without a status line": record("https://a.example/", b"\x00\x01"),
    "a record in a member whose header never ends": gzip.compress(CONTAINERS["warc"])[:3] + b"\x04" + b"\xff" * 50,
}


@pytest.mark.parametrize("target", TARGETS)
def test_targets_accept_sound_inputs(target):
    for data in seeds(target):
        run(target, data)


@pytest.mark.parametrize("name", CONTAINERS)
def test_samples_are_what_they_seem(name):
    items, _ = opened(CONTAINERS[name])
    assert name == "sitemap" or any(isinstance(item, Page) for item in items)


@pytest.mark.parametrize("name", FOUND)
def test_what_was_found_is_mended(name):
    run("containers", FOUND[name])
