"""Whatever is done to a sample: nothing raises, and something is told of every input."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsledger.intake import read_article
from newsledger.model import Page, PageError
from tests.intake.containers.opened import opened
from tests.intake.containers.wires import (
    ATOM,
    JSON_FEED,
    NEWSML_1,
    NEWSML_G2,
    NINJS_1,
    NINJS_2,
    NITF,
    PASSED_ON,
    RSS,
    RSS1,
    SITEMAP,
    mail,
    mbox,
)  # fmt: skip

SAMPLES = {
    "rss": RSS.encode(), "atom": ATOM.encode(), "rss1": RSS1.encode(), "json feed": JSON_FEED.encode(),
    "newsml g2": NEWSML_G2.encode(), "newsml 1": NEWSML_1.encode(), "nitf": NITF.encode(), "sitemap": SITEMAP.encode(),
    "ninjs": json.dumps([NINJS_1, NINJS_2]).encode(), "ninjs lines": f"{json.dumps(NINJS_1)}\n{json.dumps(NINJS_2)}".encode(),
    "mail": mail().as_bytes(), "passed on": mail(html=None, text=PASSED_ON).as_bytes(), "mbox": mbox(mail(), mail()),
}  # fmt: skip
PIECES = st.sampled_from(
    [b"", b"<", b">", b"</", b"<item>", b"</item>", b"<p>", b"&x;", b"&#0;", b"]]>", b"<![CDATA[", b'"', b"{", b"}", b"[", b"]", b",", b":", b"\\",
     b"null", b"1e999", b"\x00", b"\xff\xfe", b"\xc3", b"\n", b"\r\n\r\n", b"From ", b"From: ", b"=?x?q?=", b"--", b"Content-Type: x/y\n", b"xmlns=",
     b"Content-Transfer-Encoding: base64\n", b"charset=utf-16", b"<!DOCTYPE x [<!ENTITY x '&x;'>]>", b"2031-99-99"]
)  # fmt: skip
CHANGES = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), PIECES), min_size=1, max_size=6)


@pytest.mark.parametrize("sample", SAMPLES)
@settings(max_examples=40, deadline=None)
@given(changes=CHANGES)
def test_a_mangled_sample_is_told_of(sample, changes):
    data = bytearray(SAMPLES[sample])
    for place, dropped, piece in changes:
        at = int(place * len(data))
        data[at : at + dropped] = piece
    items = opened(bytes(data), sample)
    assert items
    for item in items:
        assert item.name.startswith(sample)
        if isinstance(item, Page):
            assert item.data.strip()
        else:
            assert item.reason
    names = [item.name for item in items if isinstance(item, Page)]
    assert len(names) == len(set(names))


@settings(max_examples=60, deadline=None)
@given(sample=st.sampled_from(sorted(SAMPLES)), cut=st.floats(0, 1))
def test_a_sample_that_breaks_off_is_told_of_and_its_pages_are_read_or_refused(sample, cut):
    data = SAMPLES[sample][: int(cut * len(SAMPLES[sample]))]
    items = opened(data, sample)
    assert items
    for item in items:
        if isinstance(item, Page):
            try:
                read_article(item).text.encode("utf-8")
            except PageError as error:
                assert error.what


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_sample_is_opened_the_same_twice(sample):
    assert opened(SAMPLES[sample]) == opened(SAMPLES[sample])
