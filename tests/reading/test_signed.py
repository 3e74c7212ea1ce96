"""Quotations with a name behind a dash."""

from __future__ import annotations

import pytest

from newsledger.reading.attribution import attributions
from newsledger.reading.attribution.signed import signed
from tests.reading.test_statements import parsed, statements

SIGNED = [
    # text, content, source
    ("“The harbour was our whole childhood.” — Ilse Marten", "“The harbour was our whole childhood.”", "Ilse Marten"),
    ('"We will rebuild every single pier." -- Piet de Groot, fisherman', '"We will rebuild every single pier."', "Piet de Groot"),
    ("“We left with nothing but the keys.”\n\n― Ana Reyes, Lendava", "“We left with nothing but the keys.”", "Ana Reyes"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "content", "source"), SIGNED)
def test_a_dash_and_a_name_behind_a_quotation_sign_it(text: str, content: str, source: str) -> None:
    parse = parsed(text)
    (one,) = [one for one in attributions(parse) if not one.inner]
    assert [parse.text(parse.span(*run)) for run in one.content] == [content]
    assert one.source is not None
    assert parse.text(parse.span(*one.source)) == source


@pytest.mark.parametrize(
    "text",
    [
        "“The harbour was our childhood” — a phrase that many know by heart.",
        "The port reopened in May — Marten was there.",
        "She said it twice.\n\n— Ana Reyes",
        "“No.” — Ana Reyes",
    ],
)
def test_other_dashes_sign_nothing(text: str) -> None:
    assert signed(parsed(text)) == []


def test_who_signs_is_the_speaker() -> None:
    (claim,) = statements("“We will rebuild every single pier of the old port.” — Ilse Marten")
    assert claim.speaker is not None
    assert claim.speaker.name == "Ilse Marten"
    assert claim.mode == "direct"
    assert claim.force == "said"
    assert claim.content_text == "We will rebuild every single pier of the old port."
