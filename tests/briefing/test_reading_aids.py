"""What makes a brief good to read: one line a person, resolved names, dates of first reports, marks."""

from __future__ import annotations

import msgspec
import pytest

from newsledger.briefing import make_brief, render
from newsledger.model import Dispute, EventClaim, Happening, Plan, PlanVersion, Position, RoleHeld, Side
from tests.briefing.fixtures import story
from tests.briefing.maker import Maker, on

TEXT = (
    "She promised to open the gates. Police arrested a baker in Vell on Monday.\n"
    "Norrin will publish the level of the lake every day. He asked them."
)


def told(m: Maker, section: str, kind: str):
    brief = make_brief(*m.given())
    return [x for g in getattr(brief, section).groups for top in g.lines for x in top.walk() if x.kind == kind]


def happening(m: Maker, quote: str, **fields) -> Maker:
    claim_fields = {k: fields.pop(k) for k in ("actors", "chain", "status") if k in fields}
    claim = m.event("a", quote, "COERCE", **claim_fields)
    fields.setdefault("when", None)
    m.add("happenings", Happening(
        id=f"h{quote}", type="COERCE", title=quote, status="happened", claims=(claim.id,), **fields))  # fmt: skip
    return m


@pytest.fixture
def page() -> Maker:
    m = Maker()
    m.article("a", TEXT, "2023-03-14", publisher="North News")
    return m


def test_what_is_not_dated_stands_on_the_day_of_its_first_report(page):
    happening(page, "Police arrested a baker in Vell on Monday")
    assert [x.label for x in told(page, "timeline", "happening")] == ["reported 14 March 2023"]


def test_a_day_still_to_come_for_its_report_is_no_date_of_what_happened(page):
    happening(page, "Police arrested a baker in Vell on Monday", when=on("2023-04-01"))
    assert [x.label for x in told(page, "timeline", "happening")] == ["reported 14 March 2023"]


def test_a_pronoun_that_opens_a_line_is_resolved_in_brackets(page):
    she = msgspec.structs.replace(page.actor("a", "She"), name="Ada Brun")
    happening(page, "She promised to open the gates", actors=(she,))
    assert [x.text for x in told(page, "timeline", "happening")] == ["[Ada Brun] promised to open the gates"]


def test_hearsay_says_whose_word_it_is(page):
    happening(page, "Police arrested a baker in Vell on Monday", chain=page.chain("a", "Radio Vell", "a witness"))
    (line,) = told(page, "timeline", "happening")
    assert line.note == "according to Radio Vell, citing a witness"


def test_what_was_taken_back_is_marked(page):
    happening(page, "Police arrested a baker in Vell on Monday")
    claim = page.claims["a"][0].id
    page.article("b", "No arrest was made.", "2023-03-16")
    back = page.event("b", "No arrest was made", "COERCE", status="denied").id
    page.add("disputes", Dispute(
        id="d", kind="correction", about="the arrest", reason="retracted", claims=(claim, back), sides=(
            Side(value="arrested", number=None, article="a", claim=claim, source=None, told=None),
            Side(value="not arrested", number=None, article="b", claim=back, source=None, told=None))))  # fmt: skip
    (line,) = told(page, "timeline", "happening")
    assert line.marks == ("later corrected or withdrawn",)
    assert next(x.text for x in told(page, "standing", "change")).startswith("Corrected: The arrest")


@pytest.mark.parametrize("status", ["future", "hypothetical", "demanded", "threatened"])
def test_what_was_not_done_is_no_line_of_the_timeline(page, status):
    claim = page.event("a", "Police arrested a baker", "COERCE", status=status)
    page.add("happenings", Happening(id="h", type="COERCE", title="t", status=status, claims=(claim.id,)))
    assert told(page, "timeline", "happening") == []


def test_a_plan_names_who_is_to_do_it(page):
    claim = page.plan(
        "a", "Norrin will publish the level of the lake", "publish the level of the lake",
        participants=(page.actor("a", "Norrin"),))  # fmt: skip
    version = PlanVersion(
        told="2023-03-14", when=None, place=None, status="scheduled", participants=("Norrin",), by=(), claims=(claim.id,))  # fmt: skip
    page.add("plans", Plan(id="p", what=claim.what, names=(claim.what,), versions=(version,), claims=(claim.id,)))
    (line,) = told(page, "plans", "plan")
    assert line.text == "Norrin: publish the level of the lake"
    assert line.note == ""


