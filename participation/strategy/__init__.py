"""Strategies: their elements, texts in two languages, frozen versions."""
