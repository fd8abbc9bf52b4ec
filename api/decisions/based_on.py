"""What a proposal was made from, and what of it has moved since."""

from typing import Any

from api.errors import Stale
from api.snapshots.nouns import policy_of
from api.snapshots.snapshot import Snapshot
from api.storage.tables import CaseRow, PolicyRow, ProposalRow, WorkerRow
from api.storage.unit import Unit
from planner.domain import Plan
from planner.errors import BadRow


def based_on(snapshot: Snapshot, plan: Plan, *asked: str) -> dict[str, Any]:
    """Return the version of each case and worker of a plan, of cases asked about, and the policy."""
    cases = {*asked, *(each.case for each in plan.assignments)}
    named = {worker for each in plan.assignments for _, worker in each.roles()}
    return {
        "cases": {case: snapshot.cases[case] for case in sorted(cases)},
        "workers": {worker: snapshot.workers[worker] for worker in sorted(named)},
        "policy": snapshot.policy,
    }


def refuse_stale(unit: Unit, proposal: ProposalRow, snapshot: Snapshot, plan: Plan) -> None:
    """Refuse a proposal of which a case, a worker or the policy has moved; its rows have to be locked.

    Raises
    ------
    Stale
        With everything that moved.
    """
    moved = []
    for kind, table in (("cases", CaseRow), ("workers", WorkerRow)):
        concerned = _concerned(plan, kind)
        for key, version in proposal.based_on[kind].items():
            row = unit.find(table, key) if key in concerned else None
            if key in concerned and (row is None or row.version != version):
                moved.append(BadRow(kind[:-1], 0, key, "has changed since the proposal was made.", ""))
    if proposal.based_on["policy"] != policy_of(unit.all(PolicyRow), snapshot.today)[0]:
        moved.append(BadRow("policy", 0, "", "another policy is in force now.", ""))
    if moved:
        raise Stale(moved)


def _concerned(plan: Plan, kind: str) -> set[str]:
    if kind == "cases":
        return {each.case for each in plan.assignments}
    return {worker for each in plan.assignments for _, worker in each.roles()}
