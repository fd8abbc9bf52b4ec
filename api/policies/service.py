"""The steps of the doors of policies."""

from datetime import date
from typing import Any

from sqlmodel import col

from api.access.authorize import authorize
from api.access.permissions import Verb
from api.decisions.assign import JUDGED_BY
from api.http.call import Answer, Call
from api.http.paging import Page
from api.policies.schemas import (
    CurrentPolicyOut,
    PoliciesOut,
    PolicyDiff,
    PolicyIn,
    PolicyOut,
    SettingDiff,
)
from api.snapshots.nouns import policy_of, today_of
from api.storage.clock import written
from api.storage.tables import PolicyRow
from api.storage.unit import Unit
from planner.domain import Policy, policy, settings
from planner.errors import BadInput, BadRow
from planner.intake.cells import LATEST
from planner.intake.faults import Faults
from planner.intake.policy_settings import read_policy

SHIPPED = 0
_PLACE = "changes"


def policies(unit: Unit, call: Call, page: Page) -> Answer:
    """Return the versions by their numbers; those made since an instant, where one is given."""
    authorize(call.actor, Verb.READ_POLICY)
    where = [] if page.since is None else [col(PolicyRow.at) >= page.since]
    return page.of(unit, PolicyRow, *where, by="number").answer(PoliciesOut, _out)


def current(unit: Unit, call: Call) -> Answer:
    """Return the version in force on the agency's day."""
    authorize(call.actor, Verb.READ_POLICY)
    number, in_force = policy_of(unit.all(PolicyRow), today_of(unit.own(), unit.now))
    told = _shipped() if number == SHIPPED else _out(_row(unit, number))
    body = CurrentPolicyOut(**dict(told), settings=_values(in_force))
    return Answer(body, version=number)


def diff(unit: Unit, call: Call, number: int, to: int) -> Answer:
    """Return the settings that are otherwise in another version."""
    authorize(call.actor, Verb.READ_POLICY)
    before, after = (_values(_policy(unit, each)) for each in (number, to))
    known = settings()
    differ = [
        SettingDiff(
            name=name,
            meaning=known[name].meaning,
            unit=known[name].unit,
            before=before[name],
            after=after[name],
        )
        for name in before
        if before[name] != after[name]
    ]
    return Answer(PolicyDiff(number=number, to=to, settings=differ))


def create(unit: Unit, call: Call, asked: PolicyIn) -> Answer:
    """Make a new version.

    Raises
    ------
    BadInput
        A setting does not exist, cannot have its value, or contradicts another; or the day is over.
    """
    authorize(call.actor, Verb.SET_POLICY)
    unit.alone(JUDGED_BY)
    rows = unit.all(PolicyRow)
    effective = _effective(asked.effective_from, today_of(unit.own(), unit.now))
    _, base = policy_of(rows, effective)
    shipped = _values(policy())
    unlike = {name: value for name, value in _values(base).items() if value != shipped[name]}
    faults = Faults()
    judged = read_policy(unlike | asked.changes, _PLACE, faults)
    faults.raise_any()
    if judged is None:
        raise AssertionError("a policy that is not read has a fault")
    changes = {name: value for name, value in _values(judged).items() if value != shipped[name]}
    number = max((row.number for row in rows), default=SHIPPED) + 1
    row = PolicyRow(
        agency=unit.agency,
        id=str(number),
        number=number,
        effective_from=effective,
        changes=changes,
        by=call.actor.id,
        at=unit.now,
    )
    unit.session.add(row)
    unit.revised()
    call.record(unit, "policy.create", "policy", row.id, changed=sorted(asked.changes))
    unit.emit("policy.changed", policy=row.id)
    return Answer(_out(row), 201, number)


def _effective(text: str, today: date) -> date:
    try:
        effective = date.fromisoformat(text)
    except ValueError:
        effective = date.min
    if not today <= effective <= LATEST:
        problem = "this is no day from the agency's today on."
        allowed = f"a date from {today} to {LATEST}"
        raise BadInput([BadRow("body", 0, "effective_from", problem, allowed)])
    return effective


def _row(unit: Unit, number: int) -> PolicyRow:
    return unit.get(PolicyRow, str(number))


def _policy(unit: Unit, number: int) -> Policy:
    return policy() if number == SHIPPED else policy(**_row(unit, number).changes)


def _values(of: Policy) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in of}


def _shipped() -> PolicyOut:
    return PolicyOut(number=SHIPPED, effective_from=None, changes={}, by=None, at=None)


def _out(row: PolicyRow) -> PolicyOut:
    return PolicyOut(
        number=row.number,
        effective_from=row.effective_from.isoformat(),
        changes=row.changes,
        by=row.by,
        at=written(row.at),
    )
