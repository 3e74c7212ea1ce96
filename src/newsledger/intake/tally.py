"""What was set aside in a run of any length, in little memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from newsledger.model import SetAside

MOST = 1_000
"""So many are kept in memory; the rest is only counted here (and kept by whoever asked for it)."""
_REASONS = 200
_OTHER = "other reasons"


def reason_class(reason: str) -> str:
    """A reason without what differs from page to page: what stands behind a colon."""
    return reason.split(":", 1)[0]


@dataclass(slots=True)
class Tally:
    """Counts what is set aside. sink: told of each item (writes it to a file, say)."""

    sink: Callable[[SetAside], None] | None = None
    count: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    first: list[SetAside] = field(default_factory=list)

    def add(self, item: SetAside) -> None:
        """Count one item and hand it on."""
        self.count += 1
        reason = reason_class(item.reason)
        self.reasons[reason if reason in self.reasons or len(self.reasons) < _REASONS else _OTHER] += 1
        if len(self.first) < MOST:
            self.first.append(item)
        if self.sink is not None:
            self.sink(item)

    def by_reason(self) -> dict[str, int]:
        """How many were set aside for each reason, the commonest first."""
        return dict(sorted(self.reasons.items(), key=lambda pair: (-pair[1], pair[0])))
