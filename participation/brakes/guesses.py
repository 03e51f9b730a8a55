"""Codes that lead nowhere, counted by network and day in this process: whoever guesses must calculate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from participation.brakes.challenges import Challenge
from participation.brakes.daily_keys import keys_of
from participation.brakes.tolls import FREE, Occasion, Toll, network_key
from participation.web.site import Site

_MOST_NETWORKS = 20_000
_TRIES_FOR_A_PROOF = 5


class Guesses:
    """How many codes of today led nowhere, by network; kept in memory, since a guess must not cost a write."""

    def __init__(self) -> None:
        """Nobody has guessed yet."""
        self._day: date | None = None
        self._missed: dict[bytes, int] = {}
        self._met: set[str] = set()

    def missed(self, day: date, key: bytes) -> int:
        """How many there were of this network."""
        self._turn(day)
        return self._missed.get(key, 0)

    def miss(self, day: date, key: bytes) -> None:
        """One more; where too many networks guess, the one that began first is forgotten."""
        self._turn(day)
        self._missed[key] = self._missed.get(key, 0) + 1
        if len(self._missed) > _MOST_NETWORKS:
            del self._missed[next(iter(self._missed))]

    def pay(self, key: bytes, free: int, met: Challenge) -> bool:
        """Let a network that calculated try a few times more; False if the challenge was used before."""
        if met.text in self._met:
            return False
        self._met.add(met.text)
        self._missed[key] = free - _TRIES_FOR_A_PROOF
        return True

    def _turn(self, day: date) -> None:
        if day != self._day:
            self._day, self._missed, self._met = day, {}, set()


@dataclass(frozen=True)
class Guesser:
    """A network that tries codes."""

    guesses: Guesses
    toll: Toll

    def must_calculate(self, met: Challenge | None) -> bool:
        """Whether too many of its codes led nowhere; a challenge that it met is used up."""
        keys, key, free = self.toll.keys, self.toll.key, self.toll.free
        self.toll.count = self.guesses.missed(keys.day, key)
        return self.toll.count >= free and (met is None or not self.guesses.pay(key, free, met))

    def miss(self) -> None:
        """A code led nowhere."""
        self.guesses.miss(self.toll.keys.day, self.toll.key)


def guesser_of(site: Site, address: str, session: Session | None = None) -> Guesser:
    """Who tries a code from this address; `session` is the visit's own."""
    keys, occasion = keys_of(site, session), Occasion.GUESSING
    toll = Toll(keys, occasion, network_key(keys, occasion, address), FREE[occasion])
    return Guesser(site.lasting("guesses", Guesses), toll)
