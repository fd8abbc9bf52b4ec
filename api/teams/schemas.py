"""What the doors of teams and referral types say and take."""

from pydantic import Field

from api.facts.wire import ReferralTypeFacts, TeamFacts, Wire
from api.http.paging import Listed


class TeamOut(Wire):
    """A team."""

    id: str
    version: int
    changed_at: str
    facts: TeamFacts


class TeamIn(Wire):
    """A team as it is to be."""

    facts: TeamFacts = Field(description="As an entry of `teams` in an agency's JSON.")


class ReferralTypeOut(Wire):
    """A referral type."""

    id: str
    version: int
    changed_at: str
    facts: ReferralTypeFacts


class ReferralTypeIn(Wire):
    """A referral type as it is to be."""

    facts: ReferralTypeFacts = Field(description="As an entry of `referral_types` in an agency's JSON.")


TeamsOut = Listed[TeamOut]
ReferralTypesOut = Listed[ReferralTypeOut]
