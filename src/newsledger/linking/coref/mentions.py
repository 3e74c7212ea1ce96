"""What the chaining of event mentions works on."""

from __future__ import annotations

import msgspec


class Document(msgspec.Struct, frozen=True):
    """A document as tokens. id: its name."""

    id: str
    tokens: tuple[str, ...]


class EventMention(msgspec.Struct, frozen=True, kw_only=True):
    """A mention of an event in a document.

    at: position of its first token in the document. sentence: tokens of its sentence. span: positions of its own tokens
    in ``sentence``, ascending, not empty. lemma, pos: of its head.
    """

    id: str
    document: str
    at: int
    sentence: tuple[str, ...]
    span: tuple[int, ...]
    lemma: str
    pos: str

    @property
    def text(self) -> str:
        """Its own words."""
        return " ".join(self.sentence[i] for i in self.span)
