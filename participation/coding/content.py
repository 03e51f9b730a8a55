"""A code book that comes with a procedure's content files: `codes.csv` beside `procedure.toml`."""

from __future__ import annotations

from pathlib import Path

from sqlmodel import Session, select

from participation.coding.code_table import rows_of, take_over
from participation.coding.models import Code
from participation.core.content_files import ContentProblem, required, toml_file
from participation.core.errors import ParticipationError
from participation.procedures.models import Procedure
from participation.regions.models import Region

FILE = "codes.csv"


def load(session: Session, folder: Path, region: Region) -> int:
    """Give procedures without any code those of their file; returns how many codes were added.

    Raises:
        ContentProblem: a file cannot be used.
    """
    added = 0
    for path in sorted(folder.glob(f"*/{FILE}")):
        source = path.with_name("procedure.toml")
        slug = str(required(source, toml_file(source), "slug"))
        procedure = session.exec(
            select(Procedure).where(Procedure.region_id == region.id, Procedure.slug == slug)
        ).first()
        if (
            procedure
            and session.exec(select(Code.id).where(Code.procedure_id == procedure.id).limit(1)).first() is None
        ):
            try:
                added += take_over(session, procedure, rows_of(path.read_bytes()), None)
            except ParticipationError as problem:
                raise ContentProblem(path, str(problem)) from problem
    return added
