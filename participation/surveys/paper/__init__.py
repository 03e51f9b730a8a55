"""Surveys on paper: the printed questionnaire, and the keys at its boxes."""
