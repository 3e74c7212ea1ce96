"""What is a difference between reports of a made-up story, and what only looks like one."""

import pytest

from newsledger.linking import link
from newsledger.model import Actor, PositionClaim, StoryLedger
from tests.linking.made_up import Reader, article, when

BACKGROUND = [
    "Ruritania and Velmia share the Karst dam above the town of Ostra.",
    "The Karst dam talks between Ruritania and Velmia follow the blast at the Ostra border post.",
]


def page(title: str, sentences: list[str], published: str | None, publisher: str) -> Reader:
    return Reader(article(title, [*sentences, *BACKGROUND], published, publisher=publisher))


def linked(*readers: Reader) -> StoryLedger:
    (ledger,) = link({r.article.id: r.article for r in readers}, {r.article.id: r.reading() for r in readers})
    return ledger


def test_what_is_only_asked_for_is_not_denied_by_its_not_being_done() -> None:
    first = "The minister raised the issue of lifting the dam levy on Velmia."
    ask = page("Levy", [first], "2031-03-01", "Ostra Courier")
    ask.event(first, "raised", "REQUEST")
    ask.event(first.removeprefix("The minister raised the issue of "), "lifting", "CONCEDE")
    second = "The states did not agree on lifting the dam levy today."
    refused = page("No levy deal", [second], "2031-03-01", "Velm Today")
    refused.event(second, "lifting", "CONCEDE", status="denied")
    assert not linked(ask, refused).disputes


def held(reader: Reader, quote: str, stance: str, about: str) -> None:
    holder: Actor = reader.actor("Dana Orlo")
    reader.claims.append(PositionClaim(**reader.place(quote), holder=holder, stance=stance, object=about))


@pytest.mark.parametrize(
    ("before", "after", "kinds"),
    [
        ("calls from the opposition for the resignation of Minister Emil Stenn", "the resignation", []),
        ("the Karst dam levy", "the dam levy", ["revision"]),
    ],
)
def test_a_stance_turns_only_on_the_same_object(before: str, after: str, kinds: list[str]) -> None:
    one = page("Orlo", ["Orlo spoke against it."], "2031-03-01", "Ostra Courier")
    held(one, "Orlo spoke against it.", "opposes", before)
    two = page("Orlo again", ["Orlo spoke for it."], "2031-03-05", "Velm Today")
    held(two, "Orlo spoke for it.", "supports", after)
    assert [d.kind for d in linked(one, two).disputes] == kinds


def test_talks_that_one_side_calls_off_and_the_other_keeps_are_in_conflict() -> None:
    reader = page(
        "Talks in doubt",
        ["Talks open on May 27, Orlo said.", "The talks are off, Emil Vann said."],
        "2031-05-06",
        "A B",
    )
    by = {name: reader.passed_on_by(name) for name in ("Orlo", "Emil Vann")}
    reader.plan("Talks open on May 27, Orlo said.", "the talks", status="scheduled", when=when("2031-05-27"),
                chain=by["Orlo"])  # fmt: skip
    reader.plan("The talks are off, Emil Vann said.", "the talks", status="cancelled", chain=by["Emil Vann"])
    ledger = linked(reader)
    assert [(d.kind, {s.value for s in d.sides}) for d in ledger.disputes] == [("conflict", {"scheduled", "cancelled"})]
    (plan,) = ledger.plans
    assert plan.versions[0].status == "scheduled"


def test_the_old_date_of_what_is_put_off_is_no_slip() -> None:
    early = page("Talks planned", ["Talks open on March 20."], "2031-03-06", "A B")
    early.plan("Talks open on March 20.", "dam talks", status="scheduled", when=when("2031-03-20"))
    late = page("Talks put off", ["Talks, which were to open on Monday, were put off to April 3."], "2031-03-15", "C D")
    quote = "Talks, which were to open on Monday, were put off to April 3."
    late.plan(quote, "dam talks", status="scheduled", when=when("2031-03-13"))
    late.plan(quote, "dam talks", status="postponed", when=when("2031-04-03"))
    ledger = linked(early, late)
    (plan,) = ledger.plans
    assert [v.when.iso for v in plan.versions if v.when] == ["2031-03-20", "2031-04-03"]
    assert [[s.value for s in d.sides] for d in ledger.disputes] == [["2031-03-20", "2031-04-03"]]


