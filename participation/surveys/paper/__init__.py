"""Surveys on paper: the printed questionnaire, typing in what came back, files of answer sheets."""
