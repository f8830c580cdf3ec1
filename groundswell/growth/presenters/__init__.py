"""What is seen of a portfolio, and the drafts that entries begin with."""

from groundswell.growth.presenters.draft import draft
from groundswell.growth.presenters.leading import leading_page
from groundswell.growth.presenters.mentoring import mentoring_page, mentoring_row, mentors_page
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
from groundswell.growth.presenters.papers import all_entries, one_entry

__all__ = [
    "all_as_text", "all_entries", "as_text", "both_offers", "both_versions", "choosing", "draft", "filled", "leading_page",
    "list_page", "listing", "log", "mentoring_page", "mentoring_row", "mentors_page", "offer_fields", "one_entry",
    "opportunity_page", "paper", "portfolio", "where", "writing",
]  # fmt: skip
