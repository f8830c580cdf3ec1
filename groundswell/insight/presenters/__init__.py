"""Figures of a place as people read them: on the page, in its pictures and in its file. All of it has passed the gate."""

from groundswell.insight.presenters.beside import shape_words
from groundswell.insight.presenters.bureaucracy import csv_of, page
from groundswell.insight.presenters.funnel import funnel_columns, funnel_csv, funnel_page
from groundswell.insight.presenters.leadership import Leadership, leadership_csv, leadership_page, states
from groundswell.insight.presenters.parts import MonthLink, Page, month_links
from groundswell.insight.presenters.spent import look_words

__all__ = [
    "Leadership", "MonthLink", "Page", "csv_of", "funnel_columns", "funnel_csv", "funnel_page", "leadership_csv",
    "leadership_page", "look_words", "month_links", "page", "shape_words", "states",
]  # fmt: skip
