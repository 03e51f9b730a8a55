"""Youth motions and survey results as rows of the consideration table."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, and_, select
from sqlmodel import Session, col, or_

from participation.considerations.kinds import Brought, ContributionKind
from participation.considerations.models import Consideration
from participation.core.clock import now
from participation.procedures.models import Procedure, StoredState
from participation.strategy.models import Element, Strategy
from participation.surveys.models import Survey
from participation.surveys.questionnaire.asked import asked
from participation.surveys.releases import latest_release, questionnaire_of, released_tables
from participation.surveys.scales import DE
from participation.threads.models import ContributionState
from participation.youth_council.models import MotionState, YouthCouncil, YouthMotion

Weighed = tuple[Brought, Consideration | None]


def concerns(strategy: Strategy) -> ColumnElement[bool]:
    """The condition that a motion belongs to a strategy: it is about a part of it, or was weighed in its table.

    One about no part of any strategy stands in every table of its region until somebody weighs it in one.
    """
    own = select(col(Element.id)).where(col(Element.strategy_id) == strategy.id)
    councils = select(col(YouthCouncil.id)).where(col(YouthCouncil.region_id) == strategy.region_id)
    free = and_(
        col(YouthMotion.element_id).is_(None),
        col(YouthMotion.council_id).in_(councils),
        or_(col(Consideration.id).is_(None), col(Consideration.strategy_id) == strategy.id),
    )
    return or_(col(YouthMotion.element_id).in_(own), free)


def motions(session: Session, ids: Collection[UUID], strategy_id: UUID | None = None) -> Mapping[UUID, Weighed]:
    """Motions by id; one that was weighed in no table yet and is about no part is seen from `strategy_id`."""
    rows = session.execute(
        select(YouthMotion, col(YouthCouncil.name), col(Element.strategy_id), Consideration)
        .join(YouthCouncil, col(YouthCouncil.id) == col(YouthMotion.council_id))
        .outerjoin(Element, col(Element.id) == col(YouthMotion.element_id))
        .outerjoin(Consideration, col(Consideration.motion_id) == col(YouthMotion.id))
        .where(col(YouthMotion.id).in_(ids), col(YouthMotion.handed_in_on).is_not(None))
    )
    found: dict[UUID, Weighed] = {}
    for motion, council, of_element, consideration in rows:
        place = of_element or (consideration.strategy_id if consideration else strategy_id)
        if place is not None:
            found[motion.id] = _motion(motion, council, place), consideration
    return found


def _motion(motion: YouthMotion, council: str, strategy_id: UUID) -> Brought:
    is_open = motion.state is MotionState.HANDED_IN
    return Brought(
        ContributionKind.MOTION,
        motion.id,
        strategy_id,
        motion.element_id,
        council,
        motion.title,
        motion.text,
        motion.handed_in_on or motion.created_on,
        ContributionState.PUBLISHED if is_open else ContributionState.HIDDEN,
    )


def results(session: Session, ids: Collection[UUID]) -> Mapping[UUID, Weighed]:
    """Survey results in the table by the id of their consideration, with the numbers of the latest release."""
    wanted = select(Consideration).where(col(Consideration.id).in_(ids), col(Consideration.survey_id).is_not(None))
    kept = session.execute(wanted).scalars().all()
    released = {survey: list(_released(session, survey)) for survey in {one.survey_id for one in kept} if survey}
    found: dict[UUID, Weighed] = {}
    for one in kept:
        said = next((each for each in released.get(one.survey_id, ()) if each.question == one.question), None)
        found[one.id] = _result(one, said), one
    return found


def _result(kept: Consideration, said: Released | None) -> Brought:
    return Brought(
        ContributionKind.RESULT,
        kept.id,
        kept.strategy_id,
        kept.element_id,
        said.survey if said else "",
        said.wording if said else kept.question or "",
        said.numbers if said else "",
        kept.created_at.date(),
        ContributionState.PUBLISHED if said else ContributionState.HIDDEN,
    )


@dataclass(frozen=True)
class Released:
    """What the latest release of a survey says about one question, in German; `element` is the key of a part."""

    survey_id: UUID
    question: str
    survey: str
    wording: str
    numbers: str
    element: str


def results_to_take(session: Session, strategy: Strategy) -> list[Released]:
    """Released results of the surveys on a strategy that do not stand in its table yet."""
    surveys = session.execute(
        select(col(Survey.id))
        .join(Procedure, col(Procedure.id) == col(Survey.procedure_id))
        .where(col(Procedure.strategy_id) == strategy.id, col(Procedure.state) != StoredState.DRAFT)
        .order_by(col(Survey.id))
    ).scalars()
    taken = {
        (survey, question)
        for survey, question in session.execute(
            select(col(Consideration.survey_id), col(Consideration.question)).where(
                col(Consideration.strategy_id) == strategy.id, col(Consideration.survey_id).is_not(None)
            )
        )
    }
    found = [one for survey in surveys.all() for one in _released(session, survey)]
    return [one for one in found if (one.survey_id, one.question) not in taken]


def take_results(session: Session, strategy: Strategy, chosen: Sequence[Released]) -> int:
    """Put results into the table, without outcome yet; how many."""
    keys = {one.element for one in chosen if one.element}
    parts: dict[str, UUID] = {  # noqa: C416 - rows are not tuples for mypy
        key: element
        for key, element in session.execute(
            select(col(Element.key), col(Element.id)).where(
                col(Element.strategy_id) == strategy.id, col(Element.key).in_(keys)
            )
        )
    }
    moment = now()
    for one in chosen:
        session.add(
            Consideration(
                strategy_id=strategy.id,
                survey_id=one.survey_id,
                question=one.question,
                element_id=parts.get(one.element),
                created_at=moment,
                changed_at=moment,
            )
        )
    session.flush()
    return len(chosen)


def _released(session: Session, survey_id: UUID) -> Iterator[Released]:
    release = latest_release(session, survey_id)
    if release is None:
        return
    questionnaire = questionnaire_of(session, release)
    tables, title = released_tables(session, release.id), questionnaire.title.get(DE, "")
    for one in asked(questionnaire):
        row = tables[one.name].row() if one.name in tables else None
        if row is not None and row.mean is not None:
            numbers = f"Mittelwert {row.mean:.1f}, {row.base_label} Antworten".replace(".", ",")
            wording = " ".join(text[DE] for text in (one.wording, one.subject) if DE in text)
            yield Released(survey_id, one.name, title, wording, numbers, one.element)
