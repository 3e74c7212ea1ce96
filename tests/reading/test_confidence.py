"""Confidence: a calibrated probability that a careful reader accepts the claim as it stands."""

from __future__ import annotations

import functools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.calibration import expected_calibration_error
from benchmarks.judged import Judged, judged_claims
from newsledger.reading import first_claims, read
from newsledger.reading.confidence import calibrated, kind_of, signs
from tests.reading.claims_of import parsed

KINDS = ("figure", "plan", "commitment", "position", "role", "event", "statement")
MOST = 0.12  # chance alone makes .05 to .08 in bins of few claims
TEXT = "At least 40 miners were freed on Monday, the ministry said. The union demanded an inquiry by 1 June."


@functools.cache
def judged() -> tuple[Judged, ...]:
    return tuple(judged_claims()[0])


@pytest.mark.parametrize("kind", KINDS)
def test_stated_confidence_is_near_the_share_that_a_careful_reader_accepts(kind):
    claims = [(one.claim.confidence, one.accepted) for one in judged() if one.kind == kind]
    assert len(claims) >= 40
    assert expected_calibration_error(claims) <= MOST


def test_most_verdicts_still_stand_for_a_claim_that_is_read():
    found, gone = judged_claims()
    assert gone <= 0.4 * (len(found) + gone)


def test_a_claim_with_an_unresolved_pronoun_is_less_sure_than_one_with_names():
    def sure(text: str) -> float:
        return max(c.confidence for c in read(parsed(text)).claims if kind_of(c) == "event")

    assert sure("It accused them on Monday.") < sure("Norvia accused Zembla on Monday.")


def test_calibration_changes_nothing_but_the_confidence():
    parse = parsed(TEXT)
    for claim in first_claims(parse):
        changed = calibrated(claim, parse.article.text)
        assert 0.0 < changed.confidence < 1.0
        assert {f for f in claim.__struct_fields__ if getattr(claim, f) != getattr(changed, f)} <= {"confidence"}


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=60))
def test_signs_of_claims_are_numbers_on_any_text(text):
    parse = parsed(f"Norvia agreed to pay $5 million by 1 June. {text}")
    for claim in first_claims(parse):
        assert all(isinstance(value, float) for value in signs(claim, parse.article.text).values())
