"""Control charts by the NHS Making Data Count rules. `xmr` works one out; see the README."""

from .assess import assurance, variation
from .chart import MAKING_DATA_COUNT, Chart, Lines, Part, Point, Rules, Signal
from .kinds import Assurance, Direction, Judgement, Refused, Side, SignalKind, Stage, Variation
from .xmr import xmr

__version__ = "0.1.0"
__all__ = [
    "MAKING_DATA_COUNT",
    "Assurance",
    "Chart",
    "Direction",
    "Judgement",
    "Lines",
    "Part",
    "Point",
    "Refused",
    "Rules",
    "Side",
    "Signal",
    "SignalKind",
    "Stage",
    "Variation",
    "assurance",
    "variation",
    "xmr",
]
