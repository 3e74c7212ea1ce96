"""A full brief leaves nothing out, and holds all that the short one shows."""

from __future__ import annotations

import newsledger
from newsledger.example import example_folder


def test_a_full_brief_shows_what_the_short_one_only_counts():
    with newsledger.Ledger.open() as ledger:
        ledger.add(example_folder())
        story = ledger.stories()[0]
        short, full = ledger.brief(story), ledger.brief(story, full=True)
    assert any(group.more for section in short.sections for group in section.groups)
    assert not any(line.more for line in full.lines())
    assert not any(group.more for section in full.sections for group in section.groups)
    assert {line.id for line in short.standing.groups[0].lines} <= {line.id for line in full.lines()}
    assert len(full.lines()) > len(short.lines())
