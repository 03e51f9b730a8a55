"""Made-up answer sheets: importance and satisfaction with a profile per field, shifted by age, place and mood."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from random import Random
from typing import Any
from uuid import UUID

from participation.surveys.models import Channel
from participation.surveys.questionnaire import Code, Question, QuestionKind
from participation.surveys.running import FrozenVersion
from participation.surveys.scales import DE
from participation.surveys.simulation.drawing import Draw, score_table
from participation.surveys.simulation.people import Crowd, Person, Population

_CENTRES = {"importance": (3.3, 4.9), "satisfaction": (1.9, 4.0), "agreement": (2.2, 4.0)}
_MOOD, _VIEW, _AGE = 0.35, 0.25, 0.45
_SKIPPED, _MISSING = 0.03, 0.03
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


@lru_cache(maxsize=4096)
def _table(centre: int, scale: tuple[int, ...], missing: tuple[Code, ...]) -> list[Code | None]:
    """The table for a centre in tenths of a scale point."""
    shares: dict[Code | None, float] = {None: _SKIPPED, **{code: _MISSING / len(missing) for code in missing}}
    return score_table(centre / 10, list(scale), shares)


class _Matrix:
    """How people of a kind answer all rows of a matrix."""

    def __init__(self, question: Question, random: Random) -> None:
        low, high = _CENTRES.get(question.scale, (2.0, 4.0))
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

    def __init__(self, version: FrozenVersion, population: Population, seed: str) -> None:
        """Give every field its profile."""
        self._random = Random(seed)  # noqa: S311 - made-up answers have to be repeatable, not secret
        self._questionnaire = version.questionnaire
        self._crowd = Crowd(population, version.questionnaire, self._random)
        self._topics = _topics(list(version.questionnaire.questions.values()))
        self._answering = {code: self._way(question) for code, question in version.questionnaire.questions.items()}

    def sheets(self, number: int) -> Iterator[SimulatedSheet]:
        """So many sheets."""
        random = self._random
        for _ in range(number):
            person = self._crowd.person()
            answers = {code: way(person) for code, way in self._answering.items()}
            yield SimulatedSheet(
                client_id=UUID(int=random.getrandbits(128), version=4),
                language=person.language,
                channel=_CHANNELS.one(random.random()),
                answers={code: answer for code, answer in answers.items() if answer is not None},
                record_key=random.getrandbits(32),
            )

    def _way(self, question: Question) -> Callable[[Person], Any]:
        """How anybody answers this question."""
        about = {"age_group": "age", "gender": "gender", "municipality": "municipality"}.get(question.code)
        if about:
            return lambda person: question.codes.get(getattr(person, about))
        if question.kind is QuestionKind.MATRIX:
            matrix = _Matrix(question, self._random)
            return lambda person: matrix.answers(person, self._random)
        if question.kind is QuestionKind.MULTIPLE:
            return self._several(question)
        if question.kind is QuestionKind.TEXT:
            return lambda _: self._wish(question.max_length)
        if question.kind is QuestionKind.NUMBER:
            low, high = int(question.minimum or 0), int(question.maximum or 100)
            return lambda _: self._random.randint(low, high)
        draw = Draw({code: self._random.uniform(0.3, 1) for code in _codes(question)})
        return lambda _: draw.one(self._random.random())

    def _several(self, question: Question) -> Callable[[Person], list[Code] | None]:
        open_to_all = [
            (code, self._random.uniform(0.1, 0.6)) for code in _codes(question) if code not in question.alone
        ]
        alone = [code for code in _codes(question) if code in question.alone]

        def answer(_: Person) -> list[Code] | None:
            if alone and self._random.random() < _SKIPPED * len(alone):
                return [alone[int(self._random.random() * len(alone))]]
            return [code for code, share in open_to_all if self._random.random() < share] or None

        return answer

    def _wish(self, most: int) -> str | None:
        if self._random.random() > _WISHES:
            return None
        wish = self._random.choice(_WORDS).format(topic=self._random.choice(self._topics))
        return (_SIMULATED + wish)[:most].strip()


def _codes(question: Question) -> list[Code]:
    return [option.code for option in question.options]


def _topics(questions: list[Question]) -> list[str]:
    """What wishes are about: the fields that the matrices ask for, in German."""
    named = [
        item.text[DE].rstrip(".") for question in questions for item in question.items if question.scale != "agreement"
    ]
    return list(dict.fromkeys(named)) or ["Beteiligung"]
