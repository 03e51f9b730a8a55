"""Builders: a hall with a survey, dots and an idea box; tablets in it; what they seal and send."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import func
from sqlmodel import Session, col, select, update

from participation.core.clock import now
from participation.core.identifiers import digest
from participation.core.sealing import new_sealing_key, seal
from participation.procedures.models import Phase, Procedure
from participation.roadshow.models import (
    Device,
    DeviceItem,
    DeviceKind,
    DotsOption,
    DotsOptionText,
    DotsQuestion,
    DotsQuestionText,
    ItemState,
    RoadshowStop,
    RoadshowStopText,
    StopState,
    StopSurvey,
)
from participation.surveys.models import Submission
from tests.browser import Browser
from tests.comments.builders import Setting, a_setting
from tests.surveys.builders import a_survey

ANSWERS = {"importance": {"mobility": 5}, "age_group": "25-34", "wish": "Mehr Busse"}


def a_stop(session: Session, procedure: Procedure, slug: str = "marbach", **more: Any) -> RoadshowStop:
    """A public stop that goes on now, with one question about dots."""
    key = new_sealing_key()
    usual: dict[str, Any] = {
        "place": "Markthalle Marbach",
        "starts_at": now() - timedelta(hours=2),
        "ends_at": now() + timedelta(hours=2),
        "state": StopState.ANNOUNCED,
        "key_public": key.public,
        "key_private": key.private,
    }
    stop = RoadshowStop(region_id=procedure.region_id, procedure_id=procedure.id, slug=slug, **(usual | more))
    session.add(stop)
    session.flush()
    session.add(RoadshowStopText(stop_id=stop.id, language="de", title="Unterwegs in Marbach", programme="Um 16 Uhr."))
    question = DotsQuestion(stop_id=stop.id)
    session.add(question)
    session.flush()
    session.add(DotsQuestionText(question_id=question.id, language="de", title="Wohin mit Ihren Punkten?"))
    for position, code in enumerate(("bus", "rad")):
        option = DotsOption(question_id=question.id, code=code, position=position)
        session.add(option)
        session.flush()
        session.add(DotsOptionText(option_id=option.id, language="de", title=f"Mehr {code}"))
    return stop


@dataclass
class Tablet:
    """A device as the server sees it from outside; `secret` is its token."""

    browser: Browser
    stop: str
    public: bytes
    secret: str = field(default_factory=lambda: uuid4().hex)

    def sealed(self, item_id: UUID | None = None, stop: str = "", **content: Any) -> dict[str, Any]:
        """An item as it is sent."""
        own = item_id or uuid4()
        words = json.dumps({"language": "de", **content}).encode()
        return {"id": str(own), "stop": stop or self.stop, "sealed": seal(words, self.public, own)}

    def answered(self, **more: Any) -> dict[str, Any]:
        """An answer sheet, sealed."""
        content: dict[str, Any] = {
            "kind": "submission",
            "survey": "umfrage",
            "questionnaire_version": 1,
            "answers": ANSWERS,
        }
        return self.sealed(**(content | more))

    def sends(self, *items: Any, **more: Any) -> Any:
        """The answer to a batch."""
        headers = {"authorization": f"Bearer {self.secret}", "sec-fetch-site": "same-origin"}
        return self.browser.api("POST", "/devices/sync", json={"items": list(items), **more}, headers=headers)

    def statuses(self, *items: Any) -> list[int]:
        """The statuses of the items of a batch."""
        answer = self.sends(*items)
        assert answer.status_code == 200, answer.text
        return [item["status"] for item in answer.json()["items"]]


@dataclass
class Scene:
    """A setting with a survey and a stop at which it is asked."""

    browser: Browser
    setting: Setting
    stop_id: UUID

    def tablet(self, kind: DeviceKind = DeviceKind.KIOSK, **more: Any) -> Tablet:
        """Another device of the stop."""
        with self.browser.site.database.writing() as session:
            stop = session.get_one(RoadshowStop, self.stop_id)
            tablet = Tablet(self.browser, stop.slug, stop.key_public)
            ends = now() + timedelta(days=30)
            known: dict[str, Any] = {"name": "Tablet", "enrolled_at": now(), "expires_at": ends} | more
            session.add(Device(token_hash=digest(tablet.secret), stop_id=stop.id, kind=kind, **known))
        return tablet

    def changes(self, model: Any, **values: Any) -> None:
        """Change every row of a table, and let the site see it."""
        with self.browser.site.database.writing() as session:
            session.exec(update(model).values(**values))
        self.browser.site.refresh()

    def counts(self) -> tuple[int, int, int]:
        """How many answer sheets there are, accepted items, and items in quarantine."""
        with self.browser.site.database.reading() as session:
            sheets = session.exec(select(func.count()).select_from(Submission)).one()
            states = dict(session.execute(select(DeviceItem.state, func.count()).group_by(col(DeviceItem.state))).all())
        return sheets, states.get(ItemState.ACCEPTED, 0), states.get(ItemState.QUARANTINED, 0)

    def dots_question(self) -> str:
        """The id of the question about dots."""
        with self.browser.site.database.reading() as session:
            return str(session.exec(select(DotsQuestion.id)).one())


def a_scene(browser: Browser) -> Scene:
    """The scene, seen by the site."""
    with browser.site.database.writing() as session:
        setting = a_setting(session)
        procedure = session.exec(select(Procedure)).one()
        survey = a_survey(session, procedure, setting.region)
        stop = a_stop(session, procedure)
        session.add(StopSurvey(stop_id=stop.id, survey_id=survey.id))
        scene = Scene(browser, setting, stop.id)
    browser.site.refresh()
    return scene


def phases_end(scene: Scene, after: timedelta) -> None:
    """Let all phases end so long after now."""
    scene.changes(Phase, closes_at=now() + after, opens_at=now() + after - timedelta(days=9))
