"""Builders: a round of statements on a strategy, its addressees with links, filled-in forms, files."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlmodel import Session, select

from participation.core.clock import now
from participation.procedures.days import local_day
from participation.procedures.models import Phase, PhaseKind
from participation.statements.actions import RoundSheet, set_up
from participation.statements.links import fresh_link, keep_link
from participation.statements.models import Addressee, AddresseeKind, Statement
from participation.strategy.models import Strategy
from participation.strategy.versions import freeze_version
from tests.browser import Browser
from tests.comments.builders import Setting, a_setting

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\nstartxref\n9\n%%EOF\n"


@dataclass(frozen=True)
class Asked:
    """A round with one addressee and its link, in the browser's region."""

    setting: Setting
    phase_id: UUID
    addressee_id: UUID
    token: str
    slug: str = ""

    @property
    def desk(self) -> str:
        """The address of the desk."""
        return f"/de{self.slug}/stellungnahme/{self.token}"

    @property
    def staff(self) -> str:
        """The address of the round for staff."""
        return f"/de{self.slug}/verwaltung/stellungnahmen/{self.phase_id}"

    @property
    def body(self) -> str:
        """The address of the addressee for staff."""
        return f"{self.staff}/{self.addressee_id}"


def a_round(
    session: Session, slug: str = "lindenau", *, is_closed: bool = False, accepts_late: bool = True, prefix: str = ""
) -> Asked:
    """A round on the strategy of a setting, open for a month; a closed one is about an unpublished version."""
    setting = a_setting(session, slug)
    phase = session.get_one(Phase, setting.phases[PhaseKind.STATEMENTS])
    version_id = setting.version_id
    if is_closed:
        strategy = session.get_one(Strategy, setting.strategy_id)
        version_id = freeze_version(session, strategy, "", None).id
    set_up(session, phase, RoundSheet(version_id, is_closed, accepts_late, "", ""), None)
    addressee = an_addressee(session, phase.id, invited_at=now())
    token = fresh_link()
    keep_link(session, addressee.id, token)
    return Asked(setting, phase.id, addressee.id, token, prefix)


def an_addressee(session: Session, phase_id: UUID, name: str = "Gemeinde Musterdorf", **more: Any) -> Addressee:
    """Somebody on the list, with a mailbox."""
    email = f"{re.sub(r'[^a-z]', '-', name.lower())}@demo.example"
    values: dict[str, Any] = {"email": email, "kind": AddresseeKind.MUNICIPALITY, "phase_id": phase_id, "name": name}
    row = Addressee(**values | more)
    session.add(row)
    session.flush()
    return row


def the_addressee(browser: Browser, asked: Asked) -> Addressee:
    """As it is stored now."""
    with browser.site.database.reading() as session:
        return session.get_one(Addressee, asked.addressee_id)


def the_statements(browser: Browser, asked: Asked) -> list[Statement]:
    """What the addressee handed in, the first first."""
    with browser.site.database.reading() as session:
        chosen = select(Statement).where(Statement.addressee_id == asked.addressee_id)
        return list(session.exec(chosen.order_by(Statement.number)))  # type: ignore[arg-type]


def written(browser: Browser, asked: Asked, text: str = "Wir bitten um einen Abendbus.", **fields: str) -> Any:
    """Save a draft with one section."""
    form = {"place": "", "text": text, "then": "save", "base": base_of(browser, asked)} | fields
    return browser.post(f"{asked.desk}/schreiben", form)


def base_of(browser: Browser, asked: Asked) -> str:
    """The revision that the form goes on from."""
    page = browser.get(f"{asked.desk}/schreiben").text
    found = re.search(r'name="base" value="(\d+)"', page)
    return found.group(1) if found else "0"


def handed_in(browser: Browser, asked: Asked, secret: UUID | None = None) -> Any:
    """Hand the draft in."""
    return browser.post(f"{asked.desk}/pruefen", {"id": str(secret or uuid4())})


def a_docx(*more: str) -> bytes:
    """A file that office programs read as a text, with further parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as parts:
        for name in ("[Content_Types].xml", "word/document.xml", *more):
            parts.writestr(name, "<x/>")
    return file.getvalue()


def in_days(days: int) -> str:
    """A day from now on, as a date field sends it."""
    return local_day(now() + timedelta(days=days)).isoformat()
