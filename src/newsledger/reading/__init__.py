"""Parse → reading: one module a kind of claim; this one runs them all."""

from __future__ import annotations

from newsledger.language import Parse
from newsledger.model import AnyClaim, Claim, Reading, identified
from newsledger.reading.commitments import read_commitments
from newsledger.reading.confidence import calibrated
from newsledger.reading.events import read_events
from newsledger.reading.figures import read_figures
from newsledger.reading.plans import read_plans
from newsledger.reading.positions import read_positions
from newsledger.reading.roles import read_roles
from newsledger.reading.statements import read_statements

__all__ = ["READER", "first_claims", "read"]

READER = "newsledger-reader-2"


def first_claims(parse: Parse) -> list[AnyClaim]:
    """Read all claims of one article, each with the confidence of its pattern alone."""
    statements = read_statements(parse)
    claims: list[AnyClaim] = [*read_roles(parse), *statements]
    claims += read_events(parse, statements)
    claims += read_figures(parse, statements)
    claims += read_plans(parse, statements)
    claims += read_commitments(parse, statements)
    claims += read_positions(parse, statements)
    return claims


def read(parse: Parse) -> Reading:
    """Read all claims of one article: a pure function of the parse and ``READER``."""
    unique: dict[str, AnyClaim] = {}
    for claim in (identified(calibrated(claim, parse.article.text)) for claim in first_claims(parse)):
        unique.setdefault(claim.id, claim)
    return Reading(
        article=parse.article.id,
        reader=READER,
        entities=parse.entities,
        mentions=parse.mentions,
        times=parse.times,
        claims=tuple(sorted(unique.values(), key=_place)),
    )


def _place(claim: Claim) -> tuple[int, int, str, str]:
    return claim.evidence.start, claim.evidence.end, type(claim).__name__, claim.id
