"""Shuffled news words, signs and scripts: nothing raises, and all offsets are right."""

from __future__ import annotations

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsledger.api import Ledger
from newsledger.briefing import render
from newsledger.model import Page
from newsledger.reading.statements import read_statements
from tests.language.made_up import parse_of
from tests.robustness.claims_hold import assert_holds, read

NAMES = ["Ana Reyes", "Minister Bo Ek", "President", "Lendava", "the army", "Norwire", "he", "they", "İstanbul", "who"]
VERBS = ["said", "denied", "promised to", "will meet", "killed", "called for", "according to", "did not", "Of", "by"]
NUMBERS = ["12", "1,200", "3.5 million", "at least 84", "$3bn", "40%", "½", "1.2.3", "12e400", "٣", "9" * 40, "Ⅳ"]
TIMES = ["on Tuesday", "next week", "May 27", "2031-13-45", "by June", "99999 years ago", "in 9999", "Feb. 30", "0000"]
NOUNS = ["people", "troops", "talks", "a ceasefire", "dead", "the dam", "that", "and and", "or", "of the", "if", "case"]
SIGNS = [".", ". ", ",", "“", "”", '"', "'", "’", "«", "(", ")", "--", "—", ":", "…", "?", "'s", "/", "%", "\n", "\n\n"]
BLANKS = ["\t", "\r", "\r\n", "\xa0", "\u2028", "\u2029", "\x85", "\u3000", "\u200b", "\u202e", "\ufeff", "\x0c", " "]
ODD = [
    "😀",
    "e\u0301",
    "\u0301",
    "مرحبا",
    "中国说",
    "ß",
    "ﬁ",
    "\ud800",
    "\x00",
    "&amp;",
    "&#0;",
    "<b>",
    "</p>",
    "http://x.y/?a",
]
PIECES = st.sampled_from(NAMES + VERBS + NUMBERS + TIMES + NOUNS + SIGNS + BLANKS + ODD)
SENTENCE = "The minister said on Tuesday that at least 12 people were killed in Lendava. "


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, min_size=5, max_size=60).map(" ".join))
def test_shuffled_words_are_read_with_right_offsets(words):
    found = read(f"{SENTENCE}\n\n{words}\n\n{SENTENCE}{words}")
    if found is not None:
        assert_holds(*found)


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(PIECES, min_size=5, max_size=40).map(" ".join), min_size=2, max_size=3))
def test_shuffled_pages_give_one_ledger_in_any_order_and_briefs_in_all_forms(texts):
    pages = [
        Page(name=f"p{n}", data=f"{SENTENCE}In town {n}, {SENTENCE}\n\n{text}\n".encode("utf-8", "surrogatepass"))
        for n, text in enumerate(texts)
    ]
    seen = []
    for order in (pages, pages[::-1]):
        with Ledger.open() as ledger:
            ledger.add_pages(order)
            briefs = [ledger.brief(story) for story in ledger.stories()]
            forms = [render(brief, form) for brief in briefs for form in ("text", "md", "html", "json")]
            seen.append((msgspec.json.encode(ledger.story_ledgers()), forms))
    assert seen[0] == seen[1]


def test_a_text_that_begins_with_a_preposition_has_no_word_before_it():
    found = read(f"Of talks killed\n\n{SENTENCE}Of the talks, Ana Reyes said, nothing was known on Tuesday.\n")
    assert found is not None
    assert_holds(*found)


def test_a_title_between_two_names_is_read_in_its_own_sentence():
    text = "Aid would come soon, said Ana Reyes. President Ana Reyes promised on Tuesday to send it to Lendava.\n"
    found = read(f"Aid promised\n\n{text}\n{SENTENCE}")
    assert found is not None
    assert_holds(*found)


def test_evidence_ends_before_white_space_of_any_kind():
    for blank in BLANKS[:9]:
        parse = parse_of(f"Ana Reyes said that talks would be held in the town {blank},")
        for claim in read_statements(parse):
            assert claim.quote == claim.quote.strip()
