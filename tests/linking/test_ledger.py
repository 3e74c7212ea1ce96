"""What stands of a made-up story: two states talk about a dam after a blast."""

import random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsledger.linking import link
from newsledger.model import BlockKind, Dispute, StoryLedger
from tests.linking.made_up import Reader, article, when

BACKGROUND = [
    "Ruritania and Velmia share the Karst dam above the town of Ostra.",
    "The Karst dam talks between Ruritania and Velmia follow the blast at the Ostra border post.",
]


def page(title: str, sentences: list[str], published: str | None, publisher: str | None) -> Reader:
    return Reader(article(title, [*sentences, *BACKGROUND], published, publisher=publisher))


def linked(*readers: Reader) -> StoryLedger:
    (ledger,) = link({r.article.id: r.article for r in readers}, {r.article.id: r.reading() for r in readers})
    return ledger


def kinds(ledger: StoryLedger) -> list[str]:
    return [d.kind for d in ledger.disputes]


def first_day() -> Reader:
    reader = page("Blast kills 12 at Ostra border post", ["At least 12 people were killed in the blast at Ostra."],
                  "2031-03-01", "Ostra Courier")  # fmt: skip
    reader.figure("At least 12 people were killed in the blast at Ostra.", 12, bound="at_least", scope="blast at Ostra")
    reader.event(
        "At least 12 people were killed in the blast at Ostra.", "killed", place="Ostra", when=when("2031-03-01")
    )
    return reader


def next_week() -> Reader:
    reader = page("Toll of Ostra blast rises to 15", ["The toll of the Ostra blast has risen to 15."],
                  "2031-03-08", "Velm Today")  # fmt: skip
    reader.figure("The toll of the Ostra blast has risen to 15.", 15, scope="Ostra blast")
    return reader


def test_a_toll_that_rises_is_one_series_and_a_revision() -> None:
    ledger = linked(first_day(), next_week())
    (series,) = ledger.series
    assert [(p.value, p.state) for p in series.points] == [(12, "superseded"), (15, "standing")]
    (dispute,) = ledger.disputes
    assert (dispute.kind, [s.number for s in dispute.sides]) == ("revision", [12, 15])
    assert series.origins == 2
    assert series.reasons


def test_a_background_toll_of_another_event_stays_out_of_the_series() -> None:
    later = next_week()
    later.article = article(
        later.article.name,
        ["The toll of the Ostra blast has risen to 15.", "A landslide killed 130 people in 2027.", *BACKGROUND],
        "2031-03-08",
        publisher="Velm Today",
    )
    later.claims.clear()
    later.figure("The toll of the Ostra blast has risen to 15.", 15, scope="Ostra blast")
    later.figure("A landslide killed 130 people in 2027.", 130, as_of=when("2027-01-01", "2027-12-31"))
    ledger = linked(first_day(), later)
    assert sorted([p.value for p in s.points] for s in ledger.series) == [[12, 15], [130]]
    assert kinds(ledger) == ["revision"]


def test_two_sides_that_give_two_tolls_for_one_morning_are_in_conflict() -> None:
    readers = []
    for title, value, source, outlet in (
        ("Army counts the dead of Ostra", 84, "the Ruritanian army", "Ostra Courier"),
        ("Villagers count the dead of Ostra", 86, "village elders", "Velm Today"),
    ):
        sentence = f"The blast at Ostra killed {value} people, {source} said."
        reader = page(title, [sentence], "2031-03-01", outlet)
        reader.figure(sentence, value, scope="blast at Ostra", source=source, as_of=when("2031-03-01"))
        readers.append(reader)
    (dispute,) = linked(*readers).disputes
    assert dispute.kind == "conflict"
    assert sorted(str(s.source) for s in dispute.sides) == ["the Ruritanian army", "village elders"]


def test_a_rounded_count_of_one_past_event_is_a_difference_of_scope() -> None:
    readers = []
    for title, value, bound, outlet in (("One", 276, "exact", "Ostra Courier"), ("Two", 200, "over", "Velm Today")):
        sentence = f"They took {value} pupils in April."
        reader = page(title, [sentence], "2031-03-01", outlet)
        reader.figure(sentence, value, bound=bound, measure="kidnapped", scope="Ostra school",
                      as_of=when("2030-04-01", "2030-04-30"))  # fmt: skip
        readers.append(reader)
    assert kinds(linked(*readers)) == ["scope"]


