"""Errors of libraries and of the system, in words for a line of what was set aside."""

from __future__ import annotations


def why(error: BaseException) -> str:
    """What went wrong, in a few words."""
    return (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__
