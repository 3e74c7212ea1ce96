"""What each part of the reading of events adds: trigger words, frames, contexts and status, a voice on static vectors.

Run with ``python -m benchmarks.events_ablation``. "dev" is the benchmark's dev data; the other columns are our own
sentences of ``tests/reading/events_unseen*.toml``, first class right. "modes": our tables of auxiliary modes.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec
from spacy.tokens import Token

from benchmarks.event_classifier import Voice, train
from benchmarks.events import BENCHMARK, as_coded, as_record, main_events, read_parsed, sentence_article
from benchmarks.events_unseen import Case, cases, in_rank
from benchmarks.harness import read_jsonl, score, write
from newsledger.language import Parse, parse_many
from newsledger.language.clause_status import is_historical, status_of
from newsledger.language.lemmas import lemma_of
from newsledger.model import EventClaim
from newsledger.reading.events import claim_of
from newsledger.reading.plover.frames import frame_of, is_verb
from newsledger.reading.plover.lexicon import Pattern, load
from newsledger.reading.plover.roles import actor_heads, recipient_heads, resolve
from newsledger.reading.plover.triggers import Found, triggers

UNSEEN = ("events_unseen", "events_unseen_second", "events_unseen_third", "events_unseen_fourth")
MODES = Path(__file__).parents[1] / "tests" / "language"
_WEAK = 0.3  # a main event whose confidence is lower leaves the word to the second voice
Reader = Callable[[Parse], Sequence[EventClaim]]


def by_words(parse: Parse) -> list[EventClaim]:
    """(a) Trigger words alone: the class that a lemma's surest pattern has, whatever stands around; no parties."""
    found = []
    for token in parse.doc:
        index = load().verbs if is_verb(token) else load().nouns if token.pos_ == "NOUN" else {}
        patterns = index.get(lemma_of(token), ())
        if patterns:
            found.append(_bare(parse, token, max(patterns, key=_plainness)))
    return found


def _plainness(pattern: Pattern) -> tuple[bool, float]:
    return (not pattern.conditions and pattern.particle is None, pattern.weight)


def _bare(parse: Parse, token: Token, pattern: Pattern) -> EventClaim:
    claim = claim_of(parse, (), Found(frame_of(token), pattern.event, pattern.weight), "happened", {})
    return msgspec.structs.replace(claim, confidence=pattern.weight, actors=(), recipients=())


def by_frames(parse: Parse) -> list[EventClaim]:
    """(b) Patterns over frames, with parties; every event is taken to have happened, nothing as declared."""
    named: dict[int, tuple[str, ...]] = {}
    return [claim_of(parse, (), found, "happened", named) for found in triggers(parse)]


def with_voice(parse: Parse, voice: Voice, margin: float, *, weak: bool = False) -> list[EventClaim]:
    """(d) The whole reading, and the second voice where it is silent. weak: also where its main event is unsure."""
    events = [event for event in read_parsed(parse) if event.type != "OTHER"]
    main = max((event.confidence for event in events), default=0.0)
    if main > 0.0 and not (weak and main < _WEAK):
        return [*read_parsed(parse)]
    ((event, lead),) = voice.classify([parse])
    verb = next((t for t in parse.doc if t.dep_ == "ROOT" and is_verb(t)), None)
    if lead < margin or event == "OTHER" or verb is None:
        return [*read_parsed(parse)]
    frame = frame_of(verb)
    claim = claim_of(parse, (), Found(frame, event, 0.5), status_of(parse, verb), {})
    actors = actor_heads(frame)
    claim = msgspec.structs.replace(
        claim,
        actors=resolve(parse, actors, {}),
        recipients=resolve(parse, recipient_heads(frame, event, actors), {}),
        confidence=1.0,
    )
    return [claim]


def dev_figures(parses: Sequence[Parse], read: Reader, *, coded: bool) -> dict[str, float]:
    """The benchmark's own figures for a reader. coded: refused cooperation is coded REJECT."""
    gold = BENCHMARK.dev[0]
    records: list[dict[str, Any]] = []
    for parse in parses:
        events = [as_coded(e) if coded else e for e in read(parse)]
        records.append({"id": parse.article.name, "events": [as_record(e) for e in main_events(events)]})
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "pred"
        write(iter(records), out)
        result, _ = score(BENCHMARK, [(gold, out)])
    return {name: float(result[keys[0]]) for name, keys in BENCHMARK.figures.items()}


def first_right(table: Sequence[Case], parses: Sequence[Parse], read: Reader) -> float:
    """Share of sentences whose first class is right; silence is right where there is no event of any class."""
    right = 0
    for case, parse in zip(table, parses, strict=True):
        events = in_rank([as_coded(event) for event in read(parse)])
        right += (events[0].type if events else "OTHER") == case.event
    return right / len(table)


def modes_right(*, status: bool) -> float:
    """Share of our cases of auxiliary modes that are right; without status rules everything has happened."""
    rows = [
        line.split("\t")
        for path in sorted(MODES.glob("auxiliary_modes_*.tsv"))
        for line in path.read_text("utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    if not status:
        return sum(mode == "happened" for _, _, mode in rows) / len(rows)
    right = 0
    parses = parse_many([sentence_article(text, str(at)) for at, (text, _, _) in enumerate(rows)])
    for (_, word, mode), parse in zip(rows, parses, strict=True):
        token = next(t for t in parse.doc if t.lower_ == word.lower())
        told = status_of(parse, token)
        right += mode == ("historical" if told == "happened" and is_historical(parse, token) else told)
    return right / len(rows)


def main() -> None:
    """Print the table."""
    dev = [*parse_many([sentence_article(r["text"], r["id"]) for r in read_jsonl(BENCHMARK.dev[0])])]
    tables = [cases(name) for name in UNSEEN]
    parsed = [[*parse_many([sentence_article(c.text, str(i)) for i, c in enumerate(table)])] for table in tables]
    voice = train()
    readers: list[tuple[str, Reader, bool]] = [
        ("(a) trigger words alone", by_words, False),
        ("(b) + frames, parties", by_frames, False),
        ("(c) + contexts, status", read_parsed, True),
        ("(d) + voice, if sure", lambda parse: with_voice(parse, voice, voice.margin), True),
        ("    voice, whenever silent", lambda parse: with_voice(parse, voice, 0.0), True),
        ("    ... or unsure", lambda parse: with_voice(parse, voice, 0.0, weak=True), True),
    ]
    sizes = "  ".join(f"unseen {at} ({len(table)})" for at, table in enumerate(tables, 1))
    sys.stdout.write(f"{'':26} dev type  macro  triple  {sizes}  modes\n")
    for name, read, full in readers:
        figures = dev_figures(dev, read, coded=full)
        shares = [first_right(table, parses, read) for table, parses in zip(tables, parsed, strict=True)]
        row = [figures["type F1"], figures["macro F1"], figures["triple F1"], *shares, modes_right(status=full)]
        sys.stdout.write(f"{name:26} " + "  ".join(f"{value:.3f}" for value in row) + "\n")
    sys.stdout.write(f"voice alone: its own sentences, left out in turn {voice.left_out:.3f}")
    for table, parses in zip(tables, parsed, strict=True):
        told = [event for event, _ in voice.classify(parses)]
        sys.stdout.write(f", {sum(t == c.event for t, c in zip(told, table, strict=True)) / len(table):.3f}")
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
