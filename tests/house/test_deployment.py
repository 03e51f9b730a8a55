"""The files for operators name only settings, commands, addresses and figures that the program has."""

from __future__ import annotations

import json
import re
import shlex
from dataclasses import fields
from pathlib import Path
from typing import Any

import click
import pytest
import yaml  # type: ignore[import-untyped]
from starlette.testclient import TestClient

from participation.app import build_application
from participation.areas import PLAIN
from participation.cli import group
from participation.core.settings import PREFIX, Settings

DEPLOY = Path(__file__).parents[2] / "deploy"
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "container/compose.yaml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OWN = {name: one for name, one in SERVICES.items() if "build" in one}
CONTAINERFILE = (DEPLOY / "container/Containerfile").read_text()
SETTINGS = {PREFIX + setting.name.upper() for setting in fields(Settings)}


def _unit_commands() -> list[list[str]]:
    lines = [line for unit in (DEPLOY / "systemd").glob("*.service") for line in unit.read_text().splitlines()]
    return [
        shlex.split(found[1].rstrip("'"))
        for line in lines
        if line.startswith("ExecStart=") and (found := re.search(r"/bin/participation (.+)$", line))
    ]


def _image_command() -> list[str]:
    found = re.search(r"^CMD (\[.+\])$", CONTAINERFILE, flags=re.MULTILINE)
    assert found
    command: list[str] = json.loads(found[1])
    return command


COMMANDS = [*_unit_commands(), _image_command(), *(one["command"] for one in OWN.values() if "command" in one)]


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_can_be_called_as_it_stands(words: list[str]) -> None:
    command = group.get_command(click.Context(group), words[0])
    assert command is not None
    command.make_context(words[0], words[1:])


def test_every_setting_exists() -> None:
    files = [*DEPLOY.glob("systemd/*"), *DEPLOY.glob("*/Caddyfile"), DEPLOY / "container/Containerfile"]
    named = {name for path in files for name in re.findall(r"PARTICIPATION_[A-Z_]+", path.read_text())}
    named |= {name for one in OWN.values() for name in one["environment"]}
    assert named
    assert {name.removesuffix("_FILE") for name in named} <= SETTINGS


@pytest.mark.parametrize("name", SERVICES)
def test_a_container_uses_only_what_the_file_declares(name: str) -> None:
    one = SERVICES[name]
    assert set(one.get("secrets", [])) <= set(COMPOSE["secrets"])
    assert set(one["networks"]) <= set(COMPOSE["networks"])
    volumes = {volume.partition(":")[0] for volume in one.get("volumes", [])}
    assert {volume for volume in volumes if not volume.startswith(".")} <= set(COMPOSE["volumes"])
    assert set(one.get("depends_on", {})) <= set(SERVICES)
    for path in re.findall(r"127\.0\.0\.1:8000(/\w+)", str(one.get("healthcheck", ""))):
        assert path in PLAIN


def test_the_proxy_reaches_every_app_and_is_the_only_one_that_they_believe() -> None:
    served = re.search(r"reverse_proxy (.+) \{", (DEPLOY / "container/Caddyfile").read_text())
    assert served
    apps = {name for name, one in OWN.items() if "command" not in one}
    assert set(served[1].split()) == {f"{name}:8000" for name in apps}
    address = SERVICES["proxy"]["networks"]["front"]["ipv4_address"]
    assert {one["environment"]["PARTICIPATION_TRUSTED_PROXIES"] for one in OWN.values()} == {address}
    assert "front" not in SERVICES["database"]["networks"]


def test_both_proxies_limit_the_same_addresses() -> None:
    limits = [
        re.findall(r"path_regexp (.+)|max_size (\S+)|header (\w+)", path.read_text())
        for path in sorted(DEPLOY.glob("*/Caddyfile"))
    ]
    assert len(limits) == 2
    assert limits[0] == limits[1] != []


def test_what_the_image_copies_is_there_and_is_sent_to_the_builder() -> None:
    sources = [
        part.rstrip("/")
        for line in re.findall(r"^COPY (?!--from)(.+) \S+$", CONTAINERFILE, flags=re.MULTILINE)
        for part in line.split()
    ]
    sent = (DEPLOY / "container/Containerfile.dockerignore").read_text().splitlines()
    assert sources
    assert [part for part in sources if f"!{part}" not in sent or not (DEPLOY.parent / part).exists()] == []


def test_every_figure_on_the_dashboard_and_in_the_alerts_is_given(empty_file: Path, tmp_path: Path) -> None:
    settings = Settings(
        database_url=f"sqlite:///{empty_file}", metrics_hosts=("testclient",), files_folder=str(tmp_path)
    )
    application = build_application(settings, with_worker=False)
    with TestClient(application) as client:
        given = set(re.findall(r"^(participation_\w+) ", client.get("/metrics").text, flags=re.MULTILINE))
    board = json.loads((DEPLOY / "dashboards/grafana.json").read_text())
    shown = [target["expr"] for panel in board["panels"] for target in panel["targets"]]
    rules = yaml.safe_load((DEPLOY / "dashboards/alerts.yaml").read_text())["groups"][0]["rules"]
    used = set(re.findall(r"participation_\w+", " ".join([*shown, *(rule["expr"] for rule in rules)])))
    assert given >= used != set()
    assert given == set(re.findall(r"participation_\w+", " ".join(shown))), "a figure that nobody sees"
