"""Registered people: their own list, fields they follow, everything deleted on one click."""
