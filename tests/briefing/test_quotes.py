"""A quotation that is not on its page cannot be printed."""

from __future__ import annotations

import msgspec
import pytest

from newsledger.briefing import QuoteError, make_brief
from newsledger.model import NewsledgerError, Span, StatementClaim
from tests.briefing.fixtures import story


def changed(key: str, kind: type, **fields):
    """The small story with one claim of an article changed, its id kept."""
    ledger, articles, readings = story().given()
    claims = list(readings[key].claims)
    place = next(i for i, claim in enumerate(claims) if isinstance(claim, kind))
    claims[place] = msgspec.structs.replace(claims[place], **fields)
    readings[key] = msgspec.structs.replace(readings[key], claims=tuple(claims))
    return ledger, articles, readings


def test_a_quote_that_differs_by_one_letter_is_refused():
    with pytest.raises(QuoteError, match="is not what the page says"):
        make_brief(*changed("wire", StatementClaim, quote="“We will not be bullied.”"))


@pytest.mark.parametrize("content", [Span(0, 99_999), Span(-3, 4), Span(7, 7)])
def test_words_outside_the_page_are_refused(content):
    with pytest.raises(QuoteError):
        make_brief(*changed("wire", StatementClaim, content=(content,), content_text="these words are long enough"))


def test_a_sentence_outside_the_page_is_refused():
    with pytest.raises(QuoteError):
        make_brief(*changed("wire", StatementClaim, sentence=Span(0, 99_999)))


def test_a_changed_page_is_refused():
    ledger, articles, readings = story().given()
    articles["wire"] = msgspec.structs.replace(articles["wire"], text="Another " + articles["wire"].text)
    with pytest.raises(NewsledgerError):
        make_brief(ledger, articles, readings)
