"""What the cells of an export hold; text goes through `safe` first."""

from __future__ import annotations

from typing import TypeAlias

from participation.core.cells import safe

Cell: TypeAlias = int | float | str | None
"""What a cell holds; dates are ISO text, None is nothing."""

__all__ = ["Cell", "safe"]
