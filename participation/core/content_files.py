"""Content files: reading TOML, and one clear sentence with file and line when something in a file is wrong."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from participation.core.errors import ParticipationError


class ContentProblem(ParticipationError):  # noqa: N818 - like its siblings in core/errors.py
    """A content file that cannot be used; the sentence names the file (with its folder) and the line."""

    status = 422

    def __init__(self, file: Path, sentence: str, line: int | None = None) -> None:
        place = f"{file.parent.name}/{file.name}" + (f", line {line}" if line else "")
        super().__init__("%(place)s: %(sentence)s", place=place, sentence=sentence)


def toml_file(path: Path) -> dict[str, Any]:
    """A TOML file's content.

    Raises:
        ContentProblem: it is missing or is no TOML.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as problem:
        raise ContentProblem(path, "The file is missing.") from problem
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise ContentProblem(path, f"This is no valid TOML: {problem}") from problem


def required(path: Path, content: dict[str, Any], key: str) -> Any:
    """The value of a key that must be there.

    Raises:
        ContentProblem: it is not.
    """
    if key not in content:
        raise ContentProblem(path, f"{key} is missing.")
    return content[key]
