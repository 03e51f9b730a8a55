"""The hall in which an item was made: its stop, and what the stop's procedure takes when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

from sqlmodel import Session, select

from participation.core.text import msgid
from participation.procedures.models import PhaseKind, Procedure
from participation.procedures.rounds import Round, rounds
from participation.roadshow.arriving.envelopes import Unacceptable
from participation.roadshow.models import DotsOption, DotsQuestion, RoadshowStop, StopState, StopSurvey
from participation.strategy.models import Element
from participation.web.site import Site


@dataclass(frozen=True)
class Hall:
    """A stop as a batch of items needs it, read once.

    `is_forced`: a named member of staff takes the item all the same, whatever the dates say.
    """

    site: Site
    session: Session
    stop: RoadshowStop
    moment: datetime
    is_team: bool = False
    is_forced: bool = False

    @cached_property
    def survey_ids(self) -> frozenset[UUID]:
        """The surveys that can be answered there."""
        return frozenset(self.session.exec(select(StopSurvey.survey_id).where(StopSurvey.stop_id == self.stop.id)))

    @cached_property
    def elements(self) -> Mapping[str, Element]:
        """The elements of the procedure's strategy by key."""
        strategy_id = self.session.get_one(Procedure, self.stop.procedure_id).strategy_id
        found = self.session.exec(select(Element).where(Element.strategy_id == strategy_id))
        return {element.key: element for element in found}

    @cached_property
    def questions(self) -> Mapping[UUID, DotsQuestion]:
        """The questions about dots by id."""
        found = self.session.exec(select(DotsQuestion).where(DotsQuestion.stop_id == self.stop.id))
        return {question.id: question for question in found}

    @cached_property
    def options(self) -> Mapping[tuple[UUID, str], UUID]:
        """What can be given dots: (question, code) -> id."""
        found = self.session.exec(
            select(DotsOption)
            .join(DotsQuestion, DotsQuestion.id == DotsOption.question_id)  # type: ignore[arg-type]
            .where(DotsQuestion.stop_id == self.stop.id)
        )
        return {(option.question_id, option.code): option.id for option in found}

    @cached_property
    def idea_rounds(self) -> Sequence[Round]:
        """The phases of ideas of the stop's procedure."""
        return self._rounds(PhaseKind.IDEAS)

    @cached_property
    def comment_rounds(self) -> Sequence[Round]:
        """The phases of comments of the stop's procedure."""
        return self._rounds(PhaseKind.COMMENTS)

    def _rounds(self, kind: PhaseKind) -> Sequence[Round]:
        """Those for everybody; at a closed stop those for the invited circle, if there are any."""
        found = rounds(self.session, kind, self.stop.region_id, closed=False if self.stop.is_public else None)
        own = [one for one in found if one.procedure_id == self.stop.procedure_id]
        closed = [one for one in own if one.is_closed]
        return closed or own

    def element(self, key: str) -> Element:
        """The strategy's element of that key.

        Raises:
            Unacceptable: there is none.
        """
        if key not in self.elements:
            raise Unacceptable(msgid("The strategy has no part “%(name)s”."), name=key)
        return self.elements[key]

    def round_of(self, of: Sequence[Round]) -> Round:
        """The phase to which something from this hall belongs: the open one, else the one that ran on that day.

        Raises:
            Unacceptable: there is none.
        """
        begun = [one for one in of if one.opens_at <= self.moment]
        fitting = [one for one in begun if self.moment < one.closes_at or self.stop.starts_at < one.closes_at]
        chosen = fitting or (list(of) if self.is_forced else [])
        if not chosen:
            raise Unacceptable(msgid("The procedure took nothing of this kind on the day of the stop."))
        return max(chosen, key=lambda one: one.closes_at)

    def is_late(self, opens_at: datetime | None, closes_at: datetime | None) -> bool:
        """Whether it comes after the end although it is from before; the server's clock alone decides.

        Raises:
            Unacceptable: what it belongs to has not begun, or was over on the day of the stop.
        """
        if self.is_forced:
            return closes_at is not None and self.moment >= closes_at
        if opens_at is None or self.moment < opens_at:
            raise Unacceptable(msgid("What it belongs to has not begun yet."))
        if closes_at is not None and self.moment >= closes_at:
            if self.stop.starts_at >= closes_at:
                raise Unacceptable(msgid("What it belongs to was over before the stop began."))
            return True
        return self.stop.state is StopState.CLOSED
