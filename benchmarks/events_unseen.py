"""Events of single sentences that we wrote and coded before the reader was run on them: class, status, parties, place.

The tables lie in ``tests/reading/events_*.toml``. Figures are of the main event that the reader gives (the first one of
``benchmarks.events.main_events``); parties and place are judged only where the gold class is among the events given.
"""

from __future__ import annotations

import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from benchmarks.events import as_coded, rank, read_parsed, sentence_article
from newsledger.language import parse_many
from newsledger.model import Actor, EventClaim

TABLES = Path(__file__).parents[1] / "tests" / "reading"
_SMALL = frozenset({"the", "a", "an", "of", "in", "from", "and"})


class Case(msgspec.Struct, frozen=True, rename={"event": "class"}):
    """A sentence and its main event. actors, recipients: "words|country|sector". place: "" where none is told."""

    text: str
    event: str
    status: str = "happened"
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    place: str = ""


def cases(name: str) -> list[Case]:
    """Read one table by its name ("events_unseen")."""
    raw = tomllib.loads((TABLES / f"{name}.toml").read_text("utf-8"))
    return [msgspec.convert(case, Case) for case in raw["cases"]]


def events_of(table: Sequence[Case]) -> Iterator[tuple[Case, list[EventClaim]]]:
    """Each case with the events that the reader finds, the main one first."""
    articles = [sentence_article(case.text, str(at)) for at, case in enumerate(table)]
    for case, parse in zip(table, parse_many(articles), strict=True):
        yield case, in_rank([*map(as_coded, read_parsed(parse))])


def in_rank(events: Sequence[EventClaim]) -> list[EventClaim]:
    """The events of a sentence, the main one first; what is of no class comes last."""
    return sorted(events, key=lambda e: (e.type == "OTHER", -rank(e), e.trigger_span))


def measured(read_cases: Sequence[tuple[Case, Sequence[EventClaim]]]) -> dict[str, float]:
    """All figures of a table that was read."""
    counts: Counter[str] = Counter()
    for case, events in read_cases:
        counts["all"] += 1
        main = events[0].type if events else "OTHER"
        counts["first"] += main == case.event
        same = next((e for e in events if e.type == case.event), None)
        if same is None:
            continue
        counts["matched"] += 1
        counts["status"] += same.status == case.status
        counts["places"] += bool(case.place)
        counts["place right"] += bool(case.place) and shares(case.place, same.place or "")
        counts["place false"] += not case.place and bool(same.place)
        for name, gold, given in (
            ("actor", case.actors, same.actors), ("recipient", case.recipients, same.recipients)
        ):  # fmt: skip
            counts[f"{name} gold"] += len(gold)
            counts[f"{name} given"] += len(given)
            counts[f"{name} met"] += sum(any(meets(line, a) for line in gold) for a in given)
            for line in gold:
                hit = next((a for a in given if meets(line, a)), None)
                counts[f"{name} right"] += hit is not None
                _, country, sector = line.split("|")
                if hit is not None:
                    counts["countries"] += bool(country)
                    counts["country right"] += bool(country) and hit.country == country
                    counts["sectors"] += bool(sector)
                    counts["sector right"] += bool(sector) and hit.sector == sector
    return {
        "first right": _share(counts, "first", "all"),
        "class found": _share(counts, "matched", "all"),
        "status": _share(counts, "status", "matched"),
        "actors P": _share(counts, "actor met", "actor given"),
        "actors R": _share(counts, "actor right", "actor gold"),
        "recipients P": _share(counts, "recipient met", "recipient given"),
        "recipients R": _share(counts, "recipient right", "recipient gold"),
        "country": _share(counts, "country right", "countries"),
        "sector": _share(counts, "sector right", "sectors"),
        "place": _share(counts, "place right", "places"),
        "place false": float(counts["place false"]),
    }


def _share(counts: Counter[str], part: str, whole: str) -> float:
    return round(counts[part] / counts[whole], 3) if counts[whole] else 0.0


def meets(line: str, actor: Actor) -> bool:
    """Whether an actor is the one meant: more than half of the fewer words are shared."""
    words = line.split("|")[0]
    return shares(words, actor.name) or shares(words, actor.name, head=True)


def shares(one: str, other: str, *, head: bool = False) -> bool:
    """Whether two phrases share most of the shorter one's words; head: or their last ones."""
    mine, theirs = _words(one), _words(other)
    if not mine or not theirs:
        return False
    if head:
        return mine[-1] == theirs[-1]
    return 2 * len(set(mine) & set(theirs)) > min(len(set(mine)), len(set(theirs)))


def _words(text: str) -> list[str]:
    plain = "".join(c if c.isalnum() else " " for c in text.lower().replace("'s", " "))
    return [w for w in plain.split() if w not in _SMALL]


def report(names: Sequence[str], show: Callable[[str], None]) -> None:
    """Figures of each table, and the cases that went wrong."""
    for name in names:
        done = list(events_of(cases(name)))
        show(f"{name} ({len(done)}): " + "  ".join(f"{k} {v}" for k, v in measured(done).items()))
        for case, events in done:
            given: list[Any] = [
                (e.type, e.status, e.trigger, [_brief(a) for a in e.actors], [_brief(a) for a in e.recipients], e.place)
                for e in events[:2]
            ]
            if not right(case, events):
                show(f"- {case.text}\n    {case.event} {case.status} {case.actors} > {case.recipients} @ {case.place}")
                for line in given:
                    show(f"    {line}")


def right(case: Case, events: Sequence[EventClaim]) -> bool:
    """Whether all of the first event is as coded."""
    if not events:
        return case.event == "OTHER"
    first = events[0]
    if case.event == "OTHER" == first.type:
        return True
    parties = ((case.actors, first.actors), (case.recipients, first.recipients))
    return (
        (first.type, first.status) == (case.event, case.status)
        and all(len(gold) == len(given) for gold, given in parties)
        and all(any(_fully(line, a) for a in given) for gold, given in parties for line in gold)
        and (shares(case.place, first.place or "") if case.place else not first.place)
    )


def _fully(line: str, actor: Actor) -> bool:
    _, country, sector = line.split("|")
    return meets(line, actor) and (actor.country or "") == country and (not sector or actor.sector == sector)


def _brief(actor: Actor) -> str:
    return f"{actor.name}|{actor.country or ''}|{actor.sector or ''}"


def _print(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    report(sys.argv[1:] or ["events_unseen"], _print)
