"""Plans: what lies ahead, when, and whether it is scheduled, proposed, called for, put off or off."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsledger.reading.plans import read_plans
from tests.reading.claims_of import parsed, plans

# sentence, (a word of what is planned, status, TIMEX3 value of the time) of each plan
CASES = [
    ("The two sides will meet in Vienna on 14 March.", [("meet", "scheduled", "2019-03-14")]),
    ("Elections are due to be held in June.", [("Elections", "scheduled", "2019-06")]),
    ("The minister plans to visit the region next week.", [("visit", "scheduled", "2019-W11")]),
    ("The union has called off Friday's strike.", [("strike", "cancelled", None)]),
    ("The premier called for an emergency session of parliament.", [("session", "called_for", None)]),
    ("The envoys have urged a peace conference for next month.", [("conference", "called_for", "2019-04")]),
    ("Norvia has proposed a new round of talks in May.", [("talks", "proposed", "2019-05")]),
    ("The trial is expected to begin in September.", [("trial", "proposed", "2019-09")]),
    ("The court postponed the hearing until 3 April.", [("hearing", "postponed", "2019-04-03")]),
    ("Next week's meeting was cancelled.", [("meeting", "cancelled", "2019-W11")]),
    ("The talks will resume on Monday, officials said.", [("resume", "scheduled", "2019-03-11")]),
    ("President Vell is to travel to Oslo on Thursday.", [("travel", "scheduled", "2019-03-07")]),
    ("The company intends to open a plant next year.", [("open", "scheduled", "2020")]),
    ("The delegations are set to sign the accord on Sunday.", [("sign", "scheduled", "2019-03-10")]),
    ("A vote is planned for late October.", [("vote", "scheduled", "2019-10")]),
    ("Aid convoys could enter the town as early as Saturday.", [("enter", "proposed", "2019-03-09")]),
    ("He said the airport would reopen on Wednesday.", [("reopen", "scheduled", "2019-03-06")]),
    ("The planned withdrawal of troops from the valley has drawn protests.", [("withdrawal", "scheduled", None)]),
    ("The ministry will send engineers if the rain stops.", [("engineers", "proposed", None)]),
    ("He said he would appeal within 28 days.", [("appeal", "scheduled", "P28D")]),
    ("The minister is expected to make a statement on Monday.", [("statement", "proposed", "2019-03-11")]),
    ("A decision is expected on Friday.", [("decision", "scheduled", "2019-03-08")]),
    (
        "The premier has called an emergency meeting of the cabinet for Saturday.",
        [("meeting", "scheduled", "2019-03-09")],
    ),
    ("If no deal is reached, the talks will resume in May.", [("resume", "proposed", "2019-05")]),
    ("The fish could vanish by 2040.", []),
    ("The army agreed not to attack the camps.", []),
    ("The group will not attend the conference.", []),
    ("The summit was held last week in Varna.", []),
    ("He would have resigned in May.", []),
    ("The river rose and the bridge collapsed.", []),
    ("They wondered if rain would come.", []),
    ("Farmers hope that the frost will end.", []),
    ("The miners urged the owners to listen.", []),
]


@pytest.mark.parametrize(("sentence", "expected"), CASES)
def test_a_sentence_gives_its_plans_and_no_others(sentence, expected):
    found = plans(sentence)
    assert [(c.status, c.when.value if c.when else None) for c in found] == [e[1:] for e in expected]
    for claim, (word, *_) in zip(found, expected, strict=True):
        assert word in claim.what


def test_a_postponement_stands_beside_the_date_that_it_undoes():
    found = plans("The summit, scheduled for next Tuesday, was postponed.")
    assert [c.status for c in found] == ["scheduled", "postponed"]


def test_the_place_and_those_who_meet_are_told():
    (claim,) = plans("Norvia will host the talks in Vienna on 14 March.")
    assert claim.place == "Vienna"
    assert [a.name for a in claim.participants] == ["Norvia"]


def test_a_plan_tells_who_is_invited_and_who_stays_away():
    (claim,) = plans("The talks will resume in May. Norvia, which was invited as an observer, has declined to attend.")
    assert [a.name for a in claim.invited] == ["Norvia"]
    assert [a.name for a in claim.refusing] == ["Norvia"]


def test_what_is_planned_ends_where_its_date_and_its_background_begin():
    (claim,) = plans("Norvia and Zembla will reopen the crossing on 1 July, two years after the war.")
    assert claim.what == "reopen the crossing"


def test_offsets_reproduce_the_evidence():
    for sentence, _ in CASES:
        text = parsed(sentence).article.text
        for claim in plans(sentence):
            assert claim.quote == text[claim.evidence.start : claim.evidence.end]
            assert claim.sentence.contains(claim.evidence)


# sentence, (what, status, TIMEX3 value of the time) of each plan
SLIPS = [
    ("The repair of the dike will not be finished until November, the minister said.",
     [("finish the repair of the dike", "scheduled", "2019-11")]),
    ("The repair of the dike, which had been due to be finished this week, would not be completed before mid-May, he said.",
     [("finish the repair of the dike", "scheduled", "2019-W10"), ("complete the repair of the dike", "scheduled", "2019-05")]),
    ("A vaccination campaign that was to begin this week has been delayed until mid-June.",
     [("A vaccination campaign begin", "scheduled", "2019-W10"), ("A vaccination campaign", "postponed", "2019-06")]),
    ("The budget vote has been put back to 15 November.", [("The budget vote", "postponed", "2019-11-15")]),
    ("The opening has been delayed until June.", [("The opening", "postponed", "2019-06")]),
    ("Drivers voted on Monday to strike from March 18.", [("strike", "scheduled", "2019-03-18")]),
    ("The drivers would strike from 20 August unless the tax was cut, their union said.",
     [("strike", "proposed", "2019-08-20")]),
    ("The wreck is to be raised next month.", [("raise the wreck", "scheduled", "2019-04")]),
    ("The company will close its plant in Varna by June 2020.", [("close its plant in Varna", "scheduled", "2020-06")]),
    ("The talks will not resume, the envoy said.", []),
    ("The talks on the dam, which had been due to begin on Monday, were postponed to 3 April.",
     [("The talks on the dam begin", "scheduled", None), ("The talks on the dam", "postponed", "2019-04-03")]),
    ("Drivers at the port voted by 214 to 37 to strike from March 18, their union said.",
     [("strike", "scheduled", "2019-03-18")]),
    ("She said her party would boycott a session scheduled for Thursday.",
     [("boycott a session scheduled for Thursday", "scheduled", "2019-03-07")]),
    ("The two sides are equally to blame.", []),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), SLIPS)
def test_what_is_put_off_keeps_its_name_without_dates_and_has_its_new_time(sentence, expected):
    assert [(c.what, c.status, c.when.value if c.when else None) for c in plans(sentence)] == expected


WORDS = st.sampled_from(
    [
        "will",
        "would",
        "be",
        "to",
        "the",
        "talks",
        "on",
        "Monday",
        "postponed",
        "and",
        "planned",
        "for",
        ",",
        ".",
        "if",
        "not",
        "he",
        "we",
        "is",
        "due",
    ]
)


@settings(max_examples=30, deadline=None)
@given(st.lists(WORDS, max_size=14))
def test_reading_plans_never_raises(words):
    parse = parsed(" ".join(words))
    for claim in read_plans(parse, ()):
        assert claim.quote == parse.article.text[claim.evidence.start : claim.evidence.end]
