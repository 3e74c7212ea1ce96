import pytest

from newsledger.linking.copies import find_copies
from newsledger.linking.origins import Origins, agency_behind, agency_named, outlet_named
from newsledger.model import Attribution
from tests.linking.made_up import Reader, article
from tests.linking.test_copies import text


@pytest.mark.parametrize(
    ("name", "agency"),
    [("AP", "Associated Press"), ("the Associated Press", "Associated Press"), ("AFP", "Agence France-Presse"),
     ("Interfax", "Interfax"), ("Anna Bell", None), ("", None)],
)  # fmt: skip
def test_an_agency_is_known_by_its_names(name: str, agency: str | None) -> None:
    assert agency_named(name) == agency


@pytest.mark.parametrize(("name", "known"), [("the Daily Ostra", False), ("Ostra Herald", True), ("Anna Post", True)])
def test_a_name_that_ends_like_an_outlets_is_one(name: str, known: bool) -> None:
    assert (outlet_named(name) is not None) is known


def test_an_agency_signs_at_the_start_of_the_text() -> None:
    signed = article(
        "Blast at border", ["OSTRA (AP) -- A blast shook the border post on Monday."], publisher="Velm Today"
    )
    assert agency_behind(signed) == "Associated Press"


def figure_of(made, **fields):
    reader = Reader(made)
    return reader.figure(made.text.splitlines()[1], 12, **fields)


def test_copies_are_one_origin() -> None:
    body = [text(3, 60), text(4, 60)]
    pages = [article(t, body, "2031-03-01", publisher=p) for t, p in (("One", "Ostra Courier"), ("Two", "Velm Today"))]
    other = article("Three", [text(9, 60)], "2031-03-01", publisher="Harbour News")
    origins = Origins([*pages, other], find_copies(pages), {})
    assert origins.count([figure_of(p) for p in pages]) == (1, False)
    assert origins.count([figure_of(p) for p in (*pages, other)]) == (2, False)


def test_two_outlets_that_quote_one_agency_are_one_origin() -> None:
    pages = [
        article(t, [text(n, 30)], "2031-03-01", publisher=t) for n, t in enumerate(("Ostra Courier", "Velm Today"))
    ]
    origins = Origins(pages, (), {})
    claims = [figure_of(p, chain=Reader(p).passed_on_by("Interfax")) for p in pages]
    assert origins.count(claims) == (1, False)


def test_a_chain_that_ends_with_a_person_keeps_the_outlet_as_origin() -> None:
    page = article("One", [text(1, 30)], "2031-03-01", publisher="Ostra Courier")
    reader = Reader(page)
    chain = (*reader.passed_on_by("Interfax"), Attribution(source=reader.actor("Dana Orlo"), cue="citing"))
    assert Origins([page], (), {}).of(figure_of(page, chain=chain)) == "agency:Interfax"


def test_without_publishers_independence_is_not_established() -> None:
    pages = [article(t, [text(n, 30)], "2031-03-01") for n, t in enumerate(("One", "Two"))]
    assert Origins(pages, (), {}).count([figure_of(p) for p in pages]) == (2, True)


def test_a_caption_that_repeats_the_text_is_no_second_confirmation() -> None:
    page = article("One", [text(1, 30), text(2, 30)], "2031-03-01", publisher="Ostra Courier")
    assert Origins([page], (), {}).count([figure_of(page), figure_of(page)]) == (1, False)
