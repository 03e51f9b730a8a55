"""What moderators do: work through the queue and decide about one entry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from starlette.responses import Response

from participation.admin.moderation.acts import STAY, Row, carry_out
from participation.admin.moderation.choices import choices_of, cursor_of, options
from participation.admin.moderation.entries import Entry, entries_of
from participation.admin.moderation.forms import BULK_ACTS, BULK_PROBLEMS, DecisionSheet, ReplySheet
from participation.admin.moderation.queries import contribution_named, locked_rows, next_waiting, queue_page
from participation.admin.moderation.replying import give, same_rows
from participation.admin.moderation.stacks import MOST_COUNTED, STACKS, counts, waiting
from participation.admin.moderation.words import page_words, words_of
from participation.core.errors import Conflict, NotAllowed
from participation.regions.actions import publish_change
from participation.threads.claims import release, release_all
from participation.threads.moderation import Act, Moderated
from participation.web.pages import Person
from participation.web.visit import Visit


def person_of(visit: Visit) -> Person:
    """Who acts.

    Raises:
        NotAllowed: nobody is signed in.
    """
    if visit.person is None:
        raise NotAllowed("Please sign in.")
    return visit.person


@dataclass(frozen=True)
class Moderation:
    """The pages of the queue over these kinds of contributions."""

    kinds: Sequence[Moderated]

    def queue(self, visit: Visit) -> Response:
        """What waits, the longest waiting first."""
        choices = choices_of(visit, self.kinds, visit.query)
        page = queue_page(visit.db, self.kinds, choices.filter(visit), cursor_of(visit.query))
        ids = [row.id for _kind, row in page.rows]
        params = choices.params
        sizes = counts(visit.db, self.kinds, visit.place.id, person_of(visit).id)
        return visit.render(
            "admin/moderation/queue.html",
            entries=self._entries(visit, page.rows),
            choices=choices,
            options=options(visit, choices, self.kinds),
            stacks=[(stack, visit._(name), sizes[stack]) for stack, name in STACKS.items()],
            waiting=sizes["pending"],
            most_counted=MOST_COUNTED,
            previous=visit.url("moderation", **params, vor=ids[0]) if page.has_previous and ids else None,
            next=visit.url("moderation", **params, nach=ids[-1]) if page.has_next and ids else None,
            back=visit.url("moderation", **params, nach=visit.query.get("nach"), vor=visit.query.get("vor")),
            counted=[visit.query.get(name, "") for name in ("erledigt", "uebergangen")],
            bulk_acts=[(act.value, visit._(name)) for act, name in BULK_ACTS.items()],
            bulk_problem=visit._(problem) if (problem := BULK_PROBLEMS.get(visit.query.get("fehler", ""))) else "",
            **page_words(visit, DecisionSheet(), {}),
        )

    def entry(self, visit: Visit, kind: str, entry: UUID) -> Response:
        """One contribution with everything that can be done."""
        row = contribution_named(visit.db, self.kinds, visit.place.id, kind, entry)
        return self._entry_page(visit, row, DecisionSheet(), 200)

    def decide(self, visit: Visit, kind: str, entry: UUID) -> Response:
        """Carry out a decision; then on to what waits next, or back to where the form was."""
        row = contribution_named(visit.db, self.kinds, visit.place.id, kind, entry, locked=True)
        actor, contribution = person_of(visit).id, row[1]
        was_public, version = contribution.is_public, contribution.model_dump()
        sheet = DecisionSheet.from_form(visit.form)
        reply = ReplySheet.from_form(visit.form, visit.place.name) if sheet.act == Act.REPLY else None
        problems = reply.problems if reply else sheet.problems
        if problems:
            errors = {field: visit._(message, **values) for field, message, values in problems}
            return self._entry_page(visit, row, sheet, 422, errors=errors)
        try:
            if reply:
                give(visit.db, self.kinds, visit.place.id, [row], reply, actor)
            else:
                carry_out(visit, row, sheet, actor)
        except Conflict as problem:
            return self._entry_page(visit, row, sheet, 409, conflict=visit.told(problem))
        if (was_public or contribution.is_public) and contribution.model_dump() != version:
            publish_change(visit.db, visit.place.id)
        return self._onward(visit, row, sheet.act)

    def leave(self, visit: Visit) -> Response:
        """Give back what one had claimed: one entry that is left, or everything in the region."""
        if visit.form.text("entry"):
            rows = locked_rows(visit.db, self.kinds, visit.place.id, visit.form.many("entry"))
            release(visit.db, [row.case_id for _kind, row in rows if row.case_id], person_of(visit).id)
        else:
            release_all(visit.db, visit.place.id, person_of(visit).id)
        return visit.redirect("moderation")

    def back_to_queue(self, visit: Visit) -> Response:
        """The queue, for whoever comes back to an address that only takes forms."""
        return visit.redirect("moderation")

    def _entries(self, visit: Visit, rows: Sequence[Row]) -> list[Entry]:
        return entries_of(visit.db, rows, visit.language.tag, words_of(visit), person_of(visit).id)

    def _onward(self, visit: Visit, row: Row, act: str) -> Response:
        moderated, contribution = row
        if visit.wants_fragment or (act in STAY and not visit.form.text("back")):
            return visit.redirect("moderation_entry", kind=moderated.code, entry=contribution.id, getan=act)
        if back := visit.form.text("back"):
            return visit.redirect_to(back)
        following = next_waiting(visit.db, self.kinds, visit.place.id, contribution.id)
        if following is None:
            return visit.redirect("moderation", getan=act)
        return visit.redirect("moderation_entry", kind=following[0], entry=following[1], getan=act)

    def _entry_page(
        self,
        visit: Visit,
        row: Row,
        sheet: DecisionSheet,
        status: int,
        *,
        conflict: str = "",
        errors: dict[str, str] | None = None,
    ) -> Response:
        (entry,) = self._entries(visit, [row])
        return visit.render(
            "admin/moderation/entry.html",
            fragment="entry",
            status=status,
            entry=entry,
            conflict=conflict,
            same=same_rows(visit.db, self.kinds, visit.place.id, [row], lock=False),
            waiting=sum(waiting(visit.db, self.kinds, visit.place.id).values()),
            most_counted=MOST_COUNTED,
            back=visit.form.text("back") if visit.wants_fragment else "",
            **page_words(visit, sheet, errors or {}),
        )
