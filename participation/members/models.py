"""Tables of registered people."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import Index, LargeBinary, UniqueConstraint
from sqlmodel import Field

from participation.core.columns import UUID, Table, UtcTime, primary_key, reference


class Member(Table, table=True):
    """Somebody who wants more than codes: an e-mail address and nothing else about the person.

    Who comes by an OIDC `provider` is known by `identity`, a digest of issuer and subject, instead: there is no address
    then, `email` only keeps its place, and there are no mails.
    """

    __tablename__: ClassVar[str] = "member"
    __table_args__ = (Index("ix_member_identity", "identity", unique=True),)
    id: UUID = primary_key()
    email: str = Field(max_length=254, unique=True)
    language: str = Field(max_length=12)
    joined_on: date
    token: str = Field(max_length=64, unique=True)  # in the mails: one click ends them
    page: str = Field(max_length=200)  # the path of the own area where the member registered
    wants_mail: bool = Field(default=True)
    checked_on: date | None = Field(default=None, index=True)
    provider: str | None = Field(default=None, max_length=40)
    identity: bytes | None = Field(default=None, sa_type=LargeBinary)


class MemberLink(Table, table=True):
    """A one-time link to an address, whether somebody has registered with it or not; only its token's hash is kept."""

    __tablename__: ClassVar[str] = "member_link"
    id: UUID = primary_key()
    token_hash: bytes = Field(sa_type=LargeBinary, unique=True)
    email: str = Field(max_length=254, index=True)
    expires_at: datetime = Field(sa_type=UtcTime, index=True)


class MemberSession(Table, table=True):
    """A device of a member; the cookie holds 32 random bytes, this table their hash."""

    __tablename__: ClassVar[str] = "member_session"
    id: UUID = primary_key()
    token_hash: bytes = Field(sa_type=LargeBinary, unique=True)
    member_id: UUID = reference("member.id", on_delete="CASCADE")
    expires_at: datetime = Field(sa_type=UtcTime, index=True)


class KeptReceipt(Table, table=True):
    """A contribution that a member has put on their list, by the digest of its receipt code.

    The contribution itself does not know of it: taken off the list, nothing connects the two.
    """

    __tablename__: ClassVar[str] = "kept_receipt"
    __table_args__ = (UniqueConstraint("member_id", "receipt_key"),)
    id: UUID = primary_key()
    member_id: UUID = reference("member.id", index=False, on_delete="CASCADE")
    receipt_key: bytes = Field(sa_type=LargeBinary)
    kept_on: date
    told: str = Field(default="", max_length=200)


class FollowedField(Table, table=True):
    """A field of a strategy that a member follows; `told_until` is the last publication they know of."""

    __tablename__: ClassVar[str] = "followed_field"
    __table_args__ = (UniqueConstraint("member_id", "element_id"),)
    id: UUID = primary_key()
    member_id: UUID = reference("member.id", index=False, on_delete="CASCADE")
    element_id: UUID = reference("element.id", on_delete="CASCADE")
    told_until: datetime = Field(sa_type=UtcTime)
