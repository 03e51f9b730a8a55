"""Regions (counties, municipal associations), their municipalities and population, their public data's version."""
