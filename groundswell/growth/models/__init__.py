"""What this room keeps."""

from groundswell.growth.models.entries import Entry

__all__ = ["Entry"]
