"""Publishing a draft: what it would change, and freezing it as the next version."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from sqlmodel import Session

from participation.core.errors import Conflict
from participation.core.journal import record
from participation.core.text import msgid
from participation.regions.actions import publish_change
from participation.surveys.actions import freeze_questionnaire
from participation.surveys.editor.drafts import OpenedDraft, save_draft
from participation.surveys.models import QuestionnaireVersion
from participation.surveys.questionnaire import Questionnaire
from participation.surveys.questionnaire.checks import problems_of
from participation.surveys.questionnaire.comparing import Change, ChangeKind, changes_between, with_revisions
from participation.surveys.questionnaire.completeness import missing_texts
from participation.surveys.questionnaire.faults import Fault
from participation.surveys.scales import DE


@dataclass(frozen=True)
class Publication:
    """The draft as it would be frozen now; `apart` are questions to be counted apart though only words changed."""

    opened: OpenedDraft
    apart: frozenset[str] = frozenset()

    @cached_property
    def earlier(self) -> dict[int, Questionnaire]:
        """All frozen versions by number."""
        return {number: Questionnaire.from_document(one.document) for number, one in self.opened.frozen.items()}

    @cached_property
    def questionnaire(self) -> Questionnaire:
        """With the revisions that its questions will have."""
        return with_revisions(self.opened.questionnaire, self.earlier, self.apart)

    @cached_property
    def changes(self) -> list[Change]:
        """What differs from the version that is published now; nothing for the first one."""
        return changes_between(self.earlier[max(self.earlier)], self.questionnaire) if self.earlier else []

    @cached_property
    def faults(self) -> list[Fault]:
        """What stands in the way."""
        return [*problems_of(self.questionnaire), *_of_german(self.questionnaire)]

    @property
    def counted_apart(self) -> list[str]:
        """Questions whose earlier answers will not be counted with later ones."""
        if not self.earlier:
            return []
        before, after = self.earlier[max(self.earlier)].questions, self.questionnaire.questions
        others = {one.other.code for one in after.values() if one.other}
        return [
            code
            for code, question in after.items()
            if code in before and before[code].revision != question.revision and code not in others
        ]

    @property
    def reworded(self) -> list[str]:
        """Questions of which only words or looks changed."""
        codes = dict.fromkeys(one.question for one in self.changes if one.kind is ChangeKind.WORDING and one.question)
        structural = {one.question for one in self.changes if one.kind is ChangeKind.STRUCTURE}
        return [code for code in codes if code not in structural]

    def log(self) -> list[dict[str, Any]]:
        """The changes as the version keeps them; entries of structure say the question's new revision."""
        entries = [one.as_document() for one in self.changes]
        structural = {one["question"] for one in entries if one["kind"] == ChangeKind.STRUCTURE}
        asked_for = [code for code in self.counted_apart if code not in structural]
        entries += [{"question": code, "kind": ChangeKind.STRUCTURE.value, "part": "apart"} for code in asked_for]
        for entry in entries:
            if entry["kind"] == ChangeKind.STRUCTURE and entry["question"] in self.questionnaire.questions:
                entry["revision"] = self.questionnaire.questions[entry["question"]].revision
        return entries


def _of_german(questionnaire: Questionnaire) -> Iterator[Fault]:
    """Places without German, in which nobody could answer then."""
    for where in missing_texts(questionnaire, DE):
        yield Fault(where, msgid("%(where)s: a German text is missing."))


def publish_draft(
    session: Session, opened: OpenedDraft, apart: Collection[str], actor_id: UUID
) -> QuestionnaireVersion:
    """Freeze the draft as the survey's next version; the draft goes on from there.

    Raises:
        Conflict: it cannot be asked, or nothing has changed.
    """
    publication = Publication(opened, frozenset(apart))
    if publication.faults:
        raise Conflict("This questionnaire cannot be published yet: something is wrong with it.")
    if opened.latest and not publication.changes and not opened.has_changes:
        raise Conflict("Nothing has changed since the last version.")
    version = freeze_questionnaire(session, opened.survey, publication.questionnaire)
    version.changes = publication.log()
    session.add(version)
    save_draft(session, opened, publication.questionnaire, actor_id=actor_id, action="froze", report=[])
    record(
        session,
        "published",
        "questionnaire",
        opened.survey.id,
        actor_id=actor_id,
        region_id=opened.survey.region_id,
        details={"version": version.number, "counted_apart": publication.counted_apart},
    )
    publish_change(session, opened.survey.region_id)
    return version
