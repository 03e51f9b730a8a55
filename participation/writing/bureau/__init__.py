"""The round trip of texts with a translation bureau."""
