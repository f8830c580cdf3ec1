"""Control charts for healthcare: all the usual kinds, read by the rules of Making Data Count or of Anhøj.

A function for each kind works a chart out (`xmr`, `p`, `run` ...), `explain` says what it means, `draw` draws
it, `table` gives the numbers beside it. Drawing and words are imported when they are first asked for.
"""

from typing import TYPE_CHECKING

from .assess import assurance, variation
from .charts import CHARTS, c, chart, g, i_prime, mr, p, p_prime, run, s, t, u, u_prime, xbar, xmr
from .kinds import Assurance, Direction, Judgement, Refused, Side, SignalKind, Stage, TwoOfThree, Variation
from .model import Chart, Lines, Method, Part, Point, Runs, Signal
from .rulesets import Anhoej, MakingDataCount, Rules
from .store import from_dict, from_json, to_dict, to_json

if TYPE_CHECKING:
    from .board import Measure, sheet, spark
    from .choosing import Advice, Data, which_chart
    from .drawing import draw
    from .icons import icon
    from .notes import Annotation
    from .rebasing import Suggestion, redrawn, suggest_rebase
    from .rows import HEADINGS, Row, table
    from .scale import common_range
    from .spreadsheet import from_csv, to_csv
    from .telling import describe
    from .together import TimeAxis, Written, common_axis
    from .words import explain

__version__ = "0.2.0"
_LATER = {
    "TimeAxis": "together",
    "Written": "together",
    "common_axis": "together",
    "Advice": "choosing",
    "Data": "choosing",
    "Suggestion": "rebasing",
    "redrawn": "rebasing",
    "suggest_rebase": "rebasing",
    "which_chart": "choosing",
    "Annotation": "notes",
    "HEADINGS": "rows",
    "Measure": "board",
    "Row": "rows",
    "common_range": "scale",
    "describe": "telling",
    "draw": "drawing",
    "explain": "words",
    "from_csv": "spreadsheet",
    "icon": "icons",
    "sheet": "board",
    "spark": "board",
    "table": "rows",
    "to_csv": "spreadsheet",
}
__all__ = [
    "CHARTS",
    "HEADINGS",
    "Advice",
    "Anhoej",
    "Annotation",
    "Assurance",
    "Chart",
    "Data",
    "Direction",
    "Judgement",
    "Lines",
    "MakingDataCount",
    "Measure",
    "Method",
    "Part",
    "Point",
    "Refused",
    "Row",
    "Rules",
    "Runs",
    "Side",
    "Signal",
    "SignalKind",
    "Stage",
    "Suggestion",
    "TimeAxis",
    "TwoOfThree",
    "Variation",
    "Written",
    "assurance",
    "c",
    "chart",
    "common_axis",
    "common_range",
    "describe",
    "draw",
    "explain",
    "from_csv",
    "from_dict",
    "from_json",
    "g",
    "i_prime",
    "icon",
    "mr",
    "p",
    "p_prime",
    "redrawn",
    "run",
    "s",
    "sheet",
    "spark",
    "suggest_rebase",
    "t",
    "table",
    "to_csv",
    "to_dict",
    "to_json",
    "u",
    "u_prime",
    "variation",
    "which_chart",
    "xbar",
    "xmr",
]


def __getattr__(name: str) -> object:
    """What is imported when it is first asked for."""
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    found = getattr(import_module(f".{_LATER[name]}", __name__), name)
    globals()[name] = found
    return found
