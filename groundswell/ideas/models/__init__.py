"""Ideas, posters, and what people say of an idea after sending it."""

from groundswell.ideas.models.idea import (
    SHOWN,
    Idea,
    IdeaKind,
    IdeaQuerySet,
    Joining,
    Meaning,
    NotTheSame,
    Remembered,
    RestingReason,
    Stage,
    Support,
)
from groundswell.ideas.models.poster import Poster, WallAddress
from groundswell.ideas.models.words import Aim, NameMode, Release, Waste

__all__ = [
    "SHOWN", "Aim", "Idea", "IdeaKind", "IdeaQuerySet", "Joining", "Meaning", "NameMode", "NotTheSame",
    "Poster", "Release", "Remembered", "RestingReason", "Stage", "Support", "WallAddress", "Waste",
]  # fmt: skip
