"""People's offices and functions."""

from __future__ import annotations

from newsledger.language import Parse
from newsledger.model import RoleClaim


def read_roles(parse: Parse) -> tuple[RoleClaim, ...]:
    """Read all roles of an article."""
    return ()
