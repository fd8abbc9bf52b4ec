"""What the doors of teams and referral types say and take."""

from pydantic import Field

from api.facts.wire import ReferralTypeFacts, TeamFacts
from api.http.paging import Listed
from api.http.wire import In, Out


class TeamOut(Out):
    """A team."""

    id: str
    version: int
    changed_at: str
    facts: TeamFacts


class TeamIn(In):
    """A team as it is to be."""

    facts: TeamFacts = Field(description="As an entry of `teams` in an agency's JSON.")


class ReferralTypeOut(Out):
    """A referral type."""

    id: str
    version: int
    changed_at: str
    facts: ReferralTypeFacts


class ReferralTypeIn(In):
    """A referral type as it is to be."""

    facts: ReferralTypeFacts = Field(description="As an entry of `referral_types` in an agency's JSON.")


TeamsOut = Listed[TeamOut]
ReferralTypesOut = Listed[ReferralTypeOut]
