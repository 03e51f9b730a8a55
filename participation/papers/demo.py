"""The demo's papers, played through the same actions that staff use; repeating adds nothing."""

from __future__ import annotations

from datetime import datetime, time

from sqlmodel import Session, select

from participation.core.days import ZONE
from participation.papers.demo_papers import BODIES, HEAD, PAPERS, REGION, DemoPaper
from participation.papers.goal_words import goal_rows
from participation.papers.jobs import ask_for_documents
from participation.papers.models import Organization, Paper, PaperKind, PaperSettings, PaperState
from participation.papers.names import USUAL_CHECKS
from participation.papers.results import BodyResult, record_result
from participation.papers.staff import actions, deliberation
from participation.papers.staff.forms import OrganizationSheet, PaperSheet, StepSheet
from participation.regions.models import Region
from participation.strategy.models import Strategy
from participation.strategy.versions import numbered_version

_RELEASED_AT = time(12)


def add_demo_papers(session: Session) -> int:
    """Play every paper once; nothing happens where the region is not there, or has bodies already.

    Returns:
        How many papers were added.
    """
    region = session.exec(select(Region).where(Region.slug == REGION)).first()
    if region is None or session.exec(select(Organization).where(Organization.region_id == region.id)).first():
        return 0
    bodies = {
        name: deliberation.add_organization(session, region.id, OrganizationSheet(name, "", kind, {}), None)
        for name, kind in BODIES
    }
    settings = PaperSettings(region_id=region.id, head=HEAD, template="county", checks=[dict(USUAL_CHECKS[0])])
    session.add(settings)
    for told in PAPERS:
        _play(session, region, told, bodies)
    return len(PAPERS)


def _play(session: Session, region: Region, told: DemoPaper, bodies: dict[str, Organization]) -> None:
    paper = _begun(session, region, told)
    actions.save_paper(session, paper, _sheet(session, paper, told), None)
    steps = {
        step: deliberation.add_step(
            session, paper, StepSheet(str(bodies[step.body].id), step.day, step.is_public, "", {}), None
        )
        for step in told.steps
    }
    while paper.state is not PaperState.RELEASED:
        actions.advance(session, paper, None)
    _date_back(session, paper)
    for step, consultation in steps.items():
        if step.result:
            record_result(session, paper, consultation, BodyResult(step.result), None)
    ask_for_documents(session, paper)


def _begun(session: Session, region: Region, told: DemoPaper) -> Paper:
    strategy = session.exec(
        select(Strategy).where(Strategy.region_id == region.id, Strategy.slug == told.strategy)
    ).one()
    version = numbered_version(session, strategy, 1)
    if told.kind is PaperKind.SUPPLEMENT:
        parent = session.exec(
            select(Paper).where(Paper.region_id == region.id, Paper.serial == told.supplements, Paper.supplement == 0)
        ).one()
        paper = actions.supplement_paper(session, parent, version, None)
        paper.subject = told.subject
        return paper
    return actions.begin_paper(session, strategy, version, told.kind, told.subject, None)


def _sheet(session: Session, paper: Paper, told: DemoPaper) -> PaperSheet:
    kept = {str(row.element_id): row.text if told.has_goals else "" for row in goal_rows(session, paper.id)}
    texts = {name: getattr(told, name) for name in ("opening", "closing", "reasons", "finances", "youth")}
    return PaperSheet(
        subject=told.subject,
        day=told.day,
        serial=told.serial,
        file_reference=told.file_reference,
        office=told.office,
        link="",
        texts=texts,
        goals=kept,
        checks={"un_brk": told.un_brk},
        annexes=told.annexes,
    )


def _date_back(session: Session, paper: Paper) -> None:
    """Papers of past years were released then."""
    moment = datetime.combine(paper.day, _RELEASED_AT, ZONE)
    paper.handed_in_at = paper.dispatched_at = paper.released_at = moment
    session.add(paper)
    session.flush()
