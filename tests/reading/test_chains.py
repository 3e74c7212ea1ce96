"""Chains of attribution at a place of the text."""

from __future__ import annotations

from newsledger.model import Actor, Attribution, Span, StatementClaim
from newsledger.reading.chains import chain_at


def link(name: str) -> Attribution:
    return Attribution(source=Actor(name=name, span=Span(0, 1)), cue="said")


def said(start: int, end: int, sentence: Span, *names: str) -> StatementClaim:
    chain = tuple(link(name) for name in names)
    return StatementClaim(
        article="a",
        evidence=Span(start, end),
        quote="",
        sentence=sentence,
        chain=chain,
        speaker=chain[-1].source,
        cue="said",
        cue_spans=(),
        content=(Span(start, end),),
        content_text="",
    )


STATEMENTS = (
    said(0, 40, Span(0, 60), "Corvina Press"),
    said(10, 30, Span(0, 60), "Corvina Press", "Anna Lund"),
    said(100, 150, Span(90, 170), "Tomas Riva"),
)


def test_the_narrowest_content_gives_the_chain() -> None:
    assert [x.source.name for x in chain_at(STATEMENTS, Span(12, 20))] == ["Corvina Press", "Anna Lund"]
    assert [x.source.name for x in chain_at(STATEMENTS, Span(32, 38))] == ["Corvina Press"]


def test_what_the_article_itself_says_has_no_chain() -> None:
    assert chain_at(STATEMENTS, Span(155, 165)) == ()
    assert chain_at((), Span(0, 5)) == ()


def test_a_span_that_only_touches_a_content_is_not_in_it() -> None:
    assert chain_at(STATEMENTS, Span(148, 169)) == ()


def test_a_later_sentence_is_found_among_many() -> None:
    many = tuple(said(k * 100, k * 100 + 50, Span(k * 100, k * 100 + 90), f"S{k}") for k in range(200))
    assert chain_at(many, Span(15_010, 15_020))[0].source.name == "S150"
