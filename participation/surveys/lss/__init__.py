"""LimeSurvey's structure files (.lss): read into our questionnaires, with a report of what was not carried over."""

from __future__ import annotations

from participation.surveys.lss.reading import Imported, read_lss

__all__ = ["Imported", "read_lss"]
