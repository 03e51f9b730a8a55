"""Work of ideas in the background: files of pictures whose rows are gone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlmodel import select

from participation.core.clock import now
from participation.core.database import Database
from participation.core.files import file_store
from participation.core.jobs import Job
from participation.core.settings import Settings
from participation.ideas.models import IdeaPicture
from participation.ideas.pictures import AREA, FORGET

_WAIT = timedelta(days=1)


def jobs(settings: Settings) -> tuple[Job, ...]:
    """At once the file of a picture that was deleted; once a day files that no row names, of forms that failed."""

    def forget(database: Database, payload: Mapping[str, Any]) -> None:
        file_store(database, settings.files_folder, AREA).forget(payload["stored_as"])

    def clean_up(database: Database, _payload: Mapping[str, Any]) -> int:
        with database.reading() as session:
            known = set(session.exec(select(IdeaPicture.stored_as)))
        return file_store(database, settings.files_folder, AREA).forget_unknown(known, now() - _WAIT)

    return Job(FORGET, forget), Job("pictures of ideas", clean_up, every=_WAIT)
