"""What is free for one network a day, and what is asked of it from then on: a calculation for each, never a refusal."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Connection
from sqlmodel import Session

from participation.brakes.challenges import Challenge, new_challenge
from participation.brakes.daily_keys import Keys, keys_of
from participation.brakes.floods import tide_of
from participation.brakes.models import Rate
from participation.brakes.rates import EASY_BITS, neighbourhood
from participation.brakes.settings import is_braked
from participation.core.clock import now
from participation.core.database import upsert
from participation.core.intake import Claim
from participation.web.site import Site

_RATES = Rate.__table__  # type: ignore[attr-defined]
_FREE_IN_A_FLOOD, _MOST_BITS = 10, 18  # the latter are some seconds of a browser


class Occasion(StrEnum):
    """What is counted by itself."""

    WRITING = "writing"
    SUPPORT = "support"
    GUESSING = "guessing"


FREE = {Occasion.WRITING: 120, Occasion.SUPPORT: 300, Occasion.GUESSING: 60}
"""So many a day of one network need nothing: several classes of a school behind one address do not notice."""


@dataclass(slots=True)
class Toll:
    """What storing something costs its network: one more is counted, and past what is free a challenge is used up.

    `met` is the challenge that was met, if any; `is_due` says afterwards that one was missing and nothing was stored.
    """

    keys: Keys
    occasion: Occasion
    key: bytes
    free: int
    met: Challenge | None = None
    weight: int = 1
    count: int = 0
    is_due: bool = field(default=False)

    @property
    def claim(self) -> Claim:
        """The toll as something that a delivery takes in its commit."""
        return Claim(self.key, self.take)

    def take(self, connection: Connection) -> bool:
        """Count it; False if it is not free any more and no unused challenge was met."""
        self.count = _counted(connection, self.key, self.keys.day, self.weight)
        self.is_due = self.count > self.free and (self.met is None or not self.met.spend(connection))
        return not self.is_due

    def is_certain(self, session: Session) -> bool:
        """Whether it would be refused at once: known before anything is done with what was sent."""
        counted = session.get(Rate, self.key)
        self.count = (counted.n if counted and counted.day == self.keys.day else 0) + self.weight
        return self.met is None and self.count > self.free

    def challenge(self) -> Challenge:
        """A fresh one: twice the work each time that the network has doubled what it sent."""
        doublings = (self.count // self.free).bit_length()
        return new_challenge(self.keys, self.occasion, min(EASY_BITS + doublings, _MOST_BITS))


def _counted(connection: Connection, key: bytes, day: date, weight: int) -> int:
    new = upsert(connection, _RATES).values(key=key, day=day, n=weight)
    more = new.on_conflict_do_update(index_elements=["key"], set_={"n": _RATES.c.n + weight})
    return int(connection.execute(more.returning(_RATES.c.n)).scalar_one())


def toll_of(
    site: Site, region_id: UUID | None, address: str, occasion: Occasion, session: Session | None = None
) -> Toll | None:
    """The toll for one contribution from an address; None where the region has no brake. `session` is the visit's own.

    In a flood of the region only a few are free: whoever wrote little today still needs nothing.
    """
    if not is_braked(site, region_id):
        return None
    keys, free = keys_of(site, session), FREE[occasion]
    if occasion is Occasion.WRITING:
        tide, moment = tide_of(site), now()
        tide.count(region_id, moment)
        free = _FREE_IN_A_FLOOD if tide.is_high(region_id, moment) else free
    return Toll(keys, occasion, network_key(keys, occasion, address), free)


def network_key(keys: Keys, occasion: Occasion, address: str) -> bytes:
    """What one network is counted under today; nobody can tell the address from it once the key of the day is gone."""
    return keys.sign("rate", occasion, neighbourhood(address))
