"""Where leadership lives, and what stands in its way: places and processes, never persons. See README.md."""
