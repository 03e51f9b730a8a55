"""New surveys: begun blank or from a file, as a draft that nobody but editors sees."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any
from uuid import UUID

from sqlmodel import Session, select

from participation.core.errors import Invalid
from participation.core.slugs import free
from participation.regions.models import Region
from participation.surveys.content import place_options
from participation.surveys.editor.drafts import opened_draft, save_draft
from participation.surveys.models import Survey
from participation.surveys.questionnaire import Questionnaire
from participation.surveys.toml_format import QuestionnaireError, questionnaire_from_text

LARGEST_FILE = 4_000_000


@dataclass(frozen=True)
class Imported:
    """A questionnaire from a file, with a line of `report` ({"where", "what"}) for all that was not carried over."""

    questionnaire: Questionnaire
    slug: str
    report: list[dict[str, str]] = field(default_factory=list)


def read_file(name: str, content: bytes, session: Session, region: Region) -> Imported:
    """The questionnaire of a file, by the ending of its name: our TOML, or LimeSurvey's .lss.

    Raises:
        Invalid: it cannot be read; the sentence says why.
    """
    if len(content) > LARGEST_FILE:
        raise Invalid("This file is too large. A questionnaire has at most 4 megabytes.")
    if PurePath(name).suffix.lower() == ".lss":
        return _read_lss(content)
    if PurePath(name).suffix.lower() != ".toml":
        raise Invalid("Only files that end in .toml or .lss can be imported.")
    try:
        source, questionnaire = questionnaire_from_text(content.decode("utf-8"), place_options(session, region))
    except UnicodeDecodeError:
        raise Invalid("This is no text in UTF-8.") from None
    except QuestionnaireError as problem:
        raise Invalid("This file cannot be used: %(problem)s", problem=str(problem)) from problem
    return Imported(questionnaire, str(source.get("slug", "")))


def _read_lss(content: bytes) -> Imported:
    from participation.surveys.lss import read_lss  # noqa: PLC0415 - only who imports from LimeSurvey needs it

    imported = read_lss(content)
    return Imported(imported.questionnaire, imported.slug, imported.report)


def free_slug(session: Session, region_id: UUID, wanted: str) -> str:
    """The slug itself, or with the first number that makes it free in the region."""
    taken = session.exec(select(Survey.slug).where(Survey.region_id == region_id)).all()
    return free(wanted or "umfrage", taken)


def begin_survey(
    session: Session,
    survey: Survey,
    questionnaire: Questionnaire,
    *,
    actor_id: UUID | None,
    report: Sequence[Mapping[str, Any]] = (),
) -> Survey:
    """Store a new survey with its draft; the public learns nothing of it before it is published."""
    session.add(survey)
    session.flush()
    save_draft(
        session,
        opened_draft(session, survey),
        questionnaire,
        actor_id=actor_id,
        action="began",
        report=[dict(line) for line in report],
    )
    return survey
