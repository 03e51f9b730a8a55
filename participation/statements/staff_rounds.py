"""The staff pages of rounds: all of them, one with its status list, its settings."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlmodel import col, select
from starlette.responses import Response

from participation.core.errors import Conflict, Invalid, NotFound
from participation.core.identifiers import uuid_or_none
from participation.procedures.days import local_day
from participation.procedures.models import Phase, PhaseKind, Procedure, RoundSettings
from participation.statements.actions import RoundSheet, set_up
from participation.statements.models import KIND_NAMES, Addressee, AddresseeKind, StatementRound
from participation.statements.queries import PAGE, Narrowed, addressees, counts, sizes
from participation.statements.rounds import Round, phases_to_set_up, round_of, rounds_of
from participation.statements.standing import MARK_NAMES, STANDING_NAMES, Mark, Standing, marks_of, standing_of
from participation.strategy.models import Strategy, Version, VersionState
from participation.strategy.versions import freeze_version
from participation.web.visit import Visit

LONGEST_COVER, LONGEST_OFFICE = 4_000, 300
NAMES: dict[Standing | Mark, str] = {**STANDING_NAMES, **MARK_NAMES}


def statement_rounds(visit: Visit) -> Response:
    """All rounds of the region, and phases that can become one."""
    found = rounds_of(visit.db, visit.place.id)
    return visit.render(
        "statements/staff/rounds.html",
        rounds=found,
        sizes=sizes(visit.db, [one.id for one in found]),
        waiting=phases_to_set_up(visit.db, visit.place.id),
    )


def statement_round(visit: Visit, phase: UUID) -> Response:
    """The status list of a round."""
    return round_page(visit, round_of(visit.db, visit.place.id, phase))


def round_page(visit: Visit, asked: Round, status: int = 200, errors: dict[str, str] | None = None) -> Response:
    """The status list with its filters and with what can be done for all."""
    today = local_day(visit.now)
    narrowed = narrowed_by(visit)
    rows = addressees(visit.db, asked, narrowed, today, _after(visit, asked))
    shown = rows[:PAGE]
    kept = {name: visit.query[name] for name in ("stand", "art") if visit.query.get(name)}
    return visit.render(
        "statements/staff/round.html",
        status=status,
        asked=asked,
        rows=[(row, standing_of(row), marks_of(row, asked.last_day, today)) for row in shown],
        counts=counts(visit.db, asked, today),
        standings=Standing,
        marks=Mark,
        names=NAMES,
        kind_names=KIND_NAMES,
        narrowed=narrowed,
        filters=[(code, visit._(name)) for code, name in NAMES.items()],
        kinds=[(kind.value, visit._(name)) for kind, name in KIND_NAMES.items()],
        next=visit.url("statement_round", phase=asked.id, nach=shown[-1].id, **kept) if len(rows) > PAGE else None,
        first=visit.url("statement_round", phase=asked.id, **kept) if visit.query.get("nach") else None,
        has_mail=bool(visit.settings.mail_url),
        errors=errors or {},
        typed=visit.form.text,
        done=visit.query.get("getan", ""),
        number=_number(visit),
    )


def narrowed_by(visit: Visit) -> Narrowed:
    """The filters of the query or of the form, from the allow-lists."""
    asked = visit.query.get("stand", "") or visit.form.text("stand")
    standing: Standing | Mark | None = None
    if asked in set(Standing):
        standing = Standing(asked)
    elif asked in set(Mark):
        standing = Mark(asked)
    kind = visit.query.get("art", "") or visit.form.text("art")
    return Narrowed(standing, AddresseeKind(kind) if kind in set(AddresseeKind) else None)


def _after(visit: Visit, asked: Round) -> Addressee | None:
    after = uuid_or_none(visit.query.get("nach", ""))
    found = visit.db.get(Addressee, after) if after else None
    return found if found and found.phase_id == asked.id else None


def _number(visit: Visit) -> int:
    number = visit.query.get("zahl", "0")
    return int(number) if number.isdecimal() and len(number) < 7 else 0  # noqa: PLR2004 - more than a list has


def edit_statement_round(visit: Visit, phase: UUID) -> Response:
    """The settings of a round, or of one that begins."""
    return _settings(visit, _phase(visit, phase))


def save_statement_round(visit: Visit, phase: UUID) -> Response:
    """Save them."""
    found = _phase(visit, phase)
    try:
        sheet = RoundSheet(
            version_id=UUID(visit.form.text("version")),
            is_closed=visit.form.text("circle") == "closed",
            accepts_late="accepts_late" in visit.form,
            cover=visit.form.text("cover")[:LONGEST_COVER],
            office=visit.form.text("office")[:LONGEST_OFFICE],
        )
        set_up(visit.db, found, sheet, visit.person_id)
    except ValueError:
        return _settings(visit, found, status=422, error=visit._("Please choose a version of the strategy."))
    except (Invalid, Conflict) as problem:
        return _settings(visit, found, status=422, error=visit.told(problem))
    return visit.redirect("statement_round", phase=phase)


def freeze_for_review(visit: Visit, phase: UUID) -> Response:
    """Freeze the text as it is being written now, without publishing it: a version for a closed round."""
    found = _phase(visit, phase)
    procedure = visit.db.get_one(Procedure, found.procedure_id)
    strategy = visit.db.get_one(Strategy, procedure.strategy_id)
    freeze_version(visit.db, strategy, visit.form.text("note")[:200], visit.person)
    return visit.redirect("edit_statement_round", phase=phase, anchor="version")


def _phase(visit: Visit, phase_id: UUID) -> Phase:
    found = visit.db.exec(
        select(Phase)
        .join(Procedure, col(Procedure.id) == col(Phase.procedure_id))
        .where(
            Phase.id == phase_id,
            Phase.kind == PhaseKind.STATEMENTS,
            Procedure.region_id == visit.place.id,
            col(Procedure.strategy_id).is_not(None),
        )
    ).first()
    if found is None:
        raise NotFound("There is no such round of statements.")
    return found


def _settings(visit: Visit, phase: Phase, status: int = 200, error: str = "") -> Response:
    row, settings = visit.db.get(StatementRound, phase.id), visit.db.get(RoundSettings, phase.id)
    procedure = visit.db.get_one(Procedure, phase.procedure_id)
    versions = visit.db.exec(select(Version).where(Version.strategy_id == procedure.strategy_id))
    newest_first = sorted(versions, key=lambda version: version.id, reverse=True)
    return visit.render(
        "statements/staff/settings.html",
        status=status,
        phase=phase,
        row=row,
        settings=settings,
        versions=[(str(version.id), _version_name(visit, version)) for version in newest_first],
        error=error,
        typed=_typed(visit, row, settings),
        longest_cover=LONGEST_COVER,
    )


def _typed(visit: Visit, row: StatementRound | None, settings: RoundSettings | None) -> dict[str, Any]:
    if visit.page.method == "POST":
        names = ("version", "circle", "cover", "office")
        return {name: visit.form.text(name) for name in names} | {"accepts_late": "accepts_late" in visit.form}
    return {
        "version": str(settings.version_id) if settings and settings.version_id else "",
        "circle": "closed" if settings and settings.is_closed else "open",
        "accepts_late": row.accepts_late if row else True,
        "cover": row.cover if row else "",
        "office": row.office if row else "",
    }


def _version_name(visit: Visit, version: Version) -> str:
    if version.state is VersionState.PUBLISHED:
        return visit._("Version %(number)s, published", number=version.number)
    return visit._("Working version %(number)s, not published", number=-version.number)
