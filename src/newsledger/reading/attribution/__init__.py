"""Attribution: sources, cues and contents, found in the parse."""

from __future__ import annotations

from newsledger.language import Parse
from newsledger.reading.attribution.learned import attribute
from newsledger.reading.attribution.quotation import Quotation, quotations
from newsledger.reading.attribution.signed import with_signed
from newsledger.reading.attribution.spans import Attributed
from newsledger.reading.attribution.store import model
from newsledger.reading.attribution.table import tabulate

__all__ = ["Attributed", "Quotation", "attributions", "quotations"]


def attributions(parse: Parse, quoted: list[Quotation] | None = None) -> list[Attributed]:
    """All attributions of an article, in order of their cues; those inside another's content are marked as inner.

    quoted: the article's quotations, if they are known already.
    """
    return with_signed(parse, attribute(tabulate(parse, quotations(parse) if quoted is None else quoted), model()))
