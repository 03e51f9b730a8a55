"""Measures: what is done for goals, in phases and milestones; and who answers for which part of a strategy."""
