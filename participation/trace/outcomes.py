"""What became of a procedure in numbers: received, readable, considered, without effect, words changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlmodel import Session, col

from participation.considerations.groups import weighed
from participation.considerations.kinds import COLUMNS, ContributionKind
from participation.considerations.models import Outcome
from participation.goals.models import Evidence, GoalChange
from participation.goals.waiting import CITED, of_phases, waiting
from participation.procedures.reading import ShownProcedure
from participation.surveys.models import Survey
from participation.surveys.releases import latest_release, questionnaire_of
from participation.threads.models import PUBLIC_STATES, ContributionState


@dataclass(frozen=True)
class Answered:
    """A survey of which results are released; its title by language tag.

    How many took part stands there, as disclosure control lets it stand.
    """

    slug: str
    title: Mapping[str, str]


@dataclass(frozen=True)
class Outcomes:
    """The numbers of a procedure; each section of a formal statement counts as one contribution.

    What is received is in check, readable, not published or withdrawn; what is readable is considered (proposed or
    decided) or not; what is neither considered nor cited by changed words has had no effect.
    """

    received: Mapping[ContributionKind, int]
    states: Mapping[ContributionState, int]
    proposed: Mapping[Outcome, int]
    decided: Mapping[Outcome, int]
    waiting: int
    surveys: Sequence[Answered]

    @property
    def total(self) -> int:
        """Everything that came in."""
        return sum(self.received.values())

    @property
    def readable(self) -> int:
        """What everybody may read."""
        return sum(self.states.get(state, 0) for state in PUBLIC_STATES)

    @property
    def in_check(self) -> int:
        """What nobody has released or turned down yet."""
        return self.states.get(ContributionState.PENDING, 0)

    @property
    def not_published(self) -> int:
        """What was turned down, or taken from the public later."""
        return self.states.get(ContributionState.REJECTED, 0) + self.states.get(ContributionState.HIDDEN, 0)

    @property
    def withdrawn(self) -> int:
        """What its authors took back."""
        return self.states.get(ContributionState.WITHDRAWN, 0)

    @property
    def considered(self) -> int:
        """What has a public outcome."""
        return sum(self.proposed.values()) + sum(self.decided.values())


def outcomes_of(session: Session, procedure: ShownProcedure) -> Outcomes:
    """The numbers of a procedure, without its rounds for an invited circle: nobody learns of those."""
    phases = [phase.id for phase in procedure.phases]
    received, states = _received(session, phases)
    counted = weighed(session, of_phases(phases))
    return Outcomes(
        received,
        states,
        {outcome: number for (outcome, is_decided), number in counted.items() if not is_decided},
        {outcome: number for (outcome, is_decided), number in counted.items() if is_decided},
        waiting(session, of_phases(phases)),
        _surveys(session, procedure.id),
    )


def _received(
    session: Session, phases: Collection[UUID]
) -> tuple[dict[ContributionKind, int], Counter[ContributionState]]:
    received: dict[ContributionKind, int] = {}
    states: Counter[ContributionState] = Counter()
    only = of_phases(phases)
    for kind, columns in COLUMNS.items():
        state = columns.model.state
        rows = session.execute(select(state, func.count()).where(only(kind)).group_by(state))
        counted = {found: int(number) for found, number in rows}
        received[kind] = sum(counted.values())
        states.update(counted)
    return received, states


def reworded_by(session: Session, procedure: ShownProcedure) -> set[UUID]:
    """The elements of which published words rest on what was said in the procedure, or on results of its surveys."""
    only = of_phases([phase.id for phase in procedure.phases])
    cited = [CITED[kind].in_(select(columns.model.id).where(only(kind))) for kind, columns in COLUMNS.items()]
    surveys = select(col(Survey.id)).where(col(Survey.procedure_id) == procedure.id)
    return set(
        session.scalars(
            select(col(GoalChange.element_id))
            .join(Evidence, col(Evidence.change_id) == col(GoalChange.id))
            .where(col(GoalChange.version_id).is_not(None), or_(*cited, col(Evidence.survey_id).in_(surveys)))
            .distinct()
        )
    )


def _surveys(session: Session, procedure_id: UUID) -> list[Answered]:
    surveys = session.scalars(
        select(Survey).where(col(Survey.procedure_id) == procedure_id).order_by(col(Survey.id))
    ).all()
    released = [(survey, latest_release(session, survey.id)) for survey in surveys]
    return [Answered(survey.slug, questionnaire_of(session, release).title) for survey, release in released if release]
