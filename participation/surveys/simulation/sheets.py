"""Made-up answer sheets: importance and satisfaction with a profile per field, shifted by age, place and mood."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from random import Random
from typing import Any
from uuid import UUID

from participation.surveys.answers import check_answers
from participation.surveys.audiences.known import KnownAudience
from participation.surveys.models import Channel
from participation.surveys.questionnaire import Code, Question, QuestionKind, Questionnaire
from participation.surveys.running import FrozenVersion
from participation.surveys.scales import DE
from participation.surveys.shuffling import orders_shown
from participation.surveys.simulation.drawing import Draw, score_table
from participation.surveys.simulation.kinds import (
    CENTRES,
    MISSING,
    SKIPPED,
    Way,
    chosen,
    counted,
    dated,
    named,
    placed,
    ranked,
    required,
    scaled,
    voted,
)
from participation.surveys.simulation.people import Crowd, Person, Population

_MOOD, _VIEW, _AGE = 0.35, 0.25, 0.45
_WISHES = 0.3
_CHANNELS = Draw({Channel.ONLINE: 0.8, Channel.PAPER: 0.14, Channel.EVENT: 0.06})
_WORDS = (
    "Mehr Angebote zum Thema {topic}, auch in den kleinen Orten.",
    "Beim Thema {topic} sollte schneller etwas passieren.",
    "Bitte fragt uns öfter nach {topic}.",
    "{topic}: Das Geld sollte zuerst dorthin gehen.",
    "Weniger Papier und mehr Rat zum Thema {topic}.",
)
_SIMULATED = "(Simulierter Wunsch) "


@dataclass(frozen=True)
class SimulatedSheet:
    """What one person handed in."""

    client_id: UUID
    language: str
    channel: Channel
    answers: dict[str, Any]
    record_key: int
    audience: str = ""

    def orders(self, questionnaire: Questionnaire) -> dict[str, list[Code]]:
        """The orders in which this person saw shuffled options."""
        return orders_shown(questionnaire, self.answers, self.client_id)


@lru_cache(maxsize=4096)
def _table(centre: int, scale: tuple[int, ...], missing: tuple[Code, ...]) -> list[Code | None]:
    """The table for a centre in tenths of a scale point."""
    shares: dict[Code | None, float] = {None: SKIPPED, **{code: MISSING / len(missing) for code in missing}}
    return score_table(centre / 10, list(scale), shares)


class _Matrix:
    """How people of a kind answer all rows of a matrix."""

    def __init__(self, question: Question, random: Random) -> None:
        low, high = CENTRES.get(question.scale, (2.0, 4.0))
        self._items = [item.code for item in question.items]
        self._centres = [random.uniform(low, high) for _ in self._items]
        self._by_age = [random.uniform(-_AGE, _AGE) for _ in self._items]
        self._is_mood = question.scale == "satisfaction"
        self._scale = tuple(sorted(code for code in _codes(question) if isinstance(code, int)))
        self._missing = tuple(option.code for option in question.options if option.missing)
        self._tables: dict[tuple[int, int, bool], list[list[Code | None]]] = {}

    def answers(self, person: Person, random: Random) -> dict[str, Code] | None:
        level = (person.mood if self._is_mood else person.trust, person.noise, person.age < "35")
        tables = self._tables.get(level) or self._prepare(level)
        chances = random.randbytes(len(tables))
        given = zip(self._items, tables, chances, strict=True)
        found = {item: code for item, table, chance in given if (code := table[chance]) is not None}
        return found or None

    def _prepare(self, level: tuple[int, int, bool]) -> list[list[Code | None]]:
        mood, view, is_young = level
        centres = (
            centre + mood * _MOOD + view * _VIEW + (shift if is_young else 0)
            for centre, shift in zip(self._centres, self._by_age, strict=True)
        )
        tables = [_table(round(centre * 10), self._scale, self._missing) for centre in centres]
        self._tables[level] = tables
        return tables


class Simulator:
    """Answer sheets for one questionnaire, always the same for a seed."""

    def __init__(
        self, version: FrozenVersion, population: Population, seed: str, audiences: Sequence[KnownAudience] = ()
    ) -> None:
        """Give every field its profile; `audiences` are those that people belong to, the first one most often."""
        self._random = Random(seed)  # noqa: S311 - made-up answers have to be repeatable, not secret
        self._questionnaire = version.questionnaire
        self._crowd = Crowd(population, version.questionnaire, self._random)
        self._map = population.map
        questions = version.questionnaire.questions
        self._topics = _topics(list(questions.values()))
        self._open = {question.other.code for question in questions.values() if question.other}
        self._answering = {code: self._complete(question) for code, question in questions.items()}
        self._audiences = {one.slug: one for one in audiences}
        shares = {one.slug: 1 / place for place, one in enumerate(audiences, start=1)}
        self._groups = Draw(shares) if shares else None
        self._is_plain = not (version.questionnaire.has_conditions or self._open or audiences)

    def sheets(self, number: int) -> Iterator[SimulatedSheet]:
        """So many sheets."""
        random = self._random
        for _ in range(number):
            person = self._crowd.person()
            answers = {code: way(person) for code, way in self._answering.items()}
            audience = self._audiences[self._groups.one(random.random())] if self._groups else None
            yield SimulatedSheet(
                client_id=UUID(int=random.getrandbits(128), version=4),
                language=person.language,
                channel=_CHANNELS.one(random.random()),
                answers=self._asked(answers, audience),
                record_key=random.getrandbits(32),
                audience=audience.slug if audience else "",
            )

    def _asked(self, answers: dict[str, Any], audience: KnownAudience | None) -> dict[str, Any]:
        """Without what this person was not asked, and without words for options that they did not choose."""
        given = {code: answer for code, answer in answers.items() if answer is not None}
        if self._is_plain:
            return given
        return check_answers(self._questionnaire, given, audience.left_out if audience else frozenset())[0]

    def _complete(self, question: Question) -> Way:
        way = self._way(question)
        return required(question, way, self._random) if question.is_required else way

    def _way(self, question: Question) -> Way:
        """How anybody answers this question."""
        about = {"age_group": "age", "gender": "gender", "municipality": "municipality"}.get(question.code)
        if about:
            return lambda person: question.codes.get(getattr(person, about))
        if question.code in self._open:
            return named(question.max_length, self._random)
        own = {
            QuestionKind.TEXT: self._written,
            QuestionKind.PLACE: lambda _: placed(self._random, self._map),
            QuestionKind.MATRIX: self._rated,
            QuestionKind.MULTIPLE: self._several,
        }.get(question.kind)
        return own(question) if own else _WAYS.get(question.kind, chosen)(question, self._random)

    def _rated(self, question: Question) -> Way:
        if any(isinstance(option.code, str) for option in question.valid_options):
            return voted(question, self._random)
        matrix = _Matrix(question, self._random)
        return lambda person: matrix.answers(person, self._random)

    def _written(self, question: Question) -> Way:
        return lambda _: self._wish(question.max_length)

    def _several(self, question: Question) -> Callable[[Person], list[Code] | None]:
        open_to_all = [
            (code, self._random.uniform(0.1, 0.6)) for code in _codes(question) if code not in question.alone
        ]
        alone = [code for code in _codes(question) if code in question.alone]

        def answer(_: Person) -> list[Code] | None:
            if alone and self._random.random() < SKIPPED * len(alone):
                return [alone[int(self._random.random() * len(alone))]]
            ticked = [code for code, share in open_to_all if self._random.random() < share]
            if question.most and len(ticked) > question.most:
                kept = set(self._random.sample(ticked, question.most))
                ticked = [code for code in ticked if code in kept]
            return ticked if len(ticked) >= (question.least or 1) else None

        return answer

    def _wish(self, most: int) -> str | None:
        if self._random.random() > _WISHES:
            return None
        wish = self._random.choice(_WORDS).format(topic=self._random.choice(self._topics))
        return (_SIMULATED + wish)[:most].strip()


_WAYS: dict[QuestionKind, Callable[[Question, Random], Way]] = {
    QuestionKind.SCALE: scaled,
    QuestionKind.STATEMENTS: voted,
    QuestionKind.RANKING: ranked,
    QuestionKind.NUMBER: counted,
    QuestionKind.DATE: dated,
}


def _codes(question: Question) -> list[Code]:
    return [option.code for option in question.options]


def _topics(questions: list[Question]) -> list[str]:
    """What wishes are about: the fields that the matrices ask for, in German."""
    named = [
        item.text[DE].rstrip(".") for question in questions for item in question.items if question.scale != "agreement"
    ]
    return list(dict.fromkeys(named)) or ["Beteiligung"]
