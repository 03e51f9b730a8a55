"""Twins: which are missing, which out of step with what they say, and finding them right."""
