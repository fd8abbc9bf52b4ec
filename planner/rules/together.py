"""Together: new cases of a group marked together go all to one worker, or all wait."""

from collections.abc import Iterator

from planner.domain import GroupRule, Plan
from planner.problem import Problem
from planner.rule import Breach, Rule


class Together(Rule):
    """the leads of all new members of a group marked together are one and the same, or none has one."""

    name = "together"

    def joins(self, problem: Problem) -> Iterator[tuple[int, ...]]:
        yield from _groups(problem).values()

    def breaches(self, problem: Problem, plan: Plan) -> Iterator[Breach]:
        leads: dict[str, set[str]] = {}
        for proposed in plan.assignments:
            leads.setdefault(proposed.case, set()).add(proposed.worker)
        for group, members in _groups(problem).items():
            found = [leads.get(problem.cases[member].id, set()) for member in members]
            if any(other != found[0] for other in found):
                yield Breach(self.name, case=problem.cases[members[0]].id, what=group)


def _groups(problem: Problem) -> dict[str, tuple[int, ...]]:
    members: dict[str, tuple[int, ...]] = {}
    for place, case in enumerate(problem.cases):
        if problem.is_new(place) and case.group and case.group_rule is GroupRule.TOGETHER:
            members[case.group] = (*members.get(case.group, ()), place)
    return {group: places for group, places in members.items() if len(places) > 1}
