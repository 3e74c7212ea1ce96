"""Damaged archives: nothing raises, nothing is lost in silence, and damage costs only the records it lies in."""

from __future__ import annotations

import gzip

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsledger.model import Page, SetAside
from tests.intake.containers.made_up import PAGE, opened, responses, tar_of, url, zip_of

RECORDS = responses(5)
MEMBERS = [gzip.compress(record) for record in RECORDS]
FILES = {f"{number}.html": b"%d " % number + PAGE for number in range(4)}
BOXES = [zip_of(FILES), tar_of(FILES), tar_of(FILES, "w:gz"), b"".join(RECORDS), b"".join(MEMBERS)]
FAULTS = ("opening it failed", "the reader failed")


def changed(data, at, put, cut):
    """The bytes with some of them taken out and others put in."""
    at %= len(data)
    return data[:at] + put + data[at + cut :]


CHANGE = st.tuples(st.integers(0, 100_000), st.binary(min_size=1, max_size=30), st.integers(0, 40))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(1, 4), CHANGE)  # what the first begins with tells what the file is
def test_damage_in_a_packed_record_costs_only_that_record(number, change):
    members = list(MEMBERS)
    members[number] = changed(members[number], *change)
    items, _ = opened(b"".join(members))
    found = {item.facts.url for item in items if isinstance(item, Page)}
    assert found >= {url(other) for other in range(5) if other != number}
    assert (
        url(number) in found or any(isinstance(item, SetAside) for item in items) or items[0].data == b"".join(members)
    )


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(BOXES), st.lists(CHANGE, min_size=1, max_size=4))
def test_damaged_archives_are_read_as_far_as_can_be_under_names_of_their_own(data, changes):
    for change in changes:
        data = changed(data, *change)
    items, _ = opened(data)
    assert len({item.name for item in items}) == len(items)
    assert not [item for item in items if isinstance(item, SetAside) and item.reason.startswith(FAULTS)]
