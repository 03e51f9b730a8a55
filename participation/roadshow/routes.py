"""The pages of the roadshow, and what else of it the application declares."""

from __future__ import annotations

from participation.accounts.access import staff
from participation.accounts.models import Role
from participation.roadshow import live, views
from participation.roadshow.api import ENDPOINTS
from participation.roadshow.kiosk import PLAIN
from participation.roadshow.receipts import withdraw
from participation.roadshow.staff import device_views, quarantine_views, report_views, stop_views
from participation.web.pages import Link, everyone, page

_team = staff(Role.ROADSHOW)
_PATH = "/verwaltung/unterwegs/"
_STOP = f"{_PATH}termine/{{stop}}"
_DEVICES = f"{_PATH}geraete/"
_QUARANTINE = f"{_PATH}quarantaene/"

PAGES = (
    page("/unterwegs/", views.stops, only=everyone, cached=True),
    page("/unterwegs/termine.ics", views.tour_calendar, only=everyone, cached=True),
    page("/unterwegs/{stop}", views.read_stop, only=everyone),
    page("/unterwegs/{stop}/live", live.live_stop, only=everyone),
    page("/unterwegs/{stop}/live/neues", live.live_events, only=everyone),
    page("/unterwegs/{stop}/termin.ics", views.stop_calendar, only=everyone, cached=True),
    page(_PATH, stop_views.roadshow_tour, only=_team),
    page(f"{_PATH}neu", stop_views.new_stop, only=_team),
    page(f"{_PATH}neu", stop_views.add_stop, only=_team, method="POST"),
    page(_STOP, stop_views.edit_stop, only=_team),
    page(_STOP, stop_views.save_stop, only=_team, method="POST"),
    page(f"{_STOP}/kopieren", stop_views.copy_of_stop, only=_team, method="POST"),
    page(f"{_STOP}/schliessen", stop_views.end_stop, only=_team, method="POST"),
    page(f"{_STOP}/bericht", report_views.stop_report, only=_team),
    page(f"{_STOP}/bericht.pdf", report_views.stop_report_pdf, only=_team),
    page(f"{_STOP}/bericht.docx", report_views.stop_report_docx, only=_team),
    page(_DEVICES, device_views.devices, only=_team),
    page(_DEVICES, device_views.show_code, only=_team, method="POST"),
    page(f"{_DEVICES}{{device:uuid}}", device_views.save_device, only=_team, method="POST"),
    page(f"{_DEVICES}{{device:uuid}}/sperren", device_views.revoke_device, only=_team, method="POST"),
    page(_QUARANTINE, quarantine_views.quarantine, only=_team),
    page(
        _QUARANTINE,
        quarantine_views.upload_queue,
        only=_team,
        method="POST",
        in_parts=True,
        takes=quarantine_views.TAKES,
    ),
    page(f"{_QUARANTINE}{{item:uuid}}", quarantine_views.look_at_item, only=_team),
    page(f"{_QUARANTINE}{{item:uuid}}", quarantine_views.decide_item, only=_team, method="POST"),
)
NAVIGATION = (Link("On the road", "stops", 55),)
STAFF_LINKS = (Link("On the road", "roadshow_tour", 35, _team),)

__all__ = ["ENDPOINTS", "NAVIGATION", "PAGES", "PLAIN", "STAFF_LINKS", "withdraw"]
