"""Texts without furniture, and the lines that software adds to them."""

import pytest

from newsledger.intake.body import has_markup, is_added


@pytest.mark.parametrize(
    "text",
    [
        "The post Envoys agree appeared first on The Halm Observer.", "Continue reading Envoys agree →", "Read more",
        "Ends", "(more to follow)", "* * *", "© 2031 Halm Wire. All rights reserved.", "3 comments", "Share this:",
        "submitted by u/ann to r/halm [link] [comments]", "This article was originally published on Halm Radio.",
    ],
)  # fmt: skip
def test_lines_that_feeds_add(text):
    assert is_added(text)


@pytest.mark.parametrize(
    "text",
    [
        "The post was held for nine days.", "More people came.", "The minister made no comments.", "Copyright law was changed.",
        "The council will continue reading the bill on Monday.", "See also the minister’s reply of Monday, she said, in vain.",
        "Read more slowly, the teacher said.", "Comments made by the envoy angered both sides.",
    ],
)  # fmt: skip
def test_sentences_are_not_such_lines(text):
    assert not is_added(text)


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("<p>One</p>", True),
        ("One<br/>two", True),
        ("a < b and c > d", False),
        ("if a<b then", False),
        ("<3", False),
        ("<Anna> hello", False),
    ],
)
def test_mark_up_is_told_from_plain_text(text, markup):
    assert has_markup(text) is markup
