"""Commitments: who is bound to what, until when and by what authority."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsledger.reading.commitments import read_commitments
from tests.reading.claims_of import commitments, parsed

# sentence, (a word of the party, a word of the action, TIMEX3 value of the deadline) of each commitment
CASES = [
    ("The rebels agreed to lay down their arms by 1 June.", [("rebels", "lay down", "2019-06-01")]),
    ("The government pledged to rebuild the bridge.", [("government", "rebuild", None)]),
    ("The company is required to pay the fine within 30 days under the ruling.", [("company", "pay", "P30D")]),
    ("“We will rebuild every school,” Prime Minister Ada Vell said.", [("Vell", "rebuild", None)]),
    ("Norvia's promise to withdraw its troops was repeated on Monday.", [("Norvia", "withdraw", None)]),
    ("The president vowed to punish the attackers.", [("president", "punish", None)]),
    ("The two countries committed themselves to a truce.", [("countries", "truce", None)]),
    ("The ministry promised that it would publish the report in May.", [("ministry", "publish", "2019-05")]),
    ("Norvia is deeply committed to ending the war.", [("Norvia", "end", None)]),
    ("“We will not rest until they are home,” Prime Minister Ada Vell said.", []),
    ("The ministry has 60 days to submit a plan.", [("ministry", "submit", "P60D")]),
    ("The firm was fined and ordered to pay the families by 1 June.", [("firm", "pay", "2019-06-01")]),
    ("The army agreed not to attack the camps.", [("army", "not attack", None)]),
    ("The mayor promised residents a ferry.", [("mayor", "ferry", None)]),
    ("The parliament must still ratify the treaty.", [("parliament", "ratify", None)]),
    (
        "The president vowed to end subsidies and to hold a vote in May.",
        [("president", "end", None), ("president", "hold", "2019-05")],
    ),
    ("The rebels did not agree to disarm.", []),
    ("The rebels have not pledged to attend.", []),
    ("The guests must have been tired.", []),
    ("You must see the valley in June.", []),
]


@pytest.mark.parametrize(("sentence", "expected"), CASES)
def test_a_sentence_gives_its_commitments_and_no_others(sentence, expected):
    found = commitments(sentence)
    assert [c.deadline.value if c.deadline else None for c in found] == [e[2] for e in expected]
    for claim, (party, action, _) in zip(found, expected, strict=True):
        assert claim.party is not None
        assert party in claim.party.name
        assert action in claim.action


def test_duties_of_one_sentence_share_their_authority():
    found = commitments(
        "According to the treaty, Norvia's missiles must be dismantled by 1 November, "
        "with the country's warheads destroyed by 1 May 2020."
    )
    assert [c.deadline.value for c in found if c.deadline] == ["2019-11-01", "2020-05-01"]
    assert all(c.authority and "treaty" in c.authority for c in found)
    assert "missiles" in found[0].action
    assert "warheads" in found[1].action


@pytest.mark.parametrize(
    ("sentence", "actions"),
    [
        ("President Vell promised that every family would receive 1,500 crowns by the end of May.",
         ["every family would receive 1,500 crowns"]),
        ("The ministry promised that it would publish the report in May.", ["publish the report"]),
        ("According to the treaty, Norvia's missiles must be dismantled by 1 November, "
         "with the country's warheads destroyed by 1 May 2020.",
         ["dismantle Norvia's missiles", "destroy the country's warheads"]),
    ],
)  # fmt: skip
def test_an_action_goes_without_its_date_and_keeps_who_else_acts_in_it(sentence, actions):
    assert [c.action for c in commitments(sentence)] == actions


def test_the_condition_of_a_promise_is_kept():
    (claim,) = commitments("The government pledged to withdraw if the rebels disarm.")
    assert claim.condition is not None
    assert "disarm" in claim.condition


def test_offsets_reproduce_the_evidence():
    for sentence, _ in CASES:
        text = parsed(sentence).article.text
        for claim in commitments(sentence):
            assert claim.quote == text[claim.evidence.start : claim.evidence.end]


WORDS = st.sampled_from(
    [
        "we",
        "must",
        "agreed",
        "to",
        "with",
        "the",
        "arms",
        "destroyed",
        "by",
        "Monday",
        "pledge",
        "of",
        "committed",
        ".",
        ",",
        "if",
        "not",
        "under",
        "law",
    ]
)


@settings(max_examples=30, deadline=None)
@given(st.lists(WORDS, max_size=14))
def test_reading_commitments_never_raises(words):
    parse = parsed(" ".join(words))
    for claim in read_commitments(parse, ()):
        assert claim.quote == parse.article.text[claim.evidence.start : claim.evidence.end]
