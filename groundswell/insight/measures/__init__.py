"""The formulas of the leadership map: pure functions on plain rows, one file a measure. No Django, no dependency.

What they share. A *day* is a whole number, `date.toordinal()`; the length of an interval is the plain difference. People,
changes and teams are opaque keys. Shares, rates and means are exact fractions; only what is a logarithm, a root or a quantile
is a float. What has no answer (nothing to divide by, never reached) is None and never nought. Rows that contradict
themselves raise ValueError. Nothing here may be shown: what a page or a file says is made by `insight.rules` alone.
"""
