"""Strategies as content files: read, checked, loaded into the database."""

from participation.strategy.content.loading import load

__all__ = ["load"]
