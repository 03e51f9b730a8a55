"""What the endpoints of all contributions share: cleaned text, ids in queries, the receipt."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, Field

from participation.core.errors import Invalid
from participation.core.text import cleaned
from participation.web.api import Call

Cleaned = Annotated[str, BeforeValidator(lambda value: cleaned(value) if isinstance(value, str) else value)]


EarlierCode = Annotated[
    str,
    Field(
        max_length=60,
        description="The receipt code of an earlier, published contribution of the same author, so that a round that "
        "holds first contributions need not hold this one. It is compared and not stored; one that does not fit is no "
        "error.",
    ),
]


class ContributionReceipt(BaseModel):
    """A contribution is on disk; `id` is the client's own, the code shows later what became of it."""

    id: UUID
    receipt_code: str


def asked_id(call: Call, name: str) -> UUID | None:
    """A query parameter that is an id.

    Raises:
        Invalid: it is not one.
    """
    asked = call.query.get(name)
    try:
        return UUID(asked) if asked else None
    except ValueError as problem:
        raise Invalid("%(name)s is an id.", name=name) from problem
