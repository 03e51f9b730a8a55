"""What the inspected demo has besides its content: a survey that is over, texts without a twin."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from sqlmodel import Session, col, delete, select

from participation.core.clock import now
from participation.core.database import Database
from participation.core.identifiers import digest
from participation.demonstration import add_demo
from participation.members.models import Member, MemberSession
from participation.procedures.models import Phase, PhaseKind, PhaseText
from participation.regions.models import Region
from participation.statements.links import keep_link
from participation.statements.models import Addressee
from participation.strategy.models import Block, Element, VersionText
from participation.surveys.actions import freeze_questionnaire
from participation.surveys.models import Survey
from participation.surveys.running import surveys_in
from participation.web.languages import EASY, LANGUAGES
from participation.youth_council.models import YouthSession
from tests.journeys import acts
from tests.served import filled
from tests.youth_council.builders import a_carried_vote, a_council, a_draft, a_member


def fill_demo(url: str, folder: Path) -> None:
    """The demo of Landkreis Börde in an empty database, with what its content happens not to have."""
    filled(url, folder, "boerde", demo=True)
    database = Database(url, threads=2)
    add_demo(database)
    with database.writing() as session:
        _add_closed_survey(session)
        _remove_twins(session)
        _open_doors(session)
    database.close()


def _open_doors(session: Session) -> None:
    """A body's personal link, and devices of a member and of a young person, all known to the journeys."""
    received = col(Addressee.received_on)
    for link, condition in ((acts.LINK, received.is_(None)), (acts.DONE_LINK, received.is_not(None))):
        keep_link(session, session.exec(select(Addressee.id).where(condition)).first() or uuid4(), link)
    council = a_council(session, session.exec(select(Region)).one())
    young = a_member(session, council)
    a_carried_vote(session, a_draft(session, council, young))
    ends = now() + timedelta(days=1)
    session.add(YouthSession(token_hash=digest(acts.YOUTH_TOKEN), member_id=young.id, expires_at=ends))
    email = "demo-member@demo.example"
    member = Member(
        email=email, language="de", joined_on=now().date(), token=acts.MEMBER_TOKEN, page="/de/mein-bereich/"
    )
    session.add(member)
    session.flush()
    session.add(MemberSession(token_hash=digest(acts.MEMBER_TOKEN), member_id=member.id, expires_at=ends))


def _add_closed_survey(session: Session) -> None:
    known = surveys_in(session).named(acts.SURVEY)
    began = now() - timedelta(days=40)
    phase = Phase(
        procedure_id=known.procedure_id,
        kind=PhaseKind.SURVEY,
        opens_at=began,
        closes_at=began + timedelta(days=30),
        position=99,
    )
    session.add(phase)
    session.flush()
    for language in LANGUAGES:
        session.add(PhaseText(phase_id=phase.id, language=language.tag, title="Umfrage vorab"))
    survey = Survey(
        region_id=known.region_id, procedure_id=known.procedure_id, phase_id=phase.id, slug=acts.CLOSED_SURVEY
    )
    session.add(survey)
    session.flush()
    freeze_questionnaire(session, survey, known.latest.questionnaire)


def _remove_twins(session: Session) -> None:
    """Of one element a paragraph, of another everything."""
    for key, blocks in ((acts.ONE_GAP, Block.key == "p1"), (acts.NO_TWIN, Block.key != "")):
        chosen = select(Block.id).join(Element, col(Element.id) == col(Block.element_id))
        ids = session.exec(chosen.where(Element.key == key, blocks)).all()
        assert ids, key
        session.exec(
            delete(VersionText).where(col(VersionText.block_id).in_(ids), col(VersionText.language) == EASY.tag)
        )
