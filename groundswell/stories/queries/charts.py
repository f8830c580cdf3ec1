"""The chart of a story, and those of the places that took it up, on one scale."""

from __future__ import annotations

from groundswell.stories.models import Story


def charts_of(story: Story) -> None:
    return None
