"""The ways through a questionnaire: conditions as sentences, what is never reached, what follows on what."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from starlette.responses import Response

from participation.core.text import msgid
from participation.surveys.answers import check_answers
from participation.surveys.editor.drafts import OpenedDraft
from participation.surveys.editor.editing import frame, map_for, open_here, sentences
from participation.surveys.forms import NEXT, FilledPages
from participation.surveys.questionnaire import Question, Questionnaire
from participation.surveys.questionnaire.checks import problems_of
from participation.surveys.questionnaire.paths import Paths, paths_of
from participation.surveys.running import FrozenVersion
from participation.surveys.wording import Wording, plain
from participation.web.visit import Visit

_NOBODY = UUID(int=0)
_ALWAYS = msgid("The condition always holds; it decides nothing.")
_NEVER = msgid("The condition never holds; nobody comes here.")
_UNREACHABLE = msgid("Nobody comes here.")


@dataclass(frozen=True)
class Stop:
    """A page or a question on the way: whether it is asked after the answers given, and what is wrong with it."""

    title: str
    condition: str
    is_asked: bool
    warning: str
    questions: tuple[Stop, ...] = ()


def questionnaire_paths(visit: Visit, survey: str) -> Response:
    """All ways, and the one that the answers in the address lead to."""
    opened = open_here(visit, survey)
    whole = opened.questionnaire
    faults = problems_of(whole)
    paths = paths_of(whole, most_listed=1) if whole.pages and not faults else None
    filled = _filled(visit, opened)
    answers, _ = check_answers(whole, filled.given())
    asked = [{question.code for question in questions} for questions in whole.asked(answers)]
    groups = {"municipalities": visit._("Towns and municipalities"), "localities": visit._("Villages and districts")}
    wording = Wording(whole, visit.language.tag, answers, _NOBODY, groups)
    values: dict[str, list[str]] = {}
    for name, value in filled.entries:
        values.setdefault(name, []).append(value)
    return visit.render(
        "surveys/editor/paths.html",
        fragment="stops",
        stops=_stops(visit, whole, asked, paths),
        paths=paths,
        shortest=len(paths.shortest) if paths else 0,
        longest=len(paths.longest) if paths else 0,
        faults=[fault.sentence(visit._) for fault in faults],
        questions=wording.questions(_decisive(whole)),
        map=map_for(visit, _decisive(whole)),
        values=values,
        errors={},
        **frame(visit, opened),
    )


def _filled(visit: Visit, opened: OpenedDraft) -> FilledPages:
    fields = opened.questionnaire.fields
    entries = tuple((name, value) for name, value in visit.query.multi_items() if value and name in fields)
    return FilledPages(FrozenVersion(opened.survey.id, 1, opened.questionnaire), _NOBODY, 0, NEXT, entries)


def _decisive(whole: Questionnaire) -> list[Question]:
    """The questions that conditions look at; those for the words of open options come along with theirs."""
    conditions = [page.show_if for page in whole.pages]
    conditions += [question.show_if for page in whole.pages for question in page.questions]
    names = {name.partition(".")[0] for condition in conditions if condition for name in condition.names()}
    return [
        question
        for code, question in whole.questions.items()
        if code in names or (question.other and question.other.code in names)
        if not any(other.other and other.other.code == code for other in whole.questions.values())
    ]


def _stops(visit: Visit, whole: Questionnaire, asked: list[set[str]], paths: Paths | None) -> list[Stop]:
    said, tag = sentences(visit, whole), visit.language.tag
    stops = []
    for number, (page, codes) in enumerate(zip(whole.pages, asked, strict=True), start=1):
        questions = tuple(
            Stop(
                plain(question.text, tag) or question.code,
                said.shown_if(question.show_if),
                question.code in codes,
                _warning(visit, paths, (number, place)),
            )
            for place, question in enumerate(page.questions, start=1)
        )
        title = plain(page.title, tag) or visit._("Page %(n)s", n=number)
        warning = _warning(visit, paths, (number, 0))
        stops.append(Stop(title, said.shown_if(page.show_if), bool(codes), warning, questions))
    return stops


def _warning(visit: Visit, paths: Paths | None, step: tuple[int, int]) -> str:
    if paths is None:
        return ""
    if step in paths.never:
        return visit._(_NEVER)
    if step in paths.unreachable or (step[1] == 0 and step[0] in paths.unreachable_pages):
        return visit._(_UNREACHABLE)
    return visit._(_ALWAYS) if step in paths.always else ""
