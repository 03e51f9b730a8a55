"""Codes on paper: a letter for each, or eight small cards a page, with a QR code, in German and in Leichte Sprache."""

from __future__ import annotations

from collections.abc import Sequence

from babel.dates import format_date

from participation.core.text import msgid
from participation.procedures.days import last_day
from participation.surveys.audiences.forms import CodesSheet, Shape
from participation.surveys.audiences.issuing import FreshCode
from participation.surveys.models import CodeKind
from participation.surveys.running import RunningSurvey
from participation.surveys.wording import plain
from participation.web.downloads import csv_of
from participation.web.languages import EASY, GERMAN, Language
from participation.web.letters import CodeLetters, letters_pdf, with_code
from participation.web.visit import Visit

_WORDS = {
    "heading": msgid("Your invitation to the survey"),
    "why": msgid("%(county)s would like to know what you think. With the code on this letter you can take part once."),
    "why_class": msgid(
        "%(county)s would like to know what your class thinks. Everybody in the class uses the same code."
    ),
    "how": msgid("Open the address or scan the picture with your phone. Enter the code. Then answer the questions."),
    "anonymous": msgid("Nobody learns who you are: we do not keep which answers were given with which code."),
    "until": msgid("You can take part until %(day)s."),
    "voluntary": msgid("Taking part is voluntary."),
    "code": msgid("Your code"),
    "address": msgid("Address"),
    "number": msgid("Number %(number)s"),
    "picture": msgid("Picture with the address of the survey and your code, for the camera of a phone"),
}


def survey_address(visit: Visit, survey: RunningSurvey) -> str:
    """The whole address of the survey's start page, in German."""
    return visit.origin + visit.url("survey", language=GERMAN.slug, survey=survey.slug)


def codes_pdf(visit: Visit, survey: RunningSurvey, sheet: CodesSheet, codes: Sequence[FreshCode]) -> bytes:
    """The codes as a tagged PDF, as letters or as cards.

    Raises:
        NoPdf: this machine cannot make it.
    """
    address = survey_address(visit, survey)
    titles = survey.latest.questionnaire.title
    letters = CodeLetters(
        title=plain(titles, GERMAN.tag),
        address=address,
        german=_words(visit, survey, sheet, GERMAN),
        easy={**_words(visit, survey, sheet, EASY), "title": plain(titles, EASY.tag)},
        label=sheet.label,
        is_cards=sheet.shape is Shape.CARDS,
    )
    return letters_pdf(visit, letters, [(one.number, one.code) for one in codes])


def codes_csv(visit: Visit, survey: RunningSurvey, codes: Sequence[FreshCode]) -> bytes:
    """The codes for a mail merge: number, code, address with the code; for spreadsheets in German."""
    address = survey_address(visit, survey)
    heading = (visit._("Number of the code"), visit._("Code"), visit._("Address"))
    return csv_of([heading, *((one.number, one.code, with_code(address, one.code)) for one in codes)])


def numbers_csv(visit: Visit, numbers: Sequence[int]) -> bytes:
    """Numbers alone, one a line below a heading."""
    return csv_of([(visit._("Number of the code"),), *((number,) for number in numbers)])


def _words(visit: Visit, survey: RunningSurvey, sheet: CodesSheet, language: Language) -> dict[str, str]:
    day = format_date(last_day(survey.closes_at), "long", locale=language.locale) if survey.closes_at else ""
    values = {"county": visit.place.name, "day": day, "number": "{}"}
    said = {name: visit.site.rendering.translate(language, text, **values) for name, text in _WORDS.items()}
    return {
        **said,
        "why": said["why_class"] if sheet.kind is CodeKind.SCHOOL_CLASS else said["why"],
        "until": said["until"] if day else "",
    }


def invitation_mail(visit: Visit, survey: RunningSurvey, code: str) -> tuple[str, str]:
    """Subject and text of the mail with a code, in German and in Leichte Sprache."""
    sheet = CodesSheet()
    german, easy = _words(visit, survey, sheet, GERMAN), _words(visit, survey, sheet, EASY)
    title = plain(survey.latest.questionnaire.title, GERMAN.tag)
    text = visit.site.rendering.render_text(
        GERMAN,
        "surveys/audiences/invitation.txt",
        german=german,
        easy=easy,
        title=title,
        county=visit.place.name,
        code=code,
        address=with_code(survey_address(visit, survey), code),
    )
    return f"{german['heading']}: {title}", text
