"""Considerations (Abwägung): what the county makes of each contribution, and why."""
