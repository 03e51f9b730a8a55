"""The providers of an installation, read from its settings; a wrong one stops the start with a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from participation.accounts.models import Role
from participation.core.errors import NotFound
from participation.core.settings import Settings, SettingsError
from participation.core.slugs import SLUG

if TYPE_CHECKING:
    from participation.web.site import Site

_LONGEST_NAME = 40
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}
_KNOWN = {
    "name", "label", "issuer", "client_id", "client_secret", "client_secret_file", "purposes", "scope",
    "groups_claim", "roles",
}  # fmt: skip


class Purpose(StrEnum):
    """What somebody may sign in for at a provider."""

    STAFF = "staff"
    MEMBERS = "members"
    SURVEYS = "surveys"


@dataclass(frozen=True)
class Granted:
    """A role that a group stands for, in the region of that slug or (None) in all."""

    role: Role
    region: str | None


@dataclass(frozen=True)
class Provider:
    """A place to sign in; `label` is what people call it, `roles` is group -> roles at each sign-in."""

    name: str
    label: str
    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    purposes: frozenset[Purpose]
    scope: str = "openid profile email"
    groups_claim: str = "groups"
    roles: Mapping[str, tuple[Granted, ...]] = field(default_factory=dict)


def providers_in(settings: Settings) -> tuple[Provider, ...]:
    """The providers of these settings, in their order.

    Raises:
        SettingsError: one of them cannot be used; the sentence says which and what would be right.
    """
    found = tuple(_provider(source, f"oidc {place}") for place, source in enumerate(settings.oidc, start=1))
    names = [one.name for one in found]
    if twice := {name for name in names if names.count(name) > 1}:
        raise SettingsError(f"oidc: two providers are called {min(twice)!r}.")
    return found


def providers_for(site: Site, purpose: Purpose) -> list[Provider]:
    """The providers at which one can sign in for that."""
    return [one for one in _providers(site) if purpose in one.purposes]


def provider_named(site: Site, name: str) -> Provider:
    """The provider of that name.

    Raises:
        NotFound: there is none.
    """
    for provider in _providers(site):
        if provider.name == name:
            return provider
    raise NotFound("There is no such page.")


def _providers(site: Site) -> tuple[Provider, ...]:
    return site.lasting("oidc providers", lambda: providers_in(site.settings))


def _provider(source: Mapping[str, Any], where: str) -> Provider:
    if unknown := source.keys() - _KNOWN:
        raise SettingsError(f"{where}: there is no {min(unknown)!r}; known are {', '.join(sorted(_KNOWN))}.")
    name = _text(source, "name", where)
    if not SLUG.fullmatch(name) or len(name) > _LONGEST_NAME:
        raise SettingsError(f"{where}: name has lower case letters, digits and single hyphens, not {name!r}.")
    where = f"oidc {name}"
    roles = source.get("roles", {})
    if not isinstance(roles, Mapping):
        raise SettingsError(f"{where}: roles is a table: group = role, or group = [role, role@region].")
    return Provider(
        name=name,
        label=str(source.get("label", name)),
        issuer=_issuer(_text(source, "issuer", where), where),
        client_id=_text(source, "client_id", where),
        client_secret=_secret(source, where),
        purposes=_purposes(source.get("purposes"), where),
        scope=_scope(str(source.get("scope", "openid profile email")), where),
        groups_claim=str(source.get("groups_claim", "groups")),
        roles={group: _granted(given, where) for group, given in roles.items()},
    )


def _text(source: Mapping[str, Any], name: str, where: str) -> str:
    value = source.get(name)
    if not isinstance(value, str) or not value.strip():
        raise SettingsError(f"{where}: {name} is missing.")
    return value.strip()


def _issuer(issuer: str, where: str) -> str:
    parts = urlsplit(issuer)
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)
    if not is_safe or not parts.hostname or parts.query or parts.fragment or parts.username:
        raise SettingsError(f"{where}: issuer is an address that begins with https://, not {issuer!r}.")
    return issuer


def _secret(source: Mapping[str, Any], where: str) -> str:
    if file := source.get("client_secret_file"):
        try:
            return Path(str(file)).read_text().strip()
        except OSError as problem:
            raise SettingsError(f"{where}: client_secret_file {file} cannot be read.") from problem
    return _text(source, "client_secret", where)


def _scope(scope: str, where: str) -> str:
    if "openid" not in scope.split():
        raise SettingsError(f"{where}: scope contains openid.")
    return scope


def _purposes(given: Any, where: str) -> frozenset[Purpose]:
    if not isinstance(given, list) or not given or not all(one in list(Purpose) for one in given):
        raise SettingsError(f"{where}: purposes is a list of {', '.join(Purpose)}.")
    return frozenset(Purpose(one) for one in given)


def _granted(given: Any, where: str) -> tuple[Granted, ...]:
    found = []
    for one in given if isinstance(given, list) else [given]:
        role, _, region = str(one).partition("@")
        if role not in set(Role):
            raise SettingsError(f"{where}: there is no role {role!r}; roles are {', '.join(Role)}.")
        found.append(Granted(Role(role), region or None))
    return tuple(found)
