"""Readers of the open data of NHS England's Organisation Data Service (ODS). Pure: files in, a `Book` out."""

from groundswell.places.ods.book import Body, Book, Member, Problem, Takeover
from groundswell.places.ods.files import PACKAGED, read

__all__ = ["PACKAGED", "Body", "Book", "Member", "Problem", "Takeover", "read"]
