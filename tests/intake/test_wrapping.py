"""Hard-wrapped plain text."""

import textwrap
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsledger.intake import read_article
from newsledger.intake.line import split_lines
from newsledger.intake.wrapping import unwrap
from newsledger.model import BlockKind, Page

PARAGRAPHS = [
    "Envoys near accord on Orlu dam",
    "BRUNE, March 3 (Reuters) - Envoys from Varenia and Solmark said on Monday that they were close to an accord on the "
    "Orlu dam after nine days of talks in the lakeside town.",
    '"We have settled the water shares and are now talking about the guarantees," said Mira Kessel, who leads the '
    "delegation of Varenia, as she left the conference hall. She would not say how long that would take.",
    "Her counterpart from Solmark, Tomas Ardin, told reporters that two points remained open, and that both sides would "
    "meet again on Thursday to work through the list.",
    "Farmers in the valley have demanded at least half of the flow.",
]


def wrapped(width: int, line_break: str = "\n") -> str:
    return (2 * line_break).join(line_break.join(textwrap.wrap(paragraph, width)) for paragraph in PARAGRAPHS)


@pytest.mark.parametrize("line_break", ["\n", "\r\n"])
@pytest.mark.parametrize("width", [60, 65, 72, 80])
def test_the_lines_of_a_wrapped_paragraph_are_one_line(width, line_break):
    text = wrapped(width, line_break)
    lines = unwrap(text, split_lines(text))
    assert [" ".join(line.text.split()) for line in lines] == PARAGRAPHS
    for line in lines:
        assert text[line.start : line.start + len(line.text)].split() == line.text.split()


def test_a_wrapped_article_has_one_block_a_paragraph():
    text = wrapped(72)
    article = read_article(Page(name="page.txt", data=text.encode()))
    shown = [" ".join(block.span.text(article.text).split()) for block in article.blocks]
    assert shown == PARAGRAPHS
    assert [block.kind for block in article.blocks] == [BlockKind.TITLE, *[BlockKind.PARAGRAPH] * 4]
    assert article.agency == "Reuters"


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(PARAGRAPHS),
        "\n\n".join(PARAGRAPHS),
        "\n".join(
            f"Ferry service number {number} resumes on Lake Brune after the storm of spring" for number in range(9)
        ),
        "\n".join(
            f"The envoys met again in the lakeside town of Brune, on day number {number}." for number in range(9)
        ),
        "Home\nWorld\nBusiness\nSport\nOpinion\nSubscribe\n",
        "- the first of the points that the envoys left open on Monday\n" * 9,
    ],
)
def test_one_line_a_paragraph_and_lists_stay_as_they_are(text):
    lines = split_lines(text)
    assert unwrap(text, lines) == lines


@given(st.lists(st.text(alphabet="ab .\n\r-A\u00a0", max_size=90), max_size=12).map("\n".join))
def test_joined_lines_cover_the_same_text_in_order(text):
    lines = split_lines(text)
    joined = unwrap(text, lines)
    assert "".join("".join(line.text.split()) for line in joined) == "".join(
        "".join(line.text.split()) for line in lines
    )
    assert all(one.start + len(one.text) <= other.start for one, other in pairwise(joined))
