"""The brief as JSON, for programs; docs/brief-json.md describes every key."""

from __future__ import annotations

import json

import msgspec

from newsledger.briefing.brief import Brief, News


def as_json(brief: Brief | News) -> str:
    """Write a brief as indented JSON with stable keys.

    Text with lone surrogates cannot be written as UTF-8; then all that is not ASCII is written as escapes.
    """
    try:
        return msgspec.json.format(msgspec.json.encode(brief), indent=1).decode() + "\n"
    except UnicodeEncodeError:
        return json.dumps(msgspec.to_builtins(brief), indent=1) + "\n"
