"""Who may come in: people with a role, their sessions, and programs with a token."""

from typing import Any

from sqlalchemy import Index
from sqlmodel import Field

from api.storage.tables.base import (
    KEY,
    Keyed,
    Versioned,
    belongs_to,
    document,
    instant,
    one_of,
    sought_by,
)


class UserRow(Versioned, table=True):
    """A person who may sign in: an opaque handle, a role, teams, and who they are on the roster."""

    __tablename__ = "user_account"
    __table_args__ = (
        one_of(
            "role",
            "worker",
            "case-manager",
            "supervisor",
            "wellbeing-lead",
            "agency-admin",
            "auditor",
        ),
        belongs_to("worker", "worker"),
        Index("one_login", "agency", "login", unique=True),
    )

    login: str = Field(max_length=KEY)
    password: str | None = Field(default=None, max_length=200)  # Argon2id; None until it is set
    one_time: bool = False  # the password has to be changed before anything else
    one_time_until: int | None = instant(None)
    totp: str | None = Field(default=None, max_length=200)  # sealed
    totp_next: str | None = Field(default=None, max_length=200)  # sealed; until a code confirms it
    totp_last: int = instant()  # the last time step used, so that no code works twice
    oidc_subject: str | None = Field(default=None, max_length=255)
    role: str = Field(max_length=KEY)
    teams: list[str] = document(list)
    worker: str | None = Field(default=None, max_length=KEY)
    enabled: bool = True
    failures: int = 0
    locked_until: int = instant()


class SessionRow(Keyed, table=True):
    """A session; `id` is the SHA-256 of its token, in hexadecimal."""

    __tablename__ = "session"
    __table_args__ = (belongs_to("user_account", "user"), *sought_by("session", "user"))

    user: str = Field(max_length=KEY)
    created_at: int = instant()
    seen_at: int = instant()
    ends_at: int = instant()
    stepped_up_at: int | None = instant(None)
    second_factor: bool = False
    revoked_at: int | None = instant(None)


class ApiClientRow(Versioned, table=True):
    """A program that may call: the hash of its token, scopes and teams, and when it ends."""

    __tablename__ = "api_client"
    __table_args__ = sought_by("api_client", "token")

    token: str = Field(max_length=64)
    scopes: list[str] = document(list)
    teams: list[str] = document(list)
    expires_at: int = instant()
    revoked_at: int | None = instant(None)
    used_at: int | None = instant(None)
    by: str = Field(max_length=KEY)


class OidcLoginRow(Keyed, table=True):
    """A login by another's account that has begun: what has to come back, for ten minutes."""

    __tablename__ = "oidc_login"

    verifier: str = Field(max_length=200)
    nonce: str = Field(max_length=80)
    at: int = instant()
    data: dict[str, Any] = document()
