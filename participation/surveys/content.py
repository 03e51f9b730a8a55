"""Surveys from the content folder: each file becomes a survey with its first frozen questionnaire."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sqlmodel import Session, col, select

from participation.core.content_files import ContentProblem, required, toml_file
from participation.procedures.models import Phase, PhaseKind, Procedure
from participation.regions.models import Municipality, Region, RegionKind
from participation.surveys.actions import freeze_questionnaire
from participation.surveys.audiences.toml_format import audiences_from_toml
from participation.surveys.models import Survey
from participation.surveys.questionnaire import Option, missing_option
from participation.surveys.scales import DE, MISSING_TEXTS, OUTSIDE, OUTSIDE_TEXTS
from participation.surveys.toml_format import QuestionnaireError, questionnaire_from_toml


def load(session: Session, folder: Path, region: Region) -> int:
    """Add the surveys below `content/{region}` that are not there yet, each hung on its phase; returns how many.

    Raises:
        ContentProblem: a file cannot be asked, or no phase of its procedure names it.
    """
    added = 0
    for file in sorted(folder.glob("*/surveys/*.toml")):
        source = toml_file(file)
        slug = str(required(file, source, "slug"))
        present = select(Survey.id).where(Survey.region_id == region.id, Survey.slug == slug)
        if session.exec(present).first() is None:
            try:
                _add(session, file, source, region)
            except QuestionnaireError as problem:
                raise ContentProblem(file, str(problem)) from problem
            added += 1
    return added


def _add(session: Session, file: Path, source: Mapping[str, Any], region: Region) -> None:
    plan = toml_file(file.parent.parent / "procedure.toml")
    phase = _phase(session, region, plan, source["slug"])
    questionnaire = questionnaire_from_toml(source, place_options(session, region))
    survey = Survey(region_id=region.id, procedure_id=phase.procedure_id, phase_id=phase.id, slug=source["slug"])
    session.add(survey)
    session.flush()
    session.add_all(audiences_from_toml(source, survey.id))
    freeze_questionnaire(session, survey, questionnaire)


def _phase(session: Session, region: Region, plan: Mapping[str, Any], survey: str) -> Phase:
    """The phase whose place in the plan names the survey."""
    named = [position for position, phase in enumerate(plan.get("phases", ())) if phase.get("survey") == survey]
    found = session.exec(
        select(Phase)
        .join(Procedure, col(Procedure.id) == col(Phase.procedure_id))
        .where(
            Procedure.region_id == region.id,
            Procedure.slug == plan["slug"],
            Phase.kind == PhaseKind.SURVEY,
            col(Phase.position).in_(named),
        )
    ).first()
    if found is None:
        raise QuestionnaireError(f"no survey phase of the procedure {plan['slug']!r} names {survey!r}.")
    return found


def place_options(session: Session, region: Region) -> Iterator[Option]:
    """What one can answer when asked for the municipality: all of the region, "outside", and no answer."""
    here = select(Municipality).where(Municipality.region_id == region.id).order_by(col(Municipality.name))
    for municipality in session.exec(here):
        yield Option(
            municipality.ags,
            {DE: municipality.name},
            group=municipality.sub_region or region.short_name,
            localities=tuple(municipality.localities),
        )
    kind = region.kind if region.kind == RegionKind.ASSOCIATION else RegionKind.COUNTY
    yield Option(OUTSIDE, OUTSIDE_TEXTS[kind.value])
    yield missing_option("no_answer", MISSING_TEXTS["no_answer"])
