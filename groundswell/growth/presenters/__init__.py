"""What is seen of a portfolio, and the drafts that entries begin with."""

from groundswell.growth.presenters.draft import draft
from groundswell.growth.presenters.page import (
    all_as_text,
    as_text,
    both_versions,
    choosing,
    filled,
    listing,
    log,
    paper,
    portfolio,
    writing,
)

__all__ = [
    "all_as_text", "as_text", "both_versions", "choosing", "draft", "filled", "listing", "log", "paper", "portfolio", "writing",
]  # fmt: skip
