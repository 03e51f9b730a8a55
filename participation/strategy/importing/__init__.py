"""Importing real documents: a file's lines become paragraphs, paragraphs a recognised tree of elements."""
