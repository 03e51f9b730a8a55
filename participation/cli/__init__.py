"""The command `participation`; each command's module is loaded only when it is used."""

from __future__ import annotations

import gc
import importlib
import sys
from types import ModuleType

import click

from participation import __version__

# command -> module below participation.cli; only commands that exist stand here.
COMMANDS = {
    "serve": "serving",
    "work": "serving",
    "migrate": "upkeep",
    "backup": "upkeep",
    "restore": "upkeep",
    "move": "upkeep",
    "seed": "filling",
    "person": "people",
    "routes": "looking",
    "openapi": "looking",
    "settings": "looking",
    "journal": "looking",
    "check-language": "language",
    "simulate": "surveys",
    "import-survey": "importing",
    "export-survey": "importing",
    "check-survey": "importing",
    "outline": "outlining",
    "import-strategy": "importing_strategies",
    "export-strategy": "exporting_strategies",
    "import-submissions": "submissions",
    "export": "exporting",
    "recount": "surveys",
}


class LazyGroup(click.Group):
    """A group that imports a command when it is called or listed."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's interface
        """All commands by name."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command, loaded now."""
        if cmd_name not in COMMANDS:
            return None
        command = getattr(_loaded(f"participation.cli.{COMMANDS[cmd_name]}"), cmd_name.replace("-", "_"))
        return command if isinstance(command, click.Command) else None


def _loaded(name: str) -> ModuleType:
    """The module; what loading makes is no garbage, and to look for some then and later costs much of the start."""
    gc.disable()
    try:
        return importlib.import_module(name)
    finally:
        gc.freeze()
        gc.enable()


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="participation")
def group() -> None:
    """Citizen participation for counties: publish, ask, listen, weigh, redraft, decide, report back."""


def main() -> None:
    """Run a command; a refusal is one sentence on stderr and exit code 1."""
    from participation.core.errors import ParticipationError  # noqa: PLC0415 - `--help` needs none of this
    from participation.core.settings import SettingsError  # noqa: PLC0415

    try:
        group()
    except (ParticipationError, SettingsError) as problem:
        click.echo(str(problem), err=True)
        sys.exit(1)
