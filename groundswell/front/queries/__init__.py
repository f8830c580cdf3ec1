"""Questions that need several rooms at once, always asked on somebody's behalf."""
