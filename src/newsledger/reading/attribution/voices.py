"""Statements that the form of a text attributes, without a cue: turns of an interview, embedded posts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from newsledger.language import Parse
from newsledger.model import Actor, Span
from newsledger.reading.attribution.spans import Attributed

# "MARY JONES:", "JONES:", "MARY JONES, HOST:", "Q:"
_TURN = re.compile(r"(?P<name>[A-Z][A-Z.'’\- ]{0,40}?)(?P<role>, [A-Z][A-Z \-]+)?(?: \([^)\n]{1,30}\))?:(?=\s|$)")
# "— Mary Jones (@mjones) October 3, 2016"
_POST = re.compile(r"[—–-]{1,2} ?(?P<name>[^\n()—–]{2,60}?) \((?P<handle>@\w{1,30})\)(?P<rest>[^\n]{0,40})$")
_OUTLET_ROLES = re.compile(r"\b(HOST|ANCHOR|BYLINE|CORRESPONDENT|MODERATOR|NARRATOR)\b")
_QUESTIONS = frozenset({"Q", "QUESTION"})
_LEAST_TURNS = 3
_SURE = 0.9


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks, and what: ``spoken.source`` is the label."""

    speaker: Actor
    spoken: Attributed


def voices(parse: Parse) -> list[Voice]:
    """All turns and posts of an article."""
    return [*_turns(parse), *_posts(parse)]


def _turns(parse: Parse) -> Iterator[Voice]:
    """Turns of a transcript run to the next label; the outlet's own people are no sources."""
    labels = []
    for k, block in enumerate(parse.blocks):
        text = parse.text(parse.span(block.start, block.end))
        if (match := _TURN.match(text)) is not None and match["name"].strip():
            labels.append((k, match))
    if len(labels) < _LEAST_TURNS:
        return
    own = {match["name"].split()[-1] for _, match in labels if match["role"] and _OUTLET_ROLES.search(match["role"])}
    for n, (k, match) in enumerate(labels):
        name = match["name"].strip()
        if name.split()[-1] in own or name in _QUESTIONS:
            continue
        last = labels[n + 1][0] if n + 1 < len(labels) else k + 1
        start = parse.span(parse.blocks[k].start, parse.blocks[k].end).start
        label = parse.tokens(Span(start, start + match.end("name")))
        after = parse.tokens(Span(start, start + match.end())).end
        end = parse.blocks[last - 1].end
        if label.end <= label.start or after >= end:
            continue
        spoken = Attributed(label.start, (after - 1, after), (label.start, label.end), ((after, end),), _SURE)
        yield Voice(_person(parse, name, parse.span(label.start, label.end)), spoken)


def _posts(parse: Parse) -> Iterator[Voice]:
    """Posts that end with a dash, a name and a handle."""
    for k, block in enumerate(parse.blocks):
        span = parse.span(block.start, block.end)
        match = _POST.search(parse.text(span))
        if match is None:
            continue
        label = parse.tokens(Span(span.start + match.start("name"), span.start + match.end("name")))
        dash = parse.tokens(Span(span.start + match.start(), span.start + match.start() + 1))
        start, end = block.start, dash.start
        if end <= start and k > 0:
            start, end = parse.blocks[k - 1].start, parse.blocks[k - 1].end
        if end <= start or label.end <= label.start:
            continue
        spoken = Attributed(label.start, (dash.start, dash.start + 1), (label.start, label.end), ((start, end),), _SURE)
        yield Voice(_person(parse, match["name"].strip(), parse.span(label.start, label.end)), spoken)


def _person(parse: Parse, label: str, span: Span) -> Actor:
    """The person of the article that a label means: the same name, or the only one with the same surname."""
    words = label.casefold().split()
    fits = []
    for entity in parse.entities:
        if entity.kind not in ("person", "organisation"):
            continue
        names = [name.casefold().split() for name in (entity.name, *entity.names)]
        if any(name == words or (len(words) == 1 and name[-1:] == words) for name in names):
            fits.append(entity)
    if len(fits) == 1:
        one = fits[0]
        return Actor(
            name=_cased(one.name), span=span, kind=one.kind, entity=one.id, country=one.country, sector=one.sector
        )  # fmt: skip
    return Actor(name=_cased(label), span=span, kind="person" if fits else "other")


def _cased(name: str) -> str:
    """A name in capitals as names are written; short ones may be acronyms."""
    return name.title() if name.isupper() and len(name) > 4 else name
