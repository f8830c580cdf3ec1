"""Pages of asks, permissions and rules, in plain words."""

from groundswell.enabling.presenters.asks import ask_page, organisations_of
from groundswell.enabling.presenters.books import both_versions
from groundswell.enabling.presenters.permissions import permission_page

__all__ = ["ask_page", "both_versions", "organisations_of", "permission_page"]
