"""What editors do with indicators: see what is open, write them down, enter readings, link them."""

from __future__ import annotations

from uuid import UUID

from starlette.responses import Response

from participation.core.days import local_day
from participation.core.errors import Conflict, NotFound
from participation.goals.places import chosen_element, places_of
from participation.indicators.actions import (
    Definition,
    Measurement,
    add_indicator,
    change_indicator,
    enter_reading,
    link_element,
    remove_reading,
    unlink_element,
)
from participation.indicators.figures import Figure, figure_by_slug, figures, tally
from participation.indicators.models import DIRECTION_NAMES, Reading
from participation.indicators.staff.forms import (
    LONGEST_DEFINITION,
    LONGEST_NOTE,
    IndicatorSheet,
    ReadingSheet,
    empty_sheet,
    reading_from,
    sheet_from,
    sheet_of,
)
from participation.indicators.views import shown
from participation.regions.departments import department_choices, departments
from participation.strategy.queries import published_strategies
from participation.web.languages import GERMAN, LANGUAGES
from participation.web.visit import Visit, chosen

_SHEET = "indicators/staff/sheet.html"
_FILTERS = ("", "offen", "ohne-ziel")


def indicator_desk(visit: Visit) -> Response:
    """All indicators of the region; `nur=offen` those without a reading that still counts, `ohne-ziel` without link."""
    found = figures(visit.db, visit.place.id, GERMAN.tag, public_only=False)
    today, only = local_day(visit.now), chosen(visit.query, "nur", _FILTERS)
    parts = {
        "": found,
        "offen": [figure for figure in found if figure.needs_reading(today)],
        "ohne-ziel": [figure for figure in found if not figure.element_ids],
    }
    counts = {name: len(part) for name, part in parts.items()}
    return visit.render(
        "indicators/staff/desk.html",
        found=parts[only],
        only=only,
        counts=counts,
        tally=tally(found),
        reports=published_strategies(visit.db, visit.place, GERMAN.tag),
        year=today.year - 1,
        **shown(visit),
    )


def new_indicator(visit: Visit) -> Response:
    """The form for a new indicator."""
    return _sheet_page(visit, empty_sheet(), None)


def add_new_indicator(visit: Visit) -> Response:
    """Add it."""
    sheet = sheet_from(visit.form, visit.form.text("slug"), departments(visit.db, visit.place.id))
    if sheet.problems:
        return _sheet_page(visit, sheet, None, status=422)
    try:
        add_indicator(visit.db, visit.place.id, sheet.slug, _definition(sheet), visit.person_id)
    except Conflict as conflict:
        sheet.problems["slug"] = conflict.message
        return _sheet_page(visit, sheet, None, status=409)
    return visit.redirect("staff_indicator", indicator=sheet.slug)


def edit_indicator(visit: Visit, indicator: str) -> Response:
    """The form of an indicator."""
    figure = _figure(visit, indicator)
    return _sheet_page(visit, sheet_of(figure), figure)


def save_indicator(visit: Visit, indicator: str) -> Response:
    """Save it; what somebody else saved meanwhile is not overwritten unseen."""
    figure = _figure(visit, indicator)
    sheet, stored = sheet_from(visit.form, indicator, departments(visit.db, visit.place.id)), sheet_of(figure)
    if sheet.problems:
        return _sheet_page(visit, sheet, figure, status=422)
    if sheet.base != stored.base:
        again = IndicatorSheet(sheet.slug, sheet.words, sheet.typed, sheet.is_public, stored.base)
        return _sheet_page(visit, again, figure, theirs=stored, status=409)
    change_indicator(visit.db, figure.indicator, _definition(sheet), visit.person_id)
    return visit.redirect("staff_indicator", indicator=indicator)


def staff_indicator(visit: Visit, indicator: str) -> Response:
    """One indicator: its readings with a form for the next, and what it measures."""
    return _indicator_page(visit, _figure(visit, indicator), ReadingSheet({}))


def record_reading(visit: Visit, indicator: str) -> Response:
    """Enter a reading."""
    figure, sheet = _figure(visit, indicator), reading_from(visit.form, local_day(visit.now))
    if sheet.problems or sheet.time is None or sheet.value is None:
        return _indicator_page(visit, figure, sheet, status=422)
    measured = Measurement(*sheet.time, sheet.value, sheet.typed["note"])
    enter_reading(visit.db, figure.indicator, measured, visit.person_id)
    return visit.redirect("staff_indicator", indicator=indicator, anchor="werte")


def take_reading_out(visit: Visit, indicator: str, reading: UUID) -> Response:
    """Remove a reading."""
    figure, found = _figure(visit, indicator), visit.db.get(Reading, reading)
    if found is None or found.indicator_id != figure.indicator.id:
        raise NotFound("There is no such reading.")
    remove_reading(visit.db, figure.indicator, found, visit.person_id)
    return visit.redirect("staff_indicator", indicator=indicator, anchor="werte")


def change_links(visit: Visit, indicator: str) -> Response:
    """Link an element, or take a link away."""
    one, element_id = _figure(visit, indicator).indicator, chosen_element(visit)
    act = unlink_element if visit.form.text("act") == "remove" else link_element
    act(visit.db, one, element_id, visit.person_id)
    return visit.redirect("staff_indicator", indicator=indicator, anchor="ziele")


def _figure(visit: Visit, slug: str) -> Figure:
    return figure_by_slug(visit.db, visit.place.id, slug, GERMAN.tag, public_only=False)


def _definition(sheet: IndicatorSheet) -> Definition:
    return Definition(
        words={tag: (text.name, text.definition, text.is_in_step) for tag, text in sheet.words.items()},
        unit=sheet.typed["unit"],
        decimals=sheet.whole("decimals"),
        direction=sheet.direction,
        source=sheet.typed["source"],
        department_id=sheet.department_id,
        baseline=sheet.baseline,
        targets=sheet.targets,
        tolerance=sheet.whole("tolerance"),
        interval_months=sheet.whole("interval"),
        is_public=sheet.is_public,
    )


def _sheet_page(
    visit: Visit,
    sheet: IndicatorSheet,
    figure: Figure | None,
    *,
    theirs: IndicatorSheet | None = None,
    status: int = 200,
) -> Response:
    return visit.render(
        _SHEET,
        status=status,
        sheet=sheet,
        figure=figure,
        stored=theirs or (sheet_of(figure) if figure else sheet),
        theirs=theirs,
        problems={name: visit._(problem) for name, problem in sheet.problems.items()},
        languages=LANGUAGES,
        directions=[(one.value, visit._(name)) for one, name in DIRECTION_NAMES.items()],
        departments=department_choices(visit),
        longest_definition=LONGEST_DEFINITION,
    )


def _indicator_page(visit: Visit, figure: Figure, sheet: ReadingSheet, *, status: int = 200) -> Response:
    return visit.render(
        "indicators/staff/indicator.html",
        status=status,
        figure=figure,
        typed=sheet.typed,
        problems={name: visit._(problem) for name, problem in sheet.problems.items()},
        places=places_of(visit, figure.element_ids),
        longest_note=LONGEST_NOTE,
        **shown(visit),
    )