def test_entities_of_one_name_are_one_line_and_described_groups_none(page):
    role = page.role("a", "Norrin", "Norrin", "owner")
    held = RoleHeld(role="owner", of=None, time="current", first=None, last=None, claims=(role.id,))
    page.entity("Norrin", kind="place", roles=(held,), claims=(role.id,))
    page.entity("NORRIN", kind="organisation", roles=(held,))
    page.entity("two ministers", kind="group", roles=(held,))
    assert [x.text for x in told(page, "people", "entity")] == ["Norrin"]


@pytest.mark.parametrize(("stance", "aim", "text"), [
    ("supports", "a treaty", "Supports a treaty"),
    ("supports", "to sign a treaty", "Ready to sign a treaty"),
    ("opposes", "to sign a treaty", "Refuses to sign a treaty"),
    ("demands", "them", None),
    ("undecided", "to take part", "Undecided whether to take part"),
])  # fmt: skip
def test_positions_read_as_english_and_say_what_they_are_about(page, stance, aim, text):
    claim = page.position("a", "He asked them", "He", stance, aim)
    page.entity("Ada Brun")
    page.add("positions", Position(id="o", holder="Ada Brun", stance=stance, object=aim, claims=(claim.id,)))
    assert [x.text for x in told(page, "people", "position")] == ([text] if text else [])


def test_events_in_a_reading_that_no_happening_uses_change_nothing(page):
    happening(page, "Police arrested a baker in Vell on Monday")
    before = [x.id for x in told(page, "timeline", "happening")]
    extra = page.event("a", "He asked them", "REQUEST")
    assert isinstance(extra, EventClaim)
    assert [x.id for x in told(page, "timeline", "happening")] == before


def test_a_quotation_told_again_with_other_punctuation_is_shown_once(page):
    page.article("b", "“We will open all the gates of the lake,” Brun said.", "2023-03-15")
    page.article("c", "“We will open all the gates of the lake”, said Brun again.", "2023-03-16")
    page.statement("b", "“We will open all the gates of the lake,”", "Brun")
    page.statement("c", "“We will open all the gates of the lake”,", "Brun")
    page.entity("Brun")
    assert len(told(page, "people", "statement")) == 1


def test_the_order_in_which_pages_were_given_changes_nothing():
    ledger, articles, readings = story().given()
    backwards = make_brief(ledger, dict(reversed(articles.items())), dict(reversed(readings.items())))
    assert backwards == make_brief(ledger, articles, readings)


def test_articles_of_other_stories_change_nothing():
    ledger, articles, readings = story().given()
    before = make_brief(ledger, articles, readings)
    other = Maker()
    other.article("other", "Another text.", "2030-01-01")
    _, more, claims = other.given()
    assert make_brief(ledger, articles | more, readings | claims) == before


def test_a_page_dated_to_a_year_neither_leads_nor_sets_the_day_of_the_brief(page):
    page.article("b", "The gates are still shut.", "2023-01-01/2023-12-31")
    brief = make_brief(*page.given())
    assert (brief.as_of, brief.first, brief.last) == ("2023-03-14", "2023-03-14", "2023-03-14")
    assert [x.label for x in brief.sources.groups[0].lines] == ["14 March 2023", "2023"]


def test_some_time_around_the_report_is_no_date(page):
    happening(page, "Police arrested a baker in Vell on Monday", when=on("2022-12-26/2023-12-25"))
    assert [x.label for x in told(page, "timeline", "happening")] == ["reported 14 March 2023"]


def test_a_page_dated_to_a_month_counts_from_its_first_day(page):
    page.article("b", "The gates are still shut.", "2023-10")
    brief = make_brief(*page.given())
    assert (brief.as_of, brief.last) == ("2023-10-01", "2023-10")
    assert "as of October 2023" in render(brief, "text")
    assert [x.label for x in brief.sources.groups[0].lines] == ["14 March 2023", "October 2023"]


def test_the_deed_that_a_plan_is_about_is_not_told_as_done(page):
    claim = page.event("a", "publish the level of the lake", "COOPERATE")
    page.plan("a", "Norrin will publish the level of the lake every day", "publish the level of the lake")
    page.add("happenings", Happening(id="h", type="COOPERATE", title="t", status="happened", claims=(claim.id,)))
    assert told(page, "timeline", "happening") == []
