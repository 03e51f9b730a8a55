"""Writing a strategy: its tree, its texts block by block, and their twins in other languages."""
