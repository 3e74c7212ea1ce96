"""Nothing but PageError, whatever the bytes; blocks always fit the text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsledger.intake import read_article
from newsledger.model import Article, Page, PageError

PIECES = st.sampled_from(
    [
        "Home", "Menu", "By Ann Lee", "PARIS, May 27 (Reuters) -", "12:40", "© 2031", "Photo: Reuters", "Read more",
        "The minister said on Tuesday that talks would go on for another week.", "Water Shares", "\u00a0", "<p>", "</div>",
        "<h1>", "<a href='x'>", "&amp;", "&#0;", "\x00", "\u2028", "“No,” she said.", "To contact the reporter on this story: Bo Ek in",
        "3 May 2031", "31/02/2031", "<time datetime='2031-99-99'>", "<meta property='og:title' content='A'>", "\u200b", "…", "é", "<!--",
    ]
)  # fmt: skip
PAGES = st.lists(st.tuples(PIECES, st.sampled_from(["\n", " ", "\n\n", "\r\n", ""])), max_size=40).map(
    lambda parts: "".join(piece + end for piece, end in parts)
)


def check(article: Article) -> None:
    article.text.encode("utf-8")
    at = 0
    for block in article.blocks:
        assert block.span.start >= at
        assert not article.text[at : block.span.start].strip()
        quoted = block.span.text(article.text)
        assert quoted and quoted == quoted.strip()
        at = block.span.end
    assert not article.text[at:].strip()
    spans = [article.title_span, *(person.span for person in article.bylines), *article.published.evidence]
    if article.dateline is not None:
        spans.append(article.dateline.span)
    for span in spans:
        assert span is None or 0 <= span.start < span.end <= len(article.text)


def try_to_read(data: bytes) -> Article | None:
    try:
        return read_article(Page(name="page", data=data))
    except PageError as error:
        assert error.what
        return None


@settings(max_examples=150, deadline=None)
@given(PAGES)
def test_blocks_cover_the_text_in_order_without_overlap(text):
    article = try_to_read(text.encode("utf-8", "surrogatepass"))
    if article is not None:
        check(article)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_read_or_refused(text):
    article = try_to_read(text.encode("utf-8", "surrogatepass"))
    if article is not None:
        check(article)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data):
    article = try_to_read(data)
    if article is not None:
        check(article)


SENTENCES = (
    "Der Minister sagte, die Gespräche würden fortgesetzt. Größere Fragen blieben offen, teilte das Amt in Köln mit.\n"
    * 3
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252", "iso-8859-15"])
def test_encodings_are_told_apart(encoding):
    data = SENTENCES.encode(encoding)
    if encoding == "utf-16-be":
        data = b"\xfe\xff" + data
    article = read_article(Page(name="page.txt", data=data))
    assert "Größere Fragen" in article.text


def test_a_declared_charset_is_used():
    html = f"<html><head><meta charset='windows-1251'></head><body><p>{'Министр сказал, что переговоры продолжатся. ' * 8}</p></body></html>"
    assert "Министр" in read_article(Page(name="p", data=html.encode("cp1251"))).text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\t", "empty"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "PNG"),
        (bytes(range(256)) * 20, "binary"),
    ],
)
def test_what_is_no_page_is_refused_with_the_reason(data, reason):
    with pytest.raises(PageError, match=reason):
        read_article(Page(name="page", data=data))


def test_control_characters_and_lone_surrogates_are_replaced():
    text = "The council met on Monday\x07 and agreed on the plan for the bridge, the mayor said afterwards.\n" * 4
    article = read_article(Page(name="page", data=text.encode() + "\ud800".encode("utf-8", "surrogatepass")))
    assert "\x07" not in article.text
    article.text.encode("utf-8")


def test_reading_is_the_same_twice():
    data = SENTENCES.encode()
    assert read_article(Page(name="p", data=data)) == read_article(Page(name="p", data=data))
