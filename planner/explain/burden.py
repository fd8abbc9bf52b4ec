"""How much of their usual dose budget groups of workers carry, before and after a plan.

Nothing is told of one person: a group of fewer people than `fewest_in_group` is put together with
others until there are enough. Everybody is in one of the groups told of, so that none can be found
by taking others off a total.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.domain import Plan, Worker
from planner.measures import WorkerLoad, worker_loads
from planner.problem import Problem


@dataclass(frozen=True)
class GroupBurden:
    """Some people, and the highest share of the usual budget in the coming weeks of each of them.

    `names`: the teams; or, of a band of experience, `months` in the field from and below (None: no end).
    """

    people: int
    mean_before: float
    mean_after: float
    highest_before: float
    highest_after: float
    names: tuple[str, ...] = ()
    months: tuple[int, int | None] | None = None


def by_team(problem: Problem, plan: Plan) -> list[GroupBurden]:
    """Return the burden of each team, the smallest put together; `problem` is the public one.

    Nothing where there are too few people in all.
    """
    members: dict[str, list[WorkerLoad]] = {team.id: [] for team in problem.agency.teams}
    for worker, load in _loads(problem, plan):
        members[worker.team].append(load)
    groups: list[tuple[tuple[str, ...], list[WorkerLoad]]]
    groups = [((team,), loads) for team, loads in sorted(members.items()) if loads]
    fewest = problem.agency.policy.fewest_in_group
    while len(groups) > 1 and min(len(loads) for _, loads in groups) < fewest:
        first, second, *others = sorted(groups, key=lambda group: (len(group[1]), group[0]))
        joined = (tuple(sorted((*first[0], *second[0]))), [*first[1], *second[1]])
        groups = sorted([*others, joined])
    return [_burden(loads, names=names) for names, loads in groups if len(loads) >= fewest]


def by_experience(problem: Problem, plan: Plan) -> list[GroupBurden]:
    """Return the burden of each band of experience, small ones with the next; see `by_team`."""
    edges = sorted(set(problem.agency.policy.experience_months))
    fewest = problem.agency.policy.fewest_in_group
    bands: list[tuple[int, int | None, list[WorkerLoad]]] = []
    loads = _loads(problem, plan)
    for low, high in zip([0, *edges], [*edges, None], strict=True):
        mine = [
            load
            for worker, load in loads
            if low <= worker.months_in_field and (high is None or worker.months_in_field < high)
        ]
        if bands and len(bands[-1][2]) < fewest:
            low, _, others = bands.pop()
            mine = [*others, *mine]
        bands.append((low, high, mine))
    if len(bands) > 1 and len(bands[-1][2]) < fewest:
        (_, high, few), (low, _, more) = bands.pop(), bands.pop()
        bands.append((low, high, [*more, *few]))
    return [_burden(mine, months=(low, high)) for low, high, mine in bands if len(mine) >= fewest]


def _loads(problem: Problem, plan: Plan) -> Sequence[tuple[Worker, WorkerLoad]]:
    return list(zip(problem.workers, worker_loads(problem, plan), strict=True))


def _burden(
    loads: Sequence[WorkerLoad],
    names: tuple[str, ...] = (),
    months: tuple[int, int | None] | None = None,
) -> GroupBurden:
    before, after = [load.before for load in loads], [load.after for load in loads]
    return GroupBurden(
        people=len(loads),
        mean_before=sum(before) / len(loads),
        mean_after=sum(after) / len(loads),
        highest_before=max(before),
        highest_after=max(after),
        names=names,
        months=months,
    )
