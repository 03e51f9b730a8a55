"""What the endpoints of all contributions share: cleaned text, ids in queries, the receipt."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, BeforeValidator

from participation.core.errors import Invalid
from participation.core.text import cleaned
from participation.web.api import Call

Cleaned = Annotated[str, BeforeValidator(lambda value: cleaned(value) if isinstance(value, str) else value)]


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
