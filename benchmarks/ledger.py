"""Stories with everything: figures, events, plans, commitments, positions, people, statements, disagreements."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from benchmarks.harness import BENCH, Benchmark
from newsledger.intake import read_article
from newsledger.language import parse_many
from newsledger.linking import link
from newsledger.model import (
    Actor,
    AnyClaim,
    Article,
    CommitmentClaim,
    EventClaim,
    FigureClaim,
    Page,
    PageError,
    PageFacts,
    PlanClaim,
    PositionClaim,
    Publication,
    Reading,
    RoleClaim,
    StatementClaim,
    StoryLedger,
    When,
)
from newsledger.reading import read
from newsledger.timex import resolve

STATUS = {"denied": "denied", "claimed": "claimed", "happened": "happened"}
KINDS = {"revision": "revision", "correction": "revision", "conflict": "conflict", "scope": "scope"}


def predict(gold: Path) -> dict[str, Any]:
    """Read the articles of a story file, link them, and write claims and disputes in the scorer's form."""
    story = json.loads(gold.read_text(encoding="utf-8"))
    articles: dict[str, Article] = {}
    names: dict[str, str] = {}
    for item in story["articles"]:
        facts = PageFacts(
            publisher=item.get("source"),
            published=item.get("published"),
            title=item.get("title"),
            url=item.get("url"),
        )
        try:
            article = read_article(Page(name=item["id"], data=item["text"].encode("utf-8"), facts=facts))
        except PageError:
            continue
        if article.text != item["text"]:
            raise SystemExit(f"{item['id']}: the page text of a dump must be the dump itself, or offsets do not hold")
        articles[article.id] = article
        names[article.id] = item["id"]
    readings = {parse.article.id: read(parse) for parse in parse_many(articles.values())}
    ledgers = link(articles, readings)
    return as_predictions(readings.values(), published_of(articles, ledgers), names, ledgers)


def published_of(articles: dict[str, Article], ledgers: Iterable[StoryLedger]) -> dict[str, Publication]:
    """Publication of each article: the story's where it knows more, else the page's own."""
    known = {key: article.published for key, article in articles.items()}
    for ledger in ledgers:
        known.update({dated.article: dated.published for dated in ledger.dated})
    return known


def as_predictions(
    readings: Iterable[Reading],
    published: dict[str, Publication],
    names: dict[str, str],
    ledgers: Iterable[StoryLedger],
) -> dict[str, Any]:
    """Claims and disputes as the lists of the scorer."""
    out: dict[str, Any] = {
        "figures": [], "events": [], "plans": [], "commitments": [],
        "positions": [], "people": [], "statements": [], "disagreements": [],
    }  # fmt: skip
    for reading in readings:
        people: dict[tuple[str, str, str], dict[str, Any]] = {}
        for claim in reading.claims:
            record: dict[str, Any] = {
                "evidence": {
                    "article": names[claim.article],
                    "start": claim.evidence.start,
                    "end": claim.evidence.end,
                },
                "attributed_to": claim.chain[-1].source.name if claim.chain else None,
                "via": [link.source.name for link in claim.chain[:-1]],
                "confidence": claim.confidence,
            }
            name = add_fields(claim, record, published.get(claim.article))
            if name == "people":
                key = (record["name"], record["role"], str(record["of"]))
                people.setdefault(key, record)
            elif name is not None:
                out[name].append(record)
        out["people"] += once_a_person(people.values())
    for ledger in ledgers:
        for dispute in ledger.disputes:
            if dispute.kind in KINDS:
                values = [side.number if side.number is not None else side.value for side in dispute.sides]
                where = sorted({names[side.article] for side in dispute.sides if side.article in names})
                out["disagreements"].append(
                    {"about": dispute.about, "kind": KINDS[dispute.kind], "articles": where, "values": values}
                )
    return out


def once_a_person(records: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """One record a person, as the gold has it: the first role told; further roles are joined to it."""
    merged: dict[str, dict[str, Any]] = {}
    for record in records:
        first = merged.setdefault(record["name"], dict(record))
        if first["role"] != record["role"] and record["role"] not in first["role"]:
            first["role"] += ", " + record["role"]
        if first["of"] is None:
            first["of"] = record["of"]
    return list(merged.values())


def day(when: When | None, published: Publication | None) -> str | None:
    """ISO form of a time, as far as it is known."""
    return resolve(when, published).iso if when is not None else None


def joined(actors: tuple[Actor, ...]) -> list[str]:
    """Names of actors."""
    return [actor.name for actor in actors]


def add_fields(claim: AnyClaim, record: dict[str, Any], published: Publication | None) -> str | None:
    """Fill in the fields of one claim; returns the list it belongs to, None if the scorer has none for it."""
    match claim:
        case FigureClaim():
            if claim.value is None:
                return None
            record |= {
                "value": claim.value, "high": claim.high, "bound": claim.bound, "unit": claim.unit,
                "measure": claim.measure, "scope": claim.scope, "as_of": day(claim.as_of, published),
                "attributed_to": claim.source, "via": list(claim.via),
            }  # fmt: skip
            return "figures"
        case EventClaim():
            if claim.status not in STATUS:
                return None
            record |= {
                "type": claim.type, "trigger": claim.trigger, "actors": joined(claim.actors),
                "targets": joined(claim.recipients), "place": claim.place, "date": day(claim.when, published),
                "status": STATUS[claim.status],
            }  # fmt: skip
            return "events"
        case PlanClaim():
            if claim.status == "held":
                return None
            record |= {
                "what": claim.what, "date": day(claim.when, published), "place": claim.place,
                "status": claim.status, "participants": joined(claim.participants),
            }  # fmt: skip
            return "plans"
        case CommitmentClaim():
            record |= {
                "party": claim.party.name if claim.party else None, "action": claim.action,
                "deadline": day(claim.deadline, published), "authority": claim.authority,
            }  # fmt: skip
            return "commitments"
        case PositionClaim():
            record |= {"holder": claim.holder.name, "stance": claim.stance, "object": claim.object}
            return "positions"
        case RoleClaim():
            record |= {"name": claim.person.name, "role": claim.role, "of": claim.of}
            return "people"
        case StatementClaim():
            record |= {
                "speaker": claim.speaker.name if claim.speaker else None,
                "kind": claim.mode,
                "content": claim.content_text,
            }
            return "statements"
    return None


CLAIM_LISTS = ("figures", "events", "plans", "commitments", "positions", "people", "statements")
LISTS = ("figures", "plans", "commitments", "positions", "people", "disagreements")

BENCHMARK = Benchmark(
    name="ledger",
    dev=tuple(
        BENCH / "ledger" / f"{story}.json"
        for story in ("syria-peace-conference", "boko_haram_21_schoolgirls_freed", "truck_attack_in_nice")
    ),
    predict=predict,
    scorer=(str(BENCH / "ledger" / "score.py"), "{pairs}"),
    figures={f"{name} F1": ("lists", name, "F1") for name in LISTS}
    | {f"{name} R": ("lists", name, "R") for name in ("events", "statements")},
    peers={"numbers by regular expression": {"figures F1": 0.70}},
)
