"""Settings: from the environment (also `…_FILE`), then `participation.toml`, then the default; each with its source."""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Mapping
from dataclasses import Field, dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

PREFIX = "PARTICIPATION_"
FILE = "participation.toml"
_TRUE, _FALSE = {"1", "true", "yes", "on", "ja"}, {"0", "false", "no", "off", "nein"}


class SettingsError(Exception):
    """A setting that cannot be used; the sentence names it and says what would be right."""


def _setting(default: Any, description: str, *, secret: bool = False, tables: bool = False) -> Any:
    return field(default=default, metadata={"description": description, "secret": secret, "tables": tables})


@dataclass(frozen=True)
class Settings:
    """What an installation decides. Field names in capitals with the prefix are the environment's names."""

    database_url: str = _setting("", "Database; empty is the file var/participation.db", secret=True)
    files_folder: str = _setting(
        "", "Folder for uploaded files; empty is `files` beside the database (with PostgreSQL var/files)"
    )
    public_origins: tuple[str, ...] = _setting(
        (), "Origins under which the public reaches us, e.g. https://mitreden.example"
    )
    demo: bool = _setting(False, "Show demo sign-in buttons and simulated contributions; refuses a non-demo database")  # noqa: FBT003
    host: str = _setting("127.0.0.1", "Address that `serve` listens on")
    port: int = _setting(8000, "Port that `serve` listens on")
    threads: int = _setting(16, "Worker threads for pages; database pools have the same size")
    max_body_bytes: int = _setting(262_144, "Largest request body in bytes")
    intake_queue: int = _setting(5_000, "Citizens' contributions that may wait for the writer before 503")
    cache_pages: int = _setting(2_000, "Rendered public pages kept in memory")
    trusted_proxies: tuple[str, ...] = _setting(("127.0.0.1",), "Addresses whose forwarded headers are believed")
    metrics_hosts: tuple[str, ...] = _setting(("127.0.0.1", "::1"), "Client addresses that may read /metrics")
    mail_url: str = _setting("", "smtp://user:password@host:25, smtps://… or empty for none", secret=True)
    mail_sender: str = _setting("beteiligung@localhost", "Sender address of mails")
    security_contact: str = _setting("mailto:security@localhost", "Contact in /.well-known/security.txt")
    assistant_url: str = _setting(
        "", "Language model with an OpenAI-compatible interface, e.g. https://modell.kreis.example/v1; empty for none"
    )
    assistant_origins: tuple[str, ...] = _setting((), "Origins to which contributions may be sent for a summary")
    assistant_model: str = _setting("", "Name of the language model")
    assistant_key: str = _setting("", "Key for the language model", secret=True)
    assistant_seconds: int = _setting(60, "Longest time to wait for the language model")
    oidc: tuple[Mapping[str, Any], ...] = _setting(
        (), "Providers where people sign in: tables [[oidc]] in the file, a JSON list here", secret=True, tables=True
    )
    log_level: str = _setting("info", "debug, info, warning or error")

    @property
    def public_origin(self) -> str:
        """The first origin under which the public reaches us; empty where none is configured."""
        return next(iter(self.public_origins), "")

    @property
    def own_origin(self) -> str:
        """The same for commands and jobs, which no request reaches: else the address on which this machine answers."""
        return self.public_origin or f"http://{self.host}:{self.port}"


@dataclass(frozen=True)
class Sourced:
    """A setting as `participation settings` lists it."""

    name: str
    value: Any
    source: str
    description: str


def load_settings(
    environment: dict[str, str] | None = None, folder: Path | None = None
) -> tuple[Settings, list[Sourced]]:
    """The settings and where each came from.

    Raises:
        SettingsError: an unknown name, a wrong kind of value, or a secret file that cannot be read.
    """
    environment = dict(os.environ) if environment is None else environment
    file = _file_values((folder or Path.cwd()) / FILE)
    values: dict[str, Any] = {}
    listed: list[Sourced] = []
    for setting in fields(Settings):
        raw, source = _raw(setting.name, environment, file)
        value = setting.default if raw is None else _read(setting, raw)
        values[setting.name] = value
        shown = "…" if setting.metadata["secret"] and value else value
        listed.append(Sourced(setting.name, shown, source, setting.metadata["description"]))
    return _sound(Settings(**values)), listed


def _file_values(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    try:
        values = tomllib.loads(path.read_text())
    except (OSError, tomllib.TOMLDecodeError) as problem:
        raise SettingsError(f"{path.name} cannot be read: {problem}") from problem
    known = {setting.name for setting in fields(Settings)}
    for name in values:
        if name not in known:
            raise SettingsError(f"{path.name} names the unknown setting {name!r}; `participation settings` lists all.")
    return values


def _raw(name: str, environment: dict[str, str], file: dict[str, Any]) -> tuple[Any, str]:
    variable = PREFIX + name.upper()
    if variable in environment:
        return environment[variable], variable
    if secret := environment.get(f"{variable}_FILE"):
        try:
            return Path(secret).read_text().strip(), f"{variable}_FILE"
        except OSError as problem:
            raise SettingsError(f"{variable}_FILE: {secret} cannot be read.") from problem
    return (file[name], FILE) if name in file else (None, "default")


def _read(setting: Field[Any], raw: Any) -> Any:
    tables = setting.metadata["tables"]
    return _tables(setting.name, raw) if tables else _converted(setting.name, raw, setting.default)


def _tables(name: str, raw: Any) -> tuple[Mapping[str, Any], ...]:
    try:
        found = json.loads(raw) if isinstance(raw, str) else raw
    except ValueError as problem:
        raise SettingsError(f"{name} is a JSON list of objects: {problem}") from problem
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise SettingsError(f"{name} is a list of tables: [[{name}]] in {FILE}, or a JSON list of objects.")
    return tuple(found)


def _converted(name: str, raw: Any, default: Any) -> Any:
    if isinstance(default, bool):
        if isinstance(raw, bool):
            return raw
        if str(raw).lower() in _TRUE | _FALSE:
            return str(raw).lower() in _TRUE
        raise SettingsError(f"{name} is yes or no, not {raw!r}.")
    if isinstance(default, int):
        try:
            return int(raw)
        except (TypeError, ValueError) as problem:
            raise SettingsError(f"{name} is a whole number, not {raw!r}.") from problem
    if isinstance(default, tuple):
        parts = raw if isinstance(raw, list) else str(raw).split(",")
        return tuple(str(part).strip().rstrip("/") for part in parts if str(part).strip())
    return str(raw)


def _sound(settings: Settings) -> Settings:
    for origin in settings.public_origins:
        if not origin.startswith(("https://", "http://")):
            raise SettingsError(f"public_origins: {origin!r} begins with https:// (or http:// on loopback).")
    if settings.assistant_url and _origin(settings.assistant_url) not in settings.assistant_origins:
        raise SettingsError("assistant_url: its origin (https://host) must be one of assistant_origins.")
    if settings.threads < 1 or settings.intake_queue < 1:
        raise SettingsError("threads and intake_queue are at least 1.")
    return settings


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme in {"https", "http"} else ""
