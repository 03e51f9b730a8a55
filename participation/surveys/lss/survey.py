"""A LimeSurvey survey as objects, from the layout of 3.x (texts beside the structure) and that of 4 to 6 (apart)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from participation.surveys.lss.document import Row

Wordings: TypeAlias = dict[str, str]
"""LimeSurvey's language -> HTML."""

Tables: TypeAlias = Mapping[str, list[dict[str, str]]]


@dataclass
class Part:
    """An answer option, or a subquestion; `scale` is 0, or 1 for the second one of two-dimensional questions."""

    code: str
    scale: int
    order: int
    texts: Wordings = field(default_factory=dict)
    relevance: str = ""


@dataclass
class LimeQuestion:
    """A question as LimeSurvey has it."""

    qid: str
    gid: str
    code: str
    kind: str
    order: int
    mandatory: str
    has_other: bool
    relevance: str
    pattern: str
    texts: Wordings = field(default_factory=dict)
    helps: Wordings = field(default_factory=dict)
    attributes: dict[str, Wordings] = field(default_factory=dict)
    answers: list[Part] = field(default_factory=list)
    subquestions: list[Part] = field(default_factory=list)

    def attribute(self, name: str) -> str:
        """A setting that has no language, empty if it is not set."""
        values = self.attributes.get(name, {})
        return values.get("", "") or next((value for value in values.values() if value), "")

    def is_on(self, name: str) -> bool:
        """Whether a switch is on."""
        return self.attribute(name) in {"1", "Y"}

    def on_scale(self, parts: Iterable[Part], scale: int = 0) -> list[Part]:
        """Options or subquestions of one dimension, in their order."""
        return sorted((part for part in parts if part.scale == scale), key=lambda part: part.order)


@dataclass
class LimeGroup:
    """A group of questions: a page."""

    gid: str
    order: int
    relevance: str
    random: str
    titles: Wordings = field(default_factory=dict)
    descriptions: Wordings = field(default_factory=dict)
    questions: list[LimeQuestion] = field(default_factory=list)


@dataclass(frozen=True)
class LimeSurvey:
    """Everything of a structure file that concerns the questionnaire."""

    sid: str
    language: str
    further: list[str]
    texts: dict[str, Wordings]
    groups: list[LimeGroup]
    conditions: dict[str, list[Row]]
    extras: dict[str, int]


def survey_of(tables: Tables) -> LimeSurvey:
    """The survey with its groups and questions in their order."""
    settings = next(iter(tables.get("surveys", [])), {})
    questions = _questions(tables)
    groups = _groups(tables)
    for question in sorted(questions.values(), key=lambda one: one.order):
        if question.gid in groups:
            groups[question.gid].questions.append(question)
    conditions: dict[str, list[Row]] = defaultdict(list)
    for row in tables.get("conditions", []):
        conditions[row.get("qid", "")].append(row)
    return LimeSurvey(
        sid=settings.get("sid", ""),
        language=settings.get("language", "") or "de",
        further=settings.get("additional_languages", "").split(),
        texts=_survey_texts(tables),
        groups=sorted(groups.values(), key=lambda group: group.order),
        conditions=dict(conditions),
        extras={name: len(tables.get(name, [])) for name in ("quota", "assessments", "defaultvalues")},
    )


def _number(row: Row, name: str) -> int:
    text = row.get(name, "")
    return int(text) if text.lstrip("-").isdecimal() else 0


def _survey_texts(tables: Tables) -> dict[str, Wordings]:
    names = ("title", "description", "welcometext", "endtext")
    found: dict[str, Wordings] = {name: {} for name in names}
    for row in tables.get("surveys_languagesettings", []):
        for name in names:
            found[name][row.get("surveyls_language", "")] = row.get(f"surveyls_{name}", "")
    return found


