"""What is seen of a portfolio, and the drafts that entries begin with."""

from groundswell.growth.presenters.draft import draft
from groundswell.growth.presenters.next_steps import Onwards, onwards
from groundswell.growth.presenters.opportunities import both_offers, list_page, offer_fields, opportunity_page, where
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
    "Onwards", "all_as_text", "as_text", "both_offers", "both_versions", "choosing", "draft", "filled", "list_page",
    "listing", "log", "offer_fields", "onwards", "opportunity_page", "paper", "portfolio", "where", "writing",
]  # fmt: skip
