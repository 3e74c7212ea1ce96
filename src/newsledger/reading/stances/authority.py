"""On whose authority something is due: "according to the resolution", "under the treaty"."""

from __future__ import annotations

from spacy.tokens import Token

from newsledger.language import Parse
from newsledger.reading.stances.tables import listed, table
from newsledger.reading.syntax import phrase, said


def authority_of(parse: Parse, verb: Token) -> str | None:
    """Words for the document or decision that a duty rests on, None if the sentence names none."""
    for token in verb.sent:
        if token.lemma_.casefold() not in listed("commitments", "authorities") or token.pos_ not in ("NOUN", "PROPN"):
            continue
        before = " ".join(t.lower_ for t in verb.doc[max(verb.sent.start, token.left_edge.i - 4) : token.left_edge.i])
        if any(f" {before}".endswith(f" {words}") for words in table("commitments")["under"]):
            return said(parse, phrase(parse, token, cut=14))
    return None
