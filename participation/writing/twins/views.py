"""What editors do with twins: look through what is missing or stale, and find one right or write it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select
from starlette.responses import Response

from participation.accounts.models import Account
from participation.core.text import msgid
from participation.strategy.models import Strategy, TwinState
from participation.strategy.queries import level_name, titled
from participation.web.visit import Visit, chosen, page_number
from participation.writing.draft import draft_strategy, fingerprint
from participation.writing.findings.shown import findings_context
from participation.writing.texts import LONGEST_TEXT
from participation.writing.twins.desk import SETTABLE, Judgement, judge, move, proposals, seen_of, twin_at
from participation.writing.twins.standing import Twin, twins_of
from participation.writing.twins.words import shown_twins, twin_language
from participation.writing.twins.worklist import IsOpen, Task, Work, worklist

PAGE = 30
# (session, region, strategy, moment) -> whether people can say something about an element now.
OpenOn = Callable[[Session, UUID, UUID, datetime], IsOpen]


def strategy_context(visit: Visit, strategy: Strategy) -> dict[str, Any]:
    """What every page about a strategy's twins shows: which strategy, which language, where else to go."""
    return {
        "strategy": strategy,
        "title": titled(visit.db, [strategy], visit.language.tag)[0],
        "level": lambda kind: level_name(strategy, kind).text,
        **shown_twins(visit),
    }


def worklist_page(open_on: OpenOn) -> Callable[[Visit, str], Response]:
    """The view of the worklist; `open_on` tells what people are asked about now."""

    def read_worklist(visit: Visit, strategy: str) -> Response:
        """What is missing or stale, the weightiest first."""
        found = draft_strategy(visit.db, visit.place, strategy)
        twins = twins_of(visit.db, found, twin_language(visit).tag)
        is_open = open_on(visit.db, visit.place.id, found.id, visit.now)
        return _worklist(visit, found, twins, worklist(twins, is_open))

    return read_worklist


def _worklist(visit: Visit, strategy: Strategy, twins: list[Twin], works: list[Work]) -> Response:
    task, number = chosen(visit.query, "aufgabe", ("", *Task)), page_number(visit.query)
    shown = [work for work in works if task in {"", work.task}]
    link = {"strategy": strategy.slug, "aufgabe": task or None, "sprache": visit.query.get("sprache")}
    return visit.render(
        "writing/twins/worklist.html",
        works=shown[(number - 1) * PAGE : number * PAGE],
        counts={each: sum(work.task is each for work in works) for each in Task},
        count=len(works),
        total=len(twins),
        task=task,
        **visit.pages("twin_worklist", number, len(shown) > number * PAGE, **link),
        **strategy_context(visit, strategy),
    )


def read_twin(visit: Visit, strategy: str, element: str, block: str) -> Response:
    """A standard text with what changed in it, and its twin to be found right or written."""
    found, twins, twin = _twin(visit, strategy, element, block)
    return twin_page(visit, found, twins, twin)


def judge_twin(visit: Visit, strategy: str, element: str, block: str) -> Response:
    """Record that the twin is right as it stands, or as it was written just now."""
    found, twins, twin = _twin(visit, strategy, element, block)
    given = judgement_of(visit, twins)
    if len(given.text) > LONGEST_TEXT:
        return twin_page(visit, found, twins, twin, given, problems={"text": msgid("This text is too long.")})
    if given.base != fingerprint(twin.text) or given.seen != seen_of(twin):
        problems = {"text": msgid("Somebody changed one of these texts meanwhile. Please look at both again.")}
        rebased = replace(given, base="", seen="")
        return twin_page(visit, found, twins, twin, rebased, problems=problems, status=409, others_text=twin.text)
    judge(visit.db, found, twin, twin_language(visit).tag, given, visit.person_id)
    return _back(visit, strategy, element, block)


def move_twin(visit: Visit, strategy: str, element: str, block: str) -> Response:
    """Say how far the twin is; nothing chosen leaves a reviewed one as it is."""
    found, _twins, twin = _twin(visit, strategy, element, block)
    state = visit.form.text("state")
    if not state:
        return _back(visit, strategy, element, block)
    known = TwinState(state) if state in set(TwinState) else TwinState.REVIEWED
    move(visit.db, found, twin, twin_language(visit).tag, known, visit.person_id)
    return _back(visit, strategy, element, block)


def judgement_of(visit: Visit, twins: list[Twin]) -> Judgement:
    """What was handed in about a twin."""
    sent = set(visit.form.many("source"))
    others = frozenset(twin.block.id for twin in twins if str(twin.block.id) in sent)
    return Judgement(text_of(visit), visit.form.text("base"), visit.form.text("seen"), others)


def text_of(visit: Visit) -> str:
    """The text in the form; pages with many texts say in the query which field it is."""
    return visit.form.text(visit.query.get("feld", "text"))


def _twin(visit: Visit, slug: str, element: str, block: str) -> tuple[Strategy, list[Twin], Twin]:
    strategy = draft_strategy(visit.db, visit.place, slug)
    twins = twins_of(visit.db, strategy, twin_language(visit).tag)
    return strategy, twins, twin_at(twins, element, block)


def twin_page(
    visit: Visit,
    strategy: Strategy,
    twins: list[Twin],
    twin: Twin,
    given: Judgement | None = None,
    *,
    problems: dict[str, str] | None = None,
    status: int = 0,
    checked: str = "",
    fragment: str | None = None,
    **more: Any,
) -> Response:
    """The page of one twin, with what was handed in where something was; `checked` is a text to be checked."""
    others = frozenset(saying.block_id for saying in twin.sayings if saying.block_id != twin.block.id)
    shown = given or Judgement(twin.text, "", "", others)
    context = findings_context(visit, twin.block.id, twin_language(visit).tag, checked) | more
    return visit.render(
        "writing/twins/twin.html",
        fragment=fragment,
        status=status or (422 if problems else 200),
        twin=twin,
        by_block={other.block.id: other for other in twins},
        given=replace(shown, base=shown.base or fingerprint(twin.text), seen=shown.seen or seen_of(twin)),
        proposed=proposals(twin, twins),
        people=_people(visit, twin),
        settable=[state for state in SETTABLE if twin.text or state is TwinState.IN_TRANSLATION],
        problems={name: visit._(problem) for name, problem in (problems or {}).items()},
        longest=LONGEST_TEXT,
        **context,
        **strategy_context(visit, strategy),
    )


def _people(visit: Visit, twin: Twin) -> dict[UUID, str]:
    """Who found the twin right, by name."""
    ids = {saying.found_right_by for saying in twin.sayings if saying.found_right_by}
    return {row.id: row.name for row in visit.db.exec(select(Account).where(col(Account.id).in_(ids)))}


def _back(visit: Visit, strategy: str, element: str, block: str) -> Response:
    language = visit.query.get("sprache")
    return visit.redirect("read_twin", strategy=strategy, element=element, block=block, sprache=language)
