"""The administration's page of a motion: take it over, extend with a reason, answer, record what committees did."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from starlette.responses import Response

from participation.core.text import msgid
from participation.procedures.days import local_day
from participation.regions.departments import active_departments
from participation.regions.models import Department
from participation.threads.wording import Problem, one_line, says_something
from participation.web.visit import Visit
from participation.youth_council.handing_in import answer, extend, record_committee, steps_of, take_over
from participation.youth_council.labels import ADDRESSEE_NAMES, STEP_NAMES, STEP_RESULTS
from participation.youth_council.models import StepResult
from participation.youth_council.models.motions import LONGEST_LABEL, LONGEST_REASON, LONGEST_WORDS
from participation.youth_council.queries import PublicMotion, public_motion

LONGEST_EXTENSION = timedelta(weeks=26)


def staff_motion(visit: Visit, motion: UUID) -> Response:
    """A motion with what can be done about it."""
    return _page(visit, _found(visit, motion), {})


def take_over_motion(visit: Visit, motion: UUID) -> Response:
    """Say which department is responsible."""
    found, chosen = _found(visit, motion), visit.form.text("department")
    known = {str(one.id): one for one in active_departments(visit.db, visit.place.id)}
    if chosen not in known:
        return _page(visit, found, {"department": visit._("Please choose a department.")}, status=422)
    department: Department = known[chosen]
    take_over(visit.db, visit.place.id, found.motion, department, local_day(visit.now), _actor(visit))
    return _done(visit, motion)


def extend_motion(visit: Visit, motion: UUID) -> Response:
    """Another day for the answer, with a reason that everybody can read."""
    found, today = _found(visit, motion), local_day(visit.now)
    due, reason = visit.form.day("due_on"), visit.form.text("reason")
    problems = _length("reason", reason, LONGEST_REASON)
    earliest = max(found.clock.due_on, today)
    if due is None or not earliest < due <= today + LONGEST_EXTENSION:
        problems.append(("due_on", msgid("Please enter a later day, at most half a year from today."), {}))
    if problems or due is None:
        return _page(visit, found, _sentences(visit, problems), status=422)
    extend(visit.db, visit.place.id, found.motion, due, reason, today, _actor(visit))
    return _done(visit, motion)


def answer_motion(visit: Visit, motion: UUID) -> Response:
    """Publish the official answer."""
    found = _found(visit, motion)
    text, easy, signed = (visit.form.text(name) for name in ("answer", "easy_answer", "signed_by"))
    problems = _length("answer", text, LONGEST_WORDS) + _length("signed_by", signed, LONGEST_LABEL)
    problems += _length("easy_answer", easy, LONGEST_WORDS) if easy else []
    if problems:
        return _page(visit, found, _sentences(visit, problems), status=422)
    words = (text, easy, one_line(signed))
    answer(visit.db, visit.place.id, found.motion, words, local_day(visit.now), _actor(visit))
    return _done(visit, motion)


def record_decision(visit: Visit, motion: UUID) -> Response:
    """Record what a committee did with the motion."""
    found, today = _found(visit, motion), local_day(visit.now)
    committee, sentence = one_line(visit.form.text("committee")), visit.form.text("sentence")
    day, result = visit.form.day("step_on"), visit.form.text("result")
    problems = _length("committee", committee, LONGEST_LABEL)
    problems += _length("sentence", sentence, LONGEST_REASON) if sentence else []
    if day is None or not found.clock.received_on <= day <= today:
        problems.append(("step_on", msgid("Please enter the day of the meeting; it is between receipt and today."), {}))
    if result not in set(StepResult):
        problems.append(("result", msgid("Please choose a result."), {}))
    if problems or day is None:
        return _page(visit, found, _sentences(visit, problems), status=422)
    decided = (committee, day, StepResult(result), sentence)
    record_committee(visit.db, visit.place.id, found.motion, decided, _actor(visit))
    return _done(visit, motion)


def _found(visit: Visit, motion: UUID) -> PublicMotion:
    return public_motion(visit.db, visit.place.id, motion, local_day(visit.now))


def _actor(visit: Visit) -> UUID:
    if visit.person is None:
        raise RuntimeError("Only staff come here.")
    return visit.person.id


def _done(visit: Visit, motion: UUID) -> Response:
    return visit.redirect("staff_youth_motion", motion=motion, gespeichert="ja")


def _length(field: str, text: str, longest: int) -> list[Problem]:
    if not says_something(text):
        return [(field, msgid("Please write something here."), {})]
    over = len(text) - longest
    too_long = msgid("This is %(n)s characters too long. Please shorten it.")
    return [(field, too_long, {"n": over})] if over > 0 else []


def _sentences(visit: Visit, problems: list[Problem]) -> dict[str, str]:
    return {field: visit._(message, **values) for field, message, values in reversed(problems)}


def _page(visit: Visit, found: PublicMotion, errors: Mapping[str, str], status: int = 200) -> Response:
    return visit.render(
        "youth_council/staff_motion.html",
        status=status,
        found=found,
        motion=found.motion,
        clock=found.clock,
        steps=steps_of(visit.db, found.motion.id),
        step_names=STEP_NAMES,
        results=STEP_RESULTS,
        addressees=ADDRESSEE_NAMES,
        departments=[(str(one.id), one.name) for one in active_departments(visit.db, visit.place.id)],
        result_options=[(value.value, visit._(name)) for value, name in STEP_RESULTS.items()],
        errors=errors,
        saved="gespeichert" in visit.query,
        typed=visit.form.text,
        longest={"answer": LONGEST_WORDS, "reason": LONGEST_REASON},
    )
