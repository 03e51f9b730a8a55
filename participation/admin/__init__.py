"""What staff see across all areas."""
