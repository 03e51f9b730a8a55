"""The page on commands names every command with every option, and nothing that is not there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from participation.cli import group

PAGE = (Path(__file__).resolve().parent.parent.parent / "docs" / "referenz" / "befehle.md").read_text()
ROWS = dict(re.findall(r"^\| `([a-z-]+(?: (?:add|verify))?)\b(.*)$", PAGE, flags=re.MULTILINE))
EXPLAINED_FOR_ALL = {"--json", "--help"}


def _commands() -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from ((f"{name} {part}", one) for part, one in command.commands.items())
        else:
            yield name, command


COMMANDS = dict(_commands())


def test_every_command_and_no_other_has_a_line_on_the_page() -> None:
    assert set(ROWS) == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_of_a_command_is_named_in_its_line(name: str) -> None:
    known = {text for option in COMMANDS[name].params if isinstance(option, click.Option) for text in option.opts}
    named = set(re.findall(r"(?<![a-z-])--[a-z][a-z-]*", ROWS[name]))
    assert named - {"--json"} == known - EXPLAINED_FOR_ALL
