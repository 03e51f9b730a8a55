"""The form of a question as its template draws it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from starlette.responses import Response

from participation.surveys.editor.condition_rows import ConditionGroup, condition_groups
from participation.surveys.editor.conditions import Asked, asked_before
from participation.surveys.editor.drafts import OpenedDraft
from participation.surveys.editor.editing import elements_of, frame, picture_names, sentences
from participation.surveys.editor.question_fields import (
    OWN_OPTIONS,
    WITH_LIMITS,
    WITH_MISSING,
    WITH_NUMBER_CHOSEN,
    WITH_SCALE,
    with_blank_rows,
)
from participation.surveys.editor.rows import Fields, rows_of
from participation.surveys.editor.words import KINDS, MISSING, MODES, SCALES
from participation.surveys.questionnaire import Question, QuestionKind
from participation.surveys.questionnaire.kinds import CAN_BE_OPEN, CAN_BE_SHUFFLED, WITH_ROWS
from participation.surveys.wording import plain
from participation.web.languages import LANGUAGES
from participation.web.visit import Visit

_AT_THE_END = 10_000


@dataclass
class QuestionForm:
    """The form of a question: where it stands (place 0: a new one at the end of its page) and what is in its fields.

    `stored` is what somebody else saved meanwhile, `conflict` the sentence about it.
    """

    opened: OpenedDraft
    page: int
    place: int
    fields: Fields
    before: Question | None
    problems: dict[str, str] = field(default_factory=dict)
    stored: Question | None = None
    conflict: str = ""

    @property
    def known(self) -> list[Asked]:
        """What its condition can look at."""
        return asked_before(self.opened.questionnaire, self.page, self.place or _AT_THE_END)

    @cached_property
    def kind(self) -> QuestionKind:
        """The kind that is chosen on the form."""
        given = self.fields.get("kind", "")
        return QuestionKind(given) if given in set(QuestionKind) else QuestionKind.SINGLE


def show_form(visit: Visit, form: QuestionForm, status: int = 200, *, is_changed: bool = False) -> Response:
    """The page with the form; `is_changed` says that it was rearranged and is not saved yet."""
    form.fields = with_blank_rows(form.fields)
    slug = form.opened.survey.slug
    action = visit.url("new_question", survey=slug, page=form.page)
    if form.place:
        action = visit.url("edit_question", survey=slug, page=form.page, place=form.place)
    return visit.render(
        "surveys/editor/question.html",
        fragment="editor",
        status=status,
        form=form,
        action=action,
        fields=form.fields,
        problems=form.problems,
        is_changed=is_changed,
        options=rows_of(form.fields, "option"),
        items=rows_of(form.fields, "item"),
        has=_parts(form),
        words=_words(visit),
        groups=_groups(visit, form),
        condition=sentences(visit, form.opened.questionnaire).shown_if(form.before.show_if) if form.before else "",
        beside=_beside(visit, form),
        pipes=_pipes(visit, form),
        elements=elements_of(visit, form.opened) if form.kind in WITH_ROWS else [],
        pictures=[(name, name) for name in picture_names()] if form.kind in OWN_OPTIONS else [],
        languages=LANGUAGES,
        **frame(visit, form.opened),
    )


def _parts(form: QuestionForm) -> Mapping[str, bool]:
    """Which parts of the form the kind has."""
    kind, scale = form.kind, form.fields.get("scale", "")
    return {
        "scale": kind in WITH_SCALE,
        "options": kind in OWN_OPTIONS and not (kind in WITH_SCALE and scale in SCALES),
        "missing": kind in WITH_MISSING,
        "rows": kind in WITH_ROWS,
        "exclusive": kind is QuestionKind.MULTIPLE,
        "open": kind in CAN_BE_OPEN,
        "pictures": kind is QuestionKind.PICTURE,
        "limits": kind in WITH_LIMITS,
        "number": kind is QuestionKind.NUMBER,
        "date": kind is QuestionKind.DATE,
        "chosen": kind in WITH_NUMBER_CHOSEN,
        "least": kind is QuestionKind.MULTIPLE,
        "text": kind is QuestionKind.TEXT,
        "shuffle": kind in CAN_BE_SHUFFLED,
        "beside": kind is QuestionKind.MATRIX,
        "answer": kind is not QuestionKind.INFORMATION,
    }


def _words(visit: Visit) -> dict[str, list[tuple[str, str]]]:
    kinds = [(kind.value, visit._(word)) for kind, word in KINDS.items()]
    return {
        "kinds": kinds,
        "scales": [(name, visit._(word)) for name, word in SCALES.items()],
        "missing": [(name, visit._(word)) for name, word in MISSING.items()],
        "modes": [(name, visit._(word)) for name, word in MODES.items()],
    }


def _groups(visit: Visit, form: QuestionForm) -> list[ConditionGroup]:
    said = sentences(visit, form.opened.questionnaire)
    return condition_groups(form.fields, form.known, said)


def _beside(visit: Visit, form: QuestionForm) -> list[tuple[str, str]]:
    """Earlier matrices that this one can stand beside."""
    matrices = {one.question.code: one.question for one in form.known if one.question.kind is QuestionKind.MATRIX}
    return [(code, plain(question.text, visit.language.tag)) for code, question in matrices.items()]


def _pipes(visit: Visit, form: QuestionForm) -> list[tuple[str, str]]:
    """What can be repeated in a text: {{code}} of everything that is asked on earlier pages."""
    said = sentences(visit, form.opened.questionnaire)
    earlier = asked_before(form.opened.questionnaire, form.page, 0)
    return [("{{" + one.name + "}}", said.named(one.name)) for one in earlier]
