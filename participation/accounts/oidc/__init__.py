"""Signing in at an OpenID Connect provider of the county: staff, members, and people who answer a survey once."""
