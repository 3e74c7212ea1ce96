"""The full-text index: what of an article can be searched for."""

from __future__ import annotations

from sqlalchemy import Connection, text

from newsledger.model import (
    READ_KINDS,
    AnyClaim,
    Article,
    CommitmentClaim,
    EventClaim,
    FigureClaim,
    PlanClaim,
    PositionClaim,
    Reading,
    RoleClaim,
    StatementClaim,
)

_INSERT = text(
    "INSERT INTO search (words, names, article, kind, first, last, claim) "
    "VALUES (:words, :names, :article, :kind, :first, :last, :claim)"
)


def index_article(connection: Connection, article: Article, reading: Reading) -> None:
    """Make the blocks of an article and its claims (with the resolved names in them) searchable."""
    rows = [
        {
            "words": block.span.text(article.text),
            "names": "",
            "article": article.id,
            "kind": "text",
            "first": block.span.start,
            "last": block.span.end,
            "claim": None,
        }
        for block in article.blocks
        if block.kind in READ_KINDS and not block.duplicate
    ]
    rows += [
        {
            "words": claim.quote,
            "names": names_in(claim),
            "article": article.id,
            "kind": type(claim).__struct_config__.tag,
            "first": claim.evidence.start,
            "last": claim.evidence.end,
            "claim": claim.id,
        }
        for claim in reading.claims
    ]
    if rows:
        connection.execute(_INSERT, rows)


def unindex_article(connection: Connection, article: str) -> None:
    """Take an article out of what can be searched for."""
    connection.execute(text("DELETE FROM search WHERE article = :article"), {"article": article})


def names_in(claim: AnyClaim) -> str:
    """Resolved names and normalised terms of a claim, so that "Kerry" finds what "he" said."""
    names = [link.source.name for link in claim.chain]
    match claim:
        case StatementClaim():
            names += [claim.speaker.name] if claim.speaker else []
        case EventClaim():
            names += [actor.name for actor in (*claim.actors, *claim.recipients)] + [claim.type, claim.place or ""]
        case FigureClaim():
            names += [claim.measure, claim.scope, claim.source or ""]
        case PlanClaim():
            names += [claim.what, claim.place or "", *(actor.name for actor in claim.participants)]
        case CommitmentClaim():
            names += [claim.party.name if claim.party else "", claim.authority or ""]
        case PositionClaim():
            names += [claim.holder.name, claim.object]
        case RoleClaim():
            names += [claim.person.name, claim.role, claim.of or ""]
    return " · ".join(dict.fromkeys(name for name in names if name))
