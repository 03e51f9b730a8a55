"""Barriers that people report: a form without an account, a mail to the county, a list for its staff."""