def _groups(tables: Tables) -> dict[str, LimeGroup]:
    groups: dict[str, LimeGroup] = {}
    for row in tables.get("groups", []):
        gid = row.get("gid", "")
        relevance = row.get("grelevance", "")
        group = groups.setdefault(
            gid, LimeGroup(gid, _number(row, "group_order"), relevance, row.get("randomization_group", ""))
        )
        _add_group_texts(group, row)
    for row in tables.get("group_l10ns", []):
        if row.get("gid", "") in groups:
            _add_group_texts(groups[row["gid"]], row)
    return groups


def _add_group_texts(group: LimeGroup, row: Row) -> None:
    if language := row.get("language", ""):
        group.titles[language] = row.get("group_name", "")
        group.descriptions[language] = row.get("description", "")


def _questions(tables: Tables) -> dict[str, LimeQuestion]:
    questions: dict[str, LimeQuestion] = {}
    for row in tables.get("questions", []):
        question = questions.setdefault(row.get("qid", ""), _question(row))
        _add_question_texts(question.texts, question.helps, row)
    parts = _subquestions(tables, questions)
    for row in tables.get("question_l10ns", []):
        qid = row.get("qid", "")
        if qid in questions:
            _add_question_texts(questions[qid].texts, questions[qid].helps, row)
        elif qid in parts:
            _add_question_texts(parts[qid].texts, {}, row)
    for row in tables.get("question_attributes", []):
        if row.get("qid", "") in questions:
            values = questions[row["qid"]].attributes.setdefault(row.get("attribute", ""), {})
            values[row.get("language", "")] = row.get("value", "")
    _add_answers(tables, questions)
    return questions


def _question(row: Row) -> LimeQuestion:
    return LimeQuestion(
        qid=row.get("qid", ""),
        gid=row.get("gid", ""),
        code=row.get("title", ""),
        kind=row.get("type", ""),
        order=_number(row, "question_order"),
        mandatory=row.get("mandatory", "N"),
        has_other=row.get("other", "") == "Y",
        relevance=row.get("relevance", ""),
        pattern=row.get("preg", ""),
    )


def _add_question_texts(texts: Wordings, helps: Wordings, row: Row) -> None:
    if language := row.get("language", ""):
        texts[language] = row.get("question", "")
        helps[language] = row.get("help", "")


def _subquestions(tables: Tables, questions: Mapping[str, LimeQuestion]) -> dict[str, Part]:
    """Subquestions by their own id, put into their questions as well; in 3.x there is a row for each language."""
    parts: dict[str, Part] = {}
    for row in tables.get("subquestions", []):
        parent = questions.get(row.get("parent_qid", ""))
        if parent is None:
            continue
        qid = row.get("qid", "")
        if qid not in parts:
            order, scale = _number(row, "question_order"), _number(row, "scale_id")
            parts[qid] = Part(row.get("title", ""), scale, order, relevance=row.get("relevance", ""))
            parent.subquestions.append(parts[qid])
        _add_question_texts(parts[qid].texts, {}, row)
    return parts


def _add_answers(tables: Tables, questions: Mapping[str, LimeQuestion]) -> None:
    """Answer options: by number in new files, by question, code and scale in those of 3.x."""
    by_number: dict[str, Part] = {}
    known: dict[tuple[str, str, str], Part] = {}
    for row in tables.get("answers", []):
        question = questions.get(row.get("qid", ""))
        if question is None:
            continue
        key = (question.qid, row.get("code", ""), row.get("scale_id", "0"))
        if key not in known:
            known[key] = Part(row.get("code", ""), _number(row, "scale_id"), _number(row, "sortorder"))
            question.answers.append(known[key])
        if language := row.get("language", ""):
            known[key].texts[language] = row.get("answer", "")
        by_number[row.get("aid", "")] = known[key]
    for row in tables.get("answer_l10ns", []):
        if row.get("aid", "") in by_number:
            by_number[row["aid"]].texts[row.get("language", "")] = row.get("answer", "")
