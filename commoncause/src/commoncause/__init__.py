"""Control charts for healthcare: all the usual kinds, read by the rules of Making Data Count or of Anhøj.

A function for each kind works a chart out (`xmr`, `p`, `run` ...), `explain` says what it means, `draw` draws
it, `table` gives the numbers beside it.
"""

from .assess import assurance, variation
from .charts import CHARTS, c, chart, g, i_prime, mr, p, p_prime, run, s, t, u, u_prime, xbar, xmr
from .draw import draw
from .icons import icon
from .kinds import Assurance, Direction, Judgement, Refused, Side, SignalKind, Stage, TwoOfThree, Variation
from .model import Chart, Lines, Method, Part, Point, Runs, Signal
from .notes import Annotation
from .rulesets import Anhoej, MakingDataCount, Rules
from .scale import common_range
from .store import from_dict, to_dict
from .table import HEADINGS, Row, table
from .words import describe, explain

__version__ = "0.2.0"
