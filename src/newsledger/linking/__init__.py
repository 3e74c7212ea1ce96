"""Readings → what stands: copies, entities, stories, happenings, series, plans, disputes."""

from __future__ import annotations

from collections.abc import Mapping

from newsledger.linking.copies import CopyIndex
from newsledger.linking.groups import Groups
from newsledger.linking.stories import StoryOptions, StoryStream
from newsledger.model import Article, Reading, StoryLedger

__all__ = ["LINKER", "CopyIndex", "Groups", "StoryOptions", "StoryStream", "link"]

LINKER = "newsledger-linker-1"


def link(articles: Mapping[str, Article], readings: Mapping[str, Reading]) -> tuple[StoryLedger, ...]:
    """Derive all that stands from the readings of many articles.

    A pure function of its arguments: the order in which articles were added never matters.
    """
    return ()
