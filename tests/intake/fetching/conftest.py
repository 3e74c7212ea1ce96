from __future__ import annotations

import pytest

from tests.intake.fetching.site import Site


@pytest.fixture
def site():
    served = Site()
    yield served
    served.close()
