"""The printable questionnaire: what staff choose, the page of it, the PDF."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from starlette.responses import Response

from participation.core.errors import NotFound
from participation.procedures.days import last_day
from participation.regions.queries import region_map
from participation.surveys.editor.drafts import opened_draft, survey_to_edit
from participation.surveys.paper.grid import Grid
from participation.surveys.paper.printed import PrintedQuestionnaire
from participation.surveys.questionnaire import Questionnaire
from participation.surveys.running import RunningSurvey, running_surveys
from participation.surveys.wording import plain
from participation.web.downloads import PDF, download
from participation.web.languages import BY_TAG, EASY, LANGUAGES, Language
from participation.web.pdf import pdf_of
from participation.web.visit import Visit, chosen

DRAFT = "entwurf"
LARGE = "gross"
_SIZES = ("", LARGE)
_LONGEST_PLACE = 400


@dataclass(frozen=True)
class Wanted:
    """What shall be printed: which questionnaire, in which language and size, and where it is handed in."""

    questionnaire: Questionnaire
    version: str
    language: Language
    is_large: bool
    place: str

    @property
    def query(self) -> dict[str, str | None]:
        """The same as the query of an address."""
        return {
            "sprache": self.language.tag,
            "schrift": LARGE if self.is_large else None,
            "fassung": self.version or None,
            "abgabe": self.place or None,
        }


def print_survey(visit: Visit, survey: str) -> Response:
    """Choose language and size, then read or download the questionnaire."""
    wanted = _wanted(visit, survey)
    return visit.render(
        "surveys/paper/staff/print.html",
        slug=survey,
        is_public=_running(visit, survey) is not None,
        title=plain(wanted.questionnaire.title, visit.language.tag),
        wanted=wanted,
        languages=[(one.tag, one.label) for one in LANGUAGES if one.tag in wanted.questionnaire.languages],
    )


def preview_print(visit: Visit, survey: str) -> Response:
    """The questionnaire as it will be printed, on the screen."""
    return Response(_document(visit, survey, _wanted(visit, survey)), media_type="text/html")


def download_print(visit: Visit, survey: str) -> Response:
    """The questionnaire as a tagged PDF."""
    wanted = _wanted(visit, survey)
    body = pdf_of(_document(visit, survey, wanted))
    name = "-".join(filter(None, (survey, wanted.language.slug, LARGE if wanted.is_large else "", wanted.version)))
    return download(body, f"{name}.pdf", PDF)


def _document(visit: Visit, survey: str, wanted: Wanted) -> str:
    """The whole document as HTML, in the language that is printed (not that of the interface)."""
    running, language, site = _running(visit, survey), wanted.language, visit.site

    def translate(message: str, **values: object) -> str:
        return site.rendering.translate(language, message, **values)

    questionnaire, drawn = wanted.questionnaire, region_map(visit.db, visit.place.id)
    context: dict[str, Any] = {
        "title": plain(questionnaire.title, language.tag),
        "introduction": questionnaire.introduction.get(language.tag, ""),
        "thanks": questionnaire.thanks.get(language.tag, ""),
        "pages": PrintedQuestionnaire(questionnaire, language.tag, translate).pages,
        "wanted": wanted,
        "one_by_one": wanted.is_large or language is EASY,
        "survey": running,
        "grid": Grid(drawn) if drawn else None,
        "last_day": last_day(running.closes_at) if running and running.closes_at else None,
    }
    return site.rendering.render(replace(visit, language=language), "surveys/paper/sheet.html", None, context)


def _running(visit: Visit, slug: str) -> RunningSurvey | None:
    try:
        return running_surveys(visit.site).by_slug(visit.place.id, slug)
    except NotFound:
        return None


def _wanted(visit: Visit, slug: str) -> Wanted:
    version = visit.query.get("fassung", "") or ("" if _running(visit, slug) else DRAFT)
    questionnaire = _draft(visit, slug) if version == DRAFT else _frozen(visit, slug, version)
    asked = BY_TAG.get(visit.query.get("sprache", ""), visit.language)
    spoken = asked if asked.tag in questionnaire.languages else LANGUAGES[0]
    return Wanted(
        questionnaire=questionnaire,
        version=version,
        language=spoken,
        is_large=chosen(visit.query, "schrift", _SIZES) == LARGE,
        place=visit.query.get("abgabe", "").strip()[:_LONGEST_PLACE],
    )


def _frozen(visit: Visit, slug: str, version: str) -> Questionnaire:
    running = running_surveys(visit.site).by_slug(visit.place.id, slug)
    number = int(version) if version.isdecimal() else running.latest.number
    if number not in running.versions:
        raise NotFound("There is no such version of the questionnaire.")
    return running.versions[number].questionnaire


def _draft(visit: Visit, slug: str) -> Questionnaire:
    """What editors work on; where nobody has changed anything, that is what is published."""
    draft = opened_draft(visit.db, survey_to_edit(visit.db, visit.place.id, slug))
    if not draft.questionnaire.pages:
        raise NotFound("There is no such version of the questionnaire.")
    return draft.questionnaire
