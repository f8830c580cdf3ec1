"""The verbs of this room."""

from groundswell.growth.actions.entries import change, export, forget, remove, write

__all__ = ["change", "export", "forget", "remove", "write"]
