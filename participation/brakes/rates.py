"""How much comes from one address today, without knowing the address; it makes the calculation harder, nothing else."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address, ip_network

from sqlalchemy import Connection
from sqlmodel import Session, select

from participation.brakes.daily_keys import Keys
from participation.brakes.models import Rate
from participation.core.database import upsert
from participation.core.intake import Claim

EASY_BITS = 14
_STEPS = (60, 200, 600)
"""From so many sheets of an address a day on, the calculation is twice as long each; a school is never locked out."""

_RATES = Rate.__table__  # type: ignore[attr-defined]


def counted(keys: Keys, address: str) -> Claim:
    """Count one more sheet of this address; never a reason to refuse it."""
    key, day = _key(keys, address), keys.day

    def take(connection: Connection) -> bool:
        new = upsert(connection, _RATES).values(key=key, day=day, n=1)
        connection.execute(new.on_conflict_do_update(index_elements=["key"], set_={"n": _RATES.c.n + 1}))
        return True

    return Claim(key, take)


def bits_for(session: Session, keys: Keys, address: str) -> int:
    """How hard the calculation is for this address now (see `Challenge.bits`)."""
    n = session.exec(select(Rate.n).where(Rate.key == _key(keys, address))).first() or 0
    return EASY_BITS + sum(n >= step for step in _STEPS)


def _key(keys: Keys, address: str) -> bytes:
    return keys.sign("rate", neighbourhood(address))


def neighbourhood(address: str) -> str:
    """What counts as one address: an IPv4 address, or the /64 that a household has in IPv6."""
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(ip_network((parsed, 64), strict=False))
    return str(parsed)
