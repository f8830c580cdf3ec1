"""Documents to take away: said once as blocks, written as PDF or as OpenDocument text."""

from groundswell.ui.paper.blocks import (
    Block,
    Document,
    Facts,
    Heading,
    Picture,
    Pictures,
    Points,
    Quote,
    Small,
    Table,
    Words,
)
from groundswell.ui.paper.foot import foot
from groundswell.ui.paper.odt import odt
from groundswell.ui.paper.pdf import pdf

__all__ = [
    "Block", "Document", "Facts", "Heading", "Picture", "Pictures", "Points", "Quote", "Small", "Table", "Words", "foot", "odt", "pdf",
]  # fmt: skip
