"""PDF: paragraphs, columns, running heads, and files that cannot be read."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsledger.intake import pdf as module
from newsledger.intake import read_article
from newsledger.intake.pdf import read_pdf
from newsledger.model import BlockKind, Page, PageError
from tests.intake.pdfs import pdf, set_in

FERRY = "Envoys of both shores agreed on Tuesday on new rules for the ferry across the bay, the harbour office said in a statement after two days of talks. Twelve boats will sail by June, said its director, Mara Kessel, who had asked for more."
BOATS = "The council had asked for twenty boats in January, but the office refused to buy them. The minister, Jonas Orr, said that the government would pay for three of them before the end of the year."
STORM = "A storm with winds of 140 kilometres an hour will reach the coast on Thursday, the weather service warned. Schools in Halm will stay closed, the mayor said on Monday evening."
HEAD = [(72, 720, 18, "Envoys agree on ferry rules"), (72, 698, 10, "By Ann Lee")]
INFO = {"Title": "Envoys agree on ferry rules", "Author": "Ann Lee", "CreationDate": "D:20310303070000+01'00'"}


def running(number: int) -> list:
    return [(72, 760, 8, f"The Halm Observer, page {number}"), (300, 30, 8, str(number))]


def lines(data: bytes) -> list[str]:
    return read_pdf(data, "a.pdf").text.split("\n")


def test_paragraphs_are_put_together_over_lines_whether_parted_by_space_or_indented():
    assert lines(pdf([set_in([FERRY, BOATS, STORM])])) == [FERRY, BOATS, STORM]
    assert lines(pdf([set_in([FERRY, BOATS, STORM], gap=0, indent=15)], packed=True)) == [FERRY, BOATS, STORM]


def test_columns_are_read_one_after_the_other_in_whichever_order_they_are_drawn():
    left, right = set_in([FERRY, BOATS], width=45), set_in([STORM], 320, width=45)
    beside = [one for pair in itertools.zip_longest(left, right) for one in pair if one is not None]
    top = [(72, 740, 18, "Ferry rules agreed")]
    expected = ["Ferry rules agreed", FERRY, BOATS, STORM]
    assert lines(pdf([top + left + right])) == expected
    assert lines(pdf([top + beside])) == expected


def test_a_paragraph_goes_on_over_the_page_and_running_heads_are_furniture_behind_it():
    half = FERRY.index(" its director")
    data = pdf([running(1) + set_in([BOATS, FERRY[:half]]), running(2) + set_in([FERRY[half:].strip(), STORM])])
    told = read_pdf(data, "a.pdf")
    starts = itertools.accumulate((len(line) + 1 for line in told.text.split("\n")), initial=0)
    placed = [(line, at in told.furniture) for line, at in zip(told.text.split("\n"), starts, strict=False)]
    assert [line for line, furniture in placed if not furniture] == [BOATS, FERRY, STORM]
    assert [line for line, furniture in placed if furniture][:2] == ["The Halm Observer, page 1", "1"]


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("The un-", "expected flood came.", "The unexpected flood came."),
        ("A long-", "term plan, a long-term one.", "A long-term plan, a long-term one."),
        ("The Halm-", "Tarn line reopened.", "The Halm- Tarn line reopened."),
    ],
)
def test_words_that_were_parted_are_put_together(first, second, whole):
    assert lines(pdf([[(72, 700, 10, first), (72, 688, 10, second)]])) == [whole]


def test_an_article_is_read_with_what_the_file_tells():
    article = read_article(Page(name="a.pdf", data=pdf([HEAD + set_in([FERRY, BOATS], y=670)], INFO)))
    assert (article.title, article.authors) == ("Envoys agree on ferry rules", ("Ann Lee",))
    assert article.title_span is not None
    assert article.body().split("\n") == [FERRY, BOATS]
    assert (article.published.when.iso, article.published.source) == ("2031-03-03", "date of the PDF file")
    assert article.published.confidence < 0.85


def test_running_heads_are_labelled_as_furniture():
    pages = [running(1) + HEAD + set_in([FERRY], y=670), running(2) + set_in([BOATS, STORM])]
    article = read_article(Page(name="a.pdf", data=pdf(pages)))
    furniture = [block.span.text(article.text) for block in article.blocks if block.kind is BlockKind.FURNITURE]
    assert furniture == ["The Halm Observer, page 1", "1", "The Halm Observer, page 2", "2"]
    assert article.body().split("\n") == [FERRY, BOATS, STORM]


@pytest.mark.parametrize("title", ["Microsoft Word - draft7", "report.indd", "A title of something else", ""])
def test_the_largest_print_is_the_headline_where_the_file_tells_none(title):
    told = read_pdf(pdf([HEAD + set_in([FERRY], y=670)], {"Title": title}), "a.pdf")
    assert told.declared.title == "Envoys agree on ferry rules"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (pdf([b""]), "no text"),
        (b"%PDF-1.4\n" + b"\x00\xff" * 500, "cannot be read"),
        (pdf([set_in([FERRY])])[:300], "cannot be read"),
    ],
)
def test_what_cannot_be_read_says_why(data, reason):
    with pytest.raises(PageError, match=reason):
        read_pdf(data, "a.pdf")


def test_a_locked_file_says_so():
    import io

    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf([set_in([FERRY])]))))
    writer.encrypt("secret", algorithm="RC4-128")
    locked = io.BytesIO()
    writer.write(locked)
    with pytest.raises(PageError, match="password"):
        read_pdf(locked.getvalue(), "a.pdf")


def test_pages_and_commands_are_limited(monkeypatch):
    monkeypatch.setattr(module, "MOST_COMMANDS", 50)
    with pytest.raises(PageError, match="too much"):
        read_pdf(pdf([b"BT /F1 10 Tf 72 700 Td " + b"(x) Tj " * 100 + b"ET"]), "a.pdf")
    monkeypatch.setattr(module, "MOST_CONTENT", 1_000)
    with pytest.raises(PageError, match="too much"):
        read_pdf(pdf([b" " * 100_000], packed=True), "a.pdf")
    monkeypatch.setattr(module, "MOST_PAGES", 1)
    with pytest.raises(PageError, match="2 pages"):
        read_pdf(pdf([set_in([FERRY]), set_in([BOATS])]), "a.pdf")


SAMPLE = pdf([running(1) + HEAD + set_in([FERRY], y=670), running(2) + set_in([BOATS])], INFO)
PIECES = st.sampled_from(
    [b"<<", b">>", b"[", b"(", b"endobj", b"-1", b"99999999999", b" R", b"/Kids", b"null", b"2 0 R", b"4 0 R", b"\x00"]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(SAMPLE) - 1), st.integers(0, 20), PIECES), min_size=1, max_size=8))
def test_mangled_files_are_read_or_refused(changes):
    data = bytearray(SAMPLE)
    for at, dropped, piece in changes:
        data[at : at + dropped] = piece
    try:
        told = read_pdf(bytes(data), "a.pdf")
    except PageError as error:
        assert error.what
    else:
        told.text.encode("utf-8")
        assert all(told.text[at - 1 : at] in ("", "\n") for at in told.furniture)
