"""Mail goes through an outbox: written with the change, sent by the worker, kept until the server took it."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Mapping
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from participation.core.clock import now
from participation.core.identifiers import uuid7
from participation.core.jobs import Job, enqueue

if TYPE_CHECKING:
    from sqlmodel import Session

    from participation.core.database import Database
    from participation.core.settings import Settings

KIND = "mail"
_SECONDS = 20
# Lines may have 998 characters (RFC 5322); shorter ones would break the address in List-Unsubscribe into encoded words.
_POLICY = SMTP.clone(max_line_length=900)


def post(session: Session, to: str, subject: str, text: str, purpose: str = "", unsubscribe: str = "") -> None:
    """Put a mail into the outbox, in the caller's transaction.

    It stands there until the server took it. `purpose` lets an area find what could not be sent, to forget it.
    `unsubscribe` is an address that ends such mails by one POST (RFC 8058), for the button of mail programs. What holds
    the place of an address that nobody knows (`.invalid`, RFC 2606) gets none.
    """
    if to.endswith(".invalid"):
        return
    more = {"purpose": purpose, "unsubscribe": unsubscribe}
    enqueue(session, KIND, {"to": to, "subject": subject, "text": text} | {k: v for k, v in more.items() if v})


def mail_row(to: str, subject: str, text: str) -> dict[str, Any]:
    """The same as a row of the table of jobs, to be stored together with what a citizen sends."""
    payload = {"to": to, "subject": subject, "text": text}
    return {"id": uuid7(), "kind": KIND, "payload": payload, "due_at": now(), "attempts": 0}


def mail_job(settings: Settings) -> Job:
    """The job that sends one mail; without a configured server mails wait in the outbox."""

    def send(_database: Database, payload: Mapping[str, Any]) -> None:
        message = EmailMessage(policy=_POLICY)
        # A raw header with a comma would reach two people.
        message["To"] = Address(addr_spec=payload["to"])
        message["From"] = Address(addr_spec=settings.mail_sender)
        message["Subject"] = payload["subject"]
        message["Auto-Submitted"] = "auto-generated"
        if unsubscribe := payload.get("unsubscribe"):
            message["List-Unsubscribe"] = f"<{unsubscribe}>"
            message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        message.set_content(payload["text"])
        with _server(settings.mail_url) as server:
            server.send_message(message)

    return Job(KIND, send)


def _server(url: str) -> smtplib.SMTP:
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ConnectionError("No mail server is configured.")
    kind = smtplib.SMTP_SSL if parts.scheme == "smtps" else smtplib.SMTP
    server = kind(parts.hostname, parts.port or 25, timeout=_SECONDS)
    server.ehlo_or_helo_if_needed()
    if parts.scheme == "smtp" and server.has_extn("starttls"):
        server.starttls(context=ssl.create_default_context())
    if parts.username:
        server.login(unquote(parts.username), unquote(parts.password or ""))
    return server
