"""Mails to authors who asked for them: confirmed by themselves, one a day at most, ended by one click."""
