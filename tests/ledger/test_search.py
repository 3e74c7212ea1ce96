"""Search: any words a user types give hits or none, never an error."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsledger.ledger import Store, add_pages, search
from tests.ledger.test_store import page


@pytest.fixture(scope="module")
def store():
    found = Store(None)
    add_pages(found, [page()])
    return found


def test_all_words_must_occur(store):
    assert search(store, "minister Lendava")
    assert not search(store, "minister Lisbon")


def test_a_phrase_must_stand_together(store):
    assert search(store, '"water minister"')
    assert not search(store, '"minister water"')


def test_highlights_are_the_words_that_were_looked_for(store):
    (article,) = store.articles().values()
    for hit in search(store, "border"):
        assert hit.quote == article.text[hit.start : hit.end]
        for start, end in hit.highlights:
            assert article.text[start:end].casefold() == "border"


@given(words=st.text(max_size=60))
def test_no_query_raises(store, words):
    for hit in search(store, words):
        assert hit.quote
