"""Words with what follows them ("call for", "open to", "reach agreement on"), found in a parse."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Token

from newsledger.reading.syntax import child, complements, following


@dataclass(frozen=True, slots=True)
class Frame:
    """A lemma with the words that must follow. label, negated: what the table says of it."""

    lemma: str
    rest: tuple[str, ...]
    label: str
    negated: str


def index(entries: Iterable[tuple[str, str, str]]) -> dict[str, tuple[Frame, ...]]:
    """Make frames of (phrase, label, negated label); frames that ask for more come first."""
    made: dict[str, list[Frame]] = {}
    for text, label, against in entries:
        lemma, *rest = text.split()
        made.setdefault(lemma, []).append(Frame(lemma, tuple(rest), label, against))
    return {lemma: tuple(sorted(found, key=lambda f: -len(f.rest))) for lemma, found in made.items()}


@dataclass(frozen=True, slots=True)
class Match:
    """A frame found at a token, with the head of what it takes (None for a bare verb without complement)."""

    frame: Frame
    token: Token
    object: Token | None


def match(frames: dict[str, tuple[Frame, ...]], token: Token) -> Match | None:
    """Find the first frame of a token whose following words stand there."""
    found = frames.get(token.lemma_.casefold()) or frames.get(token.lower_)
    for frame in found or ():
        if not frame.rest:
            taken = child(token, "pobj") if token.pos_ == "ADP" else next(complements(token), None)
            return Match(frame, token, taken)
        if len(frame.rest) == 1:
            taken = following(token, frame.rest[0])
            if taken is not None and taken.ent_type_ in ("DATE", "TIME"):
                continue  # "called a meeting for Saturday"
            if taken is not None:
                return Match(frame, token, taken)
            noun = child(token, "dobj")
            if noun is not None and noun.lemma_.casefold() == frame.rest[0]:
                return Match(frame, token, noun)
            continue
        noun = next((c for c in token.children if c.lemma_.casefold() == frame.rest[0] and c.i > token.i), None)
        if noun is None:
            continue
        taken = following(noun, frame.rest[-1]) or following(token, frame.rest[-1])
        if taken is not None:
            return Match(frame, token, taken)
    return None
