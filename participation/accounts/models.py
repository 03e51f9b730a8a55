"""Tables of accounts."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import Index, LargeBinary, UniqueConstraint
from sqlmodel import Field

from participation.core.columns import UUID, Table, UtcTime, enum_type, primary_key, reference
from participation.core.text import msgid


class Role(StrEnum):
    """What somebody may do; per region, or in all regions."""

    ADMIN = "admin"
    EDITOR = "editor"
    MODERATOR = "moderator"
    ANALYST = "analyst"
    YOUTH_COORDINATOR = "youth_coordinator"
    YOUTH_MODERATOR = "youth_moderator"
    ROADSHOW = "roadshow"


ROLE_NAMES = {
    Role.ADMIN: msgid("Administrator"),
    Role.EDITOR: msgid("Editor"),
    Role.MODERATOR: msgid("Moderator"),
    Role.ANALYST: msgid("Analyst"),
    Role.YOUTH_COORDINATOR: msgid("Coordinator of the youth council"),
    Role.YOUTH_MODERATOR: msgid("Youth moderator"),
    Role.ROADSHOW: msgid("Roadshow"),
}


class Account(Table, table=True):
    """A member of staff.

    Who signs in at an OIDC `provider` is known by `identity`, a digest of issuer and subject, and never by the address;
    their roles follow the groups there.
    """

    __tablename__: ClassVar[str] = "account"
    __table_args__ = (Index("ix_account_identity", "identity", unique=True),)
    id: UUID = primary_key()
    email: str = Field(max_length=254, unique=True)
    name: str = Field(max_length=120)
    is_demo: bool = Field(default=False)
    created_at: datetime = Field(sa_type=UtcTime)
    disabled_at: datetime | None = Field(default=None, sa_type=UtcTime)
    provider: str | None = Field(default=None, max_length=40)
    identity: bytes | None = Field(default=None, sa_type=LargeBinary)


class RoleGrant(Table, table=True):
    """A role of an account in one region, or in all (no region)."""

    __tablename__: ClassVar[str] = "role_grant"
    __table_args__ = (UniqueConstraint("account_id", "role", "region_id"),)
    id: UUID = primary_key()
    account_id: UUID = reference("account.id", index=False, on_delete="CASCADE")
    role: Role = Field(sa_type=enum_type(Role, "role"))
    region_id: UUID | None = reference("region.id", nullable=True)


class SignInLink(Table, table=True):
    """A one-time link; only the hash of its token is stored."""

    __tablename__: ClassVar[str] = "sign_in_link"
    id: UUID = primary_key()
    token_hash: bytes = Field(sa_type=LargeBinary, unique=True)
    account_id: UUID = reference("account.id", on_delete="CASCADE")
    expires_at: datetime = Field(sa_type=UtcTime)
    used_at: datetime | None = Field(default=None, sa_type=UtcTime)


class SignInSession(Table, table=True):
    """A session; the cookie holds 32 random bytes, this table their hash.

    `provider` is where the person signed in, None with a link; `provider_session` a digest of the session's name there.
    """

    __tablename__: ClassVar[str] = "sign_in_session"
    id: UUID = primary_key()
    token_hash: bytes = Field(sa_type=LargeBinary, unique=True)
    account_id: UUID = reference("account.id", on_delete="CASCADE")
    created_at: datetime = Field(sa_type=UtcTime)
    seen_at: datetime = Field(sa_type=UtcTime)
    provider: str | None = Field(default=None, max_length=40)
    provider_session: bytes | None = Field(default=None, sa_type=LargeBinary, index=True)


class UsedSignIn(Table, table=True):
    """A digest of a sign-in at a provider, or of a logout token, that must not count twice; kept until it cannot."""

    __tablename__: ClassVar[str] = "used_sign_in"
    key: bytes = Field(primary_key=True, sa_type=LargeBinary)
    expires_at: datetime = Field(sa_type=UtcTime, index=True)
