"""Datelines, bylines, credits, dates: table by table."""

import datetime as dt

import pytest

from newsledger.intake.authors import embedded_byline
from newsledger.intake.bylines import read_byline, read_contact
from newsledger.intake.captions import split_credit
from newsledger.intake.dateline import find_dateline
from newsledger.intake.dates import parse_date
from newsledger.intake.headline import without_site


@pytest.mark.parametrize(
    ("text", "span", "place", "date", "agency"),
    [
        ("May 27 (Bloomberg) -- Envoys met.", "May 27 (Bloomberg) --", None, "XXXX-05-27", "Bloomberg"),
        ("PARIS, May 27 (Reuters) - Envoys met.", "PARIS, May 27 (Reuters) -", "PARIS", "XXXX-05-27", "Reuters"),
        ("WASHINGTON — Envoys met.", "WASHINGTON —", "WASHINGTON", None, None),
        ("WASHINGTON (AP) — Envoys met.", "WASHINGTON (AP) —", "WASHINGTON", None, "AP"),
        (
            "SAN JUAN, Puerto Rico (AP) — Envoys met.",
            "SAN JUAN, Puerto Rico (AP) —",
            "SAN JUAN, Puerto Rico",
            None,
            "AP",
        ),
        ("BEIRUT, Sept. 3, 2019 (AFP) - Envoys met.", "BEIRUT, Sept. 3, 2019 (AFP) -", "BEIRUT", "2019-09-03", "AFP"),
        ("(CNN) Envoys met on Monday.", "(CNN)", None, None, "CNN"),
        ("GENEVA, 3 March (Xinhua) -- Envoys met.", "GENEVA, 3 March (Xinhua) --", "GENEVA", "XXXX-03-03", "Xinhua"),
    ],
)
def test_datelines(text, span, place, date, agency):
    found = find_dateline(text, 10)
    assert text[found.span.start - 10 : found.span.end - 10] == span
    assert (found.place, found.date, found.agency) == (place, date, agency)


@pytest.mark.parametrize(
    "text",
    [
        "Envoys met in Paris on May 27 - the third time this year.",
        "The talks - which began in May - will go on.",
        "Kessel — who leads the team — said so.",
        "(It was late.) Envoys met.",
        "",
    ],
)
def test_what_is_no_dateline(text):
    assert find_dateline(text, 0) is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Adam Ross ,", ["Adam Ross"]),
        ("By Ann Lee", ["Ann Lee"]),
        ("By ANN LEE and BO EK", ["Ann Lee", "Bo Ek"]),
        ("By Ann Lee, Bo Ek and Cy van der Dorn", ["Ann Lee", "Bo Ek", "Cy van der Dorn"]),
        ("Written by: Ann O'Brien", ["Ann O'Brien"]),
        ("Von Eva Maier, 07 Dezember, 2022", ["Eva Maier"]),
        ("By Ann Lee, senior correspondent in Halm", ["Ann Lee"]),
        ("Share this story", []),
        ("By the Editorial Staff", []),
        ("The ministers met on Tuesday", []),
    ],
)
def test_bylines(text, names):
    found = read_byline(text, 0)
    assert [person.name for person in found] == names
    for person in found:
        assert text[person.span.start : person.span.end].casefold() == person.name.casefold()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Posted by Ann Lee at 18:52", ["Ann Lee"]),
        ("3 May 2019 · by kit · in Notes", ["kit"]),
        ("Veröffentlicht am 12. Juni 2017 von gizmo7", ["gizmo7"]),
        ("17.09.2024 | 08:25 Uhr | Uta Kessel", ["Uta Kessel"]),
        ("Updated 3 May 2019", []),
    ],
)
def test_names_beside_a_date(text, names):
    assert [person.name for person in embedded_byline(text, 0)] == names


def test_contact_lines():
    (person,) = read_contact("To contact the reporter on this story: Indra A.R. Laksh in Halm at ilaksh@example.net", 0)
    assert (person.name, person.role, person.of) == ("Indra A.R. Laksh", "author", "Halm")
    assert read_contact("To reach the lake, contact the ferry.", 0) is None


@pytest.mark.parametrize(
    ("text", "credit"),
    [
        (
            "The hall of the dam. Photographer: Ines Talvo/AFP via Getty Images",
            "Photographer: Ines Talvo/AFP via Getty Images",
        ),
        ("The hall of the dam. Photo: Reuters", "Photo: Reuters"),
        ("Crews search the rubble in Halm. [Photo/Agencies]", "[Photo/Agencies]"),
        ("Crews search the rubble in Halm on Sunday. Reuters", "Reuters"),
        ("Ines Talvo/AP", "Ines Talvo/AP"),
        ("The ministry told Reuters that crews had arrived.", None),
        ("Source of the river", None),
    ],
)
def test_credits(text, credit):
    cut = split_credit(text)
    assert (None if cut is None else text[cut:]) == credit


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2031-04-06T09:30:00+02:00", dt.date(2031, 4, 6)),
        ("20310406", dt.date(2031, 4, 6)),
        ("6 April 2031", dt.date(2031, 4, 6)),
        ("April 6th, 2031", dt.date(2031, 4, 6)),
        ("Sonntag, 6. April 2031, 10:00 Uhr", dt.date(2031, 4, 6)),
        ("06.04.31", dt.date(2031, 4, 6)),
        ("17/02/2022", dt.date(2022, 2, 17)),
        ("le 6 avril 2031", dt.date(2031, 4, 6)),
        ("6 de abril de 2031", dt.date(2031, 4, 6)),
        ("31.02.2031", None),
        ("May 27", None),
        ("", None),
    ],
)
def test_dates(text, day):
    assert parse_date(text) == day


def test_a_slashed_date_can_be_read_month_first():
    assert parse_date("3/4/2020", month_first=True) == dt.date(2020, 3, 4)
    assert parse_date("3/4/2020") == dt.date(2020, 4, 3)


@pytest.mark.parametrize(
    ("title", "site", "bare"),
    [
        ("Talks resume | Halm Observer", "Halm Observer", "Talks resume"),
        ("Halm Observer - Talks resume", "Halm Observer", "Talks resume"),
        ("Talks resume - but not for long", "Halm Observer", "Talks resume - but not for long"),
        ("Talks resume", "", "Talks resume"),
    ],
)
def test_the_site_is_no_part_of_the_title(title, site, bare):
    assert without_site(title, site) == bare


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Erstellt am09.02.2031", dt.date(2031, 2, 9)),
        ("Lena Oram3.11.2031", dt.date(2031, 11, 3)),
        ("Brune, 4. 2. 2031", dt.date(2031, 2, 4)),
        ("version B3.11.12", None),
    ],
)
def test_dates_that_mark_up_ran_into_a_word(text, day):
    assert parse_date(text) == day


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("By Lena Oram Last Updated Mar 5, 2031 at 9:30", "Lena Oram"),
        ("About the author – Lena Oram", "Lena Oram"),
    ],
)
def test_bylines_in_lines_that_say_more(text, name):
    assert [person.name for person in embedded_byline(text, 0)] == [name]


def test_a_footnote_is_no_part_of_a_name():
    assert [person.name for person in read_byline("Lena M. Oram1, Paul Vinter2", 0)] == ["Lena M. Oram", "Paul Vinter"]
