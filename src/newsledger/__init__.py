"""Newsledger reads the reporting on a developing story and keeps its ledger.

>>> import newsledger
>>> reading = newsledger.read_page("…the text of a page…")  # doctest: +SKIP
>>> with newsledger.Ledger.open("dam.ledger") as ledger:  # doctest: +SKIP
...     ledger.add("saved-pages/")
...     brief = ledger.brief(ledger.stories()[0])
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsledger.api import Ledger, Why, read_page
    from newsledger.briefing import Brief
    from newsledger.ledger import AddSummary, Hit
    from newsledger.timex import times

__version__ = "0.1.0"
__all__ = ["AddSummary", "Brief", "Hit", "Ledger", "Why", "__version__", "read_page", "times"]

_HOMES = {
    "Ledger": "newsledger.api",
    "Why": "newsledger.api",
    "read_page": "newsledger.api",
    "Brief": "newsledger.briefing",
    "AddSummary": "newsledger.ledger",
    "Hit": "newsledger.ledger",
    "times": "newsledger.timex",
}


def __getattr__(name: str) -> Any:
    """Import what is asked for when it is asked for, so that ``import newsledger`` loads no language model."""
    if name in _HOMES:
        import importlib

        return getattr(importlib.import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'newsledger' has no attribute {name!r}")
