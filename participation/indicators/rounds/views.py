"""What editors and the management do with rounds of reporting."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from sqlmodel import col, select
from starlette.responses import Response

from participation.core.days import local_day
from participation.core.errors import Conflict, NotFound
from participation.core.mail import post
from participation.core.text import msgid
from participation.indicators.comments import publish_comments
from participation.indicators.report_views import progress_of
from participation.indicators.rounds.actions import note_asked, open_round, release_round
from participation.indicators.rounds.annex import report_rows
from participation.indicators.rounds.forms import sent_release, sent_round
from participation.indicators.rounds.models import ReportingRound, RoundDepartment
from participation.indicators.rounds.open_work import OpenWork, open_work
from participation.indicators.views import shown
from participation.measures.views import shown as measures_shown
from participation.papers.models import Paper
from participation.strategy.models import Strategy
from participation.strategy.queries import StrategyTitle, published_strategies, titled
from participation.strategy.versions import current_version
from participation.strategy.views import kept_tree
from participation.web.languages import GERMAN
from participation.web.visit import Visit


def reporting_rounds(visit: Visit) -> Response:
    """All rounds of the region, and the form for the next."""
    return _list_page(visit, {}, {})


def begin_round(visit: Visit) -> Response:
    """Open a round."""
    typed, problems, days = sent_round(visit.form)
    strategies = {one.strategy.slug: one.strategy for one in published_strategies(visit.db, visit.place, GERMAN.tag)}
    if typed["strategy"] not in strategies:
        problems["strategy"] = msgid("Please choose one.")
    if problems or days is None:
        return _list_page(visit, typed, problems, status=422)
    try:
        made = open_round(visit.db, strategies[typed["strategy"]], *days, visit.person_id)
    except Conflict as conflict:
        return _list_page(visit, typed, {"cutoff_on": conflict.message}, status=409)
    return visit.redirect("reporting_round", round=made.id)


def reporting_round(visit: Visit, round: UUID) -> Response:  # noqa: A002 - the page's parameter
    """Which department has what open, and whom we wrote when."""
    return _round_page(visit, _round(visit, round), {})


def round_department(visit: Visit, round: UUID, department: UUID) -> Response:  # noqa: A002 - as above
    """What a department still has to hand in, with the ways to do so."""
    asked = _round(visit, round)
    work = next((one for one in _work(visit, asked) if one.department and one.department.id == department), None)
    if work is None:
        raise NotFound("There is no such department in this round.")
    return visit.render(
        "indicators/staff/round_department.html",
        asked=asked,
        work=work,
        found=_title(visit, asked),
        **measures_shown(visit),
        **shown(visit),
    )


def ask_departments(visit: Visit, round: UUID) -> Response:  # noqa: A002 - as above
    """Write to every department that has something open and a mailbox."""
    asked = _round(visit, round)
    written = [
        work.department.id
        for work in _work(visit, asked)
        if work.department and work.department.email and work.count and _write(visit, asked, work)
    ]
    note_asked(visit.db, asked, written, visit.person_id)
    return visit.redirect("reporting_round", round=asked.id, anchor="fachdienste")


def release_report(visit: Visit, round: UUID) -> Response:  # noqa: A002 - as above
    """Note the management's release; the Mitteilungsvorlage begins with it."""
    asked = _round(visit, round)
    released_for, problems = sent_release(visit.form)
    if problems:
        return _round_page(visit, asked, problems, status=422)
    title, german = _title(visit, asked), replace(visit, language=GERMAN)
    publish_comments(visit.db, title.strategy, asked.cutoff_on.year)
    try:
        progress = progress_of(german, title.strategy.slug, asked.cutoff_on.year)
    except NotFound as missing:
        return _round_page(visit, asked, {"released_for": missing.message}, status=422)
    subject = german._("Progress report %(year)s on “%(title)s”", year=progress.year, title=title.title)[:300]
    opening = german._("The council takes note of the progress report of %(year)s.", year=progress.year)
    made = release_round(
        visit.db, asked, released_for, (subject, opening, report_rows(progress, german._)), visit.person_id
    )
    return visit.redirect("write_paper", paper=made.id)


def _write(visit: Visit, asked: ReportingRound, work: OpenWork) -> bool:
    department = work.department
    if department is None:
        return False
    path = visit.url("round_department", language=GERMAN.slug, round=asked.id, department=department.id)
    text = visit.site.rendering.render_text(
        GERMAN,
        "indicators/staff/round_mail.txt",
        county=visit.place.name,
        asked=asked,
        work=work,
        title=_title(visit, asked).title,
        link=visit.settings.own_origin + path,
    )
    subject, _, body = text.strip().partition("\n")
    post(visit.db, department.email, subject.strip(), body.strip() + "\n")
    return True


def _round(visit: Visit, round_id: UUID) -> ReportingRound:
    found = visit.db.get(ReportingRound, round_id)
    if found is None or visit.db.get_one(Strategy, found.strategy_id).region_id != visit.place.id:
        raise NotFound("There is no such round of reporting.")
    return found


def _title(visit: Visit, asked: ReportingRound) -> StrategyTitle:
    return titled(visit.db, [visit.db.get_one(Strategy, asked.strategy_id)], GERMAN.tag)[0]


def _work(visit: Visit, asked: ReportingRound) -> list[OpenWork]:
    tree = kept_tree(visit, current_version(visit.db, visit.db.get_one(Strategy, asked.strategy_id)))
    return open_work(visit.db, visit.place.id, tree.by_id.keys(), asked.cutoff_on)


def _list_page(visit: Visit, typed: dict[str, str], problems: dict[str, str], status: int = 200) -> Response:
    strategies = published_strategies(visit.db, visit.place, GERMAN.tag)
    chosen = col(ReportingRound.strategy_id).in_([one.strategy.id for one in strategies])
    rounds = visit.db.exec(select(ReportingRound).where(chosen).order_by(col(ReportingRound.cutoff_on).desc()))
    return visit.render(
        "indicators/staff/rounds.html",
        status=status,
        strategies={one.strategy.id: one for one in strategies},
        rounds=rounds.all(),
        typed=typed,
        problems={name: visit._(problem) for name, problem in problems.items()},
    )


def _round_page(visit: Visit, asked: ReportingRound, problems: dict[str, str], status: int = 200) -> Response:
    today, work = local_day(visit.now), _work(visit, asked)
    rows = visit.db.exec(select(RoundDepartment).where(RoundDepartment.round_id == asked.id))
    return visit.render(
        "indicators/staff/round.html",
        status=status,
        asked=asked,
        found=_title(visit, asked),
        work=work,
        today=today,
        written={row.department_id: row.asked_at for row in rows},
        paper=visit.db.get(Paper, asked.paper_id) if asked.paper_id else None,
        is_late=today > asked.due_on,
        problems={name: visit._(problem) for name, problem in problems.items()},
    )