def test_the_blast_of_the_headlines_is_one_happening_however_it_is_told() -> None:
    told = [
        ("2031-03-14", "Fourteen people were killed at Ostra.", "killed", "ASSAULT", "2031-03-14"),
        ("2031-03-14", "An explosion tore through the Ostra post.", "explosion", "ASSAULT", "2031-03-14"),
        ("2031-03-20", "Nineteen people died in the blast.", "died", "OTHER", "2031-03-14"),
        ("2031-03-20", "Clashes at Ostra killed three people in 2027.", "killed", "ASSAULT", "2027"),
    ]
    readers = []
    for number, (published, sentence, trigger, kind, moment) in enumerate(told):
        reader = page(f"Ostra blast: report {number}", [sentence], published, f"Outlet {number}")
        time = when("2027-01-01", "2027-12-31") if moment == "2027" else when(moment)
        reader.event(sentence, trigger, kind, when=time)
        readers.append(reader)
    happenings = linked(*readers).happenings
    assert sorted(len(h.claims) for h in happenings) == [1, 3]
    main = max(happenings, key=lambda h: len(h.claims))
    assert main.when is not None and main.when.iso == "2031-03-14"
    assert "2027" not in main.title


def test_common_nouns_that_begin_a_sentence_name_nobody() -> None:
    readers = []
    for number in range(2):
        sentence = f"Countries that share the river met, {number} of them new."
        reader = page(f"Report {number}", [sentence], f"2031-03-0{number + 1}", f"Outlet {number}")
        reader.event(sentence, "met", "CONSULT", actors=(reader.actor("Countries", "group"),))
        readers.append(reader)
    assert not [e for e in linked(*readers).entities if len({article for article, _ in e.local}) > 1]


def test_an_interim_government_is_not_the_government() -> None:
    reader = page("Governments", ["The governments of Velmia met."], "2031-03-01", "A B")
    actors = [
        reader.actor(name, "organisation", country="VEL")
        for name in ("Velmian government", "transitional Velmian government", "Velmian regime")
    ]
    reader.event("The governments of Velmia met.", "met", "CONSULT", actors=tuple(actors))
    names = sorted(sorted(e.names) for e in linked(reader).entities)
    assert names == [["Velmian government", "Velmian regime"], ["transitional Velmian government"]]


def test_what_was_due_and_is_called_off_in_one_sentence_is_one_plan() -> None:
    quote = "Talks with the brigade, which were due to begin on May 12, have been called off."
    reader = page("Talks off", [quote], "2031-05-11", "A B")
    reader.plan(quote, "begin", status="scheduled", when=when("2031-05-12"))
    reader.plan(quote, "talks with the brigade", status="cancelled")
    (plan,) = linked(reader).plans
    assert plan.versions[-1].status == "cancelled"


def test_two_named_sources_that_count_side_by_side_are_in_conflict() -> None:
    reader = page(
        "Shots", ["Three soldiers died, the army said.", "Residents said that seven died."], "2031-05-11", "AB"
    )
    reader.figure("Three soldiers died, the army said.", 3, source="army")
    reader.figure("Residents said that seven died.", 7, source="residents")
    assert [(d.kind, [s.number for s in d.sides]) for d in linked(reader).disputes] == [("conflict", [3, 7])]


def test_one_sentence_with_two_words_for_its_event_is_one_happening() -> None:
    quote = "Clashes between herders and officers at Ostra killed three people."
    reader = page("Background", [quote], "2031-05-11", "A B")
    reader.event(quote, "Clashes")
    reader.event(quote, "killed")
    (happening,) = linked(reader).happenings
    assert len(happening.claims) == 2
