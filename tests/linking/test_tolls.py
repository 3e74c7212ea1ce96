"""The toll of a made-up flood: one series in many wordings, and what must stay out of it."""

import pytest
from msgspec.structs import replace

from newsledger.linking import link
from newsledger.model import BlockKind, FigureClaim, Span, StoryLedger, TimeMention, When, identified
from tests.linking.made_up import Reader, article, when

BACKGROUND = [
    "The Orne floods broke the Karst dike above the town of Ostra.",
    "Ostra and the Orne delta stood under water after the floods broke the Karst dike.",
]


def page(title: str, sentences: list[str], published: str | None, publisher: str) -> Reader:
    return Reader(article(title, [*sentences, *BACKGROUND], published, publisher=publisher))


def linked(*readers: Reader) -> StoryLedger:
    (ledger,) = link({r.article.id: r.article for r in readers}, {r.article.id: r.reading() for r in readers})
    return ledger


def values(ledger: StoryLedger) -> list[list[float | None]]:
    return sorted([p.value for p in s.points] for s in ledger.series)


def told(day: str, value: float, scope: str, *more: tuple[str, float, dict], title: str = "Orne floods") -> Reader:
    sentence = f"{value:.0f} people have died."
    reader = page(f"{title}: day {day}", [sentence, *(s for s, _, _ in more)], day, f"Outlet {day}")
    reader.figure(sentence, value, scope=scope)
    for words, count, fields in more:
        reader.figure(words, count, **fields)
    return reader


def test_a_toll_told_in_other_words_each_day_is_one_series() -> None:
    ledger = linked(
        told("2031-08-19", 112, "Orne delta"), told("2031-08-23", 150, ""), told("2031-09-05", 163, "the collapse")
    )
    assert values(ledger) == [[112, 150, 163]]
    assert sorted([s.number for s in d.sides] for d in ledger.disputes) == [[112, 150], [150, 163]]


@pytest.mark.parametrize(
    ("sentence", "count", "fields"),
    [
        ("Clashes at a depot killed two officers.", 2, {"scope": "Clashes at a depot"}),
        ("In 2027 some 200 people died.", 200, {"as_of": when("2027-01-01", "2027-12-31")}),
        ("Among them are nine children.", 9, {"part": "part"}),
        ("Two more have died.", 2, {"part": "change"}),
    ],
)
def test_another_count_in_the_same_reports_stays_out_of_the_toll(sentence: str, count: float, fields: dict) -> None:
    ledger = linked(
        told("2031-08-19", 112, "Orne delta"), told("2031-08-23", 150, "Orne floods", (sentence, count, fields))
    )
    assert values(ledger) == sorted([[112, 150], [count]])
    assert [[s.number for s in d.sides] for d in ledger.disputes] == [[112, 150]]


def test_a_number_right_behind_an_old_year_is_of_that_year() -> None:
    reader = told("2031-08-19", 112, "Orne delta", ("The worst since 2016, when 200 people died.", 200, {}))
    claim = reader.claims[-1]
    at = reader.article.text.index("2016")
    short = Span(at + 11, claim.evidence.end - 1)
    words = short.text(reader.article.text)
    assert words == "200 people died"
    reader.claims[-1] = replace(claim, evidence=short, quote=words, id="")
    year = TimeMention(span=Span(at, at + 4), type="DATE", when=when("2016-01-01", "2016-12-31"))
    reading = replace(reader.reading(), times=(year,))
    later = told("2031-08-23", 250, "")
    (ledger,) = link(
        {r.article.id: r.article for r in (reader, later)},
        {reader.article.id: reading, later.article.id: later.reading()},
    )
    assert values(ledger) == [[112, 250], [200]]


def test_an_undated_report_with_a_higher_toll_is_told_last() -> None:
    late = told("2031-08-30", 163, "")
    late.article = article(late.article.name, ["163 people have died.", *BACKGROUND], None, publisher="Undated Post")
    late.claims.clear()
    late.figure("163 people have died.", 163)
    ledger = linked(told("2031-08-19", 112, "Orne delta"), told("2031-08-23", 150, ""), late)
    assert ledger.story.articles[-1] == late.article.id
    assert values(ledger) == [[112, 150, 163]]


def test_a_rival_count_does_not_break_the_line_of_the_toll() -> None:
    second = told(
        "2031-08-23",
        150,
        "",
        ("Survivors say 190 died.", 190, {"source": "survivors", "scope": "Orne floods"}),
    )
    second.claims[0] = identified(_from(second.claims[0], "the agency"))
    ledger = linked(told("2031-08-19", 112, "Orne delta"), second, told("2031-08-27", 163, ""))
    found = {(d.kind, tuple(s.number for s in d.sides)) for d in ledger.disputes}
    assert found == {("revision", (112, 150)), ("revision", (150, 163)), ("conflict", (150, 190))}
    (series,) = ledger.series
    assert series.points[-1].value == 163


def test_a_correction_goes_with_the_number_that_it_corrects() -> None:
    last = told("2031-08-27", 163, "", ("An earlier version said that 136 people died.", 136, {}))
    last.claims[-1] = identified(_in_note(last.claims[-1]))
    ledger = linked(told("2031-08-19", 112, "Orne delta"), told("2031-08-23", 150, ""), last)
    assert [[s.number for s in d.sides] for d in ledger.disputes if d.kind == "correction"] == [[136, 163]]
    revisions = [[s.number for s in d.sides] for d in ledger.disputes if d.kind == "revision"]
    assert sorted(revisions) == [[112, 150], [150, 163]]


def test_a_rounded_headline_is_no_conflict_with_its_text() -> None:
    title = "Orne toll passes 300"
    reader = page(title, ["312 people have died."], "2031-08-23", "Outlet A")
    reader.figure("312 people have died.", 312)
    reader.claims.append(identified(_in_title(reader.figure(title, 300))))
    reader.claims.pop(1)
    assert [d.kind for d in linked(reader).disputes] == ["scope"]


def _from(claim: FigureClaim, source: str) -> FigureClaim:
    return replace(claim, source=source, id="")


def _in_note(claim: FigureClaim) -> FigureClaim:
    return replace(claim, block=BlockKind.CORRECTION, id="")


def _in_title(claim: FigureClaim) -> FigureClaim:
    return replace(claim, block=BlockKind.TITLE, id="")


def test_times_may_be_missing() -> None:
    reader = told("2031-08-19", 112, "", ("Some 40 died then.", 40, {"as_of": When(value="PAST_REF")}))
    assert values(linked(reader)) == [[40], [112]]
