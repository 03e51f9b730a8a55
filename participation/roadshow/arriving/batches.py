"""A batch of items: each is answered by itself, so that one that cannot be used never keeps the others out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from participation.core.errors import Busy, ParticipationError
from participation.core.intake import Delivery, Stored
from participation.core.text import msgid
from participation.roadshow.arriving.envelopes import Envelope, Unacceptable, opened
from participation.roadshow.arriving.hall import Hall
from participation.roadshow.arriving.kinds import becoming_of, kind_of
from participation.roadshow.arriving.rows import LONGEST_REASON, Sender, accept, delivery_of, item_of, rows_beside
from participation.roadshow.models import DeviceItem, ItemState, RoadshowStop, StopState
from participation.web.languages import GERMAN
from participation.web.site import Site

NEW, AGAIN, CONFLICT, GONE, KEPT, LATER = 201, 200, 409, 410, 422, 503
_AGAIN = {
    ItemState.QUARANTINED: (KEPT, "It is kept until somebody has looked at it."),
    ItemState.WITHDRAWN: (GONE, "It was withdrawn."),
    ItemState.DISCARDED: (GONE, "Staff have discarded it."),
}
_OTHER_CONTENT = msgid("This id came before with other content. This is kept until somebody has looked at it.")
_DRAFT = msgid("The stop is a draft. What is sent from there counts only if somebody accepts it.")
_STORED = {
    Stored.AGAIN: (AGAIN, ""),
    Stored.CONFLICT: (LATER, "It could not be stored. Please send it again."),  # it came at once with the first
    Stored.REFUSED: (LATER, "It could not be stored. Please send it again."),
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer to one item: an HTTP status, and a sentence unless all is well."""

    status: int
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Sorted:
    """A batch, looked at: what is to be stored with the verdict when it is, and the verdicts that stand already."""

    count: int
    decided: Mapping[int, Verdict]
    waiting: Mapping[int, tuple[Delivery, Verdict]]

    @property
    def deliveries(self) -> list[Delivery]:
        """What is to be stored, in order."""
        return [delivery for delivery, _ in self.waiting.values()]

    def verdicts(self, stored: Sequence[Stored | ParticipationError]) -> list[Verdict]:
        """One for each item, in order.

        Raises:
            Busy: nothing could be stored.
        """
        if stored and all(isinstance(one, Busy) for one in stored):
            raise Busy("So much arrives that this could not be taken yet. Please send it again.")
        told = {
            index: _told(outcome, verdict)
            for (index, (_, verdict)), outcome in zip(self.waiting.items(), stored, strict=True)
        }
        return [told[index] if index in told else self.decided[index] for index in range(self.count)]


def _told(outcome: Stored | ParticipationError, if_new: Verdict) -> Verdict:
    if isinstance(outcome, ParticipationError):
        return Verdict(LATER, str(outcome))
    return if_new if outcome is Stored.NEW else Verdict(*_STORED[outcome])


@dataclass
class Batch:
    """What one sender hands in at once."""

    site: Site
    session: Session
    sender: Sender
    moment: datetime
    contributions: set[bytes] = field(default_factory=set)

    def sorted(self, sent: Sequence[Any]) -> Sorted:
        """What is to be done with each item. What is known already needs no opening."""
        envelopes = [Envelope.read(one) for one in sent]
        known, halls = self._known(envelopes), self._halls(envelopes)
        decided: dict[int, Verdict] = {}
        waiting: dict[int, tuple[Delivery, Verdict]] = {}
        for index, envelope in enumerate(envelopes):
            found = _again(envelope, known)
            if found is not None:
                decided[index] = found
            else:
                waiting[index] = self._taken(envelope, halls.get(envelope.stop), is_conflict=envelope.key in known)
        return Sorted(len(envelopes), decided, waiting)

    def _known(self, envelopes: Sequence[Envelope]) -> dict[bytes, tuple[bytes, ItemState]]:
        keys = [key for one in envelopes for key in (one.key, one.conflict_key)]
        columns = select(DeviceItem.key, DeviceItem.payload_hash, DeviceItem.state)
        rows = self.session.exec(columns.where(col(DeviceItem.key).in_(keys)))
        return {bytes(key): (bytes(payload), ItemState(state)) for key, payload, state in rows}

    def _halls(self, envelopes: Sequence[Envelope]) -> dict[str, Hall]:
        slugs = {one.stop for one in envelopes}
        stops = self.session.exec(
            select(RoadshowStop).where(
                RoadshowStop.region_id == self.sender.region_id, col(RoadshowStop.slug).in_(slugs)
            )
        )
        team = self.sender.is_team
        return {stop.slug: Hall(self.site, self.session, stop, self.moment, is_team=team) for stop in stops}

    def _taken(self, envelope: Envelope, hall: Hall | None, *, is_conflict: bool) -> tuple[Delivery, Verdict]:
        stop = hall.stop if hall else None
        item = item_of(envelope, self.sender, stop, self.moment, is_conflict=is_conflict)
        try:
            return self._accepted(item, envelope, hall), Verdict(NEW)
        except Unacceptable as problem:
            item.reason = self.site.rendering.translate(GERMAN, problem.sentence, **problem.values)[:LONGEST_REASON]
            return delivery_of(item, stop), Verdict(CONFLICT if is_conflict else KEPT, str(problem))

    def _accepted(self, item: DeviceItem, envelope: Envelope, hall: Hall | None) -> Delivery:
        if hall is None:
            raise Unacceptable(msgid("There is no such stop."))
        plain = opened(envelope, hall.stop)
        item.kind = kind_of(plain)
        if item.is_conflict or self.sender.distrusted:
            raise Unacceptable(_OTHER_CONTENT if item.is_conflict else self.sender.distrusted)
        if hall.stop.state is StopState.DRAFT:
            raise Unacceptable(_DRAFT)
        becoming = becoming_of(hall, plain)
        contribution = becoming.contribution
        if contribution and self._is_there(contribution):
            raise Unacceptable(msgid("This contribution came before under another id."))
        accept(item, plain, becoming)
        claims = contribution.claims if contribution else ()
        return delivery_of(item, hall.stop, rows_beside(item, hall.stop, plain, becoming), claims)

    def _is_there(self, contribution: Delivery) -> bool:
        """Whether a contribution of that secret id is stored, or comes earlier in this batch."""
        keys = contribution.table.c.key
        is_stored = self.session.execute(select(keys).where(keys == contribution.key)).first() is not None
        comes_twice = contribution.key in self.contributions
        self.contributions.add(contribution.key)
        return is_stored or comes_twice


def _again(envelope: Envelope, known: Mapping[bytes, tuple[bytes, ItemState]]) -> Verdict | None:
    """The answer to what was handed in before; None for what has to be stored."""
    if envelope.key not in known:
        return None
    payload, state = known[envelope.key]
    if payload == envelope.payload_hash:
        return Verdict(*_AGAIN.get(state, (AGAIN, "")))
    return Verdict(CONFLICT, _OTHER_CONTENT) if envelope.conflict_key in known else None
