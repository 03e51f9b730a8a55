"""Builders: a published strategy with a field and goals, contributions on them, a released survey, filled-in forms."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from html import unescape
from typing import Any
from uuid import UUID, uuid4

from sqlmodel import Session, select

from participation.comments.models import Comment, CommentKind
from participation.core.clock import now
from participation.core.identifiers import digest, receipt_key_of
from participation.ideas.models import Idea
from participation.language.normalise import text_hash
from participation.procedures.models import Phase, PhaseKind, RoundSettings
from participation.regions.models import Region
from participation.statistics.published import AnswerKind, PublishedCell, PublishedRow, PublishedTable, Status
from participation.strategy.models import (
    Block,
    BlockText,
    Element,
    Kind,
    Strategy,
    StrategyText,
    TwinState,
)
from participation.strategy.versions import publish_version
from participation.surveys.models import QuestionnaireVersion, Release, ReleaseTable, Survey
from participation.surveys.questionnaire import Item, Question, QuestionKind, Questionnaire, QuestionPage
from participation.threads.contributions import client_key, contribution_id
from participation.threads.models import ContributionState, Thread
from tests.browser import Browser
from tests.cast import a_procedure, a_region

LEVELS = {
    "action_field": {"one": "Handlungsfeld", "many": "Handlungsfelder"},
    "strategic_goal": {"one": "Ziel", "many": "Ziele"},
}


@dataclass(frozen=True)
class Scene:
    """Ids of what a test about goals needs; `base` is the address of the region's pages."""

    region: Region
    strategy_id: UUID
    field_id: UUID
    goal_id: UUID
    goal_thread: UUID
    version_id: UUID
    phase_id: UUID
    procedure_id: UUID


def a_scene(session: Session, slug: str = "lindenau") -> Scene:
    """A county whose strategy has a field and the goal `z-bus` below it, in version 1, open for everything."""
    region = a_region(session, slug, f"Landkreis {slug.title()}")
    strategy = Strategy(region_id=region.id, slug="zukunft", horizon=2035, levels=LEVELS)
    session.add(strategy)
    session.flush()
    session.add(StrategyText(strategy_id=strategy.id, language="de", title="Zukunft 2035"))
    field = an_element(session, strategy, "mobilitaet", Kind.ACTION_FIELD, "1", ("Mobilität", "Bus und Bahn"))
    goal = an_element(
        session,
        strategy,
        "z-bus",
        Kind.STRATEGIC_GOAL,
        "1.1",
        ("Der Bus fährt jede Stunde.", "Der Bus kommt oft."),
        ("Das gilt an Werktagen.", "Das gilt von Montag bis Freitag."),
        parent=field,
    )
    version = publish_version(session, strategy, "", None)
    procedure = a_procedure(session, region, strategy_id=strategy.id)
    phase = session.exec(select(Phase).where(Phase.procedure_id == procedure.id)).first()
    assert phase is not None
    return Scene(region, strategy.id, field.id, goal.id, goal.thread_id, version.id, phase.id, procedure.id)


def a_closed_phase(session: Session, procedure_id: UUID) -> Phase:
    """A round of comments for an invited circle, at the present time."""
    opens_at, closes_at = now() - timedelta(days=1), now() + timedelta(days=1)
    phase = Phase(
        procedure_id=procedure_id, kind=PhaseKind.COMMENTS, position=8, opens_at=opens_at, closes_at=closes_at
    )
    session.add(phase)
    session.flush()
    session.add(RoundSettings(phase_id=phase.id, is_closed=True))
    return phase


def an_element(
    session: Session,
    strategy: Strategy,
    key: str,
    kind: Kind,
    number: str,
    *texts: tuple[str, str],
    parent: Element | None = None,
) -> Element:
    """A title and paragraphs, each in standard German and Leichte Sprache (an empty twin is missing)."""
    element = Element(
        strategy_id=strategy.id,
        parent_id=parent.id if parent else None,
        thread_id=_thread(session, strategy.region_id),
        key=key,
        kind=kind,
        number=number,
        position=0,
    )
    session.add(element)
    session.flush()
    for position, (german, easy) in enumerate(texts):
        block_key = f"p{position}" if position else "title"
        block = Block(
            element_id=element.id, thread_id=_thread(session, strategy.region_id), key=block_key, position=position
        )
        session.add(block)
        session.flush()
        session.add(
            BlockText(block_id=block.id, language="de", text=german, state=TwinState.REVIEWED, changed_at=now())
        )
        if easy:
            twin = BlockText(block_id=block.id, language="de-simple", text=easy, changed_at=now())
            twin.state, twin.source_hash = TwinState.REVIEWED, text_hash(german)
            session.add(twin)
        session.flush()
    return element


def _thread(session: Session, region_id: UUID) -> UUID:
    thread = Thread(region_id=region_id)
    session.add(thread)
    session.flush()
    return thread.id


