"""Rounds of reporting: departments hand in what is open by a day, the management releases, a paper results."""
