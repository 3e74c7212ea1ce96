"""Positions: who stands where on what."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsledger.reading.positions import read_positions
from newsledger.reading.stances.objects import object_terms
from tests.reading.claims_of import parsed, positions

# sentence, (a word of the holder, stance, a word of the object) of each position
CASES = [
    ("Norvia backs the plan.", [("Norvia", "supports", "plan")]),
    ("The opposition rejected the offer.", [("opposition", "opposes", "offer")]),
    ("The union demanded higher pay.", [("union", "demands", "pay")]),
    ("The mayor does not support the dam.", [("mayor", "opposes", "dam")]),
    ("Ministers were divided over the sanctions.", [("Ministers", "undecided", "sanctions")]),
    ("The plan is opposed by farmers.", [("farmers", "opposes", "plan")]),
    ("Farmers want the government to lower taxes.", [("Farmers", "demands", "taxes")]),
    ("The envoy urged both sides to stop the fighting.", [("envoy", "demands", "fighting")]),
    ("Norvia has no agreement on the border.", [("Norvia", "undecided", "border")]),
    ("The bishop expressed support for the strikers.", [("bishop", "supports", "strikers")]),
    ("The party is against the treaty.", [("party", "opposes", "treaty")]),
    ("The senator said he was in favour of the bill.", [("senator", "supports", "bill")]),
    ("The council has yet to decide on the dam.", [("council", "undecided", "dam")]),
    ("The ministers didn't reach agreement on the border.", [("ministers", "undecided", "border")]),
    ("The rebels haven't pledged to attend the talks.", [("rebels", "undecided", "attend")]),
    ("Norvia is open to a truce.", [("Norvia", "supports", "truce")]),
    ("The president is warming to the idea of a vote.", [("president", "supports", "vote")]),
    ("The minister welcomed the release of the miners.", [("minister", "supports", "release")]),
    ("The group has not decided whether to attend the talks.", [("group", "undecided", "attend")]),
    (
        "Norvia condemned the raid and called for restraint.",
        [("Norvia", "opposes", "raid"), ("Norvia", "demands", "restraint")],
    ),
    ("Backed by Norvia, the rebels advanced on the port.", [("Norvia", "supports", "rebels")]),
    ("Norvia has proposed including the rebels in the talks.", [("Norvia", "supports", "rebels")]),
    ("“We reject the offer,” union leader Ada Vell said.", [("Vell", "opposes", "offer")]),
    ("Norvia opposes the dam, and Zembla opposes it.", [("Norvia", "opposes", "dam"), ("Zembla", "opposes", "dam")]),
    ("Norvia threatened to close its ports unless the dam was cancelled.", [("Norvia", "demands", "cancelled")]),
    ("The agency advised visitors against swimming in the lake.", [("agency", "opposes", "swimming")]),
    ("The mayor asked the government to step in.", [("mayor", "demands", "step in")]),
    ("The union said it would fight the closure of the mine.", [("union", "opposes", "closure")]),
    ("The minister was said to be open to a compromise.", [("minister", "supports", "compromise")]),
    ("The union, which opposes the freeze, met on Monday.", [("union", "opposes", "freeze")]),
    ("Norvia agreed to attend the talks.", [("Norvia", "supports", "attend")]),
    ("The company agreed to pay the fine.", []),
    ("The company denied that it opened the gates.", []),
    ("Farmers blocked the road.", []),
    ("He asked a question.", []),
    ("They were urged to support the plan.", []),
    ("If the party backs the bill, it will pass.", []),
    ("The beams support the roof.", []),
    ("The minister could support the plan.", []),
    ("Countries that back the rebels met in Varna.", []),
    ("The mayor wants to sleep.", []),
    ("The minister blamed a shortage of stone.", []),
    ("The opposition blamed the government for the floods.", [("opposition", "opposes", "government")]),
    ("The president accepted the resignation of the minister.", []),
    ("The envoy had encouraging words for both sides.", []),
    ("The offer fell apart when the union asked for a door.", []),
    ("The bishop supported them.", []),
    (
        "Norvia has proposed including Tavria in a peace conference.",
        [("Norvia", "supports", "including Tavria in a peace conference")],
    ),
    ("Prime Minister Ada Vell ruled out joining the government.", [("Vell", "opposes", "joining the government")]),
]


@pytest.mark.parametrize(("sentence", "expected"), CASES)
def test_a_sentence_gives_its_positions_and_no_others(sentence, expected):
    found = positions(sentence)
    assert [c.stance for c in found] == [e[1] for e in expected]
    for claim, (holder, _, about) in zip(found, expected, strict=True):
        assert holder in claim.holder.name
        assert about in claim.object


def test_offsets_reproduce_the_evidence():
    for sentence, _ in CASES:
        text = parsed(sentence).article.text
        for claim in positions(sentence):
            assert claim.quote == text[claim.evidence.start : claim.evidence.end]
            assert claim.sentence.contains(claim.evidence)


WORDS = st.sampled_from(
    [
        "we",
        "they",
        "backed",
        "by",
        "Norvia",
        "opposed",
        "to",
        "calls",
        "for",
        "no",
        "agreement",
        "on",
        "want",
        "is",
        "open",
        "not",
        "if",
        ".",
        ",",
        "the",
        "plan",
    ]
)


@settings(max_examples=30, deadline=None)
@given(st.lists(WORDS, max_size=14))
def test_reading_positions_never_raises(words):
    parse = parsed(" ".join(words))
    for claim in read_positions(parse, ()):
        assert claim.quote == parse.article.text[claim.evidence.start : claim.evidence.end]


@pytest.mark.parametrize(
    "other", ["including Iran", "Tehran at the table", "Iran taking part", "the inclusion of Iran", "Iranian presence"]
)
def test_unlike_words_for_one_object_share_their_terms(other):
    assert object_terms("Iran's participation") <= object_terms(other)


def test_unlike_objects_share_no_terms():
    assert not object_terms("the release of the miners") & object_terms("an independent inquiry")
