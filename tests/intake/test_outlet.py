"""The outlet's name where no metadata tells it."""

import pytest

from newsledger.intake import read_article
from newsledger.model import Page, PageFacts

HEADLINE = "Envoys near accord on Orlu dam"
TEXT = """\
Envoys from Varenia and Solmark said on Monday that they were close to an accord on the Orlu dam after nine days of talks.

"We have settled the water shares," said Mira Kessel, who leads the delegation of Varenia, as she left the hall.

Her counterpart from Solmark, Tomas Ardin, told reporters that two points remained open and that both would meet again.
"""


def publisher(before: str = "", after: str = "", **facts: str) -> str | None:
    text = f"{before}\n\n{HEADLINE}\n\n{TEXT}\n{after}\n".lstrip()
    return read_article(Page(name="page.txt", data=text.encode(), facts=PageFacts(**facts))).publisher


@pytest.mark.parametrize(
    ("before", "after", "name"),
    [
        ("Harbour Times\n\nHome | World | Business | Opinion", "", "Harbour Times"),
        ("Orvane Courier\nNews\nSport\nSubscribe", "", "Orvane Courier"),
        ("Skip to content\nOrvane Courier\nHome\nWorld", "", "Orvane Courier"),
        ("", "© The Meridian 2031", "The Meridian"),
        ("", "Copyright 2030-2031 Halm Observer. All rights reserved.", "Halm Observer"),
        ("Varenia Now\nHome\nWorld\nSport", "© 2031 Varenia Now", "Varenia Now"),
        (f"{HEADLINE} | Coastal News Network", "", "Coastal News Network"),
    ],
)
def test_a_masthead_a_copyright_line_or_the_title_of_the_page_names_the_outlet(before, after, name):
    assert publisher(before, after) == name


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", ""),
        ("Home\nNews\nWorld\nSport", ""),
        ("News Releases\nHome\nContact us", ""),
        ("Lake Brune\nHome\nWorld\nSport", ""),
        ("Orvane Courier", ""),
        ("", "© Ines Talvo/Getty Images"),
        ("", "© Halm Observer"),
        ("", "© 2031 Reuters. All rights reserved."),
        ("", "© 2031 Brune Media Ltd"),
        ("", "© 2031 Lena Oram"),
    ],
)
def test_a_name_that_nothing_bears_out_is_no_outlet(before, after):
    assert publisher(before, after) is None


def test_a_given_publisher_goes_first():
    assert publisher("Harbour Times\nHome\nWorld", publisher="Tidewater Press") == "Tidewater Press"


def test_the_title_element_names_the_outlet_that_the_copyright_line_bears_out():
    body = "".join(f"<p>{paragraph}</p>" for paragraph in TEXT.split("\n\n"))
    html = (
        f"<!doctype html><html><head><title>{HEADLINE} - Varenia Now</title></head><body><h1>{HEADLINE}</h1>{body}"
        "<footer><p>© Varenia Now 2031</p></footer></body></html>"
    )
    article = read_article(Page(name="page.html", data=html.encode()))
    assert (article.title, article.publisher) == (HEADLINE, "Varenia Now")