def a_comment(
    session: Session,
    scene: Scene,
    text: str = "Bitte auch am Wochenende.",
    state: ContributionState = ContributionState.PUBLISHED,
    **more: Any,
) -> Comment:
    """A comment on the goal."""
    values: dict[str, Any] = {
        "thread_id": scene.goal_thread,
        "element_id": scene.goal_id,
        "kind": CommentKind.SUGGESTION,
        "phase_id": scene.phase_id,
    } | more
    comment = Comment(
        **_contribution(scene, text, state),
        strategy_id=scene.strategy_id,
        version_id=scene.version_id,
        **values,
    )
    session.add(comment)
    session.flush()
    return comment


def an_idea(
    session: Session, scene: Scene, title: str = "Rufbus", state: ContributionState = ContributionState.PUBLISHED
) -> Idea:
    """An idea to the goal."""
    idea = Idea(
        **_contribution(scene, "Ein Bus, den man ruft.", state),
        strategy_id=scene.strategy_id,
        element_id=scene.goal_id,
        phase_id=scene.phase_id,
        title=title,
    )
    session.add(idea)
    session.flush()
    return idea


def _contribution(scene: Scene, text: str, state: ContributionState) -> dict[str, Any]:
    client_id, today = uuid4(), now()
    return {
        "id": contribution_id(today.date()),
        "region_id": scene.region.id,
        "key": client_key(client_id),
        "payload_hash": digest(text),
        "receipt_key": receipt_key_of(client_id),
        "author_name": "Erika Beispiel",
        "text": text,
        "language": "de",
        "received_on": today.date(),
        "state": state,
        "published_at": today,
    }


def set_up(browser: Browser, *builders: Any) -> Any:
    """Build a scene (and what else is given: callables of session and scene) in the running application."""
    with browser.site.database.writing() as session:
        scene = a_scene(session)
        made = [build(session, scene) for build in builders]
    browser.site.refresh()
    return (scene, *made) if made else scene


def fields_of(html: str) -> dict[str, Any]:
    """What a browser would send of the page's (POST) form if nothing was touched: texts, hidden fields, no boxes."""
    form = re.search(r'<form[^>]*method="post" action="/de/verwaltung/(?!abmelden).*?</form>', html, re.DOTALL)
    assert form, "There is no form on this page."
    found: dict[str, Any] = {}
    for area in re.finditer(r'<textarea[^>]*name="([^"]+)"[^>]*>\n?(.*?)</textarea>', form[0], re.DOTALL):
        found[area[1]] = unescape(area[2])
    for tag in re.findall(r"<input[^>]*>", form[0]):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and ('type="hidden"' in tag or 'type="text"' in tag):
            found[name[1]] = unescape(value[1]) if value else ""
    for tag in re.finditer(r'<select[^>]*name="([^"]+)".*?</select>', form[0], re.DOTALL):
        selected = re.search(r'value="([^"]*)" selected', tag[0])
        found[tag[1]] = selected[1] if selected else ""
    return found


def a_release(session: Session, scene: Scene, importance: float = 4.6, satisfaction: float = 2.1) -> Release:
    """A survey on the field with one release: two means of 812 answers each."""
    survey = Survey(region_id=scene.region.id, procedure_id=scene.procedure_id, slug="wichtig", latest_version=1)
    session.add(survey)
    session.flush()
    session.add(
        QuestionnaireVersion(survey_id=survey.id, number=1, document=_questionnaire().as_document(), frozen_at=now())
    )
    facts: dict[str, Any] = {
        "questionnaire_version": 1,
        "importance_cut": 4.0,
        "satisfaction_cut": 3.0,
        "breakdowns": [],
    }
    facts["figures"] = {"groups": {"": {"importance*satisfaction.bus": {"group": 1, "share": 0.97}}}}
    release = Release(
        survey_id=survey.id,
        number=1,
        cut_off_at=now(),
        method_version="1",
        submissions=812,
        facts=facts,
        sha256="0" * 64,
        released_at=now(),
    )
    session.add(release)
    session.flush()
    for code, mean in (("importance", importance), ("satisfaction", satisfaction)):
        row = PublishedRow((), ((),), Status.EXACT, 812, "812", _cells(mean), mean=mean)
        table = PublishedTable(f"{code}.bus", AnswerKind.SCALE, (), (row,))
        session.add(
            ReleaseTable(release_id=release.id, question=table.question, dimensions="", document=table.as_document())
        )
    session.flush()
    return release


def _cells(mean: float) -> tuple[PublishedCell, ...]:
    """812 answers with that mean score, all on the two codes around it."""
    lower = int(mean)
    above = round((mean - lower) * 812)
    return PublishedCell(lower, 812 - above, None), PublishedCell(lower + 1, above, None)


def _questionnaire() -> Questionnaire:
    item = Item("bus", {"de": "Bus und Bahn"}, "mobilitaet")
    questions = tuple(
        Question(code, QuestionKind.MATRIX, {"de": text}, items=(item,), scale=code)
        for code, text in (("importance", "Wie wichtig ist Ihnen das?"), ("satisfaction", "Wie zufrieden sind Sie?"))
    )
    return Questionnaire({"de": "Was ist Ihnen wichtig?"}, {}, {}, (QuestionPage({}, questions),))
