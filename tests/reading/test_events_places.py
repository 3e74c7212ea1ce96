"""Where events are, who shares them, and how well our own coded sentences are read."""

from __future__ import annotations

import pytest

from benchmarks.events_unseen import cases, events_of, measured
from newsledger.language import parse
from newsledger.model import Article, Block, BlockKind, Dateline, EventClaim, PageFacts, Span, article_id
from newsledger.reading.events import read_events
from newsledger.reading.statements import read_statements


def events(*paragraphs: str, dateline: str | None = None) -> list[EventClaim]:
    """Events of an article of these paragraphs."""
    text = "\n".join(paragraphs)
    blocks, start = [], 0
    for paragraph in paragraphs:
        blocks.append(Block(kind=BlockKind.PARAGRAPH, span=Span(start, start + len(paragraph))))
        start += len(paragraph) + 1
    line = Dateline(span=Span(0, 0), place=dateline) if dateline is not None else None
    article = Article(
        id=article_id(text, PageFacts()), name="case", text=text, blocks=tuple(blocks), dateline=line, language="en"
    )
    found = parse(article)
    return list(read_events(found, read_statements(found)))


def place_of(kind: str, *paragraphs: str, dateline: str | None = None) -> str | None:
    """Place of the first event of a class."""
    return next(e.place for e in events(*paragraphs, dateline=dateline) if e.type == kind)


@pytest.mark.parametrize(
    ("line", "kind", "place"),
    [
        ("Ethiopian troops pulled out of Asmara on Saturday.", "RETREAT", "Asmara"),
        ("Thousands of teachers marched through Lagos on Wednesday.", "PROTEST", "Lagos"),
        ("Police in Nairobi arrested two editors.", "COERCE", "Nairobi"),
        ("Rebels shelled the town of Aleppo.", "ASSAULT", "Aleppo"),
        ("The envoy met the rebels in Doha to discuss a truce.", "CONSULT", "Doha"),
        ("Russia vetoed a draft resolution on Georgia.", "REJECT", None),
        ("Denmark recognised the new government on Friday.", "SUPPORT", None),
    ],
)
def test_the_place_is_told_by_the_clause_the_way_or_the_parties(line: str, kind: str, place: str | None) -> None:
    assert place_of(kind, line) == place


def test_the_dateline_places_the_event_of_the_lead_only() -> None:
    lines = ("Gunmen killed four farmers on Monday.", "The union condemned the killing.")
    found = events(*lines, dateline="KAMPALA")
    assert [e.place for e in found if e.trigger == "killed"] == ["KAMPALA"]
    assert [e.place for e in found if e.type == "ACCUSE"] == [None]


def test_the_dateline_is_not_asked_where_the_lead_names_a_place() -> None:
    assert place_of("ASSAULT", "Gunmen killed four farmers in Gulu on Monday.", dateline="KAMPALA") == "Gulu"


def test_undated_deeds_of_one_scene_share_its_place() -> None:
    found = events(
        "A bomb killed nine people in Quetta.",
        "Rebels also attacked a bus in Quetta.",
        "The blast wounded twenty soldiers.",
    )
    assert next(e.place for e in found if e.trigger == "wounded") == "Quetta"


def test_nations_that_share_a_noun_act_apart() -> None:
    claim = next(e for e in events("Japanese and Australian warships held joint exercises.") if e.type == "COOPERATE")
    assert [(a.country, a.sector) for a in claim.actors] == [("JPN", "MIL"), ("AUS", "MIL")]


def test_own_envoys_and_tanks_are_no_other_party() -> None:
    claim = next(e for e in events("Saudi Arabia recalled its ambassador from Sweden.") if e.type == "SANCTION")
    assert [r.country for r in claim.recipients] == ["SWE"]


def test_who_comes_under_criticism_is_its_recipient() -> None:
    claim = next(e for e in events("The minister came under criticism from doctors.") if e.type == "ACCUSE")
    assert [a.name for a in claim.actors] == ["doctors"]
    assert [r.name for r in claim.recipients] == ["minister"]


def test_people_who_act_for_a_body_between_states_are_of_no_country() -> None:
    claim = next(e for e in events("Envoys from the African Union met the rebels in Lusaka.") if e.type == "CONSULT")
    assert [(a.country, a.sector) for a in claim.actors] == [(None, "IGO")]


def test_announced_violence_is_a_threat_by_who_announces_it() -> None:
    claim = next(
        e
        for e in events("Any plane that crosses the line will be shot down, Sudan's air force said.")
        if e.type == "THREATEN"
    )
    assert [a.country for a in claim.actors] == ["SDN"]


def test_agentless_passives_have_no_actor() -> None:
    claim = next(e for e in events("Two bloggers were detained in Minsk.") if e.type == "COERCE")
    assert (claim.actors, [r.name for r in claim.recipients]) == ((), ["Two bloggers"])


@pytest.mark.parametrize(
    ("name", "first", "parties"),
    [
        ("events_unseen", 0.93, 0.85),
        ("events_unseen_second", 0.93, 0.8),
        ("events_unseen_third", 0.78, 0.78),
        ("events_unseen_fourth", 0.93, 0.8),
    ],
)
def test_coded_sentences_keep_their_figures(name: str, first: float, parties: float) -> None:
    figures = measured(list(events_of(cases(name))))
    assert figures["first right"] >= first
    assert min(figures["actors R"], figures["recipients R"]) >= parties
