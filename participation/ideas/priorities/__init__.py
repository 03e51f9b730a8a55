"""Weighing ideas against each other in a phase: by points or by a ranking, with results after its end."""
