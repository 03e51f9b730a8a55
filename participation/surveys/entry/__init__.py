"""Answer sheets that staff bring in: typed from paper in batches, or read from a file."""
