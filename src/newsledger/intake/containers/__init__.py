"""Containers of pages: archives, feeds, records, mails. Each module reads one kind as a stream."""

from newsledger.intake.containers.opening import Limits, Opening, RecordFields

__all__ = ["Limits", "Opening", "RecordFields"]
