"""The screen for typing a sheet, made for speed: keys, Enter, the next sheet."""

from __future__ import annotations

from starlette.responses import Response

from participation.core.text import msgid
from participation.surveys.entry import batches
from participation.surveys.entry.comparing import typed_of
from participation.surveys.entry.screen import names_of, screen_of
from participation.surveys.entry.staff_batches import Desk
from participation.surveys.entry.storing import grid_of, left_out_by
from participation.surveys.entry.typed import ReadSheet, read_sheet
from participation.surveys.models import EntryBatch
from participation.surveys.wording import plain
from participation.web.visit import Visit

_ANYWAY = "anyway"
_IGNORED = msgid("This question is not asked after the other answers. What was typed for it will not be stored.")


def type_sheet(visit: Visit, survey: str, batch: str, number: int) -> Response:
    """The fields of a sheet, empty or with what this person typed before."""
    desk, turn = Desk.of(visit, survey, batch), _turn(visit)
    batches.ensure_may_type(visit.db, desk.batch, number, turn, visit.person_id)
    sheet = batches.sheet_of(visit.db, desk.batch.id, number, turn)
    return _page(visit, desk, number, turn, typed_of(sheet) if sheet else {}, None)


def save_typed_sheet(visit: Visit, survey: str, batch: str, number: int) -> Response:
    """Keep the sheet and go on to the next; what cannot be used is shown first, with everything typed."""
    desk, turn, typed = Desk.of(visit, survey, batch), _turn(visit), _typed(visit)
    read = _read(visit, desk, typed)
    if read.problems and visit.form.text("_go") != _ANYWAY:
        return _page(visit, desk, number, turn, typed, read, status=422)
    unusable = {problem.name for problem in read.problems}
    usable = {name: text for name, text in typed.items() if name not in unusable}
    batches.save_sheet(visit.db, desk.batch, number, turn, usable, visit.person_id)
    visit.db.flush()
    following = batches.next_number(visit.db, desk.batch, turn, visit.person_id)
    if following is None:
        return visit.redirect("entry_batch", survey=survey, batch=batch)
    second = turn if turn > 1 else None
    return visit.redirect("type_sheet", survey=survey, batch=batch, number=following, durchgang=second, nach=number)


def check_typed_sheet(visit: Visit, survey: str, batch: str, number: int) -> Response:
    """What the validation says to what is typed so far; nothing is kept."""
    desk, typed = Desk.of(visit, survey, batch), _typed(visit)
    return _page(visit, desk, number, _turn(visit), typed, _read(visit, desk, typed))


def _page(
    visit: Visit,
    desk: Desk,
    number: int,
    turn: int,
    typed: dict[str, str],
    read: ReadSheet | None,
    *,
    status: int = 200,
) -> Response:
    questionnaire, tag = desk.questionnaire, visit.language.tag
    questions = screen_of(questionnaire, tag, left_out_by(desk.running, desk.batch.audience))
    problems = read.problems if read else []
    names = names_of(questionnaire, tag)
    return visit.render(
        "surveys/entry/staff/sheet.html",
        fragment="check",
        status=status,
        survey=desk.running,
        batch=desk.batch,
        number=number,
        turn=turn,
        title=plain(questionnaire.title, tag),
        questions=questions,
        values=typed,
        has_map=grid_of(visit.db, desk.running) is not None,
        errors={problem.name: visit._(problem.message, **problem.params) for problem in problems},
        problems=[
            (problem.name, f"{names.get(problem.name, problem.name)} – {visit._(problem.message, **problem.params)}")
            for problem in problems
        ],
        ignored=[f"{names[name]} – {visit._(_IGNORED)}" for name in _ignored_names(read, names)],
        saved=visit.query.get("nach") if visit.query.get("nach", "").isdecimal() else None,
        is_open=_is_open(desk.batch),
    )


def _ignored_names(read: ReadSheet | None, names: dict[str, str]) -> list[str]:
    """One field for each question that is passed over."""
    ignored = read.ignored if read else []
    first = {name.partition(".")[0]: name for name in reversed(names)}
    return [first[code] for code in ignored if code in first]


def _read(visit: Visit, desk: Desk, typed: dict[str, str]) -> ReadSheet:
    left_out, grid = left_out_by(desk.running, desk.batch.audience), grid_of(visit.db, desk.running)
    return read_sheet(desk.questionnaire, typed, left_out, grid)


def _typed(visit: Visit) -> dict[str, str]:
    return {name: text for name, text in visit.form.items() if text and not name.startswith("_")}


def _turn(visit: Visit) -> int:
    asked = visit.form.text("_turn") or visit.query.get("durchgang", "1")
    return 2 if asked == "2" else 1


def _is_open(batch: EntryBatch) -> bool:
    return batch.stored_at is None
