"""One form for each address."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsledger.intake.fetching.failure import RefusedError
from newsledger.intake.fetching.urls import normalize


@pytest.mark.parametrize(
    ("given", "normal"),
    [
        ("HTTP://Outlet.Example", "http://outlet.example/"),
        ("https://outlet.example:443/a#top", "https://outlet.example/a"),
        ("https://outlet.example.:8443/a", "https://outlet.example:8443/a"),
        ("http://outlet.example/a/../b/./c", "http://outlet.example/b/c"),
        ("http://outlet.example/a/%2e%2e/b", "http://outlet.example/b"),
        ("http://outlet.example/../../b/..", "http://outlet.example/"),
        ("http://outlet.example//a//b", "http://outlet.example//a//b"),
        ("http://outlet.example/a b?q=ü", "http://outlet.example/a%20b?q=%C3%BC"),
        ("http://outlet.example/%C3%BC%2F", "http://outlet.example/%C3%BC%2F"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://faß.example/", "https://xn--fa-hia.example/"),
        ("http://outlet.example/a?utm_source=x&id=7&fbclid=y", "http://outlet.example/a?id=7"),
        ("http://outlet.example/a?UTM_Medium=x", "http://outlet.example/a"),
        ("http://[2606:4700::1111]:80/a", "http://[2606:4700::1111]/a"),
        ("  http://outlet.example/a\n", "http://outlet.example/a"),
    ],
)
def test_an_address_has_one_form(given, normal):
    assert normalize(given) == normal
    assert normalize(normal) == normal


@pytest.mark.parametrize(
    "bad",
    [
        "", "outlet.example/a", "ftp://outlet.example/", "file:///etc/passwd", "javascript:alert(1)", "http://",
        "http://user:secret@outlet.example/", "http://@outlet.example/", "http://outlet.example:99999/",
        "http://outlet.example:x/", "http://a..b/", "http://[::1/", "http://exa mple/", "http://outlet.example\\@127.0.0.1/",
        "http://-/", "http://" + "a" * 9000,
    ],
)  # fmt: skip
def test_what_is_no_address_of_a_web_page_is_refused_with_a_remedy(bad):
    with pytest.raises(RefusedError) as refused:
        normalize(bad)
    assert refused.value.remedy


def test_redirects_are_relative_to_where_they_stand():
    assert normalize("../b?x=1", "https://outlet.example/a/c/d") == "https://outlet.example/a/b?x=1"
    assert normalize("//other.example/b", "https://outlet.example/a") == "https://other.example/b"


@given(st.one_of(st.text(max_size=60), st.text(max_size=60).map(lambda text: f"http://outlet.example/{text}")))
def test_any_text_is_an_address_in_plain_ascii_or_refused(text):
    try:
        normal = normalize(text)
    except RefusedError:
        return
    assert normal.isascii() and not any(char <= " " for char in normal)
    parts = urlsplit(normal)
    assert parts.scheme in ("http", "https") and parts.hostname and "@" not in parts.netloc
    assert normalize(normal) == normal
