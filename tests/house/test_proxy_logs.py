"""The log formats that we ship keep no secret of an address: not in its path, and not in its query."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from participation.areas import PAGES

DEPLOY = Path(__file__).parents[2] / "deploy"
SECRET = "pQ3-secret_x9"
SECRETS = ("{token}", "{code}", "{secret}")
ADDRESSES = [
    f"/de/boerde{re.sub('|'.join(map(re.escape, SECRETS)), SECRET, page.path)}"
    for page in PAGES
    if any(secret in page.path for secret in SECRETS)
]


def _in_caddy(address: str) -> str:
    line = re.search(r'request>uri regexp "(.+)" "(.+)"', (DEPLOY / "caddy/log.conf").read_text())
    assert line
    return re.sub(line.group(1), lambda found: (found.group(1) or "") + "-", address)


def _in_nginx(address: str) -> str:
    line = re.search(r'"~(.+)" (/\$personal/-);', (DEPLOY / "nginx/log.conf").read_text())
    assert line
    path = address.partition("?")[0]  # $uri has no query
    found = re.search(line.group(1).replace("?<", "?P<"), path)
    return f"/{found['personal']}/-" if found else path


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_personal_link_stands_in_a_log(address: str) -> None:
    for logged in (_in_caddy(address), _in_nginx(address)):
        assert SECRET not in logged
        assert logged != "-"


def test_no_query_stands_in_a_log_and_other_paths_are_told() -> None:
    address = f"/de/boerde/umfragen/zukunft/danke?code={SECRET}"
    for logged in (_in_caddy(address), _in_nginx(address)):
        assert SECRET not in logged
        assert logged.startswith("/de/boerde/umfragen/zukunft/danke")


def test_there_are_personal_links_to_keep_out() -> None:
    assert len(ADDRESSES) > 10
