"""Columns of what is counted, in the order in which rows are handed over."""

FACT = ("event", "day", "kind", "change", "person", "team", "ref", "level", "due", "result")
TEAM = ("team", "division", "organisation", "sector", "staff", "agreed")
MEMBER = ("person", "team", "organisation", "grp", "manager", "sector", "home", "gone", "opted_out")
INSIDE = ("unit", "organisation", "team")
ABOVE = ("organisation", "unit")
CELL = ("unit", "measure", "key", "a", "b", "c", "d")
NUMBERS = CELL[3:]
TABLES = {"fact": FACT, "team": TEAM, "member": MEMBER, "inside": INSIDE, "above": ABOVE}
