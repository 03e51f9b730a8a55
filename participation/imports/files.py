"""Where documents wait until they are read."""

from __future__ import annotations

from participation.strategy.importing.opening import LARGEST_FILE

AREA = "imports"
TAKES = LARGEST_FILE + 1_048_576
"""The largest form in bytes: a document and what is written beside it."""
