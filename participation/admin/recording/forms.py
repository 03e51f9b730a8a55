"""What staff type in for somebody who did not write online."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid4

from participation.comments.forms import CommentSheet
from participation.core.text import msgid
from participation.ideas.forms import IdeaSheet
from participation.statements.ways import RECORDED_WAYS
from participation.threads.wording import one_line
from participation.web.visit import Visit

COMMENT, IDEA = "comment", "idea"
KIND_LABELS = {COMMENT: msgid("One comment"), IDEA: msgid("Idea")}


@dataclass(frozen=True)
class RecordedSheet:
    """A contribution as it came; `place` is one of the options of the form. `problems` are sentences by field."""

    client_id: UUID
    what: str = COMMENT
    kind: str = ""
    title: str = ""
    text: str = ""
    author_name: str = ""
    place: str = ""
    way: str = ""
    day: date | None = None
    problems: dict[str, str] = field(default_factory=dict)

    @property
    def comment(self) -> CommentSheet:
        """The same as a comment."""
        return CommentSheet(self.client_id, self.kind, self.text, self.author_name)

    @property
    def idea(self) -> IdeaSheet:
        """The same as an idea."""
        return IdeaSheet(self.client_id, self.title, self.text, self.author_name)


def empty_sheet(what: str, today: date) -> RecordedSheet:
    """The sheet to begin with."""
    return RecordedSheet(uuid4(), what if what in KIND_LABELS else COMMENT, kind="remark", day=today)


def recorded_sheet(visit: Visit, today: date) -> RecordedSheet:
    """What was sent, with everything that has to be put right; the day of receipt is today or before."""
    form = visit.form
    what = form.text("what")
    sheet = RecordedSheet(
        client_id=form.client_id("id"),
        what=what if what in KIND_LABELS else COMMENT,
        kind=form.text("kind"),
        title=one_line(form.text("title")),
        text=form.text("text"),
        author_name=one_line(form.text("author_name")),
        place=form.text("place"),
        way=form.text("way"),
        day=form.day("received_on"),
    )
    checked = sheet.comment if sheet.what == COMMENT else sheet.idea
    for name, sentence, values in checked.problems:
        sheet.problems[name] = visit._(sentence, **values)
    if sheet.way not in {way.value for way in RECORDED_WAYS}:
        sheet.problems["way"] = visit._("Please choose in which way it came.")
    if sheet.day is None:
        sheet.problems["received_on"] = visit._("Please enter a date.")
    elif sheet.day > today:
        sheet.problems["received_on"] = visit._("The day of receipt cannot lie in the future.")
    return sheet
