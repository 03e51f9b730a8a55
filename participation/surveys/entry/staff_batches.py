"""Batches of paper sheets for staff: open one, see how far it is, store it, throw it away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from starlette.responses import Response

from participation.core.text import msgid
from participation.surveys.entry import batches
from participation.surveys.entry.batches import CHANNELS, NewBatch, batch_of, batches_of, sheet_counts, sheets_of
from participation.surveys.entry.comparing import Comparison, compared
from participation.surveys.entry.storing import store_batch, version_of
from participation.surveys.models import Channel, EntryBatch
from participation.surveys.running import RunningSurvey, running_surveys
from participation.surveys.wording import plain
from participation.web.languages import GERMAN, LANGUAGES
from participation.web.visit import Visit

CHANNEL_NAMES = {Channel.PAPER: msgid("On paper"), Channel.EVENT: msgid("At an event")}
_LONGEST_NAME = 80
_MOST_SHOWN = 500


@dataclass(frozen=True)
class Desk:
    """What the pages of data entry work on."""

    running: RunningSurvey
    batch: EntryBatch

    @classmethod
    def of(cls, visit: Visit, survey: str, batch: str) -> Desk:
        """The survey and its batch of an address.

        Raises:
            NotFound: there is none.
        """
        running = running_surveys(visit.site).by_slug(visit.place.id, survey)
        return cls(running, batch_of(visit.db, running.id, batch))

    @property
    def questionnaire(self) -> Any:
        """The version that the batch is pinned to."""
        return version_of(self.running, self.batch).questionnaire


def entry_batches(visit: Visit, survey: str) -> Response:
    """All batches of a survey, and the form for a new one."""
    return _list(visit, survey, {}, {})


def open_entry_batch(visit: Visit, survey: str) -> Response:
    """Open a batch and begin with its first sheet."""
    running = running_surveys(visit.site).by_slug(visit.place.id, survey)
    new = new_batch(visit, running)
    taken = any(one.name == new.name for one in batches_of(visit.db, running.id))
    if not new.name or taken:
        message = _TAKEN if taken else msgid("Please give the batch a name.")
        values = {name: visit.form.text(name) for name in ("name", "channel", "audience", "language", "double")}
        return _list(visit, survey, values, {"name": visit._(message)}, status=422)
    batch = batches.open_batch(visit.db, new, visit.person_id)
    return visit.redirect("type_sheet", survey=survey, batch=batch.id, number=1)


_TAKEN = msgid("There is a batch with this name already. Please choose another name.")


def entry_batch(visit: Visit, survey: str, batch: str) -> Response:
    """How far a batch is, and what can be done with it."""
    return _batch_page(visit, Desk.of(visit, survey, batch))


def discard_entry_batch(visit: Visit, survey: str, batch: str) -> Response:
    """Throw a batch away."""
    desk = Desk.of(visit, survey, batch)
    batches.discard_batch(visit.db, desk.batch, visit.place.id, visit.person_id)
    return visit.redirect("entry_batches", survey=survey)


def store_entry_batch(visit: Visit, survey: str, batch: str) -> Response:
    """Make submissions of all sheets; they are counted within seconds."""
    desk = Desk.of(visit, survey, batch)
    store_batch(visit.site.database, desk.running, desk.batch.id, visit.person_id)
    return visit.redirect("entry_batch", survey=survey, batch=batch)


def remove_entry_sheet(visit: Visit, survey: str, batch: str, number: int) -> Response:
    """Throw one sheet away."""
    desk = Desk.of(visit, survey, batch)
    batches.remove_sheet(visit.db, desk.batch, number, visit.place.id, visit.person_id)
    return visit.redirect("entry_batch", survey=survey, batch=batch)


def _list(visit: Visit, survey: str, values: dict[str, str], errors: dict[str, str], *, status: int = 200) -> Response:
    running = running_surveys(visit.site).by_slug(visit.place.id, survey)
    known = batches_of(visit.db, running.id)
    counts = sheet_counts(visit.db, [one.id for one in known])
    return visit.render(
        "surveys/entry/staff/batches.html",
        status=status,
        survey=running,
        title=plain(running.latest.questionnaire.title, visit.language.tag),
        rows=[(one, counts[one.id]) for one in known],
        channel_names=CHANNEL_NAMES,
        values=values,
        errors=errors,
        **form_choices(visit, running),
    )


def form_choices(visit: Visit, running: RunningSurvey) -> dict[str, Any]:
    """What a batch can be opened with, as options of the form."""
    spoken = running.latest.questionnaire.languages
    return {
        "channels": [(one.value, visit._(CHANNEL_NAMES[one])) for one in CHANNELS],
        "audiences": [(one.slug, plain(one.names, visit.language.tag)) for one in running.audiences.all],
        "languages": [(one.tag, one.label) for one in LANGUAGES if one.tag in spoken],
    }


def new_batch(visit: Visit, running: RunningSurvey) -> NewBatch:
    """What was chosen; anything that is not offered becomes the first that is."""
    form, languages = visit.form, running.latest.questionnaire.languages
    channel, language, audience = form.text("channel"), form.text("language"), form.text("audience")
    return NewBatch(
        survey_id=running.id,
        region_id=visit.place.id,
        version_id=running.latest.id,
        name=form.text("name")[:_LONGEST_NAME],
        channel=Channel(channel) if channel in CHANNELS else Channel.PAPER,
        audience=_audience(running, audience),
        language=language if language in languages else GERMAN.tag,
        is_double=form.text("double") == "yes",
    )


def _audience(running: RunningSurvey, asked: str) -> str:
    slugs = [one.slug for one in running.audiences.all]
    return asked if asked in slugs else slugs[0] if slugs else ""


def _batch_page(visit: Visit, desk: Desk) -> Response:
    # Only what two have typed is compared; a file can have ten thousand sheets.
    sheets = sheets_of(visit.db, desk.batch.id, None if desk.batch.is_double else _MOST_SHOWN)
    comparison = compared(desk.questionnaire, sheets) if desk.batch.is_double else Comparison([], [], 0)
    first, second = sheet_counts(visit.db, [desk.batch.id])[desk.batch.id].values()
    actor = visit.person_id
    return visit.render(
        "surveys/entry/staff/batch.html",
        survey=desk.running,
        batch=desk.batch,
        title=plain(desk.questionnaire.title, visit.language.tag),
        numbers=sorted({sheet.number for sheet in sheets})[:_MOST_SHOWN],
        typed={(sheet.number, sheet.turn): sheet for sheet in sheets},
        count=max(first, second),
        comparison=comparison,
        channel_name=visit._(CHANNEL_NAMES.get(desk.batch.channel, desk.batch.channel.value)),
        next_first=batches.next_number(visit.db, desk.batch, 1, actor),
        next_second=batches.next_number(visit.db, desk.batch, 2, actor) if desk.batch.is_double else None,
        actor_id=actor,
    )
