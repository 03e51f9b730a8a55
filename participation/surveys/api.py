"""Surveys over the JSON API: what is asked, and handing in answers without an account."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, Field

from participation.core.clock import now
from participation.core.errors import Conflict, Invalid
from participation.core.identifiers import receipt_code
from participation.core.intake import Claim
from participation.surveys.answers import check_answers
from participation.surveys.audiences import api as audiences
from participation.surveys.audiences.api import (
    AUDIENCE_HELP,
    INVITATION_HELP,
    PROOF_HELP,
    REFUSED,
    AudienceItem,
    admitted,
    proof_claims,
)
from participation.surveys.models import Brake
from participation.surveys.results import api as results
from participation.surveys.running import FrozenVersion, RunningSurvey, running_surveys
from participation.surveys.shuffling import check_orders
from participation.surveys.submissions import AnswerSheet, is_stored
from participation.web.api import Call, DeliverJson, Endpoint, Listing
from participation.web.languages import BY_TAG


class SurveyItem(BaseModel):
    """A survey in a list."""

    id: UUID
    slug: str
    region: str
    status: str
    opens_at: datetime | None
    closes_at: datetime | None
    questionnaire_version: int
    languages: list[str]
    title: dict[str, str]
    audiences: list[AudienceItem] = Field(description="Who is asked, counted apart; empty is everybody together")
    brake: Brake = Field(description="What keeps machines out; unless none, submissions need a proof")


class SurveyDocument(SurveyItem):
    """A survey with everything it asks: pages of questions with codes and texts by language tag."""

    questionnaire: dict[str, Any]


ORDERS_HELP = "question code -> all its codes in the order shown, where the order is drawn by lot"


class SubmissionBody(BaseModel):
    """An answer sheet. `id` is a random UUIDv4 that the client chooses and keeps secret; a retry sends it again."""

    id: UUID
    questionnaire_version: int | None = None
    language: str = "de"
    answers: dict[str, Any] = Field(description="question code -> code, [codes], text, number or {row: code}")
    orders: dict[str, list[int | str]] = Field(default_factory=dict, description=ORDERS_HELP)
    audience: str | None = Field(default=None, description=AUDIENCE_HELP)
    invitation: str | None = Field(default=None, description=INVITATION_HELP)
    proof: str | None = Field(default=None, description=PROOF_HELP)


class SubmissionReceipt(BaseModel):
    """What a stored answer sheet is known by."""

    id: UUID
    receipt_code: str


def list_surveys(call: Call) -> Listing[SurveyItem]:
    """All surveys of all regions (or of `region`), in a stable order."""
    after, limit = call.cursor()
    regions = {place.id: place.slug for place in call.site.places.values()}
    wanted = call.query.get("region")
    known = [
        survey
        for survey in running_surveys(call.site).by_id.values()
        if (after is None or survey.id > after) and (not wanted or regions.get(survey.region_id) == wanted)
    ]
    known.sort(key=lambda survey: survey.id)
    items = [SurveyItem(**_described(survey, regions)) for survey in known[:limit]]
    return Listing(items=items, next=str(items[-1].id) if len(known) > limit else None)


def show_survey(call: Call, survey: str) -> SurveyDocument:
    """The survey of that id or slug with its newest questionnaire."""
    running = running_surveys(call.site).named(survey)
    regions = {place.id: place.slug for place in call.site.places.values()}
    document = running.latest.questionnaire.as_document()
    return SurveyDocument(**_described(running, regions), questionnaire=document)


def _described(survey: RunningSurvey, regions: dict[UUID, str]) -> dict[str, Any]:
    questionnaire = survey.latest.questionnaire
    return {
        "id": survey.id,
        "slug": survey.slug,
        "region": regions.get(survey.region_id, ""),
        "status": survey.state(now()).value,
        "opens_at": survey.opens_at,
        "closes_at": survey.closes_at,
        "questionnaire_version": survey.latest.number,
        "languages": sorted(questionnaire.languages),
        "title": dict(questionnaire.title),
        "audiences": [AudienceItem.of(audience) for audience in survey.audiences.all],
        "brake": survey.brake,
    }


def submit(call: Call, survey: str) -> DeliverJson:
    """Validate an answer sheet and bring it to the intake.

    Raises:
        NotFound: there is no such survey.
        NotNow: it takes no answers now, and this very sheet is not stored already.
        Invalid: answers, language, version, group, invitation or proof cannot be used.
        Conflict: the invitation was used.
    """
    running = running_surveys(call.site).named(survey)
    body: SubmissionBody = call.body
    try:
        sheet, claims = _sheet(call, running, body)
        proofs = _proofs(call, running, sheet, body.proof)
    except (Conflict, Invalid):
        running.ensure_open(now())
        raise
    if running.state(now()) != "open" and not _is_stored(call, sheet):
        running.ensure_open(now())
    receipt = SubmissionReceipt(id=sheet.public_id, receipt_code=receipt_code(body.id))
    return DeliverJson(sheet.delivery((*claims, *proofs)), receipt, REFUSED)


def _proofs(call: Call, running: RunningSurvey, sheet: AnswerSheet, proof: str | None) -> Sequence[Claim]:
    try:
        return proof_claims(call, running, proof)
    except Invalid:
        if _is_stored(call, sheet):  # a late retry, whose proof has expired
            return ()
        raise


def _is_stored(call: Call, sheet: AnswerSheet) -> bool:
    with call.site.database.reading() as session:
        return is_stored(session, sheet)


def _sheet(call: Call, running: RunningSurvey, body: SubmissionBody) -> tuple[AnswerSheet, Sequence[Claim]]:
    """The sheet, and the use of the invitation that it needs."""
    version = _version(running, body.questionnaire_version)
    language = BY_TAG.get(body.language)
    if language is None:
        raise Invalid("The language is not known.", {"language": f"One of {', '.join(BY_TAG)}."})

    def translate(message: str, **values: object) -> str:
        return call.site.rendering.translate(language, message, **values)

    person = admitted(call, running, body, translate)
    answers, problems = check_answers(version.questionnaire, body.answers, person.left_out)
    problems += check_orders(version.questionnaire, body.orders)
    if problems:
        sentences = {problem.name: problem.sentence(translate, language.tag) for problem in problems}
        raise Invalid("Some answers cannot be used. Nothing was stored.", sentences)
    orders = {code: order for code, order in body.orders.items() if code in answers}
    sheet = AnswerSheet(body.id, running, version, language.tag, answers, audience=person.audience, orders=orders)
    return sheet, person.claims


def _version(running: RunningSurvey, number: int | None) -> FrozenVersion:
    if number is None:
        return running.latest
    try:
        return running.versions[number]
    except KeyError:
        known = f"This survey has the versions {', '.join(map(str, sorted(running.versions)))}."
        raise Invalid("The questionnaire version is not known.", {"questionnaire_version": known}) from None


ENDPOINTS = (
    Endpoint(
        "/surveys",
        list_surveys,
        "All surveys",
        Listing[SurveyItem],
        query={"region": "slug of a region", "cursor": "`next` of the page before", "limit": "1 to 100"},
    ),
    Endpoint("/surveys/{survey}", show_survey, "A survey with its questionnaire, by id or slug", SurveyDocument),
    Endpoint(
        "/surveys/{survey}/submissions",
        submit,
        "Hand in answers, without an account",
        SubmissionReceipt,
        method="POST",
        body=SubmissionBody,
        problems=(403, 404, 409, 422, 503),
    ),
    *audiences.ENDPOINTS,
    *results.ENDPOINTS,
)
