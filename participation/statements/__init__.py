"""Stellungnahmeverfahren: formal statements of invited public agencies, municipalities and associations."""
