"""The progress report of a strategy for one year: what was measured, and where that stands to the target."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from starlette.responses import Response

from participation.core.errors import NotFound
from participation.indicators.comments import Said, comments_of, said
from participation.indicators.figures import Figure, figures, tally
from participation.indicators.lights import Light
from participation.indicators.overview import StrategyFigures, strategy_figures
from participation.indicators.views import shown
from participation.measures.told import Told, is_late, measures_of
from participation.measures.views import shown as measures_shown
from participation.strategy.queries import strategy_by_slug, titled
from participation.strategy.reading import Node, Tree
from participation.strategy.versions import current_version
from participation.strategy.views import kept_tree
from participation.web.pdf import pdf_of
from participation.web.visit import Visit


@dataclass(frozen=True)
class Progress:
    """A year of a strategy: its indicators and measures as they stood at the year's end, and the comments on goals.

    `years` are all that can be reported.
    """

    year: int
    years: tuple[int, ...]
    strategy: StrategyFigures
    measures: tuple[Told, ...]
    comments: tuple[tuple[Node, Said], ...]

    @property
    def measured(self) -> list[Figure]:
        """The indicators with a reading of the year."""
        return [figure for figure in self.strategy.figures if self.has(figure)]

    @property
    def missing(self) -> list[Figure]:
        """Those without one."""
        return [figure for figure in self.strategy.figures if not self.has(figure)]

    @property
    def tally(self) -> dict[Light, int]:
        """How many of the measured ones stand at each light."""
        return tally(self.measured)

    def has(self, figure: Figure) -> bool:
        """Whether an indicator has a reading of the year."""
        return figure.latest is not None and figure.latest.day.year == self.year


def progress_report(visit: Visit, strategy: str, year: int) -> Response:
    """The report as a page."""
    progress = progress_of(visit, strategy, year)
    trail = [
        (visit._("Home"), visit.url("home")),
        (visit._("Indicators"), visit.url("indicators")),
        (visit._("Progress report %(year)s", year=year), None),
    ]
    return visit.render("indicators/report.html", breadcrumbs=trail, **_facts(visit, progress))


def progress_pdf(visit: Visit, strategy: str, year: int) -> Response:
    """The same as a tagged PDF, made once until something is published."""
    facts = _facts(visit, progress_of(visit, strategy, year))

    def make(_session: object) -> bytes:
        return pdf_of(visit.site.rendering.render(visit, "indicators/report_document.html", None, facts))

    made = visit.site.remembered(("progress report", visit.place.id, strategy, year, visit.language.tag), make)
    headers = {"content-disposition": f'inline; filename="{strategy}-{year}.pdf"'}
    return Response(made, 200, headers, "application/pdf")


def progress_of(visit: Visit, slug: str, year: int) -> Progress:
    """The public facts of a year.

    Raises:
        NotFound: nothing was measured in it.
    """
    strategy = strategy_by_slug(visit.db, visit.place, slug)
    title = titled(visit.db, [strategy], visit.language.tag)[0]
    tree = kept_tree(visit, current_version(visit.db, strategy))
    now = strategy_figures(title, tree, figures(visit.db, visit.place.id, visit.language.tag))
    if now is None or year not in now.years:
        raise NotFound("There is no report for this year.")
    then = strategy_figures(title, tree, [_until(figure, year) for figure in now.figures])
    return Progress(year, now.years, then or now, _measures(visit, tree, year), _comments(visit, tree, year))


def _measures(visit: Visit, tree: Tree, year: int) -> tuple[Told, ...]:
    found = measures_of(visit.db, visit.place.id, visit.language.tag, of=tree.by_id.keys())
    return tuple(then for told in found if (then := told.until(date(year, 12, 31))))


def _comments(visit: Visit, tree: Tree, year: int) -> tuple[tuple[Node, Said], ...]:
    found = comments_of(visit.db, tree.by_id.keys(), year)
    nodes = [node for root in tree.roots for node in root.walk() if node.id in found]
    return tuple((node, said(found[node.id], visit.language.tag)) for node in nodes)


def _until(figure: Figure, year: int) -> Figure:
    return replace(figure, readings=tuple(reading for reading in figure.readings if reading.day.year <= year))


def _facts(visit: Visit, progress: Progress) -> dict[str, Any]:
    end = date(progress.year, 12, 31)
    return {
        "progress": progress,
        "found": progress.strategy.title,
        **shown(visit),
        **measures_shown(visit),
        "is_late": lambda step: is_late(step, end),
    }
