"""Simulated answer sheets: plausible, repeatable from a seed, and recognisably made up."""
