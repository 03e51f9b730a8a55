"""Search: one field for everything that is published, in all languages."""
