"""What is seen of stories, in words."""

from groundswell.stories.presenters import travel
from groundswell.stories.presenters.audience import readers, sharing, withdrawing, withdrawn
from groundswell.stories.presenters.beside import beside
from groundswell.stories.presenters.feeds import Feed, atom, feed_links, json_feed
from groundswell.stories.presenters.keeping import face, kept, new_for, snippet, suggested_name
from groundswell.stories.presenters.outside import label_page, labels, outside, poster
from groundswell.stories.presenters.page import StoryCard, page
from groundswell.stories.presenters.papers import paper
from groundswell.stories.presenters.real import real
from groundswell.stories.presenters.shelves import Library, library
from groundswell.stories.presenters.spread import spread
from groundswell.stories.presenters.taking import adapting, asked_there, take_up_draft, taking_up
from groundswell.stories.presenters.writing import (
    both_versions,
    draft,
    look,
    returning,
    saved,
    telling,
)

__all__ = [
    "Feed", "Library", "StoryCard", "adapting", "asked_there", "atom", "beside", "both_versions", "draft", "face",
    "feed_links", "json_feed", "kept", "label_page", "labels", "library", "look", "new_for", "outside", "page", "paper",
    "poster", "readers", "real", "returning", "saved", "sharing", "snippet", "spread", "suggested_name",
    "take_up_draft", "taking_up", "telling", "travel", "withdrawing", "withdrawn",
]  # fmt: skip
