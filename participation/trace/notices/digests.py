"""The daily mail: what is new about all contributions of one address, without a word of their text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlmodel import Session, col, or_, select

from participation.core.clock import now
from participation.core.database import Database
from participation.core.identifiers import digest
from participation.core.jobs import Job
from participation.core.mail import post
from participation.core.settings import Settings
from participation.core.text import msgid
from participation.procedures.days import local_day
from participation.threads.labels import STATE_NAMES
from participation.threads.receipts import Effect, TracedContribution
from participation.trace.notices.actions import forget_unconfirmed
from participation.trace.notices.models import NoticeAddress
from participation.web.folders import folder
from participation.web.languages import BY_TAG, Language
from participation.web.rendering import Rendering

if TYPE_CHECKING:
    from collections.abc import Iterable

    from participation.trace.views import Tracing

_EVERY = timedelta(minutes=10)
AT_ONCE = 100
"""Addresses in one transaction."""
_PARTS = ("state", "reply", "steps", "effects")
_NEWS = {
    "reply": msgid("The administration has answered."),
    "steps": msgid("There is a new step."),
    "effects": msgid("It is said now what followed from it."),
}


@dataclass(frozen=True)
class News:
    """What is new about one contribution: `label` and `sentences` are msgids, `state` is one, or empty."""

    label: str
    about: str
    received_on: date
    state: str
    sentences: tuple[str, ...]


def known_of(contribution: TracedContribution, effects: Sequence[Effect]) -> str:
    """What its author can see of it, as a short text without any word of it: state, answer, steps, effects."""
    reply = digest(contribution.official_reply).hex()[:16] if contribution.official_reply else "-"
    return f"{contribution.state} {reply} {len(contribution.steps)} {len(effects)}"


def news_of(contribution: TracedContribution, before: str, after: str) -> News | None:
    """What differs from what was told before; None if nothing does."""
    old = dict(zip(_PARTS, before.split(), strict=False))
    changed = [part for part, value in zip(_PARTS, after.split(), strict=True) if value != old.get(part)]
    if not changed:
        return None
    return News(
        contribution.label,
        contribution.about,
        contribution.received_on,
        STATE_NAMES[contribution.state] if "state" in changed else "",
        tuple(_NEWS[part] for part in changed if part in _NEWS),
    )


def digest_job(settings: Settings, tracing: Tracing) -> Job:
    """Looks through the confirmed addresses, each once a day, and writes to those for whom there is something new."""

    def run(database: Database, _payload: Mapping[str, Any]) -> None:
        today = local_day(now())
        with database.writing() as session:
            forget_unconfirmed(session, today)
        while settings.mail_url and _tell_some(database, tracing, settings, today):
            pass

    return Job("trace.notices", run, every=_EVERY)


def _tell_some(database: Database, tracing: Tracing, settings: Settings, today: date) -> bool:
    with database.writing() as session:
        due = or_(col(NoticeAddress.checked_on).is_(None), col(NoticeAddress.checked_on) < today)
        waiting = select(NoticeAddress.email).where(col(NoticeAddress.confirmed_on).is_not(None), due)
        emails = session.exec(waiting.distinct().order_by(NoticeAddress.email).limit(AT_ONCE)).all()
        for email in emails:
            _tell(session, tracing, settings, email, today)
    return bool(emails)


def _tell(session: Session, tracing: Tracing, settings: Settings, email: str, today: date) -> None:
    own = select(NoticeAddress).where(NoticeAddress.email == email, col(NoticeAddress.confirmed_on).is_not(None))
    addresses = session.exec(own.order_by(col(NoticeAddress.id)).with_for_update()).all()
    news = [found for address in addresses if (found := _news(session, tracing, address, today))]
    if news:
        last = addresses[-1]
        origin = settings.public_origin
        language = BY_TAG[last.language]
        stop = f"{origin}{last.page}/benachrichtigung/{last.token}"
        subject = mails().translate(language, "News about what you wrote")
        text = _text(language, news, origin + last.page, stop)
        post(session, email, subject, text, unsubscribe=stop if origin else "")


def _news(session: Session, tracing: Tracing, address: NoticeAddress, today: date) -> News | None:
    answer = tracing.of(session, address.receipt_key, address.language)
    if answer is None:
        session.delete(address)
        return None
    before, after = address.told, known_of(*answer)
    address.checked_on, address.told = today, after
    session.add(address)
    return news_of(answer[0], before, after)


def _text(language: Language, news: Iterable[News], page: str, stop: str) -> str:
    return mails().render_text(language, "trace/digest.txt", news=list(news), page=page, stop=stop)


@cache
def mails() -> Rendering:
    """Templates for mails that no visit asks for; they link to no page by name."""
    return Rendering(folder("templates"), folder("locales"), str, lambda _visit: [])
