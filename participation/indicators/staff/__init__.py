"""What editors do with indicators and products."""
