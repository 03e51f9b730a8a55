"""What a reader does with strategies: look them up, read one, read its versions, compare two."""

from __future__ import annotations

from typing import Any

from sqlmodel import Session, col, select
from starlette.responses import Response

from participation.language.reading_time import reading_minutes
from participation.strategy.comparison import changed_elements
from participation.strategy.media import media_of
from participation.strategy.models import Strategy, TwinState, Version, VersionText
from participation.strategy.overview import contents, picture
from participation.strategy.queries import (
    StrategyTitle,
    level_names,
    milestones,
    published_strategies,
    strategy_by_slug,
    titled,
)
from participation.strategy.reading import Tree
from participation.strategy.texts import paragraphs, published_tree
from participation.strategy.versions import current_version, numbered_version, published_versions
from participation.web.languages import EASY, GERMAN
from participation.web.visit import Visit, chosen

SIDE_BY_SIDE = "nebeneinander"
VIEWS = ("", SIDE_BY_SIDE)


def kept_tree(visit: Visit, version: Version) -> Tree:
    """The tree of a published version in the reader's language, kept: it never changes and has hundreds of titles."""
    tag = visit.language.tag
    return visit.site.remembered(("tree", version.id, tag), lambda _session: published_tree(visit.db, version, tag))


def read_strategies(visit: Visit) -> Response:
    """All strategies of the region."""
    strategies = published_strategies(visit.db, visit.place, visit.language.tag)
    trail = [(visit._("Home"), visit.url("home")), (visit._("Strategies"), None)]
    return visit.render("strategy/strategies.html", strategies=strategies, breadcrumbs=trail, twin_is_draft=True)


def described(visit: Visit, slug: str) -> dict[str, Any]:
    """One strategy for its page: what it is about, its contents, its picture, its way so far."""
    found, title = _titled(visit, slug)
    version = current_version(visit.db, found)
    tree = published_tree(visit.db, version, visit.language.tag)
    return {
        "found": title,
        "version": version,
        "tree": tree,
        "minutes": _minutes(visit, version),
        "contents": contents(found, tree, visit.language),
        "picture": picture(found, tree, visit.language),
        "milestones": milestones(visit.db, found, visit.language.tag),
        "level": level_names(found, visit.language),
        "breadcrumbs": [*trail(visit, title)[:-1], (title.title, None)],
        "twin_is_draft": twin_is_draft(visit.db, version),
    }


def _minutes(visit: Visit, version: Version) -> int:
    """How long reading the whole strategy takes: its words in the reader's language, in English the German ones."""
    tag = EASY.tag if visit.language == EASY else GERMAN.tag
    said = visit.db.exec(
        select(VersionText.text).where(VersionText.version_id == version.id, VersionText.language == tag)
    )
    return reading_minutes(said, is_easy=tag == EASY.tag)


def read_versions(visit: Visit, strategy: str) -> Response:
    """The published versions of a strategy, the newest first."""
    found, title = _titled(visit, strategy)
    versions = published_versions(visit.db, found)
    way = [*trail(visit, title), (visit._("Versions"), None)]
    return visit.render("strategy/versions.html", found=title, versions=versions, breadcrumbs=way)


def read_version(visit: Visit, strategy: str, number: int) -> Response:
    """The whole text of one version, as it was frozen."""
    found, title = _titled(visit, strategy)
    version = numbered_version(visit.db, found, number)
    tree = published_tree(visit.db, version, visit.language.tag)
    texts = paragraphs(visit.db, version, tree.by_id.keys(), visit.language.tag)
    return visit.render(
        "strategy/version.html",
        found=title,
        version=version,
        tree=tree,
        texts=texts,
        media=media_of(visit.db, number, [text.block_id for found_texts in texts.values() for text in found_texts]),
        is_current=number == found.latest_version,
        level=level_names(found, visit.language),
        breadcrumbs=[*_versions_trail(visit, title), (visit._("Version %(number)s", number=number), None)],
        twin_is_draft=twin_is_draft(visit.db, version),
    )


def compare_versions(visit: Visit, strategy: str, first: int, second: int) -> Response:
    """What changed from one version to another, word by word: in one text, or side by side (`ansicht`)."""
    found, title = _titled(visit, strategy)
    versions = numbered_version(visit.db, found, first), numbered_version(visit.db, found, second)
    tag = visit.language.tag
    trees = [(version, published_tree(visit.db, version, tag)) for version in versions]
    shown = chosen(visit.query, "ansicht", VIEWS)
    return visit.render(
        "strategy/comparison.html",
        found=title,
        first=versions[0],
        second=versions[1],
        versions=[(each.number, str(each.number)) for each in published_versions(visit.db, found)],
        changes=changed_elements(visit.db, trees[0], trees[1], tag),
        has_texts=has_texts(visit.db, versions[1], tag),
        level=level_names(found, visit.language),
        views=_views(visit, shown, strategy=strategy, first=first, second=second),
        is_side_by_side=shown == SIDE_BY_SIDE,
        breadcrumbs=[*_versions_trail(visit, title), (visit._("Comparison"), None)],
        twin_is_draft=twin_is_draft(visit.db, versions[1]),
    )


def _views(visit: Visit, shown: str, **params: Any) -> list[dict[str, object]]:
    """The two ways to show a comparison, as links."""
    names = {"": visit._("In one text"), SIDE_BY_SIDE: visit._("Side by side")}
    return [
        {
            "label": names[view],
            "href": visit.url("comparison", **params, ansicht=view or None),
            "current": view == shown,
        }
        for view in VIEWS
    ]


def choose_versions(visit: Visit, strategy: str) -> Response:
    """Lead to the comparison of the two versions that were chosen (`von`, `bis`)."""
    found, _title = _titled(visit, strategy)
    numbers = [str(version.number) for version in published_versions(visit.db, found)]
    return visit.redirect(
        "comparison",
        strategy=strategy,
        first=chosen(visit.query, "von", numbers[::-1]),
        second=chosen(visit.query, "bis", numbers),
    )


def _titled(visit: Visit, slug: str) -> tuple[Strategy, StrategyTitle]:
    found = strategy_by_slug(visit.db, visit.place, slug)
    return found, titled(visit.db, [found], visit.language.tag)[0]


def trail(visit: Visit, title: StrategyTitle) -> list[tuple[str, str | None]]:
    """The breadcrumbs down to a strategy."""
    return [
        (visit._("Home"), visit.url("home")),
        (visit._("Strategies"), visit.url("strategies")),
        (title.title, visit.url("strategy", strategy=title.strategy.slug)),
    ]


def _versions_trail(visit: Visit, title: StrategyTitle) -> list[tuple[str, str | None]]:
    return [*trail(visit, title), (visit._("Versions"), visit.url("versions", strategy=title.strategy.slug))]


def twin_is_draft(session: Session, version: Version) -> bool:
    """Whether any text of a version in Leichte Sprache was not reviewed by a test group."""
    unchecked = select(VersionText.id).where(
        VersionText.version_id == version.id,
        VersionText.language == EASY.tag,
        col(VersionText.state) != TwinState.REVIEWED,
    )
    return session.exec(unchecked.limit(1)).first() is not None


def has_texts(session: Session, version: Version, tag: str) -> bool:
    """Whether a version says anything in the language of that tag."""
    found = select(VersionText.id).where(VersionText.version_id == version.id, VersionText.language == tag)
    return session.exec(found.limit(1)).first() is not None
