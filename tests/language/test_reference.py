"""Whom pronouns and descriptions mean: speakers, relatives, bodies, peoples, capitals."""

import pytest

from tests.language.made_up import meaning, parse_of

MET = "Foreign Minister Oleg Danin of Norland met Ann Porter in Geneva on Monday."


@pytest.mark.parametrize(
    ("lines", "words", "name"),
    [
        (["Arlen Foods closed a plant. “We had no choice,” said its chairman, Carl Voss."], "We", "Arlen Foods"),
        (["“We are ready,” said Joan Petersen, leader of the Dockers' Union."], "We", "Dockers' Union"),
        (["The Dockers' Union walked out. “We are ready,” the union said."], "We", "Dockers' Union"),
        (["Carl Voss turned round. “I am tired.”"], "I", "Carl Voss"),
        (["“I am tired,” Carl Voss said.", "“I want to go home.”"], "I", "Carl Voss"),
        (["Carl Voss spoke of Hugo Brandt. “He is late,” he said."], "He", "Hugo Brandt"),
    ],
)
def test_who_speaks_and_for_whom(lines, words, name):
    assert meaning(parse_of(*lines), words) == name


def test_we_of_someone_who_speaks_for_nobody_stays_open():
    found = parse_of("“We left the house at night,” said Carl Voss, a farmer.")
    assert meaning(found, "We") is None


@pytest.mark.parametrize(
    ("lines", "words", "name", "nth"),
    [
        (["Carl Voss went to court. His lawyer, Ann Porter, said her client was ill."], "her client", "Carl Voss", 0),
        (
            ["Ada Lund and her younger brother, Erik Lund, ran it. The younger man left."],
            "The younger man",
            "Erik Lund",
            0,
        ),
        (["Ada Lund wept. Her husband, Sorin, did not. He smiled."], "He", "Sorin", 0),
        (["Ann Porter said: “Her mother sang, her father drove a bus.”"], "her father", "Her mother's father", 9),
        (["Ada Lund thanked her husband, Sorin Lund. Lund said she was tired."], "Lund", "Sorin Lund", 9),
        (["Mr Lund met Mrs Lund. Ada Lund is a judge. Mrs Lund said she was tired."], "she", "Ada Lund", 0),
    ],
)
def test_relatives_and_those_who_share_a_surname(lines, words, name, nth):
    found = meaning(parse_of(*lines), words, nth)
    assert found == name if nth == 0 else found is None


@pytest.mark.parametrize(
    ("lines", "words", "name"),
    [
        (["Sir Julian Frayne resigned. The Englishman gave no reason."], "The Englishman", "Julian Frayne"),
        ([MET, "The two said little."], "The two", "Oleg Danin and Ann Porter"),
        (["Protesters filled the square. The demonstrators left at dusk."], "The demonstrators", "Protesters"),
        (["Four armed men robbed the depot. The robbers fled."], "The robbers", "Four armed men"),
        (["As oil minister, Hamid Rasul ruled alone."], "oil minister", "Hamid Rasul"),
        (["The general, Ann Porter said, could speak. She left."], "She", "Ann Porter"),
        (["Per Lindqvist drove a bus. His son honoured Per Lindqvist."], "Per Lindqvist", "Per Lindqvist"),
        (["They work at St Anne's Hospital. The hospital is full."], "The hospital", "St Anne's Hospital"),
        (["Police arrested Dean Hallam. He had run."], "He", "Dean Hallam"),
        (["Westport Rovers bought Lucas Andrade for £38m. Rovers say they will stay."], "they", "Westport Rovers"),
        (
            ["Halvorsen Foods, run by Jens Halvorsen, lost money. Halvorsen's shares fell."],
            "Halvorsen",
            "Halvorsen Foods",
        ),
    ],
)
def test_whom_a_description_or_a_short_name_means(lines, words, name):
    assert meaning(parse_of(*lines), words) == name


@pytest.mark.parametrize(
    "line",
    [
        "Norland made it clear that talks were over.",
        "Norland signed. It is understood that talks go on.",
        "Norland has a plan. Nobody denies it.",
    ],
)
def test_it_that_stands_for_no_body_stays_open(line):
    assert not [m for m in parse_of(line, "Norland met Sweden.").mentions if m.form == "pronoun"]


@pytest.mark.parametrize(
    ("line", "words", "name"),
    [
        ("Washington said it would send ships.", "Washington", "United States"),
        ("Talks were held in Washington and Moscow.", "Moscow", "Moscow"),
        ("Relations between Paris and Berlin have soured.", "Berlin", "Germany"),
        ("The rebels accuse Damascus of lying.", "Damascus", "Syria"),
        ("Pyongyang's missiles fell into the sea.", "Pyongyang", "North Korea"),
        ("Oslo's streets were empty.", "Oslo", "Oslo"),
        ("Moscow has to decide.", "Moscow", "Russia"),
        ("Beijing was covered in smog.", "Beijing", "Beijing"),
        ("Brussels wants Rome to cut its deficit.", "Brussels", "European Union"),
        ("Lisbon is expected to join the pact.", "Lisbon", "Portugal"),
    ],
)
def test_a_capital_is_its_government_where_cities_do_not_act_so(line, words, name):
    assert meaning(parse_of(line), words) == name


@pytest.mark.parametrize(
    ("line", "role", "of", "time"),
    [
        ("The then-chancellor, Ute Brandner, signed it.", "chancellor", None, "then"),
        ("President-elect Ana Sorel spoke.", "President", None, "elect"),
        ("Prime minister-designate Karel Novotny spoke.", "Prime minister", None, "elect"),
        ("Li Wei served as mayor of Wuhan until 2019.", "mayor", "Wuhan", "former"),
        ("Michael Green, who used to be the party's treasurer, spoke.", "treasurer", "party", "former"),
        ("The outgoing governor of Kaduna, Musa Bello, wept.", "outgoing governor", "Kaduna", "current"),
        ("UN special envoy to Yemen Martin Holt spoke.", "special envoy", "UN", "current"),
        ("Appointed finance minister in June, Clara Voss cut taxes.", "finance minister", None, "current"),
    ],
)
def test_a_role_has_its_time(line, role, of, time):
    cast = parse_of(line).cast
    assert cast is not None
    told = [(o.role, o.of, o.time) for f in cast.figures if f.names for _, o in f.offices]
    assert told == [(role, of, time)]


def test_two_titles_before_a_name_are_two_roles():
    cast = parse_of("Deputy Prime Minister and Finance Minister Anna Beck resigned.").cast
    assert cast is not None
    assert {o.role for f in cast.figures for _, o in f.offices} == {"Deputy Prime Minister", "Finance Minister"}
