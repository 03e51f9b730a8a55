"""Reading answer sheets from a file in the web: checked at once, kept as a batch that staff look at and then store."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from sqlalchemy import insert
from starlette.responses import Response

from participation.core.clock import now
from participation.core.errors import Invalid
from participation.core.identifiers import uuid7
from participation.core.text import msgid
from participation.surveys.entry.batches import READ, NewBatch, batches_of, open_batch
from participation.surveys.entry.files import rows_of
from participation.surveys.entry.importing import CheckedFile, Source, checked_file
from participation.surveys.entry.staff_batches import form_choices, new_batch
from participation.surveys.entry.tabular import names_of_columns
from participation.surveys.models import Channel, EntrySheet
from participation.surveys.running import RunningSurvey, running_surveys
from participation.surveys.wording import plain
from participation.web.downloads import CSV, csv_of, download
from participation.web.visit import Visit

MOST_ROWS = 10_000
MOST_BYTES = 20_000_000
"""Two kilobytes a sheet: a hundred questions with a long text or two."""
TAKEN_BYTES = 2 * MOST_BYTES
"""So that whoever chose a file that is too large reads so beside the field, up to twice the size."""
_MOST_SHOWN = 100
_NAMES = ("name", "channel", "audience", "language")


def upload_sheets(visit: Visit, survey: str) -> Response:
    """The form for a file."""
    running = running_surveys(visit.site).by_slug(visit.place.id, survey)
    return _page(visit, running, {})


def read_uploaded_sheets(visit: Visit, survey: str) -> Response:
    """Check the file; what is in order becomes a batch, what is not is named row by row."""
    running = running_surveys(visit.site).by_slug(visit.place.id, survey)
    wanted = new_batch(visit, running)
    errors = _errors(visit, running, wanted)
    if errors:
        return _page(visit, running, errors, status=422)
    try:
        with _checked(visit, running, wanted) as checked:
            if checked.bad_count or not checked.rows:
                return _page(visit, running, _bad_file(visit, checked), checked, status=422)
            batch_id = _keep(visit, checked, wanted)
    except Invalid as problem:
        return _page(visit, running, {"file": visit.told(problem)}, status=422)
    return visit.redirect("entry_batch", survey=survey, batch=batch_id)


def sheet_template(visit: Visit, survey: str) -> Response:
    """An empty table with all columns."""
    running = running_surveys(visit.site).by_slug(visit.place.id, survey)
    return download(csv_of([names_of_columns(running.latest.questionnaire)]), f"{running.slug}-vorlage.csv", CSV)


def _errors(visit: Visit, running: RunningSurvey, wanted: NewBatch) -> dict[str, str]:
    errors = {}
    if not wanted.name:
        errors["name"] = visit._("Please give the batch a name.")
    if any(one.name == wanted.name for one in batches_of(visit.db, running.id)):
        errors["name"] = visit._("There is a batch with this name already. Please choose another name.")
    return errors


@contextmanager
def _checked(visit: Visit, running: RunningSurvey, wanted: NewBatch) -> Iterator[CheckedFile]:
    sent = visit.form.file("file")
    if sent is None:
        raise Invalid("Please choose a file.")
    name, content = sent
    if len(content) > MOST_BYTES:
        raise Invalid(_TOO_LARGE, most=MOST_BYTES // 1_000_000)
    source = Source(running, Channel(wanted.channel), wanted.language, wanted.audience)
    rows = rows_of(name, io.BytesIO(content), running.latest.questionnaire)
    with checked_file(visit.db, source, rows, visit._) as checked:
        if checked.rows > MOST_ROWS:
            raise Invalid(_TOO_LONG, most=MOST_ROWS)
        yield checked


_TOO_LARGE = msgid(
    "This page takes files of up to %(most)s megabytes. Larger ones are read by the command import-submissions, or in "
    "several parts."
)
_TOO_LONG = msgid(
    "This page takes files with up to %(most)s rows. Longer ones are read by the command import-submissions."
)


def _bad_file(visit: Visit, checked: CheckedFile) -> dict[str, str]:
    message = msgid("Nothing was kept, since rows cannot be used. They are named below.")
    return {"file": visit._(message if checked.rows else msgid("There is no answer sheet in this file."))}


def _keep(visit: Visit, checked: CheckedFile, wanted: NewBatch) -> UUID:
    """The rows as sheets of a new batch, numbered as in the file."""
    actor_id = visit.person_id
    common = {"turn": 1, "typed_at": now(), "typed_by": actor_id}
    with visit.site.database.writing() as session:
        batch = open_batch(session, wanted, actor_id)
        rows = [
            {**common, "id": uuid7(), "batch_id": batch.id, "number": number, "answers": {READ: kept}}
            for number, kept in enumerate(checked.kept(), start=1)
        ]
        session.connection().execute(insert(EntrySheet.__table__), rows)  # type: ignore[attr-defined]
    return batch.id


def _page(
    visit: Visit,
    running: RunningSurvey,
    errors: dict[str, str],
    checked: CheckedFile | None = None,
    *,
    status: int = 200,
) -> Response:
    return visit.render(
        "surveys/entry/staff/upload.html",
        status=status,
        survey=running,
        title=plain(running.latest.questionnaire.title, visit.language.tag),
        values={name: visit.form.text(name) for name in _NAMES},
        errors=errors,
        bad=checked.bad[:_MOST_SHOWN] if checked else [],
        bad_count=checked.bad_count if checked else 0,
        most_rows=MOST_ROWS,
        most_megabytes=MOST_BYTES // 1_000_000,
        **form_choices(visit, running),
    )
