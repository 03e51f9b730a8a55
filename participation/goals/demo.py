"""The demo's stories, played through the same actions that people use: written, considered, reworded, published."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from sqlmodel import Session, col, select

from participation.accounts.models import Account, Role, RoleGrant
from participation.comments.models import Comment, CommentKind
from participation.considerations.actions import consider
from participation.considerations.entries import Entry
from participation.considerations.forms import ConsiderationSheet
from participation.core.clock import now
from participation.core.identifiers import digest, receipt_key_of
from participation.goals.actions import Grounds, add_source, change_wording
from participation.goals.citing import Citation
from participation.goals.demo_stories import STORIES, Story
from participation.goals.forms import SourceSheet
from participation.goals.models import Source, SourceKind
from participation.goals.publishing import next_version, publish_draft
from participation.goals.results import released_results
from participation.ideas.models import Idea, IdeaStage, Stage
from participation.procedures.models import PhaseKind
from participation.procedures.rounds import rounds
from participation.regions.models import Region
from participation.strategy.models import Element, Strategy
from participation.strategy.versions import current_version
from participation.threads.contributions import client_key, contribution_id
from participation.threads.models import ContributionState
from participation.web.languages import EASY, GERMAN
from participation.web.pages import Person
from participation.writing.draft import draft_blocks
from participation.writing.wording import Wording


def add_demo_stories(session: Session) -> int:
    """Play every story once; a story whose region is not there, or that was played before, is left out.

    Returns:
        How many stories were played.
    """
    return sum(_play(session, story) for story in STORIES)


def client_id_of(story: Story, number: int) -> UUID:
    """The secret id of an invented contribution (counted from 0): the same in every demo, and so its receipt code."""
    return uuid5(NAMESPACE_URL, f"demo:{story.strategy}:{story.goal}:{number}")


def _play(session: Session, story: Story) -> bool:
    strategy = session.exec(
        select(Strategy)
        .join(Region, col(Region.id) == col(Strategy.region_id))
        .where(Region.slug == story.region, Strategy.slug == story.strategy)
    ).first()
    if strategy is None or _is_played(session, strategy, story):
        return False
    goal = session.exec(select(Element).where(Element.strategy_id == strategy.id, Element.key == story.goal)).one()
    editor = session.exec(select(Account).join(RoleGrant).where(RoleGrant.role == Role.EDITOR, Account.is_demo)).first()
    person = Person(editor.id, editor.name) if editor else None
    cited = _voices(session, story, strategy, goal, person)
    _reword(session, story, strategy, goal, cited, person)
    coming = next_version(session, strategy)
    publish_draft(session, strategy, coming, story.note, person)
    return True


def _is_played(session: Session, strategy: Strategy, story: Story) -> bool:
    known = select(Source.id).where(Source.strategy_id == strategy.id, Source.title == story.workshop)
    return session.exec(known).first() is not None


def _voices(session: Session, story: Story, strategy: Strategy, goal: Element, person: Person | None) -> list[Citation]:
    """Store the contributions with their considerations; which of them the new words cite."""
    cited = []
    for number, voice in enumerate(story.voices):
        contribution = _contribution(session, story, number, strategy, goal)
        session.add(contribution)
        session.flush()
        sheet = ConsiderationSheet(
            voice.outcome, voice.rationale, voice.easy_rationale, voice.forwarded_to, goal.key, releases=True
        )
        consider(session, strategy, Entry(contribution, None), sheet, (goal, None), person.id if person else None)
        is_idea = isinstance(contribution, Idea)
        if is_idea:
            _add_steps(session, contribution.id)
        if voice.cited:
            cited.append(Citation(idea_id=contribution.id) if is_idea else Citation(comment_id=contribution.id))
    return cited


def _contribution(session: Session, story: Story, number: int, strategy: Strategy, goal: Element) -> Comment | Idea:
    voice, client_id = story.voices[number], client_id_of(story, number)
    kind = PhaseKind.IDEAS if voice.title else PhaseKind.COMMENTS
    phase = next(one for one in rounds(session, kind, strategy.region_id) if one.strategy_id == strategy.id)
    day = now().date() - timedelta(days=9 - number)
    values: dict[str, Any] = {
        "id": contribution_id(day),
        "region_id": strategy.region_id,
        "key": client_key(client_id),
        "payload_hash": digest(voice.text),
        "receipt_key": receipt_key_of(client_id),
        "author_name": "Demo-Person",
        "text": voice.text,
        "language": GERMAN.tag,
        "received_on": day,
        "state": ContributionState.PUBLISHED,
        "published_at": now() - timedelta(days=8 - number),
        "strategy_id": strategy.id,
        "element_id": goal.id,
        "phase_id": phase.phase_id,
    }
    if voice.title:
        return Idea(**values, title=voice.title, stage=Stage.CHECKED)
    version = current_version(session, strategy)
    return Comment(**values, thread_id=goal.thread_id, version_id=version.id, kind=CommentKind.SUGGESTION)


def _add_steps(session: Session, idea_id: UUID) -> None:
    for stage, days in ((Stage.SUBMITTED, 6), (Stage.CHECKED, 5)):
        session.add(IdeaStage(idea_id=idea_id, stage=stage, reached_on=now().date() - timedelta(days=days)))
    session.flush()


def _reword(
    session: Session,
    story: Story,
    strategy: Strategy,
    goal: Element,
    cited: list[Citation],
    person: Person | None,
) -> None:
    workshop = add_source(
        session,
        strategy,
        SourceSheet(SourceKind.WORKSHOP, story.workshop, "Vorführung", "", now().date() - timedelta(days=4)),
    )
    results = [
        Citation(survey_id=result.survey.id, release_id=result.release.id, question=result.question)
        for result in released_results(session, strategy, {story.field})
        if result.scale in {"importance", "satisfaction"}
    ]
    grounds = Grounds([*results, *cited, Citation(source_id=workshop.id)], "", person.id if person else None)
    blocks = {block.key: block for block in draft_blocks(session, goal)}
    changes = [
        Wording(blocks[words.block], tag, text, blocks[words.block].texts[tag].fingerprint)
        for words in story.words
        for tag, text in ((GERMAN.tag, words.german), (EASY.tag, words.easy))
    ]
    change_wording(session, strategy, goal, changes, grounds)
