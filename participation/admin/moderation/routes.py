"""The pages of moderation: the desk, what belongs to it, and what everybody sees of it."""

from __future__ import annotations

from collections.abc import Sequence

from participation.accounts.access import staff
from participation.accounts.models import Role
from participation.admin.moderation import desk_views
from participation.admin.moderation.bulk import Bulk
from participation.admin.moderation.flagging import Flagging
from participation.admin.moderation.log import Log
from participation.admin.moderation.transparency_views import Transparency
from participation.admin.moderation.views import Moderation
from participation.brakes.guards import braked
from participation.threads.moderation import Moderated
from participation.web.pages import Link, Page, everyone, page

_moderators = staff(Role.MODERATOR)
_admins = staff(Role.ADMIN)
_DESK = "/verwaltung/moderation/"
_ENTRY = f"{_DESK}{{kind}}/{{entry:uuid}}"
_FLAG = "/melden/{kind}/{entry:uuid}"
_PUBLIC = "/kommentare/moderation"
_MEGABYTE = 1_048_576

STAFF_LINKS = (
    Link("Moderation", "moderation", 20, _moderators),
    Link("Departments", "departments", 92, _admins),
)


def pages(kinds: Sequence[Moderated]) -> tuple[Page, ...]:
    """The queue over everything that the areas declare as moderated, and what readers see of moderation."""
    return (*_queue(kinds), *_desk(kinds), *_public(kinds))


def _queue(kinds: Sequence[Moderated]) -> tuple[Page, ...]:
    moderation, bulk = Moderation(kinds), Bulk(kinds)
    return (
        page(_DESK, moderation.queue, only=_moderators, name="moderation"),
        page(_ENTRY, moderation.entry, only=_moderators, name="moderation_entry"),
        page(_ENTRY, moderation.decide, only=_moderators, name="decide_entry", method="POST"),
        page(f"{_DESK}loslassen", moderation.leave, only=_moderators, name="release_entry", method="POST"),
        page(f"{_DESK}mehrere", moderation.back_to_queue, only=_moderators, name="leave_bulk"),
        page(f"{_DESK}mehrere", bulk.act, only=_moderators, name="bulk", method="POST", in_parts=True),
        page(f"{_DESK}antworten", moderation.back_to_queue, only=_moderators, name="leave_bulk_reply"),
        page(f"{_DESK}antworten", bulk.reply, only=_moderators, name="bulk_reply", method="POST"),
    )


def _desk(kinds: Sequence[Moderated]) -> tuple[Page, ...]:
    log = Log(kinds)
    words, texts, departments = f"{_DESK}woerter", f"{_DESK}texte", "/verwaltung/fachdienste"
    return (
        page(f"{_DESK}protokoll", log.page, only=_moderators, name="moderation_log"),
        page(f"{_DESK}protokoll.csv", log.file, only=_moderators, name="moderation_log_file"),
        page(words, desk_views.watched_words, only=_moderators),
        page(words, desk_views.save_watched_words, only=_moderators, method="POST", takes=_MEGABYTE),
        page(f"{words}.txt", desk_views.watched_words_file, only=_moderators),
        page(texts, desk_views.prepared_texts, only=_moderators),
        page(texts, desk_views.save_prepared_texts, only=_moderators, method="POST"),
        page(departments, desk_views.departments, only=_admins),
        page(departments, desk_views.save_department, only=_admins, method="POST"),
    )


def _public(kinds: Sequence[Moderated]) -> tuple[Page, ...]:
    flagging, transparency = Flagging(kinds), Transparency(kinds)
    return (
        page(_FLAG, flagging.form, only=everyone, name="flag"),
        page(_FLAG, braked(flagging.send, has_trap=True), only=everyone, name="send_flag", method="POST"),
        page(_PUBLIC, transparency.page, only=everyone, name="moderation_figures", cached=True),
        page(f"{_PUBLIC}.csv", transparency.csv, only=everyone, name="moderation_figures_csv", cached=True),
        page(f"{_PUBLIC}.json", transparency.json, only=everyone, name="moderation_figures_json", cached=True),
    )
