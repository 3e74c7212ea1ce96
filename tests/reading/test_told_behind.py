"""A report told behind a sentence that has a source of its own is the outer link of the chain."""

from __future__ import annotations

import newsledger
from newsledger.model import StatementClaim

TEXT = (
    "Fuel, not a bomb\n\n"
    "LENDAVA, March 17, 2031 (Norwire) - Investigators believe that the explosion at the border post was caused by fuel "
    "stored in the customs hall, the Orsk Courier reported on Friday, citing an official close to the inquiry.\n\n"
    "The envoy told reporters after the talks that she was content with what the ministers had done in two days.\n"
)


def test_who_passes_a_belief_on_stands_before_those_who_hold_it():
    statements = [c for c in newsledger.read_page(TEXT).claims if isinstance(c, StatementClaim)]
    chains = [[link.source.name for link in claim.chain] for claim in statements]
    assert ["orsk courier", "investigators"] in [[name.casefold() for name in chain] for chain in chains]


def test_a_sentence_without_such_a_report_gains_no_link():
    statements = [c for c in newsledger.read_page(TEXT).claims if isinstance(c, StatementClaim)]
    assert all(len(claim.chain) == 1 for claim in statements if "envoy" in claim.quote)
