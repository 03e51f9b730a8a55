"""`import-survey`, `export-survey` and `check-survey`: questionnaires as files."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click
from sqlmodel import Session, col, select

from participation.cli.opening import open_database
from participation.core.errors import Conflict, Invalid, NotFound
from participation.procedures.models import Procedure
from participation.regions.models import Region
from participation.surveys.editor.creating import begin_survey, free_slug, read_file
from participation.surveys.editor.drafts import opened_draft
from participation.surveys.models import Survey
from participation.surveys.questionnaire import Option, Questionnaire
from participation.surveys.questionnaire.checking import checked
from participation.surveys.toml_format import QuestionnaireError, questionnaire_from_text
from participation.surveys.toml_writing import questionnaire_to_toml

_ANY_PLACE = (Option("00000000", {"de": "Musterort"}, group="Musterort"),)


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--region", help="Slug of the region; needed where there are several.")
@click.option("--procedure", help="Slug of the procedure; needed where the region has several.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON only.")
def import_survey(file: Path, region: str | None, procedure: str | None, *, as_json: bool) -> None:
    """Make a new survey, a draft nobody sees yet, from FILE: our TOML, or LimeSurvey's .lss."""
    with open_database() as database, database.writing() as session:
        place = _the_only(session, Region, region, "region")
        plan = _the_only(session, Procedure, procedure, "procedure", col(Procedure.region_id) == place.id)
        imported = read_file(file.name, file.read_bytes(), session, place)
        slug = free_slug(session, place.id, imported.slug)
        survey = Survey(region_id=place.id, procedure_id=plan.id, slug=slug)
        begin_survey(session, survey, imported.questionnaire, actor_id=None, report=imported.report)
        questions = len(imported.questionnaire.questions)
        said: dict[str, Any] = {"survey": slug, "id": str(survey.id), "questions": questions}
    if as_json:
        click.echo(json.dumps({**said, "report": imported.report}, ensure_ascii=False))
        return
    click.echo(f"{slug}: a new draft with {questions} questions. Publish it in the editor.")
    for line in imported.report:
        click.echo(f"not carried over: {line['where']}: {line['what']}")


@click.command()
@click.argument("survey")
@click.option("--out", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The file to write.")
def export_survey(survey: str, out: Path) -> None:
    """Write the questionnaire of SURVEY (id or slug), the draft if there is one, as a TOML file."""
    with open_database() as database, database.reading() as session:
        found = _survey(session, survey)
        questionnaire = opened_draft(session, found).questionnaire
    out.write_text(questionnaire_to_toml(questionnaire, found.slug), encoding="utf-8")
    click.echo(f"{out}: {len(questionnaire.questions)} questions", err=True)


@click.command()
@click.argument("survey")
@click.option("--json", "as_json", is_flag=True, help="Print JSON only.")
def check_survey(survey: str, *, as_json: bool) -> None:
    """Walk every way through SURVEY (id, slug, or a TOML file); exit 1 if something is wrong."""
    found = checked(_questionnaire(survey))
    if as_json:
        click.echo(json.dumps(found.as_document(), ensure_ascii=False))
    else:
        click.echo("\n".join(found.lines()))
    if not found.is_fine:
        sys.exit(1)


def _questionnaire(survey: str) -> Questionnaire:
    path = Path(survey)
    if path.suffix == ".toml" and path.is_file():
        try:
            return questionnaire_from_text(path.read_text(encoding="utf-8"), _ANY_PLACE)[1]
        except (QuestionnaireError, UnicodeDecodeError) as problem:
            raise Invalid("%(file)s: %(problem)s", file=path.name, problem=problem) from problem
    with open_database() as database, database.reading() as session:
        return opened_draft(session, _survey(session, survey)).questionnaire


def _survey(session: Session, name: str) -> Survey:
    """The survey of that id or slug, published or not."""
    for survey in session.exec(select(Survey)):
        if name in (survey.slug, str(survey.id)):
            return survey
    raise NotFound("There is no such survey.")


def _the_only(session: Session, table: type[Any], slug: str | None, what: str, *conditions: Any) -> Any:
    """The one of that slug, or the only one."""
    known = {one.slug: one for one in session.exec(select(table).where(*conditions))}
    if slug is None and len(known) == 1:
        return next(iter(known.values()))
    if slug in known:
        return known[slug]
    names = ", ".join(sorted(known)) or "none"
    raise Conflict("Say which %(what)s with --%(what)s. There is: %(names)s.", what=what, names=names)
