"""Versions and parts of one article."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsledger.intake import read_article
from newsledger.intake.addresses import address_key, part_of
from newsledger.intake.joining import join_parts, joined, relation
from newsledger.model import Article, BlockKind, Page, PageFacts, SetAside

HOME = "https://post.example/2031/crane"
SAID = [
    "The harbour of Lund Bay was closed to ferries after a crane had toppled into the fairway, the port authority said.",
    "Some 1,400 passengers were taken by bus to the neighbouring port of Ness in the course of the day, it said.",
    'The crane was built in 1974 and was to be taken down next year, said the harbour master, Una Birk, at the quay.',
    "The union of dockers had warned of rust for months, and asked for an inquiry into who had signed the papers.",
    "A diver who had looked at the wreck said that the cab lay on its side some eleven metres below the surface.",
    "The ministry of transport in the capital said that it would pay for the recovery if the port could not do so.",
]  # fmt: skip


def page(said: list[str], url: str | None = HOME, head: str = "", more: str = "", name: str = "") -> Article:
    title = "Crane closes harbour to ferries"
    text = "".join(f"<p>{line}</p>" for line in said)
    html = (
        f"<html><head><title>{title}</title>{head}</head><body><main><h1>{title}</h1>{text}{more}</main></body></html>"
    )
    return read_article(Page(name=name or url or "file.html", data=html.encode(), facts=PageFacts(url=url)))


def canonical(url: str = HOME) -> str:
    return f'<link rel="canonical" href="{url}">'


@pytest.mark.parametrize(
    "address",
    [
        "http://www.post.example/2031/crane/",
        "https://m.post.example/2031/crane?utm_source=feed&fbclid=1",
        "https://amp.post.example/2031/crane",
        "https://post.example/amp/2031/crane",
        "https://post.example/2031/crane/amp/",
        "https://post.example/2031/crane?output=amp#top",
        "https://post.example/2031/crane/index.html?page=1",
        "https://post.example/2031/crane/print",
    ],
)
def test_addresses_of_one_article_have_one_key(address):
    assert address_key(address) == address_key(HOME)


@pytest.mark.parametrize(
    ("address", "part"),
    [(HOME, None), (f"{HOME}?page=2", 2), (f"{HOME}/page/3", 3), (f"{HOME}/seite-2", 2), (f"{HOME}?page=all", 0), (f"{HOME}?id=7", None)],
)  # fmt: skip
def test_the_number_of_a_part_is_read_from_an_address(address, part):
    base, number = part_of(address)
    assert number == part
    assert base.startswith("post.example/2031/crane")


@given(st.text())
def test_any_text_may_stand_as_an_address(text):
    assert isinstance(address_key(text), str)
    assert isinstance(part_of(f"https://{text}")[0], str)


def test_an_amp_page_is_a_version_of_its_canonical_page():
    whole, amp = page(SAID, head=canonical()), page(SAID, url=f"{HOME}/amp", head=canonical())
    assert relation(whole, amp) == "same"


def test_files_without_an_address_are_told_by_what_they_declare():
    assert relation(page(SAID, None, canonical()), page(SAID[:5], None, canonical())) == "same"


def test_a_wrong_canonical_address_joins_nothing():
    home = canonical("https://post.example/")
    assert relation(page(SAID[:3], head=home), page(SAID[3:], url="https://post.example/2031/other", head=home)) is None


def test_adjacent_posts_of_a_blog_are_no_parts():
    one = page(SAID[:3], url=f"{HOME}-1", head=f'<link rel="next" href="{HOME}-2">')
    text = "<p>" + "</p><p>".join(SAID[3:]) + "</p>"
    html = (
        f"<html><head><title>Ness builds a school</title></head><body><h1>Ness builds a school</h1>{text}</body></html>"
    )
    two = read_article(Page(name="two", data=html.encode(), facts=PageFacts(url=f"{HOME}-2")))
    assert relation(one, two) is None


PARTS = (
    {"said": SAID[:2], "head": canonical(), "more": "<p>Page 1 of 3</p>"},
    {"said": SAID[2:4], "url": f"{HOME}?page=2", "head": canonical(f"{HOME}?page=2"), "more": "<p>Page 2 of 3</p>"},
    {"said": SAID[4:], "url": f"{HOME}?page=3", "head": canonical(f"{HOME}?page=3"), "more": "<p>Page 3 of 3</p>"},
)


@pytest.mark.parametrize("order", itertools.permutations(range(3)))
def test_parts_are_joined_in_their_order_whatever_comes_first(order):
    pages = [page(**PARTS[at]) for at in order]
    whole, *aside = joined(pages)
    assert isinstance(whole, Article)
    assert [block.span.text(whole.text) for block in whole.blocks if block.kind is BlockKind.PARAGRAPH] == SAID
    assert {one.name for one in aside if isinstance(one, SetAside)} == {f"{HOME}?page=2", f"{HOME}?page=3"}
    assert whole.title_span.text(whole.text) == whole.title
    titles = [block.duplicate for block in whole.blocks if block.kind is BlockKind.TITLE]
    assert titles == [False, True, True]


def test_parts_that_name_the_next_one_are_joined():
    first = page(SAID[:3], head=canonical() + f'<link rel="next" href="{HOME}/page/2">')
    second = page(SAID[3:], url=f"{HOME}/page/2", head=f'<link rel="prev" href="{HOME}">')
    assert relation(first, second) == "parts"
    found = list(joined([first, second]))
    assert len(found) == 2
    assert all(line in found[0].body() for line in SAID)


def test_the_view_of_all_parts_is_another_version_not_a_part():
    assert relation(page(SAID, url=f"{HOME}?page=all"), page(**PARTS[1])) == "same"


def test_articles_that_declare_nothing_pass_at_once():
    passed = joined(itertools.chain([page(SAID)], iter(lambda: pytest.fail("asked for more"), None)))
    assert isinstance(next(passed), Article)


def test_a_later_version_is_set_aside_with_its_reason():
    whole, aside = joined([page(SAID, head=canonical()), page(SAID, url=f"{HOME}/amp", head=canonical())])
    assert whole.name == HOME
    assert (aside.name, aside.reason) == (f"{HOME}/amp", f"another version of {HOME}")


def test_only_a_window_of_parts_is_held_back():
    pages = [
        page(SAID[:3], url=f"https://post.example/{n}", more=f"<p>Page 1 of 2</p><p>{n} of them</p>") for n in range(6)
    ]
    taken = iter(pages)
    passed = joined(taken, window=2)
    assert isinstance(next(passed), Article)
    assert len(list(taken)) == 3


def test_joining_keeps_every_offset():
    parts = [page(**part) for part in PARTS]
    whole = join_parts(parts)
    assert [b.span.text(whole.text) for b in whole.blocks] == [b.span.text(p.text) for p in parts for b in p.blocks]
    ends = [0] + [block.span.end for block in whole.blocks]
    assert all(before <= block.span.start for before, block in zip(ends, whole.blocks, strict=False))
