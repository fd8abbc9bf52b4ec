"""Apart: cases of a group that is kept apart have different workers."""

from collections import Counter
from collections.abc import Iterator

import numpy as np

from planner.domain import COVERS, Agency, GroupRule, Plan, Role
from planner.problem import Problem
from planner.problem.arrays import Bools
from planner.rule import Breach, Local, Rule


class Apart(Rule):
    """of each group kept apart: nobody on an open case of it is on another; and of the cases newly
    given, number led or supported <= 1 for each worker.

    On an open case are its lead and its support, also where it may or must move: they know it. Who is
    newly given one case may cover a week of another: one person may rightly support and cover the
    same case, and no row of counts tells that from two cases. Duty is no exemption: the rule protects
    clients from each other, and limits no load.
    """

    name = "apart"

    def admits(self, problem: Problem, role: Role) -> Bools | None:
        possible = np.ones((len(problem.cases), len(problem.workers)), dtype=bool)
        for group, places in _members(problem).items():
            for case, worker in _on_open(problem.agency, group):
                others = [place for place in places if problem.cases[place].id != case]
                possible[others, problem.worker_at[worker]] = False
        return possible

    def locals(self, problem: Problem) -> Iterator[Local]:
        groups = list(_several(problem).values())
        use = np.zeros((len(problem.cases), len(groups)), dtype=np.int64)
        for column, places in enumerate(groups):
            use[places, column] = 1
        rows = np.arange(len(problem.cases))
        helper_row = np.full(problem.helper_load.shape, -1)
        helper_row[Role.SUPPORT - 1] = rows
        yield Local(
            use=use,
            lead_row=np.broadcast_to(rows[:, None], problem.on_duty.shape),
            helper_row=helper_row,
            room=np.ones((len(problem.workers), len(groups)), dtype=np.int64),
        )

    def breaches(self, problem: Problem, plan: Plan) -> Iterator[Breach]:
        new = [problem.agency.case_of[proposed.case] for proposed in plan.assignments]
        for proposed, case in zip(plan.assignments, new, strict=True):
            if case.group and case.group_rule is GroupRule.APART:
                on_open = _on_open(problem.agency, case.group)
                knows = {worker for other, worker in on_open if other != case.id}
                for worker in sorted({worker for _, worker in proposed.roles()} & knows):
                    yield Breach(self.name, case=case.id, worker=worker, what=case.group)
        for group, members in _several(problem).items():
            taken = Counter(
                worker
                for proposed in plan.assignments
                if problem.case_at[proposed.case] in members
                for role, worker in proposed.roles()
                if role not in COVERS
            )
            for worker in sorted(worker for worker, count in taken.items() if count > 1):
                yield Breach(self.name, worker=worker, what=group)


def _several(problem: Problem) -> dict[str, list[int]]:
    """Return the members of each group that is kept apart, where they are more than one."""
    return {group: members for group, members in _members(problem).items() if len(members) > 1}


def _members(problem: Problem) -> dict[str, list[int]]:
    """Return the cases to decide on of each group that is kept apart."""
    members: dict[str, list[int]] = {}
    for place, case in enumerate(problem.cases):
        if case.group and case.group_rule is GroupRule.APART:
            members.setdefault(case.group, []).append(place)
    return members


def _on_open(agency: Agency, group: str) -> list[tuple[str, str]]:
    """Return the open cases of a group, each with everybody who is on it."""
    return [
        (assignment.case, worker)
        for assignment in agency.open_in_group.get(group, ())
        for worker in filter(None, (assignment.worker, assignment.support))
    ]
