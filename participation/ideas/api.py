"""Ideas and endorsements over the JSON API."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from pydantic import UUID4, BaseModel, ConfigDict, Field
from sqlmodel import Session

from participation.brakes.calls import Proof, braked_call
from participation.brakes.tolls import Occasion
from participation.core.clock import now
from participation.core.errors import Invalid, NotNow
from participation.core.identifiers import receipt_code
from participation.ideas.actions import Belonging, delivery_of
from participation.ideas.codes import confirmed
from participation.ideas.endorsing import endorsement_of, verified_endorsement_id
from participation.ideas.forms import IdeaSheet
from participation.ideas.models import LONGEST_SPOT, Idea, IdeaPicture, IdeaSpot, Stage
from participation.ideas.pictures import pictures_of
from participation.ideas.priorities.results import points_by_idea
from participation.ideas.queries import (
    IdeaFilter,
    idea_rounds,
    ideas_after,
    spots_of,
    strategies_of_public_ideas,
)
from participation.ideas.spots import SpotSheet
from participation.procedures.earlier import shows_earlier
from participation.procedures.intake_rules import admitted
from participation.procedures.rounds import Round, open_rounds
from participation.strategy.passages import passages, with_descendants
from participation.threads.calls import Cleaned, ContributionReceipt, EarlierCode, asked_id
from participation.threads.wording import one_line
from participation.web.api import Call, DeliverJson, Endpoint, Listing
from participation.web.languages import BY_TAG, GERMAN
from participation.web.maps import middle_of


class PictureOut(BaseModel):
    """A released picture: where it is on this site, and what it shows."""

    path: str
    description: str


class SpotOut(BaseModel):
    """Where an idea would be: the middle of its cell of the map (about two kilometres), words, or both."""

    lat: float | None
    lon: float | None
    words: str

    @classmethod
    def of(cls, spot: IdeaSpot | None) -> SpotOut | None:
        """The stored place; None without one."""
        if spot is None:
            return None
        lat, lon = middle_of(spot.cell) if spot.cell else (None, None)
        return cls(lat=lat, lon=lon, words=spot.words)


class IdeaOut(BaseModel):
    """A public idea; `endorsements` is counted now, `verified_endorsements` among them came with a code.

    `points` are those of the last weighing that has ended (Borda points of a ranking), where they may be shown.
    """

    id: UUID
    strategy_id: UUID | None
    element_id: UUID | None
    title: str
    text: str
    author_name: str
    language: str
    stage: Stage
    endorsements: int
    verified_endorsements: int
    points: float | None
    place: SpotOut | None
    picture: PictureOut | None
    received_on: date
    published_at: datetime
    official_reply: str
    reply_signature: str
    replied_at: datetime | None


class NewIdea(BaseModel):
    """An idea for an element, for a strategy, or for neither. `id` is a random UUIDv4 that the client keeps."""

    model_config = ConfigDict(extra="forbid")
    id: UUID4
    title: Cleaned
    text: Cleaned
    author_name: Cleaned = ""
    strategy_id: UUID | None = None
    element_id: UUID | None = None
    lat: float | None = Field(default=None, ge=-90, le=90, description="kept to about two kilometres")
    lon: float | None = Field(default=None, ge=-180, le=180)
    place: Cleaned = Field(default="", max_length=LONGEST_SPOT, description="the place in words")
    language: str = Field(default=GERMAN.tag, pattern=f"^({'|'.join(BY_TAG)})$")
    earlier_receipt_code: EarlierCode = ""
    proof: Proof = ""


class NewEndorsement(BaseModel):
    """Somebody finds a published idea good; the same `id` counts once, however often it is sent.

    With the code of a letter or card it is verified and counts once for this code, whatever the `id`.
    """

    model_config = ConfigDict(extra="forbid")
    id: UUID4
    idea_id: UUID
    proof: Proof = ""
    code: Cleaned = ""


def list_ideas(call: Call) -> Listing[IdeaOut]:
    """Public ideas in the order of publication."""
    after, limit = call.cursor()
    element, stage = asked_id(call, "element"), call.query.get("stage")
    if stage is not None and stage not in set(Stage):
        raise Invalid("stage is one of: %(stages)s.", stages=", ".join(Stage))
    chosen = IdeaFilter(
        strategy_id=asked_id(call, "strategy"),
        elements=with_descendants(call.db, element) if element else None,
        stage=stage,
    )
    rows, following = ideas_after(call.db, chosen, after, limit)
    ids = [row.id for row in rows]
    spots, pictures = spots_of(call.db, ids), pictures_of(call.db, ids)
    points = points_by_idea(call.site, call.db, now())
    items = [
        IdeaOut(
            **row.model_dump(include=set(IdeaOut.model_fields)),
            endorsements=row.supports,
            verified_endorsements=row.verified_supports,
            points=points.get(str(row.id)),
            place=SpotOut.of(spots.get(row.id)),
            picture=_picture(call, row, pictures.get(row.id)),
        )
        for row in rows
    ]
    return Listing[IdeaOut](items=items, next=str(following) if following else None)


def _picture(call: Call, idea: Idea, picture: IdeaPicture | None) -> PictureOut | None:
    if picture is None:
        return None
    slug = next(place.slug for place in call.site.places.values() if place.id == idea.region_id)
    region = "" if call.site.only_place else f"/{slug}"
    return PictureOut(path=f"/{GERMAN.slug}{region}/ideen/{idea.id}/bild", description=picture.description)


def post_idea(call: Call) -> DeliverJson:
    """Take an idea, to be checked before publication."""
    body: NewIdea = call.body
    if (body.lat is None) is not (body.lon is None):
        raise Invalid("The idea cannot be used.", {"lat": "lat and lon belong together."})
    lat, lon = ("", "") if body.lat is None else (str(body.lat), str(body.lon))
    spot = SpotSheet(lat, lon, one_line(body.place))
    sheet = IdeaSheet(body.id, one_line(body.title), body.text, one_line(body.author_name), spot=spot)
    if sheet.problems:
        raise Invalid("The idea cannot be used.", {field: text % values for field, text, values in sheet.problems})
    delivery = delivery_of(sheet, _belonging(call, body), body.language, now())
    is_known = shows_earlier(call, delivery, body.earlier_receipt_code)
    delivery = admitted(call.site, delivery, now(), is_known=is_known, more=sheet.beside)
    return DeliverJson(delivery, ContributionReceipt(id=body.id, receipt_code=receipt_code(body.id)))


def _belonging(call: Call, body: NewIdea) -> Belonging:
    strategy_id = body.strategy_id
    if body.element_id is not None:
        owner = call.site.remembered("strategies of elements", _strategies_of_elements).get(body.element_id)
        if owner is None or strategy_id not in {None, owner}:
            raise Invalid("The idea cannot be used.", {"element_id": "There is no such element of that strategy."})
        strategy_id = owner
    phases = [one for one in _open(call) if strategy_id in {None, one.strategy_id}]
    if not phases:
        raise NotNow("Ideas cannot be handed in now.")
    if len({one.strategy_id for one in phases}) > 1:
        problem = {"strategy_id": "Several strategies take ideas now. Name one of them, or an element."}
        raise Invalid("The idea cannot be used.", problem)
    return Belonging(phases[0], body.element_id)


def _strategies_of_elements(session: Session) -> dict[UUID, UUID]:
    return {passage.element_id: passage.strategy_id for passage in passages(session).values()}


def _open(call: Call) -> list[Round]:
    return open_rounds(call.site.remembered("idea rounds", idea_rounds), now())


def post_endorsement(call: Call) -> DeliverJson:
    """Count an endorsement of a published idea."""
    body: NewEndorsement = call.body
    known = call.site.remembered("strategies of ideas", strategies_of_public_ideas)
    if body.idea_id not in known:
        raise Invalid("The endorsement cannot be used.", {"idea_id": "There is no such published idea."})
    if all((phase.region_id, phase.strategy_id) != known[body.idea_id] for phase in _open(call)):
        raise NotNow("Ideas cannot be supported at the moment.")
    letters = _confirmed(call, body) if body.code else None
    own = verified_endorsement_id(letters, body.idea_id) if letters else body.id
    delivery = endorsement_of(own, body.idea_id, now(), is_verified=bool(letters))
    receipt = ContributionReceipt(id=body.id, receipt_code=receipt_code(own))
    return DeliverJson(delivery, receipt, refused="There is no such published idea any more. Nothing was stored.")


def _confirmed(call: Call, body: NewEndorsement) -> str:
    idea = call.db.get(Idea, body.idea_id)
    letters = confirmed(call.db, idea.phase_id, body.code) if idea else None
    if letters is None:
        raise Invalid("The endorsement cannot be used.", {"code": "This code is not known, or does not hold here."})
    return letters


ENDPOINTS = (
    Endpoint(
        "/ideas",
        list_ideas,
        "Public ideas",
        Listing[IdeaOut],
        query={
            "strategy": "id of a strategy",
            "element": "id of an element; what is below it is included",
            "stage": ", ".join(Stage),
            "cursor": "from the page before",
            "limit": "1 to 100, usually 50",
        },
        problems=(422,),
    ),
    Endpoint(
        "/ideas",
        braked_call(post_idea),
        "Hand in an idea, without an account",
        ContributionReceipt,
        method="POST",
        body=NewIdea,
        looks_up=lambda body: bool(body.earlier_receipt_code),
        problems=(403, 409, 422, 429, 503),
    ),
    Endpoint(
        "/endorsements",
        braked_call(post_endorsement, Occasion.SUPPORT),
        "Endorse a published idea, without an account; unverified, or verified by a code",
        ContributionReceipt,
        method="POST",
        body=NewEndorsement,
        looks_up=lambda body: bool(body.code),
        problems=(403, 409, 422, 429, 503),
    ),
)
