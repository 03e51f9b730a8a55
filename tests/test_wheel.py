"""The wheel carries everything: templates, catalogues, content, static files, migrations."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import httpx2 as httpx
import pytest

from tests.served import serving

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """The wheel, unpacked as an installation would."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    return tmp_path / "site"


def test_an_installed_wheel_fills_and_describes_itself_in_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    environment = os.environ | {"PYTHONPATH": str(installed), "PYTHONSAFEPATH": "1"}

    def participation(*arguments: str) -> str:
        command = [sys.executable, "-m", "participation.cli", *arguments]
        return subprocess.run(command, cwd=empty, env=environment, check=True, capture_output=True, text=True).stdout

    added = json.loads(participation("seed", "--json"))
    assert set(added) == {"salzlandkreis", "boerde", "helmstedt", "partheland"}
    assert "/api/v1" in participation("openapi")
    assert list(installed.glob("participation/_bundled/locales/de/*.mo"))
    with serving(
        f"sqlite:///{empty / 'var' / 'participation.db'}", empty, PYTHONPATH=str(installed), PYTHONSAFEPATH="1"
    ) as server:
        page = httpx.get(f"{server.address}/leicht/boerde/")
    assert page.status_code == httpx.codes.OK
    assert "Land-Kreis" in page.text
