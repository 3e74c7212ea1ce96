"""The times of a whole page: its place tells zone and seasons, its tenses the direction."""

from newsledger.language.parse import parse
from newsledger.language.times import setting_of
from newsledger.model import Article, Block, BlockKind, Publication, Span
from newsledger.model.page import Dateline
from newsledger.timex import publication_when, universal


def article(text, *, place=None, url=None):
    known = Publication(when=publication_when("2013-05-27"), basis="given")
    return Article(
        id="a",
        name="a",
        text=text,
        blocks=(Block(kind=BlockKind.PARAGRAPH, span=Span(0, len(text))),),
        published=known,
        dateline=Dateline(span=Span(0, 0), place=place) if place else None,
        url=url,
    )


def only(text, **options):
    (mention,) = parse(article(text, **options)).times
    return mention.when


def test_this_evening_is_that_of_the_dateline():
    when = only("The envoys met this evening.", place="GENEVA")
    assert when.zone == "Europe/Zurich"
    assert universal(when)[0].hour == 15


def test_last_summer_is_that_of_the_outlet_where_no_dateline_tells():
    when = only("The bridge was closed last summer.", url="https://www.example.com.au/bridge")
    assert when.iso == "2012-12-01/2013-02-28"
    assert only("The bridge was closed last summer.", place="Geneva", url="https://example.com.au/").start.month == 6


def test_a_page_without_a_place_has_no_zone():
    assert setting_of(article("They met.")).known_zone() is None
    assert only("The envoys met this evening.").zone is None


def test_the_tense_of_the_governing_verb_tells_the_direction():
    assert only("The court, whose judges were named in haste, will rule Friday.").iso == "2013-05-31"
    assert only("The court that will hear the case ruled Friday.").iso == "2013-05-24"


def test_an_era_is_a_time_of_a_page():
    when = only("It is the highest rate since the Soviet Union.")
    assert (when.iso, when.mod) == ("1991-12-26", "AFTER")
