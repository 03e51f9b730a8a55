"""What staff do with council papers, from the draft to the recorded result."""
