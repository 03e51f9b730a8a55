"""The daily mail to members: what is new about their contributions and in the fields they follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, func, or_, select

from participation.comments.models import Comment
from participation.core.clock import now
from participation.core.database import Database
from participation.core.jobs import Job
from participation.core.mail import post
from participation.core.settings import Settings
from participation.ideas.models import Idea
from participation.members.lists import Followed, followed_fields
from participation.members.models import FollowedField, KeptReceipt, Member
from participation.procedures.days import local_day
from participation.procedures.rounds import is_for_all
from participation.strategy.passages import with_descendants
from participation.threads.models import PUBLIC_STATES
from participation.trace.notices.digests import News, known_of, mails, news_of
from participation.trace.views import Tracing
from participation.web.languages import BY_TAG

AT_ONCE = 50
"""Members in one transaction."""
_EVERY = timedelta(minutes=10)


@dataclass(frozen=True)
class FieldNews:
    """A followed field in which something was published: how many comments and ideas."""

    title: str
    comments: int
    ideas: int


def digest_job(settings: Settings, tracing: Tracing) -> Job:
    """Looks through the members, each once a day, and writes to those who want mails and for whom something is new."""

    def run(database: Database, _payload: Mapping[str, Any]) -> None:
        today = local_day(now())
        while settings.mail_url and _tell_some(database, tracing, settings, today):
            pass

    return Job("members.digests", run, every=_EVERY)


def _tell_some(database: Database, tracing: Tracing, settings: Settings, today: date) -> bool:
    with database.writing() as session:
        due = or_(col(Member.checked_on).is_(None), col(Member.checked_on) < today)
        waiting = select(Member).where(due).order_by(col(Member.checked_on), col(Member.id)).limit(AT_ONCE)
        members = session.exec(waiting.with_for_update()).all()
        for member in members:
            member.checked_on = today
            session.add(member)
            _tell(session, tracing, settings, member)
    return bool(members)


def _tell(session: Session, tracing: Tracing, settings: Settings, member: Member) -> None:
    own = _own_news(session, tracing, member)
    fields = _field_news(session, member)
    if not member.wants_mail or not (own or fields):
        return
    language = BY_TAG[member.language]
    own_area = settings.public_origin + member.page
    stop = f"{own_area}abbestellen/{member.token}"
    text = mails().render_text(language, "members/digest.txt", news=own, fields=fields, page=own_area, stop=stop)
    subject = mails().translate(language, "News from your participation")
    post(session, member.email, subject, text, unsubscribe=stop if settings.public_origin else "")


def _own_news(session: Session, tracing: Tracing, member: Member) -> list[News]:
    found = []
    for kept in session.exec(select(KeptReceipt).where(KeptReceipt.member_id == member.id)).all():
        answer = tracing.of(session, kept.receipt_key, member.language)
        if answer is None:
            session.delete(kept)
            continue
        before, kept.told = kept.told, known_of(*answer)
        session.add(kept)
        if news := news_of(answer[0], before, kept.told):
            found.append(news)
    return found


def _field_news(session: Session, member: Member) -> list[FieldNews]:
    titles = {one.element_id: one for one in followed_fields(session, member.id, member.language)}
    found = []
    for followed in session.exec(select(FollowedField).where(FollowedField.member_id == member.id)).all():
        since, followed.told_until = followed.told_until, now()
        session.add(followed)
        if news := _news_in(session, titles.get(followed.element_id), since):
            found.append(news)
    return found


def _news_in(session: Session, field: Followed | None, since: datetime) -> FieldNews | None:
    if field is None:
        return None
    elements = with_descendants(session, field.element_id)
    comments, ideas = (_published(session, table, elements, since) for table in (Comment, Idea))
    return FieldNews(field.title.text, comments, ideas) if comments or ideas else None


def _published(session: Session, table: type[Comment | Idea], elements: set[UUID], since: datetime) -> int:
    chosen = (
        col(table.element_id).in_(elements),
        col(table.state).in_(PUBLIC_STATES),
        col(table.published_at) > since,
        is_for_all(col(table.phase_id)),
    )
    return session.exec(select(func.count()).select_from(table).where(*chosen)).one()
