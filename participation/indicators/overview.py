"""Target and actual of a strategy: its indicators by field, with how many stand at which light."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from participation.indicators.figures import Figure, tally
from participation.indicators.lights import Light
from participation.strategy.passages import main_parts
from participation.strategy.queries import StrategyTitle
from participation.strategy.reading import Node, Tree


@dataclass(frozen=True)
class PartFigures:
    """The indicators of a field (or of what else divides a strategy), and where they stand."""

    node: Node
    figures: tuple[Figure, ...]

    @property
    def tally(self) -> dict[Light, int]:
        """How many stand at each light."""
        return tally(self.figures)


@dataclass(frozen=True)
class StrategyFigures:
    """The indicators of a strategy: by field, and those that measure it as a whole."""

    title: StrategyTitle
    parts: tuple[PartFigures, ...]
    across: tuple[Figure, ...]
    figures: tuple[Figure, ...]

    @property
    def tally(self) -> dict[Light, int]:
        """How many stand at each light; one that measures several fields counts once."""
        return tally(self.figures)

    @property
    def years(self) -> tuple[int, ...]:
        """The years of which there are readings, the newest first."""
        return tuple(sorted({reading.day.year for figure in self.figures for reading in figure.readings}, reverse=True))


def strategy_figures(title: StrategyTitle, tree: Tree, found: Sequence[Figure]) -> StrategyFigures | None:
    """Those of the indicators that belong to a strategy; None if none does."""
    own = tuple(figure for figure in found if figure.element_ids & tree.by_id.keys())
    if not own:
        return None
    parts = tuple(PartFigures(node, _below(node, own)) for node in main_parts(tree))
    placed = {figure.indicator.id for part in parts for figure in part.figures}
    across = tuple(figure for figure in own if figure.indicator.id not in placed)
    return StrategyFigures(title, tuple(part for part in parts if part.figures), across, own)


def _below(node: Node, found: Sequence[Figure]) -> tuple[Figure, ...]:
    ids = {part.id for part in node.walk()}
    return tuple(figure for figure in found if figure.element_ids & ids)
