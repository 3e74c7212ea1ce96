"""The Python API: pure readings, and a ledger that does not depend on the order of adding."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import newsledger
from newsledger.model import InputError, Page, PageError
from tests.cli.test_commands import LATER
from tests.ledger.test_store import STORY

OTHER = (
    "Tessian orchestra opens season in Lendava\n\n"
    "The national orchestra of Tessia opened its season with two concerts in Lendava on Friday, its director said.\n\n"
    "“We are glad to be back on stage after the long summer,” Mira Tolen, the director, told the audience.\n"
)
COPY = STORY.replace("Talks on the Orsk dam break off", "No deal on Orsk dam").rsplit("\n\n", 1)[0] + "\n"
PAGES = [Page(name=f"{i}.txt", data=text.encode()) for i, text in enumerate([STORY, LATER, OTHER, COPY])]


def test_reading_the_same_page_gives_the_same_bytes():
    first, second = (msgspec.json.encode(newsledger.read_page(STORY)) for _ in range(2))
    assert first == second


def test_bytes_text_and_file_read_alike(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(STORY.encode())
    assert newsledger.read_page(STORY) == newsledger.read_page(STORY.encode()) == newsledger.read_page(path)


def test_a_missing_file_says_so(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        newsledger.read_page(tmp_path / "none.txt")


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(order=st.permutations(range(len(PAGES))))
def test_pages_in_any_order_give_the_same_ledger(order):
    with newsledger.Ledger.open() as straight, newsledger.Ledger.open() as shuffled:
        straight.add_pages(PAGES)
        shuffled.add_pages([PAGES[i] for i in order])
        assert msgspec.json.encode(straight.story_ledgers()) == msgspec.json.encode(shuffled.story_ledgers())
        for story in straight.stories():
            assert straight.brief(story) == shuffled.brief(story)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=st.text(max_size=400) | st.text(alphabet="“”\"'’ .,\n-—aTheysaidKerry19,000%$", max_size=400))
def test_arbitrary_text_is_read_or_set_aside_and_evidence_is_verbatim(text):
    body = f"{text}\n\nThe minister said on Tuesday that {text} would be discussed at the talks in Paris next month.\n"
    try:
        reading = newsledger.read_page(body)
    except PageError as error:
        assert error.what
        return
    page_text = body.encode("utf-8", "replace").decode()
    for claim in reading.claims:
        if page_text.isprintable() or "\x00" not in page_text:
            assert claim.quote
        assert claim.sentence.contains(claim.evidence) or claim.evidence.overlaps(claim.sentence)


def test_every_claim_reproduces_its_words():
    for text in (STORY, LATER, OTHER):
        for claim in newsledger.read_page(text).claims:
            assert claim.quote == text[claim.evidence.start : claim.evidence.end]


def test_a_story_is_found_by_id_number_or_words_of_its_title():
    with newsledger.Ledger.open() as ledger:
        ledger.add_pages(PAGES)
        first = ledger.stories()[0]
        assert ledger.story(first.id) == ledger.story("1") == ledger.story(first.id[:10])
        with pytest.raises(InputError, match="no story fits"):
            ledger.story("a story that is not there")


def test_every_line_of_a_brief_can_say_why():
    with newsledger.Ledger.open() as ledger:
        ledger.add_pages(PAGES)
        for line in ledger.brief(ledger.stories()[0]).lines()[:10]:
            why = ledger.why(line.id)
            assert why.line.text == line.text
            assert all(place.sentence for place in why.claims)
