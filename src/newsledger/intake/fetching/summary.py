"""What came of a fetch, in few words."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from newsledger.intake.fetching.pages import Result, State
from newsledger.intake.fetching.run import Run
from newsledger.model import SetAside


class FetchSummary(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a fetch.

    fetched, unchanged, lists, planned: addresses (where redirects led), in the order of asking. known_before, older,
    left: numbers of pages that lists named and that were fetched before, are too old, or are beyond the limit. archive:
    the folder of the raw answers. set_aside: what was not fetched, under the address as given.
    """

    fetched: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    planned: tuple[str, ...] = ()
    known_before: int = 0
    older: int = 0
    left: int = 0
    archive: str = ""
    set_aside: tuple[SetAside, ...] = ()

    @property
    def anything_found(self) -> bool:
        """Whether at least one address gave something, new or known."""
        return bool(self.fetched or self.unchanged or self.lists or self.planned)


def summarize(run: Run, results: Sequence[Result]) -> FetchSummary:
    """Sum up a run that came to its end."""

    def urls(state: State) -> tuple[str, ...]:
        return tuple(result.url for result in results if result.state is state)

    return FetchSummary(
        fetched=urls(State.FETCHED),
        unchanged=urls(State.UNCHANGED),
        lists=urls(State.LIST),
        planned=urls(State.PLANNED),
        known_before=run.known,
        older=run.older,
        left=run.left,
        archive=str(run.archive.folder),
        set_aside=tuple(
            SetAside(name=result.job.url, reason=result.reason, remedy=result.remedy)
            for result in results
            if result.state is State.ASIDE
        ),
    )
