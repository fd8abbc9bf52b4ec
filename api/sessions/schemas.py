"""What signing in takes, and what it comes to, on the wire."""

from typing import Literal

from pydantic import Field

from api.access.actor import Role
from api.access.permissions import Verb
from api.access.sign_in import Todo
from api.access.wire import AgencyId, Code, Password
from api.http.wire import In, Out

Far = Literal["own", "teams", "agency"]


class SignInIn(In):
    """Who wants to sign in, and what shows that they are who they say."""

    agency: AgencyId
    login: str = Field(min_length=1, max_length=40)
    password: Password
    code: Code | None = Field(default=None, description="Of the second factor, where one is set up.")


class StepUpIn(In):
    """A code of the second factor; the password where none is set up."""

    code: Code | None = None
    password: Password | None = None


class SignedInOut(Out):
    """A session that has begun. The token is shown this once; send it as `Authorization: Bearer`."""

    token: str
    agency: str
    user: str
    ends_at: str = Field(description="When it is over whatever happens.")
    idle_minutes: int = Field(description="After how many minutes without a request it is over.")
    pending: list[Todo] = Field(description="What is left to do before it is good for anything else.")


class MayOut(Out):
    """A thing that may be done, and how far."""

    verb: Verb
    reach: Far


class WhoOut(Out):
    """Who is asking, and what they may do now."""

    agency: str
    id: str = Field(description="Of the account or the API client.")
    role: Role
    teams: list[str]
    worker: str | None
    may: list[MayOut]
    pending: list[Todo]
    stepped_up: bool = Field(description="Whether a second factor was shown within five minutes.")
