"""Whether a predicate is said to have happened: tense, mood, negation, what it is embedded under."""

from __future__ import annotations

from spacy.tokens import Token

from newsledger.language.parse import Parse
from newsledger.model import EventStatus


def status_of(parse: Parse, predicate: Token) -> EventStatus:
    """Tell whether ``predicate`` (a verb or an event noun) is asserted, denied, future, hypothetical ..."""
    return "happened"
