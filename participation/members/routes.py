"""The pages of registered people."""

from __future__ import annotations

from collections.abc import Sequence

from participation.members import mail_views, views
from participation.members.access import members
from participation.threads.moderation import Moderated
from participation.trace.views import Tracing
from participation.web.pages import Page, everyone, page

_OWN = "/mein-bereich"
_ENTER = f"{_OWN}/anmelden/{{token}}"
_FOLLOW = f"{_OWN}/folgen/{{strategy}}/{{element}}"
_ENTRY = f"{_OWN}/beitraege/{{entry:uuid}}"
_LEAVE = f"{_OWN}/loeschen"
_STOP = f"{_OWN}/abbestellen/{{token}}"


def pages(tracing: Tracing, kinds: Sequence[Moderated]) -> tuple[Page, ...]:
    """Coming in, the own area, leaving."""
    own = views.OwnArea(tracing, kinds)
    return (
        page(f"{_OWN}/anmelden", views.join, only=everyone),
        page(f"{_OWN}/anmelden", views.send_link, only=everyone, method="POST", writes=True, name="send_member_link"),
        page(_ENTER, views.enter, only=everyone),
        page(_ENTER, views.come_in, only=everyone, method="POST", writes=True),
        page(f"{_OWN}/abmelden", views.go_out, only=everyone, method="POST", writes=True),
        page(_STOP, mail_views.ask_to_stop, only=everyone),
        page(_STOP, mail_views.stop_mails, only=everyone, method="POST", writes=True),
        page(f"{_OWN}/", own.show, only=members, name="own_area"),
        page(f"{_OWN}/", own.keep, only=members, method="POST", name="keep_contribution"),
        page(_ENTRY, own.look, only=members, name="own_entry"),
        page(_ENTRY, own.act, only=members, method="POST", name="own_entry_act"),
        page(_FOLLOW, views.ask_to_follow, only=members),
        page(_FOLLOW, views.follow_field, only=members, method="POST"),
        page(f"{_OWN}/mails", views.choose_mail, only=members, method="POST"),
        page(_LEAVE, own.ask_to_leave, only=members, name="ask_to_leave"),
        page(_LEAVE, own.leave, only=members, method="POST", name="leave"),
    )
