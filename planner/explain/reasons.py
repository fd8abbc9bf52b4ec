"""Why a case is proposed to its worker, and why a case is left: facts first, no sentences."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from planner.domain import Cover, Plan, Proposed
from planner.explain.repair import Repair, smallest_change, split
from planner.explain.standing import beside, in_the_way, item_of, ways
from planner.measures import worker_loads
from planner.problem import Problem
from planner.program import Program
from planner.rule import Rule
from planner.solve.insertion import beginning


@dataclass(frozen=True)
class Why:
    """What speaks for the proposed worker, read from public facts.

    `share_before`, `share_after`: highest share of the usual dose budget in the coming weeks, without
    and with all that is proposed to the worker. `could_take`: how many workers no public rule keeps
    from the case.
    """

    case: str
    worker: str
    support: str | None
    two_workers: bool
    cover: tuple[Cover, ...]
    moved_from: str | None
    urgency: int
    tier: int
    fits: tuple[str, ...]
    years_in_field: float
    share_before: float
    share_after: float
    could_take: int


@dataclass(frozen=True)
class Left:
    """What stands in the way of a left case: how many workers each public rule keeps from it.

    `in_the_way`: by rule and by the skill, licence or language concerned, most workers first.
    `could_be_asked`: workers no public rule keeps from the case, given the rest of the plan. `instead`:
    those who could take it only in place of what else is proposed. `split`: who could take each case of
    its family, if the family were split.
    """

    case: str
    in_the_way: dict[tuple[str, str], int]
    could_be_asked: tuple[str, ...]
    change: Repair | None
    instead: tuple[str, ...] = ()
    split: tuple[Proposed, ...] = ()


def whys(problem: Problem, program: Program, plan: Plan, cases: Iterable[str]) -> list[Why]:
    """Return why each case is proposed to its worker; `problem` and `program` are the public ones."""
    loads = {load.worker: load for load in worker_loads(problem, plan)}
    by_case = {proposed.case: proposed for proposed in plan.assignments}
    alone, found = beginning(program), []
    for case in cases:
        proposed = by_case[case]
        worker = problem.agency.worker_of[proposed.worker]
        new = problem.is_new(problem.case_at[case])
        before = alone if new else beginning(program, item_of(problem, program, case))
        why = Why(
            case=case,
            worker=worker.id,
            support=proposed.support,
            two_workers=problem.agency.case_of[case].two_workers,
            cover=proposed.cover,
            moved_from=problem.holder_of(case),
            urgency=problem.urgency[problem.case_at[case]],
            tier=problem.tier[problem.case_at[case]],
            fits=tuple(_fits(problem, case, worker.id)),
            years_in_field=worker.months_in_field / 12,
            share_before=loads[worker.id].before,
            share_after=loads[worker.id].after,
            could_take=len(ways(problem, before, case)),
        )
        found.append(why)
    return found


def _fits(problem: Problem, case_id: str, worker_id: str) -> list[str]:
    case, worker = problem.agency.case_of[case_id], problem.agency.worker_of[worker_id]
    fits = []
    if case.earlier_worker == worker_id:
        fits.append("earlier-worker")
    if case.group and worker_id in problem.sibling_workers.get(case.group, ()):
        fits.append("sibling")
    fits.extend(f"skill:{skill}" for skill in case.skills_preferred if skill in worker.skills)
    if case.interpreter and case.language in worker.languages:
        fits.append(f"language:{case.language}")
    fits.extend(f"wish:{wish}" for wish in case.client_wants if wish in worker.offers)
    if problem.on_duty[problem.case_at[case_id], problem.worker_at[worker_id]]:
        fits.append("duty")
    return fits


def left(  # noqa: PLR0913  (the walk so far, and whether to go on)
    problem: Problem,
    program: Program,
    rules: Sequence[Rule],
    plan: Plan,
    case: str,
    *,
    change: bool = True,
) -> Left:
    """Return what stands in the way of a left case, with everything else as proposed.

    `change`: whether to look for the smallest change that would admit it.
    """
    item = item_of(problem, program, case)
    alone = beginning(program, item)
    able = ways(problem, beside(problem, program, plan, item) or alone, case)
    instead = () if able else tuple(ways(problem, alone, case))
    counts: Counter[tuple[str, str]] = Counter()
    free, holder = [], problem.holder_of(case)
    met = {
        worker.id: in_the_way(problem, program, rules, case, worker.id, beside=plan.assignments)
        for worker in problem.workers
    }
    for worker, found in met.items():
        if worker == holder:
            continue
        if not found or worker in able:
            free.append(worker)
        else:
            counts[found[0].rule, found[0].what] += 1
    in_the_ways, able_ones = dict(counts.most_common()), tuple(free)
    if not change or free:
        return Left(case, in_the_ways, able_ones, None, instead)
    smallest = smallest_change(problem, program, rules, plan, case, met=met)
    family = [problem.cases[c].id for c in program.items[item]]
    parts = split(problem, rules, plan, family) if len(family) > 1 else ()
    return Left(case, in_the_ways, able_ones, smallest, instead, parts)
