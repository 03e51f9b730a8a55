"""Citizen participation for German counties: publish, ask, listen, weigh, redraft, decide, report back."""

__version__ = "0.1.0"
