"""What everybody does with papers: see what the council decides and decided, and read the papers."""

from __future__ import annotations

from uuid import UUID

from starlette.responses import Response

from participation.papers.amendments import amendments_of
from participation.papers.contents import content_of
from participation.papers.documents import documents_of, made_document
from participation.papers.models import Paper
from participation.papers.queries import (
    public_outcome_of,
    public_paper,
    public_papers,
    settings_of,
    steps_of,
    strategy_of,
    supplements_of,
)
from participation.papers.wording import shown_content, words_of
from participation.strategy.queries import titled
from participation.web.visit import Visit


def decisions(visit: Visit) -> Response:
    """All public papers of the region, the newest first, with what the council made of them."""
    found = public_papers(visit.db, visit.place.id)
    steps = steps_of(visit.db, [paper.id for paper in found])
    return visit.render(
        "papers/list.html",
        rows=[(paper, steps[paper.id], public_outcome_of(steps[paper.id])) for paper in found],
        breadcrumbs=_trail(visit),
        **words_of(visit),
    )


def decision(visit: Visit, paper: UUID) -> Response:
    """One paper: its Beratungsfolge, what it proposes and why, and the amendments to it."""
    found = public_paper(visit.db, paper, visit.place.id)
    strategy, version = strategy_of(visit.db, found)
    steps = steps_of(visit.db, [found.id])[found.id]
    parent = visit.db.get(Paper, found.parent_id) if found.parent_id else None
    related = [*([parent] if parent else []), *supplements_of(visit.db, found.id)]
    return visit.render(
        "papers/paper.html",
        paper=found,
        title=titled(visit.db, [strategy], visit.language.tag)[0],
        version=version,
        steps=steps,
        outcome=public_outcome_of(steps),
        content=shown_content(visit, content_of(visit.db, found)),
        amendments=amendments_of(visit.db, found),
        files=[row.form.value for row, is_present in documents_of(visit.db, found) if is_present and row.made_at],
        related=[one for one in related if one.released_at],
        information_system=found.link or settings_of(visit.db, found.region_id).information_system,
        breadcrumbs=[
            *_trail(visit)[:-1],
            (visit._("Decisions of the council"), visit.url("decisions")),
            (found.subject, None),
        ],
        **words_of(visit),
    )


def download_decision(visit: Visit, paper: UUID, form: str) -> Response:
    """The file of a public paper."""
    return made_document(visit, public_paper(visit.db, paper, visit.place.id), form)


def _trail(visit: Visit) -> list[tuple[str, str | None]]:
    return [(visit._("Home"), visit.url("home")), (visit._("Decisions of the council"), None)]
