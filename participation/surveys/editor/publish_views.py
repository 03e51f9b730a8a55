"""Publishing a questionnaire: what changes, what that means for the answers, and the button."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import Response

from participation.surveys.editor.drafts import OpenedDraft
from participation.surveys.editor.editing import REVISION, editor_of, frame, is_outdated, open_here
from participation.surveys.editor.outline import Outliner
from participation.surveys.editor.publishing import Publication, publish_draft
from participation.surveys.editor.words import PARTS
from participation.surveys.questionnaire.comparing import Change, ChangeKind
from participation.surveys.wording import plain
from participation.web.languages import BY_TAG
from participation.web.visit import Visit


@dataclass(frozen=True)
class ShownChange:
    """A difference in words; `before` and `after` are texts, empty where there is nothing to compare."""

    question: str
    part: str
    language: str
    before: str
    after: str


def review_questionnaire(visit: Visit, survey: str) -> Response:
    """What publishing would do."""
    return _review(visit, open_here(visit, survey))


def publish_questionnaire(visit: Visit, survey: str) -> Response:
    """Freeze the draft as the next version."""
    opened = open_here(visit, survey)
    if is_outdated(visit, opened):
        return _review(visit, opened, status=409)
    if Publication(opened).faults:
        return _review(visit, opened, status=422)
    publish_draft(visit.db, opened, visit.form.many("apart"), editor_of(visit))
    return visit.redirect("edit_questionnaire", survey=survey, hinweis="veroeffentlicht")


def _review(visit: Visit, opened: OpenedDraft, status: int = 200) -> Response:
    publication = Publication(opened)
    titles = {
        code: plain(question.text, visit.language.tag) for code, question in publication.questionnaire.questions.items()
    }
    by_kind = {kind: [one for one in publication.changes if one.kind is kind] for kind in ChangeKind}
    reasons: dict[str, list[str]] = {}
    for change in by_kind[ChangeKind.STRUCTURE]:
        reasons.setdefault(change.question, []).append(_part(visit, change))
    outliner = Outliner.of(visit, opened)
    return visit.render(
        "surveys/editor/publish.html",
        status=status,
        is_first=opened.latest is None,
        is_conflict=status == 409,  # noqa: PLR2004
        problems=outliner.problems(opened.survey.slug),
        languages=outliner.languages(),
        apart=[(titles.get(code, code), reasons.get(code, [])) for code in publication.counted_apart],
        reworded=[(code, titles.get(code, code)) for code in publication.reworded if code in titles],
        wording=[_shown(visit, change, titles) for change in by_kind[ChangeKind.WORDING]],
        added=[titles.get(one.question, one.question) for one in by_kind[ChangeKind.ADDED]],
        removed=[one.question for one in by_kind[ChangeKind.REMOVED]],
        has_changes=opened.has_changes,
        next_version=opened.survey.latest_version + 1,
        revision_name=REVISION,
        **frame(visit, opened),
    )


def _part(visit: Visit, change: Change) -> str:
    name, _, code = change.part.partition(":")
    word = visit._(PARTS[name])
    return f"{word} ({code})" if code else word


def _shown(visit: Visit, change: Change, titles: dict[str, str]) -> ShownChange:
    before, after = (one if isinstance(one, str) else "" for one in (change.before, change.after))
    language = BY_TAG[change.language].label if change.language in BY_TAG else ""
    return ShownChange(titles.get(change.question, change.question), _part(visit, change), language, before, after)
