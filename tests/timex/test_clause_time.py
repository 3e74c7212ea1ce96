"""A clause gets the time that belongs to it, and no other clause's."""

import msgspec
import pytest

from newsledger.language.clause_time import when_of
from newsledger.language.parse import parse
from newsledger.model import Article, Block, BlockKind, Publication, Span
from newsledger.timex import publication_when


def parsed(text, published="2013-05-27"):
    known = Publication(when=publication_when(published), basis="given") if published else Publication()
    block = Block(kind=BlockKind.PARAGRAPH, span=Span(0, len(text)))
    return parse(Article(id="a", name="a", text=text, blocks=(block,), published=known))


def time_of(text, word, published="2013-05-27"):
    made = parsed(text, published)
    when = when_of(made, next(token for token in made.doc if token.text == word))
    return when and (when.iso or when.value)


@pytest.mark.parametrize(
    ("text", "word", "time"),
    [
        ("The envoys met in Riverside this evening.", "met", "2013-05-27"),
        ("Tonight's discussion was the third.", "discussion", "2013-05-27"),
        ("They recalled the talks held in July 2012.", "talks", "2012-07"),
        ("They broke the resolution, passed on September 27.", "resolution", "2012-09-27"),
        ("The depots must be emptied by November 1.", "emptied", "2013-11-01"),
        ("The two states have called for a conference next month.", "conference", "2013-06"),
        ("The two states have called for a conference next month.", "called", None),
        ("The council did not reach agreement on lifting the ban today.", "reach", "2013-05-27"),
        ("They failed to agree when they met last week.", "met", "2013-05-20/2013-05-26"),
        ("The siege lasted three weeks.", "lasted", None),
        ("The band released a film in March blaming the mayor.", "blaming", "2013-03"),
        ("The guards left the square on Friday after beating a student.", "beating", None),
        ("The mayor said on Friday that the bridge is closed.", "closed", None),
        ("The mayor said on Friday that the bridge is closed.", "said", "2013-05-24"),
        ("The Nov. 13 attacks shook the city.", "attacks", "2012-11-13"),
        ("The blast killed ten people in the worst attack since 2011.", "killed", None),
        ("The army shelled the town, the first such attack since March.", "shelled", None),
        ("Troops have occupied the town since March.", "occupied", "2013-03"),
        ("The two sides signed a truce after the Cold War.", "signed", None),
    ],
)
def test_a_clause_gets_its_own_time(text, word, time):
    assert time_of(text, word) == time


def test_an_undated_article_keeps_its_times_relative():
    made = parsed("The envoys met last week.", None)
    when = when_of(made, next(token for token in made.doc if token.text == "met"))
    assert when.start is None
    assert when.expression == "week:-1"


def test_offsets_of_times_are_those_of_the_page():
    made = parsed("On Monday the dam broke. It was rebuilt in 1998.")
    assert [m.span.text(made.article.text) for m in made.times] == ["Monday", "1998"]


def test_an_entry_of_a_live_blog_has_its_own_today():
    text = "The bridge was closed today."
    entry = Block(kind=BlockKind.PARAGRAPH, span=Span(0, len(text)), published="2013-05-20T10:00:00")
    article = msgspec.structs.replace(parsed(text).article, blocks=(entry,))
    assert parse(article).times[0].when.iso == "2013-05-20"
