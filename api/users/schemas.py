"""What a user and their secrets look like on the wire; never a password that is kept, nor a name."""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from api.access.actor import Role
from api.access.wire import Code, Login, NewPassword, Password, Teams
from api.http.wire import In, Out

PersonRole: TypeAlias = Literal[
    "worker", "case-manager", "supervisor", "wellbeing-lead", "agency-admin", "auditor"
]
WorkerId: TypeAlias = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$")]
Subject: TypeAlias = Annotated[
    str,
    Field(
        pattern=r"^[!-~]{1,255}$",
        description="Who they are to the issuer of another's account, as it names them (`sub`).",
    ),
]


class UserIn(In):
    """Somebody who is to sign in."""

    login: Login
    role: PersonRole
    teams: Teams = []
    worker: WorkerId | None = Field(default=None, description="Who they are among the workers.")
    oidc_subject: Subject | None = None


class UserChangeIn(In):
    """What is to be different; a field left out stays as it is."""

    role: PersonRole = "worker"
    teams: Teams = []
    worker: WorkerId | None = None
    oidc_subject: Subject | None = None
    enabled: bool = True


class UserOut(Out):
    """Somebody who may sign in."""

    id: str
    login: str
    role: Role
    teams: list[str]
    worker: str | None
    enabled: bool
    second_factor: bool = Field(description="Whether one is set up.")
    other_account: bool = Field(description="Whether they may sign in with another's account.")
    version: int


class UsersOut(Out):
    """A page of accounts, by id."""

    items: list[UserOut]
    next: str | None = Field(description="Send it as `cursor` for the next page; null on the last.")


class AddedOut(Out):
    """An account, and the secret to sign in with the first time: shown this once, good for 24 hours."""

    user: UserOut
    one_time_secret: str | None = Field(
        description="Null where they sign in with another's account, and where the answer is repeated."
    )


class ResetIn(In):
    """Whether the second factor goes too, as after a lost phone."""

    forget_second_factor: bool = False


class NewPasswordIn(In):
    """The password there is, and another."""

    current: Password
    new: NewPassword


class SeedOut(Out):
    """What an authenticator works from; shown this once."""

    secret: str | None = Field(description="In base32; null where the answer is repeated.")
    address: str | None = Field(description="The same as an otpauth address, to show as a QR code.")


class ConfirmIn(In):
    """A code of the authenticator that was just set up."""

    code: Code
