"""The command `check-language`, as it is typed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

TEXT = "Der Plan ist gut.\nDann wird der Plan geprüft.\n"


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "participation.cli", "check-language", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")


def test_findings_are_printed_with_line_sentence_rule_and_hint(tmp_path: Path) -> None:
    path = tmp_path / "plan.md"
    path.write_text(TEXT, encoding="utf-8")
    done = run(path)
    assert done.returncode == 0
    assert "line 2  S07 W  „Dann wird der Plan geprüft.“" in done.stdout
    assert "Wer tut was?" in done.stdout
    assert "score" in done.stdout


def test_json_of_a_file_of_lines_gives_one_result_a_line_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text("".join(json.dumps({"id": number, "text": TEXT}) + "\n" for number in (7, 8)), encoding="utf-8")
    done = run(path, "--json")
    results = [json.loads(line) for line in done.stdout.splitlines()]
    assert [result["id"] for result in results] == [7, 8]
    assert set(results[0]) == {"id", "score", "findings", "indices"}
    finding = next(finding for finding in results[0]["findings"] if finding["rule"] == "S07")
    assert (finding["level"], finding["line"], finding["start"], finding["end"]) == ("W", 2, 5, 26)
    assert set(finding) == {"rule", "level", "line", "start", "end", "sentence", "message", "suggestion"}


def test_an_unreadable_file_is_one_sentence_and_exit_code_1(tmp_path: Path) -> None:
    binary, broken = tmp_path / "a.txt", tmp_path / "b.jsonl"
    binary.write_bytes(b"\xff\xfe\x00")
    broken.write_text('{"id": 1}\n', encoding="utf-8")
    for path in (tmp_path / "none.md", binary, broken):
        done = run(path, "--json")
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
        assert str(path) in done.stderr
