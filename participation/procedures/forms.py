"""What editors hand in: a new procedure, a changed one with its phases, the mapping of topics to fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from participation.core.text import msgid
from participation.procedures.days import last_day, local_day
from participation.procedures.models import Phase, PhaseKind, Procedure, StoredState
from participation.procedures.plan import SUBMISSION_DAYS
from participation.web.languages import GERMAN, LANGUAGES
from participation.web.visit import Form

LONGEST_TITLE = 300
LONGEST_SUMMARY = 4000
LONGEST_BASIS = 400
MOST_DAYS = 365
_NO_DATE = msgid("Please enter a date.")
_TITLE_NEEDED = msgid("Please enter a title in German.")


@dataclass(frozen=True)
class PhaseSheet:
    """A phase on the form; `key` is its id, or "new" for the row that adds one."""

    key: str
    kind: PhaseKind
    opens: date | None
    closes: date | None
    titles: Mapping[str, str]
    is_removed: bool = False

    @property
    def title(self) -> str:
        """The German title."""
        return self.titles.get(GERMAN.tag, "")


@dataclass(frozen=True)
class ProcedureSheet:
    """A procedure on the form; `problems` maps a field's name to an English msgid."""

    titles: Mapping[str, str]
    summaries: Mapping[str, str]
    legal_basis: str = ""
    strategy: str = ""
    state: StoredState = StoredState.DRAFT
    meeting_on: date | None = None
    submission_days: int = SUBMISSION_DAYS
    phases: Sequence[PhaseSheet] = ()
    problems: dict[str, str] = field(default_factory=dict)


def procedure_sheet(form: Form, phases: Sequence[Phase] = ()) -> ProcedureSheet:
    """The sheet that was sent, checked against nothing but itself: warnings about dates are no problems."""
    problems: dict[str, str] = {}
    days = form.text("submission_days", str(SUBMISSION_DAYS))
    if not days.isdecimal() or int(days) > MOST_DAYS:
        problems["submission_days"] = msgid("Please enter a number of days from 0 to 365.")
    state = form.text("state", StoredState.DRAFT.value)
    sheet = ProcedureSheet(
        titles=_texts(form, "title", LONGEST_TITLE),
        summaries=_texts(form, "summary", LONGEST_SUMMARY),
        legal_basis=form.text("legal_basis")[:LONGEST_BASIS],
        strategy=form.text("strategy"),
        state=StoredState(state) if state in set(StoredState) else StoredState.DRAFT,
        meeting_on=_date(form, "meeting_on", problems),
        submission_days=int(days) if "submission_days" not in problems else SUBMISSION_DAYS,
        phases=_phases(form, phases, problems),
        problems=problems,
    )
    if GERMAN.tag not in sheet.titles:
        problems[f"title_{GERMAN.slug}"] = _TITLE_NEEDED
    return sheet


def sheet_of(
    procedure: Procedure,
    texts: Mapping[str, tuple[str, str]],
    strategy: str,
    phases: Sequence[Phase],
    titles: Mapping[UUID, Mapping[str, str]],
) -> ProcedureSheet:
    """The sheet filled in with what is stored; `texts` are (title, summary) by language tag."""
    return ProcedureSheet(
        titles={tag: title for tag, (title, _) in texts.items()},
        summaries={tag: summary for tag, (_, summary) in texts.items()},
        legal_basis=procedure.legal_basis,
        strategy=strategy,
        state=procedure.state,
        meeting_on=procedure.meeting_on,
        submission_days=procedure.submission_days,
        phases=[
            PhaseSheet(
                str(phase.id), phase.kind, local_day(phase.opens_at), last_day(phase.closes_at), titles[phase.id]
            )
            for phase in phases
        ],
    )


def _texts(form: Form, name: str, longest: int) -> dict[str, str]:
    typed = {language.tag: form.text(f"{name}_{language.slug}")[:longest] for language in LANGUAGES}
    return {tag: text for tag, text in typed.items() if text}


def _date(form: Form, name: str, problems: dict[str, str], *, required: bool = False) -> date | None:
    day = form.day(name)
    if day is None and (form.text(name) or required):
        problems[name] = _NO_DATE
    return day


def _phases(form: Form, phases: Sequence[Phase], problems: dict[str, str]) -> list[PhaseSheet]:
    sheets = [_phase(form, str(phase.id), phase.kind, problems) for phase in phases]
    kind = form.text("phase-new-kind")
    if kind in set(PhaseKind):
        sheets.append(_phase(form, "new", PhaseKind(kind), problems))
    return sheets


def _phase(form: Form, key: str, kind: PhaseKind, problems: dict[str, str]) -> PhaseSheet:
    at = f"phase-{key}-"
    sheet = PhaseSheet(
        key=key,
        kind=kind,
        opens=_date(form, at + "opens", problems, required=True),
        closes=_date(form, at + "closes", problems, required=True),
        titles=_texts(form, at + "title", LONGEST_TITLE),
        is_removed=at + "remove" in form,
    )
    if sheet.opens and sheet.closes and sheet.closes < sheet.opens:
        problems[at + "closes"] = msgid("The last day lies before the first.")
    if not sheet.title:
        problems[f"{at}title_{GERMAN.slug}"] = _TITLE_NEEDED
    return sheet
