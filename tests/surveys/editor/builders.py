"""An editor at the editor: opens forms as a browser without JavaScript does, fills them in and sends them."""

from __future__ import annotations

from typing import Any

import html5lib
from sqlmodel import select

from participation.accounts.models import Role
from participation.surveys.models import QuestionnaireDraft, QuestionnaireVersion, Survey
from participation.surveys.questionnaire import Questionnaire
from tests.browser import Browser
from tests.cast import a_procedure, a_region, signed_in

HTML = "{http://www.w3.org/1999/xhtml}"
DRAFT = "/de/verwaltung/umfragen/umfrage/fragebogen"


def form_fields(html: str, marker: str = "") -> dict[str, list[str]]:
    """What the form whose action contains `marker` would send as it stands, buttons left out."""
    document = html5lib.parse(html)
    forms = [one for one in document.iter(HTML + "form") if one.get("method") == "post"]
    form = next(one for one in forms if marker in (one.get("action") or ""))
    fields: dict[str, list[str]] = {}
    for element in form.iter():
        name, kind = element.get("name"), element.get("type")
        if not name or kind in ("submit", "file") or (kind in ("checkbox", "radio") and element.get("checked") is None):
            continue
        fields.setdefault(name, []).append(_value(element))
    return fields


def _value(element: Any) -> str:
    if element.tag == HTML + "textarea":
        return (element.text or "").removeprefix("\n")
    if element.tag == HTML + "select":
        options = list(element.iter(HTML + "option"))
        chosen = [one for one in options if one.get("selected") is not None] or options[:1]
        return chosen[0].get("value") or "" if chosen else ""
    return element.get("value") or ""


class Editing:
    """Somebody who may edit, in a region with a procedure."""

    def __init__(self, browser: Browser, role: Role = Role.EDITOR) -> None:
        self.browser = browser
        with browser.site.database.writing() as session:
            self.region = a_region(session)
            self.procedure = a_procedure(session, self.region)
        browser.site.refresh()
        self.person = signed_in(browser, role, self.region)

    def begin(self, title: str = "Was ist wichtig?", slug: str = "umfrage", **more: Any) -> Any:
        form = {"phase": str(self.procedure.id), "source": "blank", "title_de": title, "slug": slug} | more
        return self.browser.post("/de/verwaltung/frageboegen/neu", form)

    def open(self, path: str) -> dict[str, Any]:
        page = self.browser.get(DRAFT + path)
        assert page.status_code == 200
        return dict(form_fields(page.text, "/fragebogen"))

    def send(self, path: str, filled: dict[str, Any], **changes: Any) -> Any:
        named = {name.replace("__", "-"): value for name, value in changes.items()}
        return self.browser.post(DRAFT + path, {**filled, **named})

    def fill_in(self, path: str, **changes: Any) -> Any:
        return self.send(path, self.open(path), **changes)

    def press(self, button: str, **more: Any) -> Any:
        return self.fill_in("", _do=button, **more)

    def add(self, kind: str, text: str, page: int = 1, **fields: Any) -> Any:
        return self.fill_in(f"/seiten/{page}/neu?art={kind}", text_de=text, **fields)

    def draft(self, slug: str = "umfrage") -> Questionnaire:
        with self.browser.site.database.reading() as session:
            document = session.exec(
                select(QuestionnaireDraft.document)
                .join(Survey, Survey.id == QuestionnaireDraft.survey_id)  # type: ignore[arg-type]
                .where(Survey.slug == slug)
            ).one()
        return Questionnaire.from_document(document)

    def codes(self) -> list[list[str]]:
        return [[question.code for question in page.questions] for page in self.draft().pages]

    def publish(self, **more: Any) -> Any:
        answer = self.fill_in("/veroeffentlichen", **more)
        self.browser.site.refresh()
        return answer

    def versions(self) -> list[QuestionnaireVersion]:
        with self.browser.site.database.reading() as session:
            return list(session.exec(select(QuestionnaireVersion).order_by(QuestionnaireVersion.number)))  # type: ignore[arg-type]
