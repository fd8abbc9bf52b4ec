"""What it adds to the cost of a plan to give a case to each worker in turn, all else as proposed.

Exact: of all helpers that could be asked, those that add least together; and the saving of a group that
is preferably together, where the worker leads the rest of it.
"""

from collections.abc import Collection, Iterator
from functools import cached_property

import numpy as np

from planner.domain import Plan
from planner.explain.standing import item_of
from planner.problem import Problem
from planner.program import Program
from planner.solve.insertion import Insertion
from planner.solve.layout import Entry
from planner.solve.linked import sums

_NOBODY: frozenset[int] = frozenset()


class Added:
    """The rest of a plan, and what a case adds to it on each worker.

    Cases that go together come along. An open case that may stay with its lead adds there what
    staying costs.
    """

    def __init__(self, problem: Problem, program: Program, plan: Plan, case: str) -> None:
        self.problem, self.program = problem, program
        self.item = item_of(problem, program, case)
        mine = {problem.cases[place].id for place in program.items[self.item]}
        rest = tuple(p for p in plan.assignments if p.case not in mine)
        known = all(p.case in problem.case_at for p in rest)
        chosen = program.chosen(problem, Plan(assignments=rest)) if known else None
        self.rest = None if chosen is None else chosen & (program.item != self.item)
        self._known: dict[frozenset[int], dict[int, int]] = {}

    @cached_property
    def broken(self) -> set[str] | None:
        """The rules that the rest of the plan breaks by itself, None where it is no plan at all."""
        return None if self.rest is None else self.program.broken(self.rest)

    def costs(self, away: Collection[str] = ()) -> dict[str, int]:
        """Return what the case adds on each worker who can take it.

        Who is away neither leads it nor helps on it; what else is proposed to them stays.
        """
        if self.rest is None:
            return {}
        places = frozenset(self.problem.worker_at[worker] for worker in away)
        helping = frozenset(places & self._helpers) if self._in_need else _NOBODY
        found = {**self._alone, **self._with_help(helping)}
        workers = self.problem.workers
        return {workers[place].id: cost for place, cost in found.items() if place not in places}

    @cached_property
    def _state(self) -> Insertion:
        state = Insertion(self.program)
        if self.rest is not None:
            state.put(np.flatnonzero(self.rest).tolist())
        return state

    @cached_property
    def _leads(self) -> list[tuple[int, int, bool]]:
        """Arc and cost of each lead who fits as far as others are not needed, and whether they are."""
        state = self._state
        arcs, costs = state.weigh(state.layout.leads(self.item))
        off, beyond_help = state.links.off_by_arc(arcs)
        found = zip(arcs.tolist(), costs.tolist(), off.tolist(), beyond_help.tolist(), strict=True)
        return [
            (arc, cost + self._saving(arc), missing > 0)
            for arc, cost, missing, beyond in found
            if not beyond
        ]

    @cached_property
    def _alone(self) -> dict[int, int]:
        worker = self.program.worker
        return {int(worker[arc]): cost for arc, cost, needs in self._leads if not needs}

    @cached_property
    def _in_need(self) -> list[tuple[int, int]]:
        return [(arc, cost) for arc, cost, needs in self._leads if needs]

    @cached_property
    def _helpers(self) -> frozenset[int]:
        """Everybody who could help on the case in some role."""
        layout = self._state.layout
        kinds = [k for case in self.program.items[self.item] for r in layout.helpers(case) for k in r]
        return frozenset(self.program.worker[np.concatenate(kinds)].tolist()) if kinds else _NOBODY

    def _with_help(self, away: frozenset[int]) -> dict[int, int]:
        if away not in self._known:
            costs = ((arc, cost, self._help(arc, away)) for arc, cost in self._in_need)
            self._known[away] = {
                int(self.program.worker[arc]): cost + help_
                for arc, cost, help_ in costs
                if help_ is not None
            }
        return self._known[away]

    def _help(self, lead: int, away: frozenset[int]) -> int | None:
        """Return the least that the helpers a lead needs add together, None where they are not there."""
        state, links = self._state, dict(self._state.layout.entries_of(lead))
        roles = list(self._roles(links, away | {int(self.program.worker[lead])}))
        least = [role[0][0] if role else None for role in roles]
        if None in least:
            return None
        after = np.cumsum([0, *reversed([cost for cost in least if cost is not None])])[::-1].tolist()
        best: int | None = None

        def choose(place: int, given: list[int], so_far: int) -> None:
            nonlocal best
            if place == len(roles):
                entries = (entry for arc in [lead, *given] for entry in state.layout.entries_of(arc))
                if state.links.off(sums(entries)) == 0:
                    cost = state.adds(given)
                    best = cost if best is None else min(best, cost)
                return
            for cost, arc in roles[place]:
                if best is not None and so_far + cost + after[place + 1] >= best:
                    return  # together helpers add no less than each by itself
                if state.fit_together([*given, arc]):
                    choose(place + 1, [*given, arc], so_far + cost)

        choose(0, [], 0)
        return best

    def _roles(self, links: dict[int, int], without: frozenset[int]) -> Iterator[list[tuple[int, int]]]:
        """Yield, for each role in which somebody is needed, cost and arc of who fits, cheapest first."""
        state = self._state
        off = state.links.off(links)
        for case in self.program.items[self.item]:
            for kinds in state.layout.helpers(case):
                mending = [kind for kind in kinds if self._off_with(links, int(kind[0])) < off]
                if mending:
                    arcs, costs = state.weigh(np.concatenate(mending))
                    ranked = sorted(zip(costs.tolist(), arcs.tolist(), strict=True))
                    yield [one for one in ranked if int(self.program.worker[one[1]]) not in without]

    def _off_with(self, links: dict[int, int], arc: int) -> int:
        state = self._state
        entries: list[Entry] = [*links.items(), *state.layout.entries_of(arc)]
        return state.links.off(sums(entries))

    def _saving(self, lead: int) -> int:
        """Return what a lead arc's group costs less, as a number below 0, where its worker leads all."""
        program, worker = self.program, int(self.program.worker[lead])
        mine, saving = set(program.items[self.item]), 0
        for bundle in range(len(program.items) - program.bundles, len(program.items)):
            cases = program.items[bundle]
            whole = program.lead_arc.get((bundle, worker))
            if whole is None or not mine.issubset(cases):
                continue
            singles = [program.lead_arc.get((item, worker)) for item in self._items_of(cases)]
            others = [arc for arc in singles if arc is not None and arc != lead]
            if self.rest is not None and len(others) == len(singles) - 1 and self.rest[others].all():
                saving += int(program.cost[whole] - program.cost[[lead, *others]].sum())
        return saving

    def _items_of(self, cases: Collection[int]) -> set[int]:
        return {self._state.layout.item_of[case] for case in cases}
