"""One program works out and draws control charts; printed are milliseconds a chart, as JSON.

    python bench/charts_worker.py commoncause 36 20

It is started by `bench.charts`, with a Python that has the program. Each does what its manual shows first.
"""

from __future__ import annotations

import io
import json
import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

Task = Callable[[list[float]], Any]
TARGET = 52.0


def ours() -> dict[str, Task]:
    from commoncause import assurance, draw, icon, variation, xmr

    def numbers(values: list[float]) -> Any:
        chart = xmr(values, on=days(values), target=TARGET)
        return chart, icon(variation(chart), id="v"), icon(assurance(chart), id="a")

    return {"numbers": numbers, "picture": lambda values: draw(xmr(values, on=days(values), target=TARGET))}


def clinical_qikit() -> dict[str, Task]:
    from qikit import qic

    return {
        "numbers": lambda values: qic(y=values, chart="i"),
        "picture": lambda values: qic(y=values, chart="i").plot().to_json(),
    }


def abspc() -> dict[str, Task]:
    import abspc as program
    import pandas

    def numbers(values: list[float]) -> Any:
        found = program.calculate_control_limits(pandas.DataFrame({"value": values}), "XmR")
        found = program.detect_special_causes(found)
        return program.determine_variation_type(found), program.determine_assurance_type(found, TARGET)

    def picture(values: list[float]) -> bytes:
        frame = pandas.DataFrame({"value": values})
        return saved(program.plot_spc_chart(frame, chart_type="XmR", target=TARGET, show_target=True)[0])

    return {"numbers": numbers, "picture": picture}


def pyqicharts() -> dict[str, Task]:
    import pandas
    import pyqicharts as program

    def frame(values: list[float]) -> Any:
        return pandas.DataFrame({"day": pandas.to_datetime(days(values)), "value": values})

    return {
        "numbers": lambda values: program.qic_table(frame(values), x="day", y="value", chart="i"),
        "picture": lambda values: saved(program.qic(frame(values), x="day", y="value", chart="i").figure),
    }


def controlchartspy() -> dict[str, Task]:
    from controlchartspy import spc

    def both(values: list[float], **what: Any) -> Any:
        return spc(data={"day": days(values), "y": values}, keys="day", numerators="y", **what)

    return {
        "numbers": lambda values: both(values, return_objs="limits").limits,
        "picture": lambda values: both(values).static_plot,
    }


def saved(figure: Any) -> bytes:
    """A figure of matplotlib as SVG, and closed."""
    from matplotlib import pyplot

    out = io.BytesIO()
    figure.savefig(out, format="svg")
    pyplot.close(figure)
    return out.getvalue()


def days(values: list[float]) -> list[date]:
    return [date(2020, 1, 1) + timedelta(days=place) for place in range(len(values))]


PROGRAMS = {
    "commoncause": ours, "clinical-qikit": clinical_qikit, "abspc": abspc, "pyqicharts": pyqicharts,
    "controlchartspy": controlchartspy,
}  # fmt: skip


def measure(name: str, points: int, charts: int) -> dict[str, float]:
    """Milliseconds to import, and the median for one chart; every chart is of another series."""
    started = time.perf_counter()
    tasks = PROGRAMS[name]()
    found = {"import": 1000 * (time.perf_counter() - started)}
    drawn = random.Random(points)
    series = [[drawn.gauss(50, 5) for _ in range(points)] for _ in range(charts + 1)]
    for task, work in tasks.items():
        work(series[0])
        found[task] = statistics.median(timed(work, values) for values in series[1:])
    return found


def timed(work: Task, values: list[float]) -> float:
    started = time.perf_counter()
    work(values)
    return 1000 * (time.perf_counter() - started)


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))))
