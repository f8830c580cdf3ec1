"""Groundswell: the people who give care change how care is given."""
