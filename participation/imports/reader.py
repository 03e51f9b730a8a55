"""Reading a document in a process of its own: what it says, beside what the strategy says; JSON in, JSON out.

A broken file can then neither stop the server nor eat its memory.
"""

from __future__ import annotations

import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import orjson

from participation.core.elsewhere import limit_memory
from participation.core.errors import ParticipationError
from participation.imports.comparing import Guess, Known, compare, guesses_of
from participation.imports.models import Change


@dataclass(frozen=True)
class Reading:
    """What came of a document; `problem` is {"sentence": msgid, "values": {…}} where nothing did."""

    title: str = ""
    contradictions: tuple[str, ...] = ()
    guesses: tuple[Guess, ...] = ()
    problem: dict[str, Any] | None = None


def asked(path: Path, known: list[Known]) -> bytes:
    """What this process is asked: to read the file at `path` beside what is known."""
    return orjson.dumps({"path": str(path), "known": [asdict(one) for one in known]})


def answered(answer: bytes) -> Reading:
    """What it said."""
    said = orjson.loads(answer)
    if "problem" in said:
        return Reading(problem=said["problem"])
    guesses = tuple(
        Guess(**{**one, "change": Change(one["change"]), "links": [(kind, at) for kind, at in one["links"]]})
        for one in said["guesses"]
    )
    return Reading(said["title"], tuple(said["contradictions"]), guesses)


def read(path: Path, known: list[Known]) -> dict[str, Any]:
    """The document as guesses, or the sentence why it cannot be read."""
    from participation.strategy.importing.opening import recognise_file  # noqa: PLC0415 - only this process needs it

    try:
        recognition = recognise_file(path)
    except ParticipationError as problem:
        return {"problem": {"sentence": problem.message, "values": problem.params}}
    guesses = compare(guesses_of(recognition.elements), known)
    return {
        "title": recognition.title,
        "contradictions": recognition.contradictions,
        "guesses": [asdict(guess) for guess in guesses],
    }


def main() -> None:
    """Read what is asked, write what is found."""
    limit_memory()
    given = orjson.loads(sys.stdin.buffer.read())
    known = [Known(**{**one, "links": tuple((kind, to) for kind, to in one["links"])}) for one in given["known"]]
    sys.stdout.buffer.write(orjson.dumps(read(Path(given["path"]), known)))


if __name__ == "__main__":
    main()
