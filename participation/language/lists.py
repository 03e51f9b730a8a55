"""The checker's own word lists, read from `data/` when first needed."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "data"


@cache
def word_list(name: str) -> frozenset[str]:
    """The words of `data/{name}.txt`: separated by spaces or lines, `#` starts a comment."""
    lines = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines for word in line.partition("#")[0].split())


@cache
def lowered(name: str) -> frozenset[str]:
    """The words of a list in lower case."""
    return frozenset(word.lower() for word in word_list(name))


@cache
def phrase_list(name: str) -> tuple[str, ...]:
    """The lines of `data/{name}.txt`, one phrase each, without comments."""
    lines = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(phrase for line in lines if (phrase := line.partition("#")[0].strip()))


@cache
def replacements(name: str) -> dict[str, str]:
    """What stands in `data/{name}.toml`: an expression and what to write instead."""
    with (_FOLDER / f"{name}.toml").open("rb") as file:
        return {key: str(value) for key, value in tomllib.load(file).items()}
