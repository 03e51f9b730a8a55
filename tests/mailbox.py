"""A real SMTP server that keeps what it gets."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from typing import Any

from aiosmtpd.controller import Controller


class Mailbox:
    """What a real SMTP server received."""

    def __init__(self) -> None:
        self.mails: list[tuple[list[str], str]] = []
        self.headers: list[dict[str, str]] = []

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        message = message_from_bytes(envelope.content)
        self.headers.append(dict(message.items()))
        text = message.get_payload(decode=True)
        self.mails.append((envelope.rcpt_tos, bytes(text).decode()))
        return "250 OK"


@contextmanager
def running_mail_server() -> Iterator[tuple[Mailbox, str]]:
    """A running SMTP server and its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    mailbox = Mailbox()
    controller = Controller(mailbox, hostname="127.0.0.1", port=port)
    controller.start()
    yield mailbox, f"smtp://127.0.0.1:{port}"
    controller.stop()
