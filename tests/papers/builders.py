"""Builders of tests about papers: the scene of goals, its bodies, and a paper as far as a test needs it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlmodel import Session

from participation.papers.goal_words import proposed_goals
from participation.papers.models import Consultation, Organization, OrganizationKind, Paper, PaperKind, PaperState
from participation.papers.queries import steps_of
from participation.papers.staff import actions, deliberation
from participation.papers.staff.forms import OrganizationSheet, PaperSheet, StepSheet
from participation.strategy.models import Strategy
from participation.strategy.versions import current_version
from tests.goals.builders import Scene

COUNCIL_DAY, COMMITTEE_DAY = date(2031, 3, 19), date(2031, 3, 5)
ALL_ANSWERED = {"un_brk": "yes", "climate": "not_apt"}


def bodies(session: Session, scene: Scene) -> tuple[Organization, Organization]:
    """A county committee and the county council."""
    made = [
        deliberation.add_organization(session, scene.region.id, OrganizationSheet(name, "", kind, {}), None)
        for name, kind in (
            ("Kreisausschuss", OrganizationKind.COUNTY_COMMITTEE),
            ("Kreistag", OrganizationKind.COUNTY_COUNCIL),
        )
    ]
    return made[0], made[1]


def a_draft(session: Session, scene: Scene, serial: int | None = 69) -> Paper:
    """A paper on the scene's strategy that nothing stands against, with a closed and a public meeting."""
    strategy = session.get_one(Strategy, scene.strategy_id)
    version = current_version(session, strategy)
    paper = actions.begin_paper(session, strategy, version, PaperKind.RESOLUTION, "Ziele bis 2035", None)
    committee, council = bodies(session, scene)
    a_step(session, paper, committee, COMMITTEE_DAY, is_public=False)
    a_step(session, paper, council, COUNCIL_DAY)
    actions.save_paper(session, paper, sheet_of(session, paper, serial), None)
    return paper


def sheet_of(
    session: Session, paper: Paper, serial: int | None = 69, words: dict[str, str] | None = None
) -> PaperSheet:
    """The sheet of a paper with its own words and all boxes answered; `words` replace those of goals by element id."""
    goals = {str(goal.element_id): goal.text for goal in proposed_goals(session, paper)}
    return PaperSheet(
        subject=paper.subject,
        day=paper.day,
        serial=serial,
        file_reference="",
        office="Referat A",
        link="",
        texts={"opening": "Es wird beschlossen:", "closing": "", "reasons": "Gründe.", "finances": "", "youth": ""},
        goals=goals | (words or {}),
        checks=dict(ALL_ANSWERED),
        annexes=("strategy", "considerations", "report"),
    )


def a_step(session: Session, paper: Paper, body: Organization, day: date, *, is_public: bool = True) -> Consultation:
    """A step of the Beratungsfolge."""
    return deliberation.add_step(session, paper, StepSheet(str(body.id), day, is_public, "", {}), None)


def brought_to(session: Session, paper: Paper, state: PaperState) -> Paper:
    """The paper, advanced step by step."""
    while paper.state is not state:
        actions.advance(session, paper, None)
    return paper


def a_public_paper(session: Session, scene: Scene) -> Paper:
    """A released paper without results."""
    return brought_to(session, a_draft(session, scene), PaperState.RELEASED)


def steps_by_body(session: Session, paper_id: UUID) -> dict[str, Consultation]:
    """The steps of a paper by the name of the body."""
    return {step.organization.name: step.consultation for step in steps_of(session, [paper_id])[paper_id]}
