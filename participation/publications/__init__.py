"""What goes out of a strategy: documents of its frozen versions, cards of its fields, content files."""
