"""Ideas and endorsements over the JSON API."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from pydantic import UUID4, BaseModel, ConfigDict, Field
from sqlmodel import Session

from participation.core.clock import now
from participation.core.errors import Invalid, NotNow
from participation.core.identifiers import receipt_code
from participation.ideas.actions import Belonging, delivery_of, endorsement_of
from participation.ideas.forms import IdeaSheet
from participation.ideas.models import Stage
from participation.ideas.queries import (
    IdeaFilter,
    endorsements,
    idea_rounds,
    ideas_after,
    strategies_of_public_ideas,
)
from participation.procedures.intake_rules import admitted
from participation.procedures.rounds import Round, open_rounds
from participation.strategy.passages import passages, with_descendants
from participation.threads.calls import Cleaned, ContributionReceipt, asked_id
from participation.threads.wording import one_line
from participation.web.api import Call, DeliverJson, Endpoint, Listing
from participation.web.languages import BY_TAG, GERMAN


class IdeaOut(BaseModel):
    """A public idea; `endorsements` is counted now."""

    id: UUID
    strategy_id: UUID | None
    element_id: UUID | None
    title: str
    text: str
    author_name: str
    language: str
    stage: Stage
    endorsements: int
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
    language: str = Field(default=GERMAN.tag, pattern=f"^({'|'.join(BY_TAG)})$")


class NewEndorsement(BaseModel):
    """Somebody finds a published idea good; the same `id` counts once, however often it is sent."""

    model_config = ConfigDict(extra="forbid")
    id: UUID4
    idea_id: UUID


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
    counts = endorsements(call.db, [row.id for row in rows])
    items = [IdeaOut(**row.model_dump(include=set(IdeaOut.model_fields)), endorsements=counts[row.id]) for row in rows]
    return Listing[IdeaOut](items=items, next=str(following) if following else None)


def post_idea(call: Call) -> DeliverJson:
    """Take an idea, to be checked before publication."""
    body: NewIdea = call.body
    sheet = IdeaSheet(body.id, one_line(body.title), body.text, one_line(body.author_name))
    if sheet.problems:
        raise Invalid("The idea cannot be used.", {field: text % values for field, text, values in sheet.problems})
    delivery = admitted(call.site, delivery_of(sheet, _belonging(call, body), body.language, now()), now())
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
    delivery = endorsement_of(body.id, body.idea_id, now())
    return DeliverJson(delivery, ContributionReceipt(id=body.id, receipt_code=receipt_code(body.id)))


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
        post_idea,
        "Hand in an idea, without an account",
        ContributionReceipt,
        method="POST",
        body=NewIdea,
        problems=(403, 409, 422, 503),
    ),
    Endpoint(
        "/endorsements",
        post_endorsement,
        "Endorse a published idea, without an account and unverified",
        ContributionReceipt,
        method="POST",
        body=NewEndorsement,
        problems=(403, 409, 422, 503),
    ),
)
