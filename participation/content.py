"""Filling an installation with the contents of `content/`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from sqlmodel import Session, select

from participation.core.database import Database
from participation.core.errors import Conflict
from participation.core.installation import is_demo, mark_as_demo
from participation.regions.content import load_region
from participation.regions.models import Region

Loader = Callable[[Session, Path, Region], int]


def load_content(database: Database, folder: Path, loaders: Sequence[Loader], *, demo: bool = False) -> dict[str, int]:
    """Load every region below `folder`; how many things each loader added, by region.

    Raises:
        Conflict: a demonstration was asked for and the database holds something else.
    """
    added = {}
    for region_folder in sorted(path.parent for path in folder.glob("*/region.toml")):
        with database.writing() as session:
            if demo:
                _become_demo(session)
            region = load_region(session, region_folder)
            added[region.slug] = sum(load(session, region_folder, region) for load in loaders)
    return added


def _become_demo(session: Session) -> None:
    if not is_demo(session) and session.exec(select(Region.id).limit(1)).first() is not None:
        raise Conflict("This database holds a region that is no demonstration. Use an empty database for the demo.")
    mark_as_demo(session)