def test_a_correction_is_told_as_one() -> None:
    later = next_week()
    later.claims = [msgspec.structs.replace(c, block=BlockKind.CORRECTION) for c in later.claims]
    assert kinds(linked(first_day(), later)) == ["correction"]


def plan_pages() -> list[Reader]:
    early = page(
        "States plan dam talks", ["The states plan peace talks in Karst in April."], "2031-03-01", "Ostra Courier"
    )
    early.plan("The states plan peace talks in Karst in April.", "peace talks", place="Karst",
               when=when("2031-04-01", "2031-04-30"), status="scheduled")  # fmt: skip
    late = page("Dam conference put off", ["The peace conference is now called for June."], "2031-04-10", "Velm Today")
    late.plan("The peace conference is now called for June.", "the peace conference",
              when=when("2031-06-01", "2031-06-30"), status="called_for")  # fmt: skip
    return [early, late]


def test_a_conference_of_many_names_is_one_plan_that_slips() -> None:
    ledger = linked(*plan_pages())
    (plan,) = ledger.plans
    assert set(plan.names) == {"peace talks", "the peace conference"}
    assert [v.when.iso for v in plan.versions if v.when] == ["2031-04", "2031-06"]
    assert plan.slips == (1,)
    assert plan.versions[-1].status == "called_for"
    (dispute,) = ledger.disputes
    assert [s.value for s in dispute.sides] == ["2031-04", "2031-06"]


def test_one_event_told_twice_is_one_happening_with_two_origins() -> None:
    readers = []
    for title, sentence, outlet in (
        ("Gunmen seize envoy", "Gunmen kidnapped the envoy Dana Orlo in Ostra on Monday.", "Ostra Courier"),
        ("Envoy seized", "The envoy Dana Orlo was kidnapped by gunmen near Ostra on Monday.", "Velm Today"),
    ):
        reader = page(title, [sentence], "2031-03-04", outlet)
        reader.event(sentence, "kidnapped", "COERCE", actors=(reader.actor("gunmen", "group"),),
                     recipients=(reader.actor("Dana Orlo"),), when=when("2031-03-03"))  # fmt: skip
        readers.append(reader)
    (happening,) = linked(*readers).happenings
    assert happening.origins == 2
    assert len(happening.claims) == 2


def test_the_same_kind_of_event_on_another_day_is_another_happening() -> None:
    readers = []
    for published, moment in (("2031-03-04", "2031-03-03"), ("2031-03-20", "2031-03-19")):
        sentence = "Gunmen attacked the convoy in Ostra."
        reader = page("Convoy attacked " + published, [sentence], published, "Ostra Courier")
        reader.event(sentence, "attacked", when=when(moment))
        readers.append(reader)
    assert len(linked(*readers).happenings) == 2


def test_a_denied_agreement_is_not_the_agreement() -> None:
    reader = page(
        "No deal", ["The states did not agree on the dam.", "The states agreed on the dam."], "2031-03-01", "A B"
    )
    reader.event("The states did not agree on the dam.", "agree", "AGREE", status="denied")
    reader.event("The states agreed on the dam.", "agreed", "AGREE")
    assert sorted(h.status for h in linked(reader).happenings) == ["denied", "happened"]


def people(*names_by_page: tuple[str, ...]) -> list[tuple[str, ...]]:
    readers = []
    for n, names in enumerate(names_by_page):
        reader = page(
            f"Report {n}", [f"Report number {n} tells of the dam."], f"2031-03-{n + 1:02d}", f"Outlet {n} News"
        )
        for name in names:
            reader.event(f"Report number {n} tells of the dam.", "met", "CONSULT", actors=(reader.actor(name),))
        readers.append(reader)
    return sorted(e.names for e in linked(*readers).entities)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ((("Dana Orlo",), ("Orlo",)), [{"Dana Orlo", "Orlo"}]),
        ((("Dana Orlo", "Emil Orlo"), ("Orlo",)), [{"Dana Orlo"}, {"Emil Orlo"}, {"Orlo"}]),
        ((("Bashir al-Orlo",), ("Bashir Al Orlo",)), [{"Bashir al-Orlo", "Bashir Al Orlo"}]),
        ((("Amina Vel",), ("Amina Vel Tarko",)), [{"Amina Vel", "Amina Vel Tarko"}]),
        ((("Dana Orlo",), ("Dana Orlo's mother",)), [{"Dana Orlo"}, {"Dana Orlo's mother"}]),
        ((("D. Orlo",), ("Dana Orlo",), ("Emil Orlo",)), [{"D. Orlo", "Dana Orlo"}, {"Emil Orlo"}]),
    ],
)
def test_one_man_is_not_two_and_two_are_not_one(told: tuple, expected: list[set[str]]) -> None:
    assert sorted(map(sorted, people(*told))) == sorted(map(sorted, expected))


