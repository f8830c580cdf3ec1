"""Decisions as pure functions."""

from groundswell.growth.rules.ways import (
    CO_LED,
    COUNTED,
    WAY_OF,
    WAYS,
    said_instead,
    way_of,
    without_names,
)

__all__ = ["COUNTED", "CO_LED", "WAYS", "WAY_OF", "said_instead", "way_of", "without_names"]
