"""Attribution: sources, cues and contents, found in the parse."""

from newsledger.reading.attribution.quotation import Quotation, quotations
from newsledger.reading.attribution.rules import attributions
from newsledger.reading.attribution.spans import Attributed

__all__ = ["Attributed", "Quotation", "attributions", "quotations"]
