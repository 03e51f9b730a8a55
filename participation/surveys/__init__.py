"""Surveys: questionnaires in several languages, answering, exact counters, frozen releases."""
