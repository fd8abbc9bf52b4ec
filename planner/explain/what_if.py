"""What a case would add to the cost on each worker if public facts were otherwise: measured afresh."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from planner.claims import Change
from planner.domain import Plan
from planner.explain.added_cost import Added
from planner.explain.levers import changed
from planner.problem import Problem, Surveyed, measure, surveyed
from planner.program import Program, build
from planner.rule import Goal, Rule

Changes = tuple[Change, ...]
_CHANGE_A_SURVEY = {"language", "fte"}  # what is carried, and whose budget is spent, hang on these


class WhatIf:
    """What would be suggested for one case of a plan if public facts were otherwise.

    `problem` and `program` are the public ones, under `rules` and `goals`. Changed facts are measured
    as those of another agency; who is away only drops out, and nothing is measured again.
    """

    def __init__(  # noqa: PLR0913, PLR0917  (a program, what it is made of, and what is asked of it)
        self,
        problem: Problem,
        program: Program,
        rules: Sequence[Rule],
        goals: Sequence[Goal],
        plan: Plan,
        case: str,
    ) -> None:
        self.problem, self.plan, self.case = problem, plan, case
        self._rules, self._goals = rules, goals
        as_it_is = Added(problem, program, plan, case)
        self.cases = [problem.cases[place] for place in program.items[as_it_is.item]]
        self._allowed = as_it_is.broken or set()
        self._known: dict[frozenset[Change], Added | None] = {frozenset(): as_it_is}

    def costs(self, changes: Changes) -> dict[str, int]:
        """Return what the case adds to the cost on each worker who could take it, with some changes.

        Nothing where the rest of the plan breaks a rule with them that it keeps without.
        """
        added = self._added(frozenset(change for change in changes if change.lever != "away"))
        if added is None or added.broken is None or not added.broken <= self._allowed:
            return {}
        return added.costs([change.worker for change in changes if change.lever == "away"])

    def suggested(self, worker: str, changes: Changes) -> bool:
        """Return whether with some changes the case adds on a worker no more than on anybody else."""
        costs = self.costs(changes)
        return worker in costs and costs[worker] <= min(costs.values())

    def _added(self, facts: frozenset[Change]) -> Added | None:
        if facts not in self._known:
            problem = self._measured(facts)
            self._known[facts] = None  # an open case that would no longer move
            if self.case in problem.case_at:
                program = build(problem, self._rules, self._goals)
                self._known[facts] = Added(problem, program, self.plan, self.case)
        return self._known[facts]

    def _measured(self, facts: frozenset[Change]) -> Problem:
        agency = changed(self.problem.agency, sorted(facts, key=str))
        if {each for fact in facts for each in (fact.lever, fact.what)} & _CHANGE_A_SURVEY:
            return measure(agency)
        workers = tuple(sorted(agency.workers, key=lambda worker: worker.id))
        return measure(agency, replace(self._survey, workers=workers))

    @cached_property
    def _survey(self) -> Surveyed:
        """What is known of the agency as it is: most facts of a worker change nothing in it."""
        return surveyed(self.problem.agency)
