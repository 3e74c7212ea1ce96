"""Statements: who says what, by which cue, in whose chain."""

from __future__ import annotations

import functools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsledger.language import Parse, parse
from newsledger.model import Article, Block, BlockKind, Span, StatementClaim
from newsledger.reading.statements import read_statements


def article(text: str) -> Article:
    blocks = []
    at = 0
    for line in text.splitlines(keepends=True):
        kept = line.strip()
        if kept:
            start = at + line.index(kept)
            blocks.append(Block(kind=BlockKind.PARAGRAPH, span=Span(start, start + len(kept))))
        at += len(line)
    return Article(id="a", name="a", text=text, blocks=tuple(blocks))


@functools.cache
def parsed(text: str) -> Parse:
    return parse(article(text))


def statements(text: str) -> tuple[StatementClaim, ...]:
    return read_statements(parsed(text))


def one(text: str, words: str) -> StatementClaim:
    """The statement whose content holds these words."""
    found = [s for s in statements(text) if words in s.content_text]
    assert found, [s.content_text for s in statements(text)]
    return min(found, key=lambda s: len(s.content_text))


CASES = [
    # text, words of the content, content, speaker, mode, force
    (
        "“The dam will be ready by spring,” Governor Ilse Marten said on Monday.",
        "dam",
        "The dam will be ready by spring",
        "Ilse Marten",
        "direct",
        "said",
    ),
    (
        '"We found no trace of the convoy," said Colonel Piet Okafor.',
        "convoy",
        "We found no trace of the convoy",
        "Piet Okafor",
        "direct",
        "said",
    ),
    (
        "Governor Ilse Marten said that the bridge was closed after the flood.",
        "bridge",
        "the bridge was closed after the flood",
        "Ilse Marten",
        "indirect",
        "said",
    ),
    (
        "Governor Ilse Marten denied that the bridge was closed.",
        "bridge",
        "the bridge was closed",
        "Ilse Marten",
        "indirect",
        "denied",
    ),
    (
        "Colonel Piet Okafor warned that the river could rise again.",
        "river",
        "the river could rise again",
        "Piet Okafor",
        "indirect",
        "warned",
    ),
    (
        "Prime Minister Anna Lund promised that the pensions would be paid in June.",
        "pensions",
        "the pensions would be paid in June",
        "Anna Lund",
        "indirect",
        "promised",
    ),
    (
        "Seven houses were destroyed, Mayor Tomas Riva told reporters.",
        "houses",
        "Seven houses were destroyed",
        "Tomas Riva",
        "indirect",
        "said",
    ),
]


@pytest.mark.parametrize(("text", "words", "content", "speaker", "mode", "force"), CASES)
def test_source_cue_and_content_of_one_sentence(
    text: str, words: str, content: str, speaker: str, mode: str, force: str
) -> None:
    claim = one(text, words)
    assert claim.content_text == content
    assert claim.speaker is not None
    assert claim.speaker.name == speaker
    assert claim.mode == mode
    assert claim.force == force
    assert claim.quote == claim.evidence.text(text)
    assert all(claim.sentence.contains(part) for part in claim.content)


def test_words_in_quotation_marks_within_a_paraphrase_make_it_mixed() -> None:
    claim = one("Mayor Tomas Riva said the repairs were “a matter of weeks.”", "repairs")
    assert claim.mode == "mixed"
    assert "“a matter of weeks.”" in claim.content_text


def test_according_to_names_the_source() -> None:
    claim = one("The mine was flooded twice last year, according to the Harbour Gazette.", "mine")
    assert claim.speaker is not None
    assert "Harbour Gazette" in claim.speaker.name


def test_the_speaker_in_the_middle_leaves_two_fragments_of_one_quotation() -> None:
    text = "“The talks are over,” Anna Lund said, “and nobody has won anything.”"
    claims = [s for s in statements(text) if "talks" in s.content_text]
    assert len(claims) == 1
    assert (
        claims[0].content_text == "The talks are over and nobody has won anything."[:-1] or len(claims[0].content) == 2
    )


def test_a_quotation_alone_in_the_next_sentence_has_the_same_speaker() -> None:
    text = "“The chances are good,” Anna Lund said on Friday. “We will use them as best we can.”"
    claim = one(text, "use them")
    assert claim.speaker is not None
    assert claim.speaker.name == "Anna Lund"
    assert claim.mode == "direct"


def test_a_quotation_that_goes_on_in_the_next_paragraph_has_the_same_speaker() -> None:
    text = (
        "“The road to the coast is open again,” said Anna Lund. “Trucks have been passing since noon.\n\n"
        "“Nobody should believe the rumours that are spread about it.”"
    )
    claim = one(text, "rumours that are spread")
    assert claim.speaker is not None
    assert claim.speaker.name == "Anna Lund"


def test_a_chain_keeps_who_passes_it_on() -> None:
    claim = one("The ministers didn't agree on the tariff, Corvina Press reported, citing Anna Lund.", "tariff")
    assert [link.source.name for link in claim.chain] == ["Corvina Press", "Anna Lund"]
    assert claim.speaker is not None
    assert claim.speaker.name == "Anna Lund"


def test_the_turns_of_an_interview_are_said_by_their_labels_and_not_by_the_host() -> None:
    text = (
        "MIRA HOLT, HOST:\nThe port burned all night.\n"
        "JONAS WEBER: The fire started in the third warehouse.\n"
        "HOLT: Was anyone hurt?\n"
        "WEBER: Two guards were taken to a clinic.\nThey are doing well.\n"
        "HOLT: Thank you."
    )
    said = {s.content_text.rstrip("."): s.speaker.name for s in statements(text) if s.speaker}
    assert said["The fire started in the third warehouse"] == "Jonas Weber"
    assert said["Two guards were taken to a clinic"].endswith("Weber")
    assert said["They are doing well"].endswith("Weber")
    assert "Was anyone hurt?" not in said


def test_an_embedded_post_is_said_by_its_account() -> None:
    text = "Our teams have reached the village. — Northern Relief (@NorthernRelief) May 3, 2019"
    claim = one(text, "teams")
    assert claim.speaker is not None
    assert claim.speaker.name == "Northern Relief"


def test_what_no_one_says_is_no_statement() -> None:
    assert not [s for s in statements("The road to the coast is open again.") if s.speaker]


def test_reading_is_deterministic() -> None:
    text = CASES[0][0] + " " + CASES[3][0]
    assert read_statements(parse(article(text))) == read_statements(parse(article(text)))


PIECES = st.sampled_from(
    [
        "“",
        "”",
        '"',
        "'",
        "said",
        "Anna Lund",
        "he",
        ",",
        ".",
        "according to",
        ":",
        "— X (@y)",
        "\n",
        "that",
        "A B:",
        "the",
        "\u2028",
        "no",
        "war",
    ]
)


@settings(max_examples=40, deadline=None)
@given(st.lists(PIECES, max_size=30))
def test_offsets_reproduce_the_evidence_on_any_text(pieces: list[str]) -> None:
    text = " ".join(pieces)
    for claim in statements(text):
        assert claim.quote == text[claim.evidence.start : claim.evidence.end]
        assert claim.content
        assert all(claim.sentence.contains(part) for part in claim.content)
        assert 0.0 <= claim.confidence <= 1.0
