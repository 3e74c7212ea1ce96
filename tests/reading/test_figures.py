"""Figures: numbers in any dress, what they count, who gives them and when they hold."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsledger.reading.figures import read_figures
from tests.reading.claims_of import figures, parsed

# sentence, (value, high, bound, unit, a word of the measure) of each figure in order
CASES = [
    ('A magnitude 6.4 earthquake struck the coast near Varna Bay on Sunday, killing at least 312 people.', [(6.4, None, 'exact', 'magnitude', 'magnitude'), (312, None, 'at_least', 'people', 'killed')]),
    ('The quake injured more than 1,200 others and destroyed 4,500 homes.', [(1200, None, 'over', 'people', 'injured'), (4500, None, 'exact', 'homes', 'damaged or destroyed')]),
    ('Between 20 and 30 miners were still trapped 400 metres underground, rescuers said.', [(20, 30, 'exact', 'people', 'missing'), (400, None, 'exact', 'm', 'distance')]),
    ('The opposition won 52.3 percent of the vote and 131 of the 250 seats.', [(52.3, None, 'exact', 'percent', 'share of vote'), (131, None, 'exact', 'seats', 'seats'), (250, None, 'exact', 'seats', 'seats')]),
    ('Turnout was 67%, the commission said.', [(67, None, 'exact', 'percent', 'turnout')]),
    ('The bank will lend $1.05bn to the ministry.', [(1050000000.0, None, 'exact', 'USD', 'money')]),
    ('Donors pledged nearly €2.5 million in aid.', [(2500000.0, None, 'under', 'EUR', 'aid')]),
    ('Police arrested two dozen protesters after the march.', [(24, None, 'exact', 'people', 'arrested')]),
    ('Up to 900 workers were laid off last week.', [(900, None, 'at_most', 'people', 'laid off')]),
    ('The flood displaced some 40,000 villagers.', [(40000, None, 'about', 'people', 'displaced')]),
    ('The death toll has nearly doubled to 84, the governor said.', [(84, None, 'exact', 'people', 'killed')]),
    ('A ferry carrying 230 passengers sank off the island; 17 bodies have been recovered and 41 people are missing.', [(230, None, 'exact', 'people', 'passengers'), (17, None, 'exact', 'bodies', 'found'), (41, None, 'exact', 'people', 'missing')]),
    ('Two-thirds of the delegates backed the motion.', [(0.6667, None, 'exact', 'share', 'share of delegates')]),
    ('It was the fourth strike this year, and the second in a month.', [(4, None, 'exact', 'strikes', 'strikes'), (2, None, 'exact', 'strikes', 'strikes')]),
    ('The company shipped 12,000 barrels of oil a day.', [(12000, None, 'exact', 'barrels', 'oil')]),
    ('Shares fell 4.5 percent.', [(4.5, None, 'exact', 'percent', 'decrease')]),
    ('The council voted 12-3 in favour of the dam.', []),
    ('Ann Poe, 31, a nurse, was treated for burns.', []),
    ('The match ended 3-1.', []),
    ('Flight 370 vanished on 8 March 2014 at 1:20 a.m.', []),
    ('He was born in 1954 and left office two years ago.', []),
    ('The 45-year-old engineer lives at 12 Harbour Street on the third floor.', []),
    ('Call 555 0199 for details.', []),
    ('Resolution 2118 was adopted in 2013.', []),
    ('The rebels released 12 hostages on Friday, leaving 31 still in captivity.', [(12, None, 'exact', 'people', 'freed'), (31, None, 'exact', 'people', 'captive')]),
    ('Three soldiers and a policeman died in the ambush.', [(3, None, 'exact', 'people', 'killed')]),
    ('Officials put the number of dead at 57.', [(57, None, 'exact', 'people', 'killed')]),
    ('The number of refugees has risen to 2.1 million.', [(2100000.0, None, 'exact', 'people', 'refugees')]),
    ('Dozens of houses burned down.', [(None, None, 'exact', 'houses', 'houses')]),
    ('Hundreds were wounded when a train derailed.', [(None, None, 'exact', 'people', 'injured')]),
    ('About a hundred trucks carrying 2,000 tonnes of flour crossed the border.', [(100, None, 'about', 'trucks', 'trucks'), (2000, None, 'exact', 'tons', 'flour')]),
    ('The siege has lasted 14 months.', [(14, None, 'exact', 'months', 'duration')]),
    ('She was sentenced to 11 years in prison.', [(11, None, 'exact', 'years', 'prison sentence')]),
    ('Some 3,000 people marched through the capital.', [(3000, None, 'about', 'people', 'attendance')]),
    ('Twelve countries signed the treaty.', [(12, None, 'exact', 'states', 'countries')]),
    ('Not fewer than 60 cattle were stolen.', [(60, None, 'at_least', 'cattle', 'cattle')]),
    ('The fire has burned 18,000 acres.', [(18000, None, 'exact', 'acres', 'area')]),
    ('The virus has infected 4,211 people and killed 96.', [(4211, None, 'exact', 'people', 'infected'), (96, None, 'exact', 'people', 'killed')]),
    ('20 women and 31 men were killed, 51 in all.', [(20, None, 'exact', 'people', 'killed'), (31, None, 'exact', 'people', 'killed'), (51, None, 'exact', 'people', 'killed')]),
    ('The blast killed 59 people, including the gunman.', [(59, None, 'exact', 'people', 'killed')]),
    ('The minister resigned after 11 days in office.', []),
    ('The president offered a $5 million reward.', [(5000000.0, None, 'exact', 'USD', 'reward')]),
    ('More than half of the 600 employees walked out.', [(0.5, None, 'over', 'share', 'employees'), (600, None, 'exact', 'people', 'employees')]),
    ('Fever cases exceeded 1,000.', [(1000, None, 'over', 'cases', 'cases')]),
    ('Only 308 survived.', [(308, None, 'exact', 'people', 'survived')]),
    ('She was tried for the manslaughter of 63 passengers.', [(63, None, 'exact', 'people', 'killed')]),
    ('Nobody would have to travel more than 20 miles.', [(20, None, 'at_most', 'miles', 'distance')]),
    ('Stocks fell from 60,000 tonnes to about 20,000.', [(60000, None, 'exact', 'tons', 'weight'), (20000, None, 'about', 'tons', 'weight')]),
    ('There were four fatal accidents.', [(4, None, 'exact', 'accidents', 'accidents')]),
    ('The company offered a 9 percent pay rise.', [(9, None, 'exact', 'percent', 'pay')]),
    ('Rebels seized two suburbs.', [(2, None, 'exact', 'suburbs', 'suburbs')]),
    ('The plane went down 30 kilometres north of the port with 189 people on board.', [(30, None, 'exact', 'km', 'distance'), (189, None, 'exact', 'people', 'aboard')]),
    ('The strike, now in its sixth week, has closed 40 schools.', [(40, None, 'exact', 'schools', 'schools')]),
    ('The parliament approved the bill by 219 votes to 206.', [(219, None, 'exact', 'votes', 'votes'), (206, None, 'exact', 'votes', 'votes')]),
    ('Troops killed as many as 15 gunmen, Colonel Dara Vell said.', [(15, None, 'at_most', 'people', 'killed')]),
    ("Police held a score of people overnight.", [(20, None, "about", "people", "captive")]),
    ("It rained for 26 months of siege, and in over two years of fighting nobody won.",
     [(26, None, "exact", "months", "siege"), (2, None, "over", "years", "fighting")]),
    ("The herders handed over 21 captives.", [(21, None, "exact", "people", "freed")]),
    ("The border is 15 kilometres (nine miles) away.", [(15, None, "exact", "km", "distance")]),
    ("1 of 59 Next picture", []),
    ("20 of 45 miners were freed.",
     [(20, None, "exact", "people", "freed"), (45, None, "exact", "people", "miners")]),
    ("The fifth permanent member abstained.", []),
    ("Vell, who turned 60 in 2011, is the third president.", []),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), CASES)
def test_a_sentence_gives_its_figures_and_no_others(sentence, expected):
    found = figures(sentence)
    got = [(c.value if c.value is None else round(c.value, 4), c.high, c.bound, c.unit) for c in found]
    assert got == [e[:4] for e in expected]
    for claim, (*_, measure) in zip(found, expected, strict=True):
        assert set(measure.casefold().split()) & set(claim.measure.split())


def test_offsets_reproduce_the_evidence():
    for sentence, _ in CASES:
        text = parsed(sentence).article.text
        for claim in figures(sentence):
            assert claim.quote == text[claim.evidence.start : claim.evidence.end]
            assert claim.sentence.contains(claim.evidence)


def test_a_number_without_a_measure_takes_that_of_its_equal():
    found = figures("The rebels freed 21 miners on Sunday.\nThe 21 miners met the press. Another 40 miners wept.")
    assert [(c.value, c.measure) for c in found] == [(21, "freed"), (21, "freed"), (40, "miners")]


def test_a_number_after_including_is_part_of_the_one_before():
    found = figures("The blast killed 84 people, including 10 children.")
    assert [(c.value, c.measure, c.part) for c in found] == [(84, "killed", "total"), (10, "killed", "part")]


def test_a_past_happening_keeps_its_own_time():
    (claim,) = figures(
        "The flood of January 2015 is still remembered: 17 people were killed in the valley in January 2015."
    )
    assert claim.as_of is not None
    assert claim.as_of.value == "2015-01"


def test_a_figure_of_the_day_holds_for_the_day_of_the_report():
    (claim,) = figures("A mine collapse has killed at least 12 workers.")
    assert claim.as_of is not None
    assert claim.as_of.value == "2019-03-05"


def test_who_gives_the_figure_is_told():
    (claim,) = figures("At least 12 workers were killed, according to the Norvian Red Crescent.")
    assert claim.source is not None
    assert "Red Crescent" in claim.source


def test_a_verb_that_tells_the_measure_is_no_verb_of_saying():
    (claim,) = figures("The war has claimed over 9,000 lives.")
    assert (claim.measure, claim.source) == ("killed", None)


def test_words_that_hold_of_people_alone_do_not_count_things():
    assert [c.measure for c in figures("The band released three albums and hit 13 home runs.")] == [
        "albums",
        "home runs",
    ]


def test_names_with_numbers_are_not_figures():
    assert figures("The Orbiter-4 satellite and the Apollo 13 crew were named after Vell's Six Nations team.") == ()


def test_the_incident_of_the_article_is_the_scope_of_its_tolls():
    found = figures("A ferry sank in the fire at Varna port on Sunday.\nAt least 12 people were killed.")
    assert "fire" in found[0].scope


def test_a_vague_amount_has_no_value():
    (claim,) = figures("The storm injured dozens of people.")
    assert (claim.value, claim.vague, claim.measure) == (None, True, "injured")


def test_a_share_and_a_change_are_told_apart_from_totals():
    assert figures("Prices rose 4 percent.")[0].part == "change"
    assert figures("About 40 percent of voters stayed at home.")[0].part == "part"


# sentence, (value, a word of the measure, part) of each figure in order
PARTS = [
    ("At least 14 people were killed and 37 wounded when a bomb exploded.", [(14, "killed", "total"), (37, "injured", "total")]),
    ("The attack hit the market, killing 14 and wounding 37.", [(14, "killed", "total"), (37, "injured", "total")]),
    ("14 dead, 37 hurt in train crash", [(14, "killed", "total"), (37, "injured", "total")]),
    ("The blast left 14 dead, 37 hurt.", [(14, "killed", "total"), (37, "injured", "total")]),
    ("Police said 40 people had been arrested and 12 injured.", [(40, "arrested", "total"), (12, "injured", "total")]),
    ("37 people were wounded, eight of them critically.", [(37, "injured", "total"), (8, "injured", "part")]),
    ("Nine people, among them three border guards, were killed.", [(9, "killed", "total"), (3, "killed", "part")]),
    ("Twelve people, including two children, were killed.", [(12, "killed", "total"), (2, "killed", "part")]),
    ("Police arrested 23 people, 12 of whom were later released.", [(23, "arrested", "total"), (12, "freed", "part")]),
    ("Among the dead were 11 children.", [(11, "killed", "part")]),
    ("Two more people have died of their burns.", [(2, "killed", "change")]),
    ("Rescuers found three more bodies.", [(3, "found", "change")]),
    ("The toll rose by nine to 61.", [(9, "killed", "change"), (61, "killed", "total")]),
    ("The crash killed 14 people and another 20 were injured.", [(14, "killed", "total"), (20, "injured", "total")]),
    ("A strike would cost the economy up to $45 million a day.", [(45e6, "cost per day", "rate")]),
    ("Some 200 people a day are crossing the border.", [(200, "people per day", "rate")]),
    ("The army freed 20 people a day after the raid.", [(20, "freed", "total")]),
    ("Parliament cut the defence budget by 8 percent to $4.1 billion.", [(8, "decrease", "change"), (4.1e9, "defence budget", "total")]),
    ("The number of people killed by the floods has risen to 112.", [(112, "killed", "total")]),
    ("The ferry was carrying 214 passengers when it sank two miles off the port.", [(214, "passengers", "total"), (2, "distance", "total")]),
    ("Two out of three cases are never reported.", []),
    ("Two of the wounded died over the weekend.", [(2, "killed", "part")]),
    ("The dam must release at least 80 cubic metres a second.", [(80, "volume per second", "rate")]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), PARTS)
def test_parts_additions_and_rates_are_told_apart_from_totals(sentence, expected):
    assert [(c.value, c.measure, c.part) for c in figures(sentence)] == expected


@pytest.mark.parametrize(
    ("sentence", "sources"),
    [
        ("The Water Board put the number of displaced people at 410, more than the 370 given by the relief agency.", ["Water Board", "relief agency"]),
        ("The strike cost $2 million, Norlane estimated. The Chamber of Trade gave a figure of $3 million.", ["Norlane", "Chamber of Trade"]),
        ("More than 3,000 workers walked out. Police put the number at about 1,800.", [None, "Police"]),
        ("About 1,200 people have fled the valley, according to figures from the interior ministry.", ["interior ministry"]),
        ("The number of displaced was put at 4,000 by the agency.", ["agency"]),
        ("Two more people have died, raising the death toll to 21, the hospital said.", ["hospital", "hospital"]),
    ],
)  # fmt: skip
def test_who_puts_a_figure_forward_is_its_source(sentence, sources):
    assert [c.source for c in figures(sentence)] == sources


def test_a_sum_without_a_name_measures_what_the_sum_before_it_does():
    found = figures("The strike cost $2 million. The Chamber of Trade gave a figure of $3 million.")
    assert [c.measure for c in found] == ["cost", "cost"]


@pytest.mark.parametrize(
    ("sentence", "year"),
    [
        ("The floods are the worst since 1996, when 200 people died.", "1996"),
        ("It was the worst crash on the line since May 2004, in which a fire killed 31 people.", "2004-05"),
        ("The fever has killed 212 people since 2017.", "2019-03-05"),
        ("The party won 77 seats, up from 60 in 2015.", "2019-03-05"),
    ],
)
def test_the_time_of_an_earlier_happening_is_that_of_its_own_figure_alone(sentence, year):
    claim = figures(sentence)[0]
    assert claim.as_of is not None
    assert claim.as_of.value == year


@pytest.mark.parametrize(
    ("sentence", "scope"),
    [
        ("The bridge, whose collapse killed 16 people, was new.", "collapse"),
        ("More than 300 people were driven from their homes by floods in the delta.", "floods in the delta"),
        ("The agency said it would release 5 million euros in emergency aid.", ""),
    ],
)
def test_a_scope_names_an_event_and_no_pronoun_person_or_counted_thing(sentence, scope):
    assert figures(sentence)[0].scope == scope


@settings(max_examples=40, deadline=None)
@given(
    st.text(alphabet=st.sampled_from("0123456789 ,.-$€%abkm\n\"'()“”thousand one two of killed people in"), max_size=80)
)
def test_reading_figures_never_raises(text):
    parse = parsed(text)
    for claim in read_figures(parse, ()):
        assert claim.quote == text[claim.evidence.start : claim.evidence.end]


def test_counts_that_add_up_to_the_whole_before_them_are_its_parts():
    found = figures("The rebels released nine men. The nine - four Koreans, three Poles and two Filipinos - were well.")
    assert [(f.value, f.part, f.measure) for f in found if f.value in (4, 3, 2)] == [
        (4, "part", "freed"), (3, "part", "freed"), (2, "part", "freed"),
    ]  # fmt: skip


def test_who_does_something_to_people_is_no_scope():
    (claim,) = figures("Police arrested 38 protesters in Varna.")
    assert "Police" not in claim.scope
    assert "Varna" in claim.scope
