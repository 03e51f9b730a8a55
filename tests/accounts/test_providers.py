"""Providers in the settings: read from file and environment, and a wrong one stops the start with a sentence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from participation.accounts.models import Role
from participation.accounts.oidc.providers import Granted, Purpose, providers_in
from participation.app import build_application
from participation.core.settings import Settings, SettingsError, load_settings

RIGHT: dict[str, Any] = {
    "name": "kreis",
    "label": "Konto des Kreises",
    "issuer": "https://anmeldung.kreis.example/realms/kreis",
    "client_id": "beteiligung",
    "client_secret": "geheim",
    "purposes": ["staff", "surveys"],
    "roles": {"redaktion": "editor", "it": ["admin", "analyst@boerde"]},
}
TOML = """
[[oidc]]
name = "kreis"
issuer = "https://anmeldung.kreis.example/realms/kreis"
client_id = "beteiligung"
client_secret_file = "{secret}"
purposes = ["members"]
"""


def test_a_provider_stands_in_the_file_and_its_secret_in_another(tmp_path: Path) -> None:
    (tmp_path / "geheim").write_text("s3cret\n")
    (tmp_path / "participation.toml").write_text(TOML.format(secret=tmp_path / "geheim"))
    settings, listed = load_settings({}, tmp_path)
    (provider,) = providers_in(settings)
    assert (provider.label, provider.client_secret) == ("kreis", "s3cret")
    assert provider.purposes == {Purpose.MEMBERS}
    assert "s3cret" not in str(provider)
    assert [one.value for one in listed if one.name == "oidc"] == ["…"]


def test_the_environment_takes_a_list_of_objects(tmp_path: Path) -> None:
    settings, _ = load_settings({"PARTICIPATION_OIDC": json.dumps([RIGHT])}, tmp_path)
    (provider,) = providers_in(settings)
    assert provider.roles["it"] == (Granted(Role.ADMIN, None), Granted(Role.ANALYST, "boerde"))
    for wrong in ("{", "{}", "[1]", '"text"'):
        with pytest.raises(SettingsError, match="oidc is a"):
            load_settings({"PARTICIPATION_OIDC": wrong}, tmp_path)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"name": "Kreis 1"}, "name has lower case"),
        ({"name": ""}, "name is missing"),
        ({"issuer": "http://anmeldung.kreis.example"}, "begins with https"),
        ({"issuer": "https://"}, "begins with https"),
        ({"issuer": "https://a@b.example?x"}, "begins with https"),
        ({"client_secret": ""}, "client_secret is missing"),
        ({"client_secret_file": "/gibt/es/nicht"}, "cannot be read"),
        ({"purposes": []}, "purposes is a list of staff, members, surveys"),
        ({"purposes": ["kiosk"]}, "purposes is a list"),
        ({"purposes": "staff"}, "purposes is a list"),
        ({"purposes": [["staff"]]}, "purposes is a list"),
        ({"scope": "profile"}, "scope contains openid"),
        ({"roles": {"it": "root"}}, "no role 'root'"),
        ({"roles": ["it"]}, "roles is a table"),
        ({"rolles": {}}, "there is no 'rolles'"),
    ],
)
def test_a_wrong_provider_stops_the_start(changed: dict[str, Any], sentence: str, tmp_path: Path) -> None:
    settings = Settings(database_url=f"sqlite:///{tmp_path / 'x.db'}", oidc=(RIGHT | changed,))
    with pytest.raises(SettingsError, match=sentence):
        build_application(settings)


def test_two_providers_have_two_names() -> None:
    with pytest.raises(SettingsError, match="two providers are called 'kreis'"):
        providers_in(Settings(oidc=(RIGHT, RIGHT)))
