"""Control charts by the NHS Making Data Count rules.

`xmr` works a chart out, `explain` says what it means, `draw` draws it, `table` gives the numbers beside it.
"""

from .assess import assurance, variation
from .chart import MAKING_DATA_COUNT, Chart, Lines, Part, Point, Rules, Signal
from .draw import draw
from .icons import icon
from .kinds import Assurance, Direction, Judgement, Refused, Side, SignalKind, Stage, Variation
from .notes import Annotation
from .scale import common_range
from .store import from_dict, to_dict
from .table import HEADINGS, Row, table
from .words import describe, explain
from .xmr import xmr

__version__ = "0.1.0"
__all__ = [
    "HEADINGS",
    "MAKING_DATA_COUNT",
    "Annotation",
    "Assurance",
    "Chart",
    "Direction",
    "Judgement",
    "Lines",
    "Part",
    "Point",
    "Refused",
    "Row",
    "Rules",
    "Side",
    "Signal",
    "SignalKind",
    "Stage",
    "Variation",
    "assurance",
    "common_range",
    "describe",
    "draw",
    "explain",
    "from_dict",
    "icon",
    "table",
    "to_dict",
    "variation",
    "xmr",
]
