"""Figures of a place as people read them: on the page, in its pictures and in its file. All of it has passed the gate."""

from groundswell.insight.presenters.bureaucracy import csv_of, page
from groundswell.insight.presenters.leadership import leadership_csv, leadership_page, states
from groundswell.insight.presenters.parts import MonthLink, Page, month_links
from groundswell.insight.presenters.system import SIDES, system_csv, system_page

__all__ = [
    "SIDES",
    "MonthLink",
    "Page",
    "csv_of",
    "leadership_csv",
    "leadership_page",
    "month_links",
    "page",
    "states",
    "system_csv",
    "system_page",
]
