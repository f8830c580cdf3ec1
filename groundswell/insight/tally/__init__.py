"""Counting for the map, set by set: one log of facts in, plain whole numbers for every unit out. See `steps`."""
