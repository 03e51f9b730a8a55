"""What an installation knows of itself, such as whether its contents are a demonstration."""

from __future__ import annotations

from typing import ClassVar

from sqlmodel import Field, Session

from participation.core.columns import Table

DEMO = "demo"


class InstallationFact(Table, table=True):
    """A named fact."""

    __tablename__: ClassVar[str] = "installation_fact"
    name: str = Field(primary_key=True, max_length=60)
    value: str = Field(max_length=400)


def is_demo(session: Session) -> bool:
    """Whether this database was filled as a demonstration."""
    fact = session.get(InstallationFact, DEMO)
    return fact is not None and fact.value == "yes"


def mark_as_demo(session: Session) -> None:
    """Note that everything in this database is a demonstration."""
    session.merge(InstallationFact(name=DEMO, value="yes"))
