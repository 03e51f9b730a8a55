"""The audiences of surveys as the public pages know them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from sqlmodel import Session, col, select

from participation.surveys.aggregation.segments import ABOUT_THE_PERSON
from participation.surveys.models import Admission, Audience
from participation.surveys.scales import Texts

_BY_CODE = frozenset({Admission.CODES, Admission.EMAIL})


@dataclass(frozen=True)
class KnownAudience:
    """An audience with its names by language tag; detached from the database."""

    id: UUID
    slug: str
    names: Texts
    admission: Admission
    is_internal: bool
    is_sample: bool
    population: int | None

    @property
    def is_open(self) -> bool:
        """Whether one needs no code."""
        return self.admission is Admission.OPEN

    @property
    def left_out(self) -> frozenset[str]:
        """The questions that it is not asked."""
        return ABOUT_THE_PERSON if self.is_internal else frozenset()


@dataclass(frozen=True)
class Audiences:
    """All audiences of a survey in the county's order; without any, the survey is open to everybody."""

    all: tuple[KnownAudience, ...] = ()

    @cached_property
    def open(self) -> tuple[KnownAudience, ...]:
        """Those that need no code."""
        return tuple(audience for audience in self.all if audience.is_open)

    @property
    def need_code(self) -> bool:
        """Whether nobody gets in without a code."""
        return bool(self.all) and not self.open

    @property
    def take_codes(self) -> bool:
        """Whether somebody may have a code in their hands."""
        return any(audience.admission in _BY_CODE for audience in self.all)

    @property
    def by_email(self) -> tuple[KnownAudience, ...]:
        """Those whose people ask for a code by e-mail."""
        return tuple(audience for audience in self.all if audience.admission is Admission.EMAIL)

    @property
    def by_sign_in(self) -> tuple[KnownAudience, ...]:
        """Those whose people sign in somewhere else."""
        return tuple(audience for audience in self.all if audience.admission is Admission.SIGN_IN)

    @property
    def only_by_sign_in(self) -> bool:
        """Whether everybody has to sign in somewhere else."""
        return bool(self.all) and all(audience.admission is Admission.SIGN_IN for audience in self.all)

    @property
    def names(self) -> Mapping[str, Texts]:
        """Slug -> names by language tag."""
        return {audience.slug: audience.names for audience in self.all}

    def named(self, slug: str) -> KnownAudience | None:
        """The audience of that slug, None if the survey has no such."""
        return next((audience for audience in self.all if audience.slug == slug), None)


EVERYBODY = Audiences()
"""The audiences of a survey that has none."""


def audiences_in(session: Session) -> dict[UUID, Audiences]:
    """The audiences of every survey that has some."""
    found: dict[UUID, list[KnownAudience]] = {}
    rows = session.exec(select(Audience).order_by(col(Audience.survey_id), col(Audience.position), col(Audience.slug)))
    for row in rows:
        found.setdefault(row.survey_id, []).append(_known(row))
    return {survey_id: Audiences(tuple(known)) for survey_id, known in found.items()}


def audiences_of(session: Session, survey_id: UUID) -> Sequence[Audience]:
    """The rows of one survey in the county's order."""
    of_survey = select(Audience).where(Audience.survey_id == survey_id)
    return session.exec(of_survey.order_by(col(Audience.position), col(Audience.slug))).all()


def _known(row: Audience) -> KnownAudience:
    return KnownAudience(
        id=row.id,
        slug=row.slug,
        names=row.names,
        admission=row.admission,
        is_internal=row.is_internal,
        is_sample=row.is_sample,
        population=row.population,
    )
