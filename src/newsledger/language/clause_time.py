"""When a clause says that its predicate happens."""

from __future__ import annotations

from spacy.tokens import Token

from newsledger.language.parse import Parse
from newsledger.model import When


def when_of(parse: Parse, predicate: Token) -> When | None:
    """The time that the clause of ``predicate`` (a verb or an event noun) gives it, or None if it gives none."""
    return None
