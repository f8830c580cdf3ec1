"""What people type in this room."""

from groundswell.growth.forms.entries import EntryForm

__all__ = ["EntryForm"]
