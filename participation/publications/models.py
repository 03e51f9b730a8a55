"""Table of documents that were made of frozen versions."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from participation.core.columns import UUID, Table, UtcTime, enum_type, primary_key, reference


class Form(StrEnum):
    """The files that take long to make."""

    PDF = "pdf"
    DOCX = "docx"


class PublishedDocument(Table, table=True):
    """A document of a version, made once, since a version never changes; without `made_at` it is being made.

    `attempts` counts how often it was tried.
    """

    __tablename__: ClassVar[str] = "published_document"
    __table_args__ = (UniqueConstraint("version_id", "form"),)
    id: UUID = primary_key()
    version_id: UUID = reference("version.id", index=False, on_delete="CASCADE")
    form: Form = Field(sa_type=enum_type(Form, "form"))
    stored_as: str = Field(default="", max_length=40)
    size: int = Field(default=0)
    pages: int = Field(default=0)
    attempts: int = Field(default=0)
    begun_at: datetime | None = Field(default=None, sa_type=UtcTime)
    made_at: datetime | None = Field(default=None, sa_type=UtcTime)
