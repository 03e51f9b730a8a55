"""The coverage of a draft for editors: its gaps as a page and as a table."""

from __future__ import annotations

from starlette.responses import Response

from participation.core.text import msgid
from participation.goals.citing import reference
from participation.goals.coverage import Gap, GapKind, gaps
from participation.goals.words import shown_names
from participation.strategy.queries import titled
from participation.web.downloads import CSV, csv_of, download
from participation.web.visit import Visit, page_number
from participation.writing.draft import draft_nodes, draft_strategy

PAGE = 50
GAP_NAMES = {
    GapKind.FIELD_WITHOUT_GOAL: msgid("Important and unsatisfying, but no goal"),
    GapKind.GOAL_WITHOUT_VOICE: msgid("A goal that no voice asked for"),
    GapKind.ACCEPTED_WITHOUT_CHANGE: msgid("Accepted, but no words changed"),
}
_COLUMNS = ("gap", "element", "number", "title", "importance", "satisfaction", "outcome", "contribution", "text")


def goal_coverage(visit: Visit, strategy: str) -> Response:
    """Where voices and goals do not meet, kind by kind and page by page."""
    found = draft_strategy(visit.db, visit.place, strategy)
    every, number = gaps(visit.db, found, draft_nodes(visit.db, found)), page_number(visit.query)
    return visit.render(
        "goals/coverage.html",
        strategy=found,
        title=titled(visit.db, [found], visit.language.tag)[0],
        gaps=every[(number - 1) * PAGE : number * PAGE],
        counts=[(visit._(name), sum(gap.kind is kind for gap in every)) for kind, name in GAP_NAMES.items()],
        gap_names={kind: visit._(name) for kind, name in GAP_NAMES.items()},
        **visit.pages("goal_coverage", number, len(every) > number * PAGE, strategy=strategy),
        **shown_names(visit),
    )


def coverage_csv(visit: Visit, strategy: str) -> Response:
    """One line for each gap."""
    found = draft_strategy(visit.db, visit.place, strategy)
    every = gaps(visit.db, found, draft_nodes(visit.db, found))
    return download(csv_of([_COLUMNS, *map(_row, every)]), f"{found.slug}-coverage.csv", CSV)


def _row(gap: Gap) -> list[str]:
    part = [gap.element.key, gap.element.number] if gap.element else ["", ""]
    means = ["", ""]
    if gap.priority:
        both = (gap.priority.importance.row.mean, gap.priority.satisfaction.row.mean)
        means = [f"{mean:.1f}" for mean in both if mean is not None]
    said = ["", "", ""]
    if gap.entry and gap.entry.consideration:
        contribution = gap.entry.contribution
        named = reference(gap.entry.kind.value, contribution.id)
        said = [str(gap.entry.consideration.outcome or ""), named, contribution.text]
    return [gap.kind.value, *part, gap.title, *means, *said]
