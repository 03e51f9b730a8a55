"""What can be done with a sign-in at a provider: each area that lets people in declares its door."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlmodel import Session
from starlette.responses import Response

from participation.accounts.oidc.failures import Failure
from participation.accounts.oidc.identities import Identity, Logout
from participation.accounts.oidc.providers import Provider, Purpose
from participation.web.visit import Visit

Errand = Mapping[str, str]


@dataclass(frozen=True)
class Door:
    """One purpose of signing in.

    `errand` reads from the link what the person wants (raises NotFound for nonsense), `enter` lets them in, in a write
    transaction of its own, `back` is the path of the page where they came from, `sign_out` ends what the provider says
    has ended.
    """

    purpose: Purpose
    errand: Callable[[Visit], Errand]
    enter: Callable[[Visit, Session, Provider, Identity, Errand], Response | Failure]
    back: Callable[[Visit, Errand], str]
    sign_out: Callable[[Session, Provider, Logout], None]
