"""What editors say about goals in the yearly report."""

from __future__ import annotations

from starlette.responses import Response

from participation.core.errors import NotFound
from participation.core.text import msgid
from participation.indicators.comments import comments_of, set_comment
from participation.language.normalise import text_hash
from participation.strategy.models import GOALS, Element, Strategy
from participation.strategy.queries import strategy_by_slug, titled
from participation.strategy.reading import Node
from participation.strategy.versions import current_version
from participation.strategy.views import kept_tree
from participation.web.languages import GERMAN, LANGUAGES
from participation.web.visit import Visit

LONGEST_COMMENT = 2000
_YEARS = range(2000, 2100)


def goal_comments(visit: Visit, strategy: str, year: int) -> Response:
    """The goals of a strategy, and which have a comment for the report of a year."""
    found = _strategy(visit, strategy, year)
    nodes = _goals(visit, found)
    stored = comments_of(visit.db, [node.id for node in nodes], year, public_only=False)
    return visit.render(
        "indicators/staff/comments.html",
        found=titled(visit.db, [found], GERMAN.tag)[0],
        year=year,
        nodes=nodes,
        stored=stored,
        german=GERMAN.tag,
    )


def edit_goal_comment(visit: Visit, strategy: str, year: int, element: str) -> Response:
    """The form for one goal."""
    node = _goal(visit, _strategy(visit, strategy, year), element)
    stored = comments_of(visit.db, [node.id], year, public_only=False).get(node.id, {})
    typed = {one.slug: stored[one.tag].text if one.tag in stored else "" for one in LANGUAGES}
    is_public = stored[GERMAN.tag].is_public if stored else True
    return _page(visit, strategy, year, node, typed, is_public=is_public)


def save_goal_comment(visit: Visit, strategy: str, year: int, element: str) -> Response:
    """Save it."""
    node = _goal(visit, _strategy(visit, strategy, year), element)
    typed = {one.slug: visit.form.text(f"text-{one.slug}") for one in LANGUAGES}
    is_public = visit.form.text("public") == "yes"
    problems = {
        f"text-{slug}": msgid("This is too long.") for slug, text in typed.items() if len(text) > LONGEST_COMMENT
    }
    if any(typed.values()) and not typed[GERMAN.slug]:
        problems[f"text-{GERMAN.slug}"] = msgid("This must not be empty.")
    if problems:
        return _page(visit, strategy, year, node, typed, problems, is_public=is_public)
    words = {one.tag: (typed[one.slug], visit.form.text(f"in-step-{one.slug}") == "yes") for one in LANGUAGES}
    set_comment(visit.db, visit.db.get_one(Element, node.id), year, words, visit.person_id, is_public=is_public)
    return visit.redirect("goal_comments", strategy=strategy, year=year, anchor=element)


def _strategy(visit: Visit, slug: str, year: int) -> Strategy:
    if year not in _YEARS:
        raise NotFound("There is no report for this year.")
    return strategy_by_slug(visit.db, visit.place, slug)


def _goals(visit: Visit, strategy: Strategy) -> tuple[Node, ...]:
    return kept_tree(visit, current_version(visit.db, strategy)).of_kind(*GOALS)


def _goal(visit: Visit, strategy: Strategy, key: str) -> Node:
    node = next((one for one in _goals(visit, strategy) if one.key == key), None)
    if node is None:
        raise NotFound("There is no such part of the strategy.")
    return node


def _page(
    visit: Visit,
    strategy: str,
    year: int,
    node: Node,
    typed: dict[str, str],
    problems: dict[str, str] | None = None,
    *,
    is_public: bool,
) -> Response:
    stored = comments_of(visit.db, [node.id], year, public_only=False).get(node.id, {})
    german = text_hash(stored[GERMAN.tag].text) if stored else ""
    return visit.render(
        "indicators/staff/comment.html",
        status=422 if problems else 200,
        strategy=strategy,
        year=year,
        node=node,
        typed=typed,
        stale=[one.slug for one in LANGUAGES if one.tag in stored and stored[one.tag].source_hash != german],
        is_public=is_public,
        problems={name: visit._(problem) for name, problem in (problems or {}).items()},
        languages=LANGUAGES,
        longest=LONGEST_COMMENT,
    )
