"""What the checker says about texts of a strategy, live beside the text and as a report."""
