"""The pages of the queue."""

from __future__ import annotations

from collections.abc import Sequence

from participation.accounts.access import staff
from participation.accounts.models import Role
from participation.admin.moderation.views import Moderation
from participation.threads.moderation import Moderated
from participation.web.pages import Link, Page, page

_moderators = staff(Role.MODERATOR)
_ENTRY = "/verwaltung/moderation/{kind}/{entry:uuid}"

STAFF_LINKS = (Link("Moderation", "moderation", 20, _moderators),)


def pages(kinds: Sequence[Moderated]) -> tuple[Page, ...]:
    """The queue over everything that the areas declare as moderated."""
    moderation = Moderation(kinds)
    return (
        page("/verwaltung/moderation/", moderation.queue, only=_moderators, name="moderation"),
        page(_ENTRY, moderation.entry, only=_moderators, name="moderation_entry"),
        page(_ENTRY, moderation.decide, only=_moderators, name="decide_entry", method="POST"),
    )
