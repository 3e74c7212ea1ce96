"""Readings → what stands: copies, entities, stories, happenings, series, plans, disputes."""

from newsledger.linking.copies import CopyIndex
from newsledger.linking.deciding import Decided, period, settle, with_field
from newsledger.linking.groups import Groups
from newsledger.linking.link import link, link_story
from newsledger.linking.stories import StoryOptions, StoryStream

__all__ = [
    "LINKER",
    "CopyIndex",
    "Decided",
    "Groups",
    "StoryOptions",
    "StoryStream",
    "link",
    "link_story",
    "period",
    "settle",
    "with_field",
]

LINKER = "newsledger-linker-4"
