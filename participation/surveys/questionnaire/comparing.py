"""What differs between two questionnaires of a survey, and where answers cannot be counted together any more.

*Structure* is everything that decides which answers are possible, what they mean as a number, or who gives them: the
kind; the set of options (by code: one added, removed or recoded; exclusive or open or not), of missing values and of
rows; the ready-made scale; smallest and largest answer, decimals, unit and counting classes; how many may be chosen;
the condition under which the question is asked. Its answers are counted apart from then on.

*Wording* is the rest: texts in any language, pictures, hints, the order of options, rows and questions, lines and
lengths, whether an answer is required, shuffling, links to the strategy. Answers stay together; the change is logged.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import zip_longest
from typing import Any

from participation.surveys.questionnaire.kinds import QuestionKind
from participation.surveys.questionnaire.question import Question
from participation.surveys.questionnaire.whole import Questionnaire, QuestionPage
from participation.surveys.scales import Texts


class ChangeKind(StrEnum):
    """The kinds of entries in a version's `changes`."""

    WORDING = "wording"
    STRUCTURE = "structure"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Change:
    """One difference. `part` says what of the question ("text", "hint", "option:car", "item:health", "options" …).

    A question's code is empty for texts of the whole or of a page.
    """

    question: str
    kind: ChangeKind
    part: str = ""
    language: str = ""
    before: Any = None
    after: Any = None

    def as_document(self) -> dict[str, Any]:
        """JSON-ready values; what is empty is left out."""
        values = {"part": self.part, "language": self.language, "before": self.before, "after": self.after}
        kept = {name: value for name, value in values.items() if value not in ("", None)}
        return {"question": self.question, "kind": self.kind.value, **kept}


def changes_between(before: Questionnaire, after: Questionnaire) -> list[Change]:
    """Every difference, in the order of the later questionnaire; removed questions last."""
    return [
        *_of_texts("", "title", before.title, after.title),
        *_of_texts("", "introduction", before.introduction, after.introduction),
        *_of_texts("", "thanks", before.thanks, after.thanks),
        *_of_pages(before, after),
        *_of_questions(before, after),
    ]


def with_revisions(
    questionnaire: Questionnaire, earlier: Mapping[int, Questionnaire], apart: Collection[str] = ()
) -> Questionnaire:
    """The questionnaire with each question's revision as it has to be after the versions before it.

    Args:
        questionnaire: the one that is to be frozen next.
        earlier: all frozen versions by number.
        apart: codes of questions whose answers shall be counted apart although only words changed.
    """
    revisions = {code: _revision(questionnaire, code, earlier, apart) for code in _all_codes(questionnaire)}
    pages = tuple(
        replace(page, questions=tuple(replace(one, revision=revisions[one.code]) for one in page.questions))
        for page in questionnaire.pages
    )
    return replace(questionnaire, pages=pages)


def _revision(
    questionnaire: Questionnaire, code: str, earlier: Mapping[int, Questionnaire], apart: Collection[str]
) -> int:
    known = [earlier[number] for number in sorted(earlier) if code in earlier[number].questions]
    if not known or code not in questionnaire.questions:
        return 1
    highest = max(version.questions[code].revision for version in known)
    is_same = _structure(known[-1], code) == _structure(questionnaire, code)
    return known[-1].questions[code].revision if is_same and code not in apart else highest + 1


def _all_codes(questionnaire: Questionnaire) -> set[str]:
    return {question.code for page in questionnaire.pages for question in page.questions}


def _of_questions(before: Questionnaire, after: Questionnaire) -> Iterator[Change]:
    old, new = _asked(before), _asked(after)
    for code, question in new.items():
        if code not in old:
            yield Change(code, ChangeKind.ADDED)
            continue
        yield from _of_structure(code, _structure(before, code), _structure(after, code))
        yield from _of_wording(old[code], question)
    yield from (Change(code, ChangeKind.REMOVED) for code in old if code not in new)


def _asked(questionnaire: Questionnaire) -> dict[str, Question]:
    """Questions and informations by code, without the words of open options, which follow theirs."""
    told = {
        question.code: question
        for page in questionnaire.pages
        for question in page.questions
        if question.kind is QuestionKind.INFORMATION
    }
    others = {question.other.code for question in questionnaire.questions.values() if question.other}
    return {code: one for code, one in questionnaire.questions.items() if code not in others} | told


def _of_structure(code: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    for part in {**before, **after}:
        if before.get(part) != after.get(part):
            yield Change(code, ChangeKind.STRUCTURE, part, "", before.get(part), after.get(part))


def _structure(questionnaire: Questionnaire, code: str) -> dict[str, Any]:
    """What must stay the same for answers to be counted together; JSON-ready."""
    question = questionnaire.questions.get(code)
    if question is None:
        return {"kind": QuestionKind.INFORMATION.value}
    places = question.kind is QuestionKind.MUNICIPALITY  # a municipality that is merged away is no new question
    return {
        "kind": question.kind.value,
        "options": [] if places else sorted(str(option.code) for option in question.options),
        "exclusive": sorted(str(option.code) for option in question.options if option.is_exclusive),
        "open": sorted(str(option.code) for option in question.options if option.is_open),
        "items": sorted(item.code for item in question.items),
        "scale": question.scale,
        "limits": [question.minimum, question.maximum, question.decimals or None],
        "classes": list(question.classes),
        "unit": dict(question.unit),
        "chosen": [question.least, question.most],
        "show_if": _conditions(questionnaire, code),
    }


def _conditions(questionnaire: Questionnaire, code: str) -> list[Any]:
    """The conditions of a question and its pages, each pair once; none where everybody is asked."""
    found: list[Any] = []
    for page in questionnaire.pages:
        for question in page.questions:
            pair = [one.as_document() if one else None for one in (page.show_if, question.show_if)]
            if question.code == code and pair not in found:
                found.append(pair)
    return [] if found == [[None, None]] else found


def _of_wording(before: Question, after: Question) -> Iterator[Change]:
    for part in ("text", "hint", "why"):
        yield from _of_texts(after.code, part, getattr(before, part), getattr(after, part))
    for name, olds, news in (("option", before.options, after.options), ("item", before.items, after.items)):
        known = {one.code: one for one in olds}
        for one in news:
            if one.code in known:
                yield from _of_texts(after.code, f"{name}:{one.code}", known[one.code].text, one.text)
    pictures = [{str(one.code): one.image for one in question.options if one.image} for question in (before, after)]
    elements = [{one.code: one.element for one in question.items if one.element} for question in (before, after)]
    plain = [
        {"required": question.is_required, "shuffle": question.is_shuffled, "beside": question.beside}
        | {"max_length": question.max_length, "lines": question.lines, "pictures": shown, "elements": about}
        for question, shown, about in zip((before, after), pictures, elements, strict=True)
    ]
    for part, value in plain[1].items():
        if value != plain[0][part]:
            yield Change(after.code, ChangeKind.WORDING, part, "", plain[0][part], value)


def _of_pages(before: Questionnaire, after: Questionnaire) -> Iterator[Change]:
    nothing = QuestionPage({}, ())
    for number, (old, new) in enumerate(zip_longest(before.pages, after.pages, fillvalue=nothing), start=1):
        yield from _of_texts("", f"page:{number}", old.title, new.title)


def _of_texts(question: str, part: str, before: Texts, after: Texts) -> Iterator[Change]:
    for language in sorted({*before, *after}):
        old, new = before.get(language, ""), after.get(language, "")
        if old != new:
            yield Change(question, ChangeKind.WORDING, part, language, old, new)
