"""What is seen of stories, in words."""

from groundswell.stories.presenters import travel
from groundswell.stories.presenters.audience import readers, sharing, withdrawing, withdrawn
from groundswell.stories.presenters.feeds import Feed, atom, feed_links, json_feed
from groundswell.stories.presenters.outside import label_page, labels, outside, poster
from groundswell.stories.presenters.page import StoryCard, page
from groundswell.stories.presenters.papers import paper
from groundswell.stories.presenters.shelves import Library, library
from groundswell.stories.presenters.writing import (
    both_versions,
    draft,
    returning,
    saved,
    take_up_draft,
    taking_up,
    telling,
)

__all__ = [
    "Feed", "Library", "StoryCard", "atom", "both_versions", "draft", "feed_links", "json_feed", "label_page", "labels",
    "library", "outside", "page", "paper", "poster", "readers", "returning", "saved", "sharing", "take_up_draft",
    "taking_up", "telling", "travel", "withdrawing", "withdrawn",
]  # fmt: skip
