"""Search: any words a user types give hits or none, never an error."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsledger.ledger import Store, add_pages, search, search_by_meaning
from newsledger.model import InputError
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


LATER = """Water minister rejects Brodnik's offer

LENDAVA -- Water Minister Ada Kosic rejected the offer of Brodnik to share the river on Monday. "We will not sell our
river," Kosic told reporters in Lendava.

Brodnik's ambassador, Peter Halm, said that talks on the river would go on in June.
"""


@pytest.fixture(scope="module")
def two():
    found = Store(None)
    facts = [("2031-05-02", "Outlet One"), ("2031-06-03", "Outlet Two")]
    (first, outlet), (second, other) = facts
    add_pages(
        found,
        [page("a.txt", published=first, publisher=outlet), page("b.txt", LATER, published=second, publisher=other)],
    )
    return found


def test_a_speaker_is_found_by_the_resolved_name(two):
    hits = search(two, "speaker:Kosic about:river")
    assert "statement" in {hit.kind for hit in hits}
    assert all("Kosic" in hit.names for hit in hits)
    assert not search(two, "speaker:Halm about:sell")


def test_kind_type_and_stance_narrow_a_search_down(two):
    assert {hit.kind for hit in search(two, "kind:event type:REJECT")} == {"event"}
    assert all(hit.kind == "position" for hit in search(two, "stance:opposes"))
    assert all(hit.kind == "text" for hit in search(two, "kind:text river"))


def test_days_of_publication_narrow_a_search_down(two):
    articles = two.articles()
    late = {articles[hit.article].publisher for hit in search(two, "minister after:2031-06", limit=100)}
    early = {articles[hit.article].publisher for hit in search(two, "minister before:2031-06", limit=100)}
    assert (late, early) == ({"Outlet Two"}, {"Outlet One"})


def test_the_outlet_narrows_a_search_down(two):
    articles = two.articles()
    hits = search(two, 'outlet:"Outlet Two"', limit=100)
    assert {articles[hit.article].publisher for hit in hits} == {"Outlet Two"}


def test_what_only_looks_like_a_field_is_a_word(two):
    assert search(two, "nonsense:Kosic") == ()
    assert search(two, "Lendava:") != ()


def test_a_day_that_is_none_is_told(two):
    with pytest.raises(InputError, match="is no day"):
        search(two, "after:soon")


@given(
    parts=st.lists(
        st.tuples(
            st.sampled_from(["speaker", "by", "about", "in", "kind", "type", "outlet", "x"]), st.text(max_size=12)
        ),
        max_size=4,
    )
)
def test_no_fields_raise(two, parts):
    for hit in search(two, " ".join(f"{name}:{value}" for name, value in parts)):
        assert hit.quote


def test_what_is_near_in_sense_is_found_without_its_words(two):
    (best, *_) = search_by_meaning(two, "refused to hand over water")
    assert "rejected the offer" in best.quote or "will not sell" in best.quote
    articles = two.articles()
    for start, end in best.highlights:
        assert best.start <= start < end <= best.end
        assert articles[best.article].text[start:end].strip()


def test_fields_narrow_a_search_by_meaning_down(two):
    articles = two.articles()
    hits = search_by_meaning(two, "negotiations about a river before:2031-06")
    assert {articles[hit.article].publisher for hit in hits} == {"Outlet One"}


def test_a_search_by_meaning_for_nothing_finds_nothing(two):
    assert search_by_meaning(two, "") == ()
    assert search_by_meaning(two, "outlet:One") == ()


@given(words=st.text(max_size=60))
def test_no_search_by_meaning_raises(two, words):
    for hit in search_by_meaning(two, words):
        assert hit.quote


@pytest.mark.parametrize("by", [search, search_by_meaning])
@pytest.mark.parametrize("typed", ["after:99999999999999999999", "before:0", "after:2031-05-06-07"])
def test_a_day_out_of_all_range_is_told(two, by, typed):
    with pytest.raises(InputError, match="is no day"):
        by(two, f"river {typed}")


def test_a_word_of_underscores_alone_is_passed_over(two):
    assert search(two, "_ river") == search(two, "river")


def test_a_lone_surrogate_is_looked_for_like_any_character(two):
    search(two, "river \ud800")
    search_by_meaning(two, "river \ud800")


@pytest.mark.parametrize("typed", ["kind:event", "outlet:Two", "river kind:text", "after:2031-01"])
def test_what_fits_is_found_however_much_stands_before_it(two, monkeypatch, typed):
    wanted = search(two, typed, limit=1000)
    monkeypatch.setattr(sys.modules["newsledger.ledger.search"], "_AT_A_TIME", 3)
    assert search(two, typed, limit=1000) == wanted
    assert search(two, typed, limit=1) == wanted[:1]
