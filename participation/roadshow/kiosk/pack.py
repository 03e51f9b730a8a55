"""The pack: everything that a tablet needs at a stop, taken along before there is no network."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final
from urllib.parse import quote

import segno
from sqlmodel import Session, col, select

from participation.comments.rounds import spots
from participation.core.columns import UUID
from participation.procedures.models import Procedure
from participation.procedures.rounds import Round
from participation.regions.models import Region
from participation.regions.queries import region_map
from participation.regions.theme import legible
from participation.roadshow.arriving.hall import Hall
from participation.roadshow.kiosk.presentation import slides
from participation.roadshow.models import (
    Device,
    DotsOption,
    DotsOptionText,
    DotsQuestion,
    DotsQuestionText,
    RoadshowStop,
    RoadshowStopText,
    StopSurvey,
)
from participation.strategy.models import Kind, Strategy
from participation.strategy.texts import published_tree
from participation.strategy.versions import current_version
from participation.surveys.questionnaire import QuestionKind, Questionnaire
from participation.surveys.running import RunningSurvey, running_surveys
from participation.web.languages import GERMAN, LANGUAGES
from participation.web.maps import RegionMap
from participation.web.site import Site

VERSION: Final = 1
_FIELDS: Final = (Kind.ACTION_FIELD, Kind.GUIDING_PRINCIPLE, Kind.PRIORITY_GROUP, Kind.ACTION_CLUSTER, Kind.CHAPTER)
"""What people call a field, the most fitting level first."""

Texts = dict[str, str]


@dataclass(frozen=True)
class Pack:
    """The pack of a device at a stop; `origin` is where the public reaches us."""

    hall: Hall
    device: Device
    origin: str

    @property
    def _session(self) -> Session:
        return self.hall.session

    @property
    def _site(self) -> Site:
        return self.hall.site

    @property
    def _stop(self) -> RoadshowStop:
        return self.hall.stop

    def as_document(self) -> dict[str, Any]:
        """JSON-ready values; the same as long as nothing of it changes."""
        region = self._session.get_one(Region, self._stop.region_id)
        return {
            "version": VERSION,
            "device": {"name": self.device.name, "kind": self.device.kind.value},
            "region": {"name": region.name, "color": legible(region.primary_color)},
            "stop": self._described(),
            "surveys": [self._survey(survey) for survey in self._surveys],
            "dots": [self._dots(question) for question in self._questions()],
            "ideas": any(map(self._covers, self.hall.idea_rounds)),
            "fields": self._fields(),
            "presentation": slides(self._session, self._stop, region, self._of_procedure),
            "map": self._map(),
            "pictures": self._pictures(),
        }

    @cached_property
    def _surveys(self) -> Sequence[RunningSurvey]:
        known = running_surveys(self._site).by_id
        chosen = select(StopSurvey.survey_id).where(StopSurvey.stop_id == self._stop.id)
        ids = self._session.exec(chosen.order_by(col(StopSurvey.position), col(StopSurvey.survey_id))).all()
        return [known[survey_id] for survey_id in ids if survey_id in known]

    @property
    def _of_procedure(self) -> Sequence[RunningSurvey]:
        known = running_surveys(self._site).by_id.values()
        return [survey for survey in known if survey.procedure_id == self._stop.procedure_id]

    def _covers(self, one: Round) -> bool:
        return one.opens_at < self._stop.ends_at and self._stop.starts_at < one.closes_at

    def _described(self) -> dict[str, Any]:
        stop = self._stop
        chosen = select(RoadshowStopText).where(RoadshowStopText.stop_id == stop.id)
        texts = {text.language: text.title for text in self._session.exec(chosen)}
        pin = {
            "salt": _base64(stop.pin_salt),
            "iterations": stop.pin_iterations,
            "hash": _base64(stop.pin_hash),
        }
        return {
            "slug": stop.slug,
            "texts": texts or {GERMAN.tag: stop.place},
            "starts_at": stop.starts_at.isoformat(),
            "ends_at": stop.ends_at.isoformat(),
            "state": stop.state.value,
            "public_key": _base64(stop.key_public),
            "pin": pin if stop.pin_iterations else None,
        }

    def _survey(self, survey: RunningSurvey) -> dict[str, Any]:
        questionnaire = survey.latest.questionnaire
        return {
            "slug": survey.slug,
            "version": survey.latest.number,
            "languages": sorted(questionnaire.languages),
            "questionnaire": questionnaire.as_document(),
            "handover": self._handover(survey.slug) if not survey.audiences.all else None,
        }

    def _handover(self, slug: str) -> dict[str, Any]:
        """The way to the same survey on a phone: it names the survey and the stop, and nothing else."""
        place = next(place for place in self._site.places.values() if place.id == self._stop.region_id)
        prefix = f"/{GERMAN.slug}" if self._site.only_place else f"/{GERMAN.slug}/{place.slug}"
        path = self._site.routes.by_name["survey"].path.replace("{survey}", quote(slug))
        url = f"{self.origin}{prefix}{path}?vor-ort={quote(self._stop.slug)}"
        symbol = segno.make(url, error="m", micro=False)
        return {"url": url, "qr": ["".join(str(int(module)) for module in row) for row in symbol.matrix]}

    def _questions(self) -> Sequence[DotsQuestion]:
        chosen = select(DotsQuestion).where(DotsQuestion.stop_id == self._stop.id)
        return self._session.exec(chosen.order_by(col(DotsQuestion.position), col(DotsQuestion.id))).all()

    def _dots(self, question: DotsQuestion) -> dict[str, Any]:
        texts = select(DotsQuestionText).where(DotsQuestionText.question_id == question.id)
        options = select(DotsOption).where(DotsOption.question_id == question.id)
        ordered = self._session.exec(options.order_by(col(DotsOption.position), col(DotsOption.code))).all()
        own = _by_owner(
            (text.option_id, text.language, text.title)
            for text in self._session.exec(
                select(DotsOptionText).where(col(DotsOptionText.option_id).in_([option.id for option in ordered]))
            )
        )
        return {
            "id": str(question.id),
            "dots": question.dots,
            "texts": {text.language: text.title for text in self._session.exec(texts)},
            "options": [
                {"code": option.code, "texts": own.get(option.id) or self._title_of(option.element_id)}
                for option in ordered
            ],
        }

    def _title_of(self, element_id: UUID | None) -> Texts:
        return self._titles.get(element_id, {}) if element_id else {}

    @cached_property
    def _strategy(self) -> Strategy | None:
        strategy_id = self._session.get_one(Procedure, self._stop.procedure_id).strategy_id
        strategy = self._session.get(Strategy, strategy_id) if strategy_id else None
        return strategy if strategy and strategy.latest_version else None

    @cached_property
    def _titles(self) -> Mapping[UUID, Texts]:
        """The titles of the strategy's elements as readers see them; a language that is missing is left out."""
        if self._strategy is None:
            return {}
        version = current_version(self._session, self._strategy)
        trees = [(language.tag, published_tree(self._session, version, language.tag)) for language in LANGUAGES]
        return _by_owner(
            (node.id, tag, f"{node.number} {node.title.text}".strip())
            for tag, tree in trees
            for node in tree.walk()
            if node.title.tag == tag
        )

    def _fields(self) -> list[dict[str, Any]]:
        """The fields that ideas can name; `comments` tells which of them take comments on the day of the stop."""
        elements = [element for element in self.hall.elements.values() if element.id in self._titles]
        kind = next((kind for kind in _FIELDS if any(element.kind is kind for element in elements)), None)
        fields = sorted((one for one in elements if one.kind is kind), key=lambda one: self._places[one.id])
        covering = [one for one in self.hall.comment_rounds if self._covers(one)]
        open_here = spots(self._session, covering, [field.thread_id for field in fields])
        return [
            {"key": field.key, "texts": self._titles[field.id], "comments": bool(open_here.get(field.thread_id))}
            for field in fields
        ]

    @cached_property
    def _places(self) -> Mapping[UUID, int]:
        return {element_id: place for place, element_id in enumerate(self._titles)}

    def _asked(self) -> Iterable[Questionnaire]:
        return (survey.latest.questionnaire for survey in self._surveys)

    def _map(self) -> dict[str, Any] | None:
        kinds = {question.kind for asked in self._asked() for question in asked.questions.values()}
        drawn = region_map(self._session, self._stop.region_id) if QuestionKind.PLACE in kinds else None
        return _as_document(drawn) if drawn else None

    def _pictures(self) -> Texts:
        named = {
            option.image
            for asked in self._asked()
            for question in asked.questions.values()
            for option in question.options
            if option.image
        }
        return {name: self._site.static.address(f"pictures/{name}.svg") for name in sorted(named)}


def _as_document(drawn: RegionMap) -> dict[str, Any]:
    names = ("width", "height", "west", "north", "per_lon", "per_lat")
    return {
        **{name: getattr(drawn, name) for name in names},
        "shapes": [{"name": shape.name, "path": shape.path} for shape in drawn.shapes],
        "labels": [{"label": shape.label, "x": shape.x, "y": shape.y} for shape in drawn.labels],
    }


def _base64(content: bytes) -> str:
    return b64encode(content).decode()


def _by_owner(rows: Iterable[tuple[UUID, str, str]]) -> dict[UUID, Texts]:
    found: dict[UUID, Texts] = {}
    for owner, tag, text in rows:
        found.setdefault(owner, {})[tag] = text
    return found
