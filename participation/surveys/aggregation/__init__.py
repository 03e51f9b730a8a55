"""Exact counters: from answer sheets to counts and key sums, folded in step by step."""
