"""The staff pages of a survey's groups: the list with response rates, adding, changing, removing."""

from __future__ import annotations

from dataclasses import replace

from starlette.responses import Response

from participation.accounts.oidc.providers import Purpose, providers_for
from participation.core.text import msgid
from participation.surveys.audiences.actions import (
    add_audience,
    change_audience,
    change_population,
    remove_audience,
)
from participation.surveys.audiences.effects import SURE, ask_about, audience_kept_open, effect_of
from participation.surveys.audiences.forms import AudienceSheet, audience_sheet, sheet_of
from participation.surveys.audiences.overview import groups_of
from participation.surveys.audiences.staff_survey import StaffSurvey, audience_of, shown_state, staff_survey_of
from participation.surveys.models import Admission, Audience, CodeKind
from participation.surveys.wording import plain
from participation.web.languages import LANGUAGES
from participation.web.visit import Visit

_ADMISSIONS = {
    Admission.OPEN: (msgid("Open to everybody"), msgid("Whoever has the address can answer.")),
    Admission.CODES: (msgid("Only with a code"), msgid("On letters, by e-mail, or one code for a school class.")),
    Admission.EMAIL: (
        msgid("With an e-mail address"),
        msgid("Who enters an address gets a code there; each address counts once. The address is not kept."),
    ),
    Admission.SIGN_IN: (
        msgid("Only after signing in"),
        msgid("At a provider that your IT has set up for surveys. Each person counts once; who it was is not kept."),
    ),
}


_SHORT = {
    Admission.OPEN: msgid("open to everybody"),
    Admission.CODES: msgid("only with a code"),
    Admission.EMAIL: msgid("with an e-mail address"),
    Admission.SIGN_IN: msgid("only after signing in"),
}


def survey_audiences(visit: Visit, survey: str) -> Response:
    """Who is asked, how many were invited, how many answered."""
    found = staff_survey_of(visit, survey)
    groups = groups_of(visit.db, found.row.id)
    return visit.render(
        "surveys/audiences/staff/list.html",
        survey=found,
        state=shown_state(visit, found),
        groups=groups,
        name_of=lambda audience: plain(audience.names, visit.language.tag),
        links={
            group.audience.slug: visit.origin + visit.url("survey", survey=survey, als=group.audience.slug)
            for group in groups
            if group.audience.admission is Admission.OPEN
        },
        admission_names={one: visit._(name) for one, name in _SHORT.items()},
        missing=_missing(visit),
        class_kind=CodeKind.SCHOOL_CLASS,
        is_saved=visit.query.get("gespeichert") == "ja",
    )


def _missing(visit: Visit) -> dict[Admission, str]:
    """What must be set up before people can come in that way."""
    missing = {}
    if not visit.settings.mail_url:
        missing[Admission.EMAIL] = visit._("No mail server is set up, so nobody gets a code by e-mail.")
    if not providers_for(visit.site, Purpose.SURVEYS):
        missing[Admission.SIGN_IN] = visit._("No provider is set up for surveys, so nobody can sign in.")
    return missing


def new_audience(visit: Visit, survey: str) -> Response:
    """The form for a further group."""
    return _form(visit, staff_survey_of(visit, survey), AudienceSheet())


def save_new_audience(visit: Visit, survey: str) -> Response:
    """Add it to the list."""
    found, sheet = staff_survey_of(visit, survey), audience_sheet(visit.form)
    if sheet.problems:
        return _form(visit, found, sheet, status=422)
    effect = effect_of(visit.db, found, sheet)
    if effect and visit.form.text(SURE) != effect:
        return ask_about(visit, found, sheet, effect)
    kept = audience_kept_open(visit, effect)
    if kept and kept.problems:
        return ask_about(visit, found, sheet, effect, kept.problems)
    for one in filter(None, (kept, sheet)):
        add_audience(visit.db, found, one)
    return visit.redirect("survey_audiences", survey=survey, gespeichert="ja")


def edit_audience(visit: Visit, survey: str, audience: str) -> Response:
    """A group's names and rules; to look at only, once the survey has begun."""
    found = staff_survey_of(visit, survey)
    row = audience_of(visit, found, audience)
    return _form(visit, found, sheet_of(row), row)


def save_audience(visit: Visit, survey: str, audience: str) -> Response:
    """Save what was changed."""
    found, sheet = staff_survey_of(visit, survey), audience_sheet(visit.form)
    row = audience_of(visit, found, audience)
    if found.has_begun and "admission" not in visit.form:
        problems = {name: problem for name, problem in sheet.problems.items() if name == "population"}
        if problems:
            return _form(visit, found, replace(sheet_of(row), problems=problems), row, status=422)
        change_population(visit.db, found, row, sheet.population)
    elif sheet.problems:
        return _form(visit, found, sheet, row, status=422)
    else:
        change_audience(visit.db, found, row, sheet)
    return visit.redirect("survey_audiences", survey=survey, gespeichert="ja")


def delete_audience(visit: Visit, survey: str, audience: str) -> Response:
    """Take a group off the list."""
    found = staff_survey_of(visit, survey)
    remove_audience(visit.db, found, audience_of(visit, found, audience))
    return visit.redirect("survey_audiences", survey=survey)


def _form(
    visit: Visit, survey: StaffSurvey, sheet: AudienceSheet, audience: Audience | None = None, status: int = 200
) -> Response:
    return visit.render(
        "surveys/audiences/staff/form.html",
        status=status,
        survey=survey,
        sheet=sheet,
        audience=audience,
        name=plain(audience.names, visit.language.tag) if audience else "",
        is_locked=audience is not None and survey.has_begun,
        languages=LANGUAGES,
        admissions=[(one.value, visit._(label), visit._(hint)) for one, (label, hint) in _ADMISSIONS.items()],
        errors=[(name, visit._(problem)) for name, problem in sheet.problems.items()],
    )
