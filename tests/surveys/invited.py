"""Builders: surveys with groups, codes in plain text, proofs of the brake."""

from __future__ import annotations

from itertools import count
from typing import Any
from uuid import UUID

from sqlmodel import Session, select

from participation.brakes.challenges import zero_bits
from participation.core.clock import now
from participation.core.codes import new_code
from participation.surveys.audiences.issuing import FreshCode, code_rows
from participation.surveys.models import (
    Admission,
    Audience,
    Brake,
    CodeBatch,
    CodeKind,
    InvitationCode,
    Submission,
    Survey,
)
from tests.browser import Browser
from tests.surveys.builders import an_open_survey

GROUPS = {"buerger": "Bürgerinnen und Bürger", "firmen": "Firmen", "kreistag": "Kreistag"}


def an_audience(
    session: Session, survey: Survey, slug: str = "buerger", admission: Admission = Admission.OPEN, **more: Any
) -> Audience:
    """A group of the survey, open to everybody unless said."""
    name = GROUPS.get(slug, slug)
    names = {"de": name, "de-simple": name, "en": slug.title()}
    position = list(GROUPS).index(slug) + 1 if slug in GROUPS else 9
    audience = Audience(
        survey_id=survey.id, slug=slug, names=names, admission=admission, **({"position": position} | more)
    )
    session.add(audience)
    session.flush()
    return audience


def some_codes(session: Session, audience: Audience, number: int = 1, uses: int = 1, first: int = 1) -> list[str]:
    """Codes for a group, in plain text."""
    kind = CodeKind.PERSON if uses == 1 else CodeKind.SCHOOL_CLASS
    batch = CodeBatch(audience_id=audience.id, kind=kind, size=number, made_at=now())
    session.add(batch)
    session.flush()
    codes = [FreshCode(first + place, new_code()) for place in range(number)]
    session.add_all(InvitationCode(**row) for row in code_rows(batch.id, codes, uses))
    session.flush()
    return [one.code for one in codes]


def a_survey_by_codes(browser: Browser, number: int = 1, uses: int = 1) -> list[str]:
    """An open survey that only the county council answers; its codes."""
    survey = an_open_survey(browser)
    with browser.site.database.writing() as session:
        codes = some_codes(session, an_audience(session, survey, "kreistag", Admission.CODES), number, uses)
    browser.site.refresh()
    return codes


def a_survey_of_groups(browser: Browser, *open_ones: str) -> Survey:
    """An open survey of these open groups."""
    survey = an_open_survey(browser)
    with browser.site.database.writing() as session:
        for slug in open_ones:
            an_audience(session, survey, slug)
    browser.site.refresh()
    return survey


def a_braked_survey(browser: Browser, brake: Brake, seconds: int = 0) -> UUID:
    """An open survey with a brake; its id."""
    survey = an_open_survey(browser)
    with browser.site.database.writing() as session:
        row = session.get_one(Survey, survey.id)
        row.brake, row.shortest_seconds = brake, seconds
    browser.site.refresh()
    return survey.id


def solved(challenge: str, bits: int) -> str:
    """A proof, found as a browser finds it."""
    return next(proof for number in count() if zero_bits(proof := f"{challenge}:{number}") >= bits)


def sheets(browser: Browser) -> list[Submission]:
    """What is stored."""
    with browser.site.database.reading() as session:
        return list(session.exec(select(Submission)).all())


def uses_of(browser: Browser) -> list[int]:
    """How often each code was used, by number."""
    with browser.site.database.reading() as session:
        rows = session.exec(select(InvitationCode)).all()
    return [row.uses for row in sorted(rows, key=lambda row: row.number)]
