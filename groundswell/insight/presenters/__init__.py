"""Figures of a place as people read them: on the page, in its pictures and in its file. All of it has passed the gate."""

from groundswell.insight.presenters.bureaucracy import csv_of, page
from groundswell.insight.presenters.leadership import leadership_csv, leadership_page, states
from groundswell.insight.presenters.parts import MonthLink, Page, month_links
from groundswell.insight.presenters.pulse import PulsePage, PulseSheet, pulse_page, pulse_sheet
from groundswell.insight.presenters.surroundings import lines_understood, surroundings_csv, surroundings_page
from groundswell.insight.presenters.system import SIDES, system_csv, system_page

__all__ = [
    "SIDES", "MonthLink", "Page", "PulsePage", "PulseSheet", "csv_of", "leadership_csv", "leadership_page",
    "lines_understood", "month_links", "page", "pulse_page", "pulse_sheet", "states", "surroundings_csv",
    "surroundings_page", "system_csv", "system_page",
]  # fmt: skip
