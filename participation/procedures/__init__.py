"""Procedures (Beteiligungsverfahren): their phases by date, their topics, the plan back from the council meeting."""
