"""How many people work where: read from an organisation's own list, typed for one place."""

from groundswell.people.headcounts.reading import MOST_HEADS, Count, Understood, read

__all__ = ["MOST_HEADS", "Count", "Understood", "read"]
