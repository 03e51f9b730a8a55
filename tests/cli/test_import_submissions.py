"""The command as a program of its own, on a database that it opens itself."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.served import ROOT, filled


def test_simulated_bodies_are_brought_in_by_the_command(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'county.db'}"
    filled(url, tmp_path / "content", "boerde")
    bodies = tmp_path / "bodies.ndjson"

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "participation.cli", *arguments]
        environment = os.environ | {"PARTICIPATION_DATABASE_URL": url}
        return subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=120
        )

    survey = "wichtig-in-boerde"
    assert run("simulate", survey, "--submissions", "30", "--seed", "7", "--out", str(bodies)).returncode == 0
    arguments = ("import-submissions", survey, str(bodies), "--channel", "paper", "--batch", "Rathaus", "--json")
    done = run(*arguments)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {"survey": survey, "batch": "Rathaus", "rows": 30, "stored": 30, "problems": []}
    again = run(*arguments)
    assert again.returncode == 1
    assert again.stderr.strip().endswith("Nothing was stored.")
    assert run("recount", survey, "--check").returncode == 0
    assert run("import-submissions", survey).returncode == 2
