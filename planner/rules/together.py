"""Together: cases of a group marked together that need a lead go all to one worker, or all wait."""

from collections.abc import Iterator

from planner.domain import Plan
from planner.problem import Problem
from planner.rule import Breach, Rule


class Together(Rule):
    """the leads of all members of a group marked together that need one, new or a leaver's, are one
    and the same, or none has one.
    """

    name = "together"

    def joins(self, problem: Problem) -> Iterator[tuple[int, ...]]:
        yield from problem.families.values()

    def breaches(self, problem: Problem, plan: Plan) -> Iterator[Breach]:
        leads: dict[str, set[str]] = {}
        for proposed in plan.assignments:
            leads.setdefault(proposed.case, set()).add(proposed.worker)
        for group, members in problem.families.items():
            found = [leads.get(problem.cases[member].id, set()) for member in members]
            if any(other != found[0] for other in found):
                yield Breach(self.name, case=problem.cases[members[0]].id, what=group)
