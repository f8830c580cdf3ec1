"""Figures of a place as people read them: on the page, in its pictures and in its file. All of it has passed the gate."""

from groundswell.insight.presenters.beside import shape_words
from groundswell.insight.presenters.bureaucracy import csv_of, page
from groundswell.insight.presenters.evidence import chosen_measures, pack
from groundswell.insight.presenters.evidence_figures import Around
from groundswell.insight.presenters.evidence_files import honest, nothing_yet, pack_csv, pack_paper
from groundswell.insight.presenters.frameworks import (
    asked,
    both_versions,
    choices,
    months_in,
    packs,
    period_of,
    statement_cards,
    version_card,
    version_cards,
)
from groundswell.insight.presenters.funnel import funnel_columns, funnel_csv, funnel_page
from groundswell.insight.presenters.journey import Journey, journey
from groundswell.insight.presenters.journey import as_text as journey_as_text
from groundswell.insight.presenters.leadership import Leadership, leadership_csv, leadership_page, states
from groundswell.insight.presenters.parts import MonthLink, Page, month_links
from groundswell.insight.presenters.protection import PAPERS
from groundswell.insight.presenters.pulse import PulsePage, PulseSheet, pulse_page, pulse_sheet
from groundswell.insight.presenters.shared import of_place
from groundswell.insight.presenters.spent import look_words
from groundswell.insight.presenters.surroundings import lines_understood, surroundings_csv, surroundings_page
from groundswell.insight.presenters.system import SIDES, system_csv, system_page

__all__ = [
    "PAPERS", "SIDES", "Around", "Journey", "Leadership", "MonthLink", "Page", "PulsePage", "PulseSheet", "asked",
    "both_versions", "choices", "chosen_measures", "csv_of", "funnel_columns", "funnel_csv", "funnel_page", "honest",
    "journey", "journey_as_text", "leadership_csv", "leadership_page", "lines_understood", "look_words",
    "month_links", "months_in", "nothing_yet", "of_place", "pack", "pack_csv", "pack_paper", "packs", "page",
    "period_of", "pulse_page", "pulse_sheet", "shape_words", "statement_cards", "states", "surroundings_csv",
    "surroundings_page", "system_csv", "system_page", "version_card", "version_cards",
]  # fmt: skip
