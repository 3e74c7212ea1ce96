"""The search for a clause's time ends on every sentence."""

from __future__ import annotations

import newsledger


def test_a_sentence_whose_root_is_no_verb_is_read():
    text = (
        "Talks planned in Geneva\n\nIn Geneva for planned talks, on Tuesday.\n\n"
        "The minister told reporters on Monday that the talks would be held in the city as planned.\n"
    )
    assert newsledger.read_page(text).claims
