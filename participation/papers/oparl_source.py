"""Fetching an object of the county's own OParl server only: one host, https, public addresses, small, soon."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable
from http.client import HTTPException, HTTPSConnection
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any
from urllib.parse import urlsplit

import orjson

from participation.core.text import msgid
from participation.papers.models import Result

LARGEST, SECONDS, _PIECE = 500_000, 15, 65_536
_OK = 200
_HIDING = tuple(map(IPv6Network, ("64:ff9b::/96", "2002::/16", "::/96")))
_NOT_ALLOWED = msgid("This address is not on the server from which results may be imported.")
_NOT_REACHED = msgid("The council information system could not be reached.")
_NOT_READ = msgid("What the council information system answered is no result of a meeting.")
_NOT_KNOWN = msgid("The council information system tells a result that we do not know. Please enter it by hand.")
# The most telling word first: "geändert beschlossen" is an amendment, "nicht zugestimmt" a rejection.
_WORDS = (
    (("abgelehnt", "nicht zugestimmt", "ablehnung"), Result.REJECTED),
    (("vertagt", "zurückgestellt", "verschoben"), Result.POSTPONED),
    (("verwiesen", "überwiesen"), Result.REFERRED),
    (("abgesetzt", "zurückgezogen"), Result.REMOVED),
    (("geändert", "änderung"), Result.AMENDED),
    (("kenntnis",), Result.NOTED),
    (("angenommen", "beschlossen", "zugestimmt", "empfohlen"), Result.ADOPTED),
)

Resolve = Callable[[str], list[str]]
Answer = Callable[[str, str, str], bytes]


class NotImported(Exception):  # noqa: N818 - becomes a sentence that staff read
    """Why nothing was imported, as a msgid."""


def result_at(url: str, host: str, resolve: Resolve | None = None, answer: Answer | None = None) -> tuple[Result, str]:
    """The result that an OParl AgendaItem tells, with the text of the resolution.

    Args:
        url: the address of the AgendaItem.
        host: the only host that may be asked, as an administrator configured it.
        resolve: from a host to its addresses.
        answer: from address, host and path to the body of the answer.

    Raises:
        NotImported: it may not be asked, did not answer, or told something else.
    """
    path = _path_on(url, host)
    address = _public_address(host, resolve or _addresses)
    body = (answer or _asked)(address, host, path)
    try:
        told = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise NotImported(_NOT_READ) from None
    return _result_in(told)


def _path_on(url: str, host: str) -> str:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise NotImported(_NOT_ALLOWED) from None
    if not host or parts.scheme != "https" or parts.hostname != host.lower() or port or "@" in parts.netloc:
        raise NotImported(_NOT_ALLOWED)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _public_address(host: str, resolve: Resolve) -> str:
    """The address that is asked then: looked up once, so that a name cannot lead elsewhere a moment later."""
    try:
        found = resolve(host)
    except (OSError, UnicodeError):
        raise NotImported(_NOT_REACHED) from None
    if not found:
        raise NotImported(_NOT_REACHED)
    if not all(_is_public(ip_address(one)) for one in found):
        raise NotImported(_NOT_ALLOWED)
    return found[0]


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether an address is out in the world, and none behind which another one hides (RFC 6052, RFC 3056)."""
    hides = isinstance(address, IPv6Address) and any(address in network for network in _HIDING)
    return address.is_global and not address.is_multicast and not hides


def _addresses(host: str) -> list[str]:
    return [str(found[4][0]) for found in socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)]


class _Pinned(HTTPSConnection):
    """A connection to an address that was looked at, with the certificate of the host."""

    def __init__(self, address: str, host: str) -> None:
        super().__init__(host, timeout=SECONDS)
        self._address = address

    def connect(self) -> None:
        reached = socket.create_connection((self._address, 443), timeout=SECONDS)
        self.sock = ssl.create_default_context().wrap_socket(reached, server_hostname=self.host)


def _asked(address: str, host: str, path: str) -> bytes:
    connection, until = _Pinned(address, host), time.monotonic() + SECONDS
    try:
        connection.request("GET", path, headers={"Accept": "application/json", "Accept-Encoding": "identity"})
        answer = connection.getresponse()
        if answer.status != _OK:  # a redirect, too: it could lead anywhere
            raise NotImported(_NOT_REACHED)
        body = b""
        while piece := answer.read1(_PIECE):
            body += piece
            if len(body) > LARGEST or time.monotonic() > until:
                raise NotImported(_NOT_READ)
    except (OSError, HTTPException, ValueError):
        raise NotImported(_NOT_REACHED) from None
    else:
        return body
    finally:
        connection.close()


def _result_in(told: Any) -> tuple[Result, str]:
    if not isinstance(told, dict) or not str(told.get("type", "")).endswith("/AgendaItem"):
        raise NotImported(_NOT_READ)
    words, text = str(told.get("result") or "").lower(), str(told.get("resolutionText") or "")
    for known, result in _WORDS:
        if any(word in words for word in known):
            return result, text[:2_000]
    raise NotImported(_NOT_KNOWN)
