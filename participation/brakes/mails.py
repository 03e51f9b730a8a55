"""How many mails that anybody can ask for went to one address today: nobody's mailbox is filled by somebody else."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session

from participation.brakes.models import Rate
from participation.core.database import upsert
from participation.core.identifiers import digest

_RATES = Rate.__table__  # type: ignore[attr-defined]


def count_mail(session: Session, occasion: str, email: str, today: date) -> int:
    """Count one more mail that anybody can send to an address; how many there are today, whatever became of them."""
    key = digest(f"{occasion} {today.isoformat()} {email}")
    new = upsert(session.connection(), _RATES).values(key=key, day=today, n=1)
    counted = new.on_conflict_do_update(index_elements=["key"], set_={"n": _RATES.c.n + 1})
    return int(session.execute(counted.returning(_RATES.c.n)).scalar_one())
