"""Pages of asks, permissions, rules asked about and funds, in plain words."""

from groundswell.enabling.presenters.asks import ask_page, organisations_of
from groundswell.enabling.presenters.books import both_versions
from groundswell.enabling.presenters.challenges import challenge_page, rules_page
from groundswell.enabling.presenters.funds import fund_page, receipts_csv
from groundswell.enabling.presenters.offers import offer_cards, offers_page
from groundswell.enabling.presenters.permissions import permission_page

__all__ = [
    "ask_page", "both_versions", "challenge_page", "fund_page", "offer_cards", "offers_page", "organisations_of",
    "permission_page", "receipts_csv", "rules_page",
]  # fmt: skip
