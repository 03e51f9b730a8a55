"""Statistics and disclosure control on counters: pure functions, no tables, no web."""