def story_pages() -> list[Reader]:
    return [first_day(), next_week(), *plan_pages()]


@settings(max_examples=15, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_adding_never_matters(chance: random.Random) -> None:
    readers = story_pages()
    in_order = link({r.article.id: r.article for r in readers}, {r.article.id: r.reading() for r in readers})
    chance.shuffle(readers)
    shuffled = link({r.article.id: r.article for r in readers}, {r.article.id: r.reading() for r in readers})
    assert shuffled == in_order


def test_no_claim_is_in_two_happenings_series_or_plans() -> None:
    ledger = linked(*story_pages())
    for derived in (ledger.happenings, ledger.series, ledger.plans):
        claims = [c for d in derived for c in d.claims]
        assert len(claims) == len(set(claims))


def test_every_dispute_names_claims_of_the_story() -> None:
    readers = story_pages()
    known = {c.id for r in readers for c in r.reading().claims}
    disputes: tuple[Dispute, ...] = linked(*readers).disputes
    assert disputes
    assert all(side.claim in known and side.claim in d.claims for d in disputes for side in d.sides)


def test_an_unrelated_article_about_one_of_the_countries_stays_apart() -> None:
    other = Reader(
        article(
            "Ruritania wins ski cup",
            ["Skiers of Ruritania won the winter cup in the Alps.", "The downhill race was decided on the last slope."],
            "2031-03-02",
            publisher="Velm Today",
        )
    )
    readers = [*story_pages(), other]
    ledgers = link({r.article.id: r.article for r in readers}, {r.article.id: r.reading() for r in readers})
    assert sorted(len(ledger.story.articles) for ledger in ledgers) == [1, 4]


def test_nothing_gives_nothing() -> None:
    assert link({}, {}) == ()


def test_what_one_outlet_tells_and_another_denies_is_in_conflict() -> None:
    readers = []
    for title, sentence, status, outlet in (
        ("Rebels freed", "Four captured rebels were released in exchange for the pupils.", "happened", "Ostra Courier"),
        ("No swap", "No captured rebels were released in exchange for the pupils.", "denied", "Velm Today"),
    ):
        reader = page(title, [sentence], "2031-03-04", outlet)
        reader.event(sentence, "released", "RETREAT", status=status)
        readers.append(reader)
    (dispute,) = linked(*readers).disputes
    assert dispute.kind == "conflict"
    assert {s.article for s in dispute.sides} == {r.article.id for r in readers}


def test_a_report_that_its_outlet_retracts_stands_as_denied() -> None:
    told = "Police arrested a deserter over the blast at Ostra."
    first = page("Deserter arrested", [told], "2031-03-04", "Radio Osmel")
    first.event(told, "arrested", "COERCE")
    back = "Radio Osmel has retracted its report that a deserter was arrested over the blast at Ostra."
    later = page("Radio Osmel withdraws report", [back], "2031-03-06", "Radio Osmel")
    later.event(back, "retracted", "CONCEDE")
    later.event(back, "arrested", "COERCE")
    ledger = linked(first, later)
    assert {h.status for h in ledger.happenings if h.type == "COERCE"} == {"denied"}
    assert [d.kind for d in ledger.disputes] == ["correction"]


def test_the_number_that_a_correction_note_takes_back_is_withdrawn() -> None:
    text, note = "Some 1,400 families left Ostra.", "An earlier version said that 2,400 families left Ostra."
    reader = page("Families leave", [text, note], "2031-03-04", "Ostra Courier")
    reader.figure(text, 1400, measure="families", unit="families")
    reader.claims.append(
        msgspec.structs.replace(
            reader.figure(note, 2400, measure="families", unit="families"), block=BlockKind.CORRECTION, id=""
        )
    )
    reader.claims.pop(1)
    ledger = linked(reader)
    (series,) = ledger.series
    assert [(p.value, p.state) for p in series.points] == [(2400, "withdrawn"), (1400, "standing")]
    assert [(d.kind, [s.number for s in d.sides]) for d in ledger.disputes] == [("correction", [2400, 1400])]
