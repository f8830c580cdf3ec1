"""Pages of asks and permissions, in plain words."""

from groundswell.enabling.presenters.asks import ask_page, organisations_of
from groundswell.enabling.presenters.permissions import permission_page

__all__ = ["ask_page", "organisations_of", "permission_page"]
