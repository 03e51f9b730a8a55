"""What pages ask about bodies and motions; each function does a fixed number of queries."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import Session, col, select

from participation.core.errors import NotFound
from participation.regions.models import Department
from participation.strategy.models import Element, Strategy
from participation.strategy.passages import frozen_words, latest_versions, main_parts
from participation.strategy.queries import published_strategies
from participation.strategy.reading import Words
from participation.strategy.texts import published_tree
from participation.strategy.versions import current_version
from participation.threads.receipts import PageLink
from participation.web.pages import Place
from participation.youth_council.clock import Clock, clock_of
from participation.youth_council.models import (
    MotionState,
    YouthCouncil,
    YouthMeeting,
    YouthMember,
    YouthMotion,
)

PAGE = 30


@dataclass(frozen=True)
class PublicMotion:
    """A motion that everybody may read, with its body, its clock and the department that is responsible."""

    motion: YouthMotion
    council: YouthCouncil
    clock: Clock
    department: str


@dataclass(frozen=True)
class About:
    """The field or goal that a motion is about."""

    title: Words
    link: PageLink


def councils(session: Session, region_id: UUID) -> Sequence[YouthCouncil]:
    """The bodies of a region by name."""
    chosen = select(YouthCouncil).where(YouthCouncil.region_id == region_id)
    return session.exec(chosen.order_by(col(YouthCouncil.name))).all()


def public_motions(session: Session, region_id: UUID, today: date, page: int) -> list[PublicMotion]:
    """Motions that were handed in, the newest first: a page, and one more if there is a next."""
    rows = session.exec(
        select(YouthMotion, YouthCouncil, Department)
        .join(YouthCouncil, col(YouthCouncil.id) == col(YouthMotion.council_id))
        .outerjoin(Department, col(Department.id) == col(YouthMotion.department_id))
        .where(YouthCouncil.region_id == region_id, YouthMotion.state == MotionState.HANDED_IN)
        .order_by(col(YouthMotion.handed_in_on).desc(), col(YouthMotion.number).desc(), col(YouthMotion.id))
        .offset((page - 1) * PAGE)
        .limit(PAGE + 1)
    ).all()
    return [_public(motion, council, department, today) for motion, council, department in rows]


def public_motion(session: Session, region_id: UUID, motion_id: UUID, today: date) -> PublicMotion:
    """One motion that was handed in.

    Raises:
        NotFound: there is none in this region.
    """
    found = session.exec(
        select(YouthMotion, YouthCouncil, Department)
        .join(YouthCouncil, col(YouthCouncil.id) == col(YouthMotion.council_id))
        .outerjoin(Department, col(Department.id) == col(YouthMotion.department_id))
        .where(
            YouthMotion.id == motion_id,
            YouthCouncil.region_id == region_id,
            YouthMotion.state == MotionState.HANDED_IN,
        )
    ).first()
    if found is None:
        raise NotFound("There is no such motion here.")
    return _public(*found, today)


def _public(motion: YouthMotion, council: YouthCouncil, department: Department | None, today: date) -> PublicMotion:
    return PublicMotion(motion, council, clock_of(motion, today), department.name if department else "")


def motions_on(session: Session, element_ids: Collection[UUID], limit: int) -> Sequence[YouthMotion]:
    """Motions that were handed in and are about one of these elements, the newest first."""
    chosen = select(YouthMotion).where(
        col(YouthMotion.element_id).in_(element_ids), YouthMotion.state == MotionState.HANDED_IN
    )
    return session.exec(chosen.order_by(col(YouthMotion.handed_in_on).desc(), col(YouthMotion.id)).limit(limit)).all()


def motions_inside(session: Session, council_id: UUID, page: int) -> Sequence[YouthMotion]:
    """Drafts and motions of a body, the newest first: a page, and one more if there is a next."""
    return session.exec(
        select(YouthMotion)
        .where(YouthMotion.council_id == council_id, col(YouthMotion.state) != MotionState.CLOSED)
        .order_by(col(YouthMotion.created_on).desc(), col(YouthMotion.id).desc())
        .offset((page - 1) * PAGE)
        .limit(PAGE + 1)
    ).all()


def meetings_of(session: Session, council_ids: Collection[UUID], *, only_public: bool) -> Sequence[YouthMeeting]:
    """The protocols of bodies, the newest first, at most a page."""
    chosen = select(YouthMeeting).where(col(YouthMeeting.council_id).in_(council_ids))
    if only_public:
        chosen = chosen.where(col(YouthMeeting.is_public).is_(True))
    return session.exec(chosen.order_by(col(YouthMeeting.held_on).desc(), col(YouthMeeting.id)).limit(PAGE)).all()


def pseudonyms(session: Session, council_id: UUID) -> dict[UUID, str]:
    """The names of a body's members by their id."""
    rows = session.exec(select(YouthMember.id, YouthMember.pseudonym).where(YouthMember.council_id == council_id))
    return {member_id: pseudonym for member_id, pseudonym in rows}  # noqa: C416 - rows are not tuples for mypy


def choices_of_elements(session: Session, place: Place, tag: str) -> list[tuple[str, None, list[tuple[str, str]]]]:
    """What a motion can be about: the fields (or goals) of each published strategy, as groups of options."""
    groups: list[tuple[str, None, list[tuple[str, str]]]] = []
    for found in published_strategies(session, place, tag):
        tree = published_tree(session, current_version(session, found.strategy), tag)
        groups.append((found.title, None, [(str(node.id), node.title.text) for node in main_parts(tree)]))
    return groups


def abouts(session: Session, motions: Collection[YouthMotion], tag: str) -> Mapping[UUID, About]:
    """What motions are about, by the id of the element, in the language of that tag where there are words."""
    wanted = {motion.element_id for motion in motions if motion.element_id}
    if not wanted:
        return {}
    rows = session.exec(
        select(Element.id, Element.key, Strategy.id, Strategy.slug)
        .join(Strategy, col(Strategy.id) == col(Element.strategy_id))
        .where(col(Element.id).in_(wanted))
    ).all()
    versions = latest_versions(session, {row[2] for row in rows})
    titles = {
        place[1]: words
        for place, words in frozen_words(session, tag, list(versions.values()), elements=wanted).titles.items()
    }
    return {
        element: About(titles[element], PageLink("element", {"strategy": slug, "element": key}))
        for element, key, _strategy, slug in rows
        if element in titles
    }
