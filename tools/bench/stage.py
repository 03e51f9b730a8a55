"""What the measurements stand on: a database filled with the content of Börde, request scripts for the generator."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlencode
from uuid import uuid4

from participation import areas
from participation.content import load_content
from participation.core.database import Database
from participation.migrations import migrate

ROOT = Path(__file__).resolve().parent.parent.parent
SURVEY = "wichtig-in-boerde"
FIELD = "/de/strategien/kreisentwicklungskonzept/hf-1"


@dataclass(frozen=True)
class Figure:
    """A measured value; `bar` is what it must reach (`at_least`) or must not pass."""

    name: str
    value: float
    unit: str
    bar: float | None = None
    at_least: bool = True
    remark: str = ""

    @property
    def holds(self) -> bool:
        """Whether the bar is met; a figure without a bar is only told."""
        return self.bar is None or (self.value >= self.bar if self.at_least else self.value <= self.bar)


def filled_database(folder: Path, name: str = "bench") -> str:
    """The URL of a new database with the content of Börde."""
    content = folder / f"content-{name}"
    content.mkdir()
    (content / "boerde").symlink_to(ROOT / "content" / "boerde")
    url = f"sqlite:///{folder / name}.db"
    with contextlib.closing(Database(url, threads=2)) as database:
        migrate(database)
        load_content(database, content, areas.CONTENT)
    return url


def simulated_bodies(url: str, count: int, target: Path, survey: str = SURVEY) -> Path:
    """A file of API bodies, one a line."""
    command = [
        sys.executable,
        "-m",
        "participation.cli",
        "simulate",
        survey,
        "--submissions",
        str(count),
        "--seed",
        "7",
    ]
    environment = {"PARTICIPATION_DATABASE_URL": url, "PATH": "/usr/bin:/bin"}
    subprocess.run([*command, "--out", str(target)], check=True, env=environment, cwd=ROOT)
    return target


def scripts_of_bodies(bodies: Path, path: str, number: int) -> list[Path]:
    """So many generator scripts that post one body after the other, each of them other ones."""
    with bodies.open(encoding="utf-8") as stream:
        lines = stream.readlines()
    share, scripts = len(lines) // number, []
    for place in range(number):
        part = bodies.with_suffix(f".{len(path)}.{place}")
        part.write_text("".join(lines[place * share : (place + 1) * share]), encoding="utf-8")
        scripts.append(_script_of_bodies(part, path))
    return scripts


def _script_of_bodies(bodies: Path, path: str) -> Path:
    script = bodies.with_name(f"{bodies.name}.lua")
    script.write_text(
        "local bodies, at = {}, 0\n"
        f"for line in io.lines({json.dumps(str(bodies))}) do bodies[#bodies + 1] = line end\n"
        "request = function()\n  at = at % #bodies + 1\n"
        f'  return wrk.format("POST", {json.dumps(path)}, {{["Content-Type"] = "application/json"}}, bodies[at])\nend\n'
    )
    return script


@dataclass(frozen=True)
class Step:
    """One request of a form flow; `body` has the placeholder ID for the client's id."""

    method: str
    path: str
    body: str = ""


def script_of_steps(folder: Path, steps: list[Step]) -> Path:
    """A generator script that walks the flow again and again, each time as somebody else."""
    listed = ",\n".join(
        f"{{{json.dumps(step.method)}, {json.dumps(step.path)}, {json.dumps(step.body)}}}" for step in steps
    )
    script = folder / "steps.lua"
    script.write_text(
        f"local steps, at, person = {{\n{listed}\n}}, 0, 0\nmath.randomseed(os.time())\n"
        "local run = math.random(0, 0xffffff)\n"
        "request = function()\n  at = at % #steps + 1\n  if at == 1 then person = person + 1 end\n"
        "  local step = steps[at]\n"
        '  local id = string.format("%08x-0000-4000-8000-%012x", run, person)\n'
        '  local headers = {["Accept-Encoding"] = "gzip"}\n'
        '  if step[1] == "POST" then headers["Content-Type"] = "application/x-www-form-urlencoded" end\n'
        '  return wrk.format(step[1], (step[2]:gsub("CLIENTID", id)), headers, (step[3]:gsub("CLIENTID", id)))\nend\n'
    )
    return script


class FormReader(HTMLParser):
    """Fills the main form of a page as somebody would who always takes the first choice."""

    def __init__(self) -> None:
        """Nothing read yet."""
        super().__init__()
        self.action = ""
        self.fields: dict[str, str] = {}
        self._inside = self._done = False
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect the fields of the first form that posts."""
        given = {name: value or "" for name, value in attrs}
        if tag == "form" and given.get("method", "").lower() == "post" and not self._done:
            self._inside, self.action = True, given.get("action", "")
        elif self._inside and tag == "input":
            self._input(given)
        elif self._inside and tag == "textarea":
            self.fields[given["name"]] = "Mehr Busse am Abend"
        elif self._inside and tag == "select":
            self._select = given["name"]
        elif self._inside and tag == "option" and self._select and given.get("value"):
            self.fields.setdefault(self._select, given["value"])
        elif self._inside and tag == "button" and given.get("name"):
            self.fields.setdefault(given["name"], given.get("value", ""))  # the first button leads on

    def _input(self, given: dict[str, str]) -> None:
        name, kind = given.get("name"), given.get("type", "text")
        if name and kind in {"hidden", "text", "search"}:
            self.fields[name] = given.get("value", "")
        elif name and kind == "radio":
            self.fields.setdefault(name, given.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        """The form ends."""
        if tag == "form" and self._inside:
            self._inside, self._done = False, True


def walk(address: str, start: str) -> Iterator[Step]:
    """The requests of one person who answers everything, from the survey's start page to the thank-you page."""
    path, body, own = start, "", str(uuid4())
    for _page in range(40):
        request = urllib.request.Request(address + path, data=body.encode() or None)  # noqa: S310 - our own server
        yield Step("POST" if body else "GET", path, body.replace(own, "CLIENTID"))
        with urllib.request.urlopen(request) as response:  # noqa: S310
            html, landed = response.read().decode(), response.url.removeprefix(address)
        if landed != path:
            return
        reader = FormReader()
        reader.feed(html)
        path, body = reader.action or path, urlencode(reader.fields | {"id": own})
