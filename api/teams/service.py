"""The steps of the doors of teams and referral types."""

from api.access.authorize import authorize
from api.access.permissions import Verb
from api.decisions.assign import JUDGED_BY
from api.facts import scope
from api.facts.fitting_in import faults_of_referral_type, faults_of_team, refuse_any
from api.facts.outside import PLACE, facts_of, noun_of
from api.http.call import Answer, Call
from api.http.creating import against_or_new
from api.http.paging import Page
from api.snapshots.nouns import document_of, referral_type_of, team_of
from api.storage.clock import written
from api.storage.tables import OfficeRow, ReferralTypeRow, TeamRow
from api.storage.unit import Unit
from api.teams.schemas import (
    ReferralTypeIn,
    ReferralTypeOut,
    ReferralTypesOut,
    TeamIn,
    TeamOut,
    TeamsOut,
)
from planner.domain import ReferralType, Team
from planner.errors import BadRow

_OTHER_ID = "this is not the id of the path."


def teams(unit: Unit, call: Call, page: Page) -> Answer:
    """Return the teams somebody may know of."""
    return page.of(unit, TeamRow, *scope.teams(call.actor)).answer(TeamsOut, _team)


def team(unit: Unit, call: Call, id: str) -> Answer:
    """Return a team."""
    row = scope.seen(unit, TeamRow, id, scope.teams(call.actor))
    return Answer(_team(row), version=row.version)


def set_team(unit: Unit, call: Call, id: str, asked: TeamIn) -> Answer:
    """Make or replace a team; an office it names for the first time is made with it."""
    authorize(call.actor, Verb.SET_AGENCY)
    unit.alone(JUDGED_BY)
    row = unit.find(TeamRow, id, lock=True)
    against_or_new(call, row)
    noun = noun_of(Team, asked.facts)
    refuse_any([*_another(noun.id, id), *faults_of_team(unit, noun)])
    if unit.find(OfficeRow, noun.office) is None:
        unit.add(OfficeRow(agency=unit.agency, id=noun.office))
    made = row is None
    if row is None:
        row = unit.add(TeamRow(agency=unit.agency, id=id, office=noun.office, data=document_of(noun)))
    else:
        row.office, row.data = noun.office, document_of(noun)
        unit.changed(row)
    call.record(unit, "team.set", "team", id)
    return Answer(_team(row), 201 if made else 200, row.version)


def referral_types(unit: Unit, call: Call, page: Page) -> Answer:
    """Return the referral types."""
    authorize(call.actor, Verb.READ_AGENCY)
    return page.of(unit, ReferralTypeRow).answer(ReferralTypesOut, _referral_type)


def referral_type(unit: Unit, call: Call, id: str) -> Answer:
    """Return a referral type."""
    authorize(call.actor, Verb.READ_AGENCY)
    row = unit.get(ReferralTypeRow, id)
    return Answer(_referral_type(row), version=row.version)


def set_referral_type(unit: Unit, call: Call, id: str, asked: ReferralTypeIn) -> Answer:
    """Make or replace a referral type."""
    authorize(call.actor, Verb.SET_AGENCY)
    unit.alone(JUDGED_BY)
    row = unit.find(ReferralTypeRow, id, lock=True)
    against_or_new(call, row)
    noun = noun_of(ReferralType, asked.facts)
    refuse_any([*_another(noun.id, id), *faults_of_referral_type(unit, noun)])
    made = row is None
    if row is None:
        row = unit.add(ReferralTypeRow(agency=unit.agency, id=id, data=document_of(noun)))
    else:
        row.data = document_of(noun)
        unit.changed(row)
    call.record(unit, "referral-type.set", "referral-type", id)
    return Answer(_referral_type(row), 201 if made else 200, row.version)


def _another(named: str, id: str) -> list[BadRow]:
    return [] if named == id else [BadRow(PLACE, 0, "id", _OTHER_ID)]


def _team(row: TeamRow) -> TeamOut:
    return TeamOut(
        id=row.id,
        version=row.version,
        changed_at=written(row.changed_at),
        facts=facts_of(team_of(row)),
    )


def _referral_type(row: ReferralTypeRow) -> ReferralTypeOut:
    return ReferralTypeOut(
        id=row.id,
        version=row.version,
        changed_at=written(row.changed_at),
        facts=facts_of(referral_type_of(row)),
    )
