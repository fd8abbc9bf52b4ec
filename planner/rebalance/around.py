"""Whom and what an open case concerns: family, who is on it, who could take it."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import cached_property

import numpy as np

from planner.domain import Agency, GroupRule, Hold, Plan, Role
from planner.problem import Surveyed, measure
from planner.problem.moves import Movable, in_moratorium
from planner.rebalance.numbers import number
from planner.rules import RULES


class Around:
    """An agency looked over once, and what lies around its open cases."""

    def __init__(self, agency: Agency, known: Surveyed) -> None:
        self.agency = agency
        self.known = known

    @cached_property
    def moving(self) -> dict[str, Movable]:
        """The open cases that may move here, by id.

        A leaver's case that goes together with a new one is not among them: no new case is given out.
        """
        with_new = {
            case.group for case in self.known.new if case.group and case.group_rule is GroupRule.TOGETHER
        }
        return {
            case: one
            for case, one in self.known.moving.items()
            if one.may_stay or one.case.group not in with_new
        }

    @cached_property
    def share(self) -> dict[str, int]:
        """The highest share of the usual budget each worker carries, in thousandths."""
        usual = np.maximum(1, self.known.usual)
        share = -(-1000 * self.known.carried.dose // usual)
        ids = (worker.id for worker in self.known.workers)
        return dict(zip(ids, share.max(axis=1).tolist(), strict=True))

    @cached_property
    def reaching(self) -> dict[str, list[str]]:
        """Who reaches each office, least loaded first."""
        found: dict[str, list[str]] = defaultdict(list)
        for worker in sorted(self.known.workers, key=lambda w: (self.share[w.id], w.id)):
            for office in worker.offices:
                found[office].append(worker.id)
        return found

    def staying(self) -> tuple[int, int]:
        """Return how many cases marked movable stay: near a date, and because nothing speaks for it."""
        marked = [
            self.agency.case_of[a.case]
            for a in self.agency.assignments
            if a.hold is Hold.MOVABLE and a.case not in self.known.moving
        ]
        near = sum(in_moratorium(self.agency, case) for case in marked)
        return near, len(marked) - near

    def with_families(self, cases: Iterable[str]) -> set[str]:
        """Return cases with those of leavers that are of the same groups."""
        found = set(cases)
        for case in sorted(found):
            found |= self._leavers.get(self.agency.case_of[case].group or "", set())
        return found

    @cached_property
    def _leavers(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for case, one in self.moving.items():
            if one.case.group and not one.may_stay:
                found[one.case.group].add(case)
        return found

    @cached_property
    def largest_family(self) -> int:
        """How many of leavers' cases go together at most; 1 where none do."""
        together = (
            cases
            for cases in self._leavers.values()
            if self.agency.case_of[min(cases)].group_rule is GroupRule.TOGETHER
        )
        return max([1, *map(len, together)])

    def named(self, cases: Iterable[str], plan: Plan) -> set[str]:
        """Return the workers whom cases or a plan concern, whatever becomes of them."""
        found = {worker for proposed in plan.assignments for _, worker in proposed.roles()}
        for case in cases:
            one = self.moving[case]
            on_it = (one.assignment.worker, one.assignment.support, one.case.earlier_worker)
            found.update(filter(None, on_it))
            for assignment in self.agency.open_in_group.get(one.case.group or "", ()):
                found.update(filter(None, (assignment.worker, assignment.support)))
        return found

    def takers(self, cases: Collection[str]) -> set[str]:
        """Return who may take cases: all who reach their offices or, of many, the least loaded.

        Of many there are some who are eligible for each case, by what the rules say of case and worker.
        """
        offices = sorted({self.moving[case].case.office for case in cases})
        by_load = list(dict.fromkeys(w for office in offices for w in self.reaching[office]))
        by_load.sort(key=lambda worker: (self.share[worker], worker))
        most = number("workers")
        if len(by_load) <= most:
            return set(by_load)
        part = self.known.part({*by_load, *self.named(cases, Plan())}, cases)
        problem = measure(self.agency, part)
        eligible = np.ones((len(problem.cases), len(problem.workers)), dtype=bool)
        for rule in RULES:
            admits = rule.admits(problem, Role.LEAD)
            eligible &= True if admits is None else admits
        found: set[str] = set()
        for row in eligible:
            able = [worker for worker in by_load if row[problem.worker_at[worker]]]
            found.update(able[: number("colleagues")])
        return found | set(by_load[: max(0, most - len(found))])
