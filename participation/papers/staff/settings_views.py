"""What staff set up for papers: the bodies of the councils, and the form that papers are printed on."""

from __future__ import annotations

from starlette.responses import Response

from participation.core.elsewhere import ElsewhereFailed
from participation.core.errors import Conflict
from participation.core.journal import record
from participation.core.text import msgid
from participation.papers.files import AREA, SHIPPED
from participation.papers.models import OrganizationKind, PaperSettings
from participation.papers.names import ORGANIZATION_NAMES
from participation.papers.queries import organizations_of, settings_of
from participation.papers.staff import deliberation
from participation.papers.staff.forms import organization_sheet
from participation.papers.staff.own_template import LARGEST, check_template
from participation.web.visit import Visit

_MOST_CHECKS = 8
_NO_LINK = msgid("A link begins with https://.")
_TEMPLATE_NAMES = {
    "county": msgid("Form with boxes, as in Lower Saxony"),
    "plain": msgid("Plain form"),
    "own": msgid("The county's own Word file"),
}


def organizations(visit: Visit) -> Response:
    """The bodies of the region, and the form for another one."""
    return _organizations_page(visit, {})


def add_organization(visit: Visit) -> Response:
    """Add a body."""
    sheet = organization_sheet(visit.form)
    problems = {name: visit._(text) for name, text in sheet.problems.items()}
    if not problems:
        try:
            deliberation.add_organization(visit.db, visit.place.id, sheet, visit.person_id)
        except Conflict as twice:
            problems = {"name": visit.told(twice)}
    return _organizations_page(visit, problems) if problems else visit.redirect("organizations")


def _organizations_page(visit: Visit, problems: dict[str, str]) -> Response:
    return visit.render(
        "papers/staff/organizations.html",
        status=422 if problems else 200,
        organizations=organizations_of(visit.db, visit.place.id),
        names={kind: visit._(ORGANIZATION_NAMES[kind]) for kind in OrganizationKind},
        kinds=[(kind.value, visit._(ORGANIZATION_NAMES[kind])) for kind in OrganizationKind],
        form=visit.form,
        problems=problems,
    )


def paper_form(visit: Visit) -> Response:
    """How the region's papers look."""
    return _form_page(visit, {})


def change_paper_form(visit: Visit) -> Response:
    """Change head, boxes, form and links."""
    found, problems = _settings(visit), {}
    found.head, chosen = visit.form.text("head")[:160], visit.form.text("template")
    if chosen in SHIPPED or (chosen == "own" and found.own_template):
        found.template = chosen
    found.checks = _checks(visit.form.text("checks"), found.checks)
    found.information_system, found.oparl_host = visit.form.text("information_system"), visit.form.text("oparl_host")
    if found.information_system and not found.information_system.startswith("https://"):
        problems["information_system"] = visit._(_NO_LINK)
    if problems:
        return _form_page(visit, problems, found)
    visit.db.add(found)
    _journal(visit)
    return visit.redirect("paper_form")


def _checks(text: str, present: list[dict[str, str]]) -> list[dict[str, str]]:
    """One box a line; a box that is known keeps its key, so that answers given stay."""
    keys = {check["label"]: check["key"] for check in present}
    taken = set(keys.values())
    free = (key for number in range(1, 1000) if (key := f"box-{number}") not in taken)
    labels = dict.fromkeys(line.strip()[:200] for line in text.splitlines() if line.strip())
    return [{"key": keys.get(label) or next(free), "label": label} for label in list(labels)[:_MOST_CHECKS]]


def hand_in_template(visit: Visit) -> Response:
    """Take the county's own Word form, when it fills with an example and brings nothing that runs."""
    sent = visit.form.file("template")
    if sent is None or len(sent[1]) > LARGEST:
        return _form_page(visit, {"own": visit._("Please choose a Word file of at most 2 megabytes.")})
    try:
        problem = check_template(sent[1])
    except ElsewhereFailed:
        problem = msgid("This file cannot be filled: it is damaged, or a field in it is not known.")
    if problem:
        return _form_page(visit, {"own": visit._(problem)})
    stored_as = visit.files(AREA).keep(sent[1])
    with visit.site.database.writing() as session:
        found = settings_of(session, visit.place.id)
        found.own_template, found.template = stored_as, "own"
        session.add(found)
        who = visit.person_id
        record(session, "changed", "paper form", visit.place.id, actor_id=who, region_id=visit.place.id)
    return visit.redirect("paper_form")


def _settings(visit: Visit) -> PaperSettings:
    return settings_of(visit.db, visit.place.id)


def _form_page(visit: Visit, problems: dict[str, str], found: PaperSettings | None = None) -> Response:
    shown = found or _settings(visit)
    known = [*SHIPPED, *(["own"] if shown.own_template else [])]
    return visit.render(
        "papers/staff/form.html",
        status=422 if problems else 200,
        settings=shown,
        templates=[(name, visit._(_TEMPLATE_NAMES[name])) for name in known],
        problems=problems,
    )


def _journal(visit: Visit) -> None:
    who = visit.person_id
    record(visit.db, "changed", "paper form", visit.place.id, actor_id=who, region_id=visit.place.id)
