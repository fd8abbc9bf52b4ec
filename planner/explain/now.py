"""Who else could take one case now, while everything else stays as it is, and roughly at what cost.

Nothing is planned again: what a worker costs is the cheapest way for them to take the case, beside the
cheapest of all. So it is quick, and where others may move a plan's explanation can be cheaper.
"""

from collections.abc import Collection, Sequence

from planner.explain.asking import step_of
from planner.explain.standing import CostStep, Standing, in_the_way
from planner.problem import Problem
from planner.program import Program
from planner.rule import Rule
from planner.solve.insertion import Option

_STEPS = tuple(CostStep)


def standings_now(  # noqa: PLR0913  (what is asked, and of whom)
    problem: Problem,
    program: Program,
    rules: Sequence[Rule],
    case: str,
    options: Sequence[Option],
    *,
    given: Collection[str],
    within: Collection[str],
    most: int,
) -> tuple[list[Standing], int]:
    """Return where the first `most` of some workers stand with a case, and how many more there are.

    `options`: the ways to take it, cheapest first; `given`: who takes or holds it, of whom nothing is
    told. Those who can be asked come first, cheapest step first; then the ruled out; each by id.
    """
    policy = problem.agency.policy
    on_duty = problem.on_duty[problem.case_at[case]]
    duty_given = any(on_duty[problem.worker_at[worker]] for worker in given)
    able: dict[str, CostStep] = {}
    for option in options:
        worker = problem.workers[program.worker[option.lead]].id
        if worker in within and worker not in given and not program.stays[option.lead]:
            able.setdefault(worker, step_of(option.cost - options[0].cost, policy))
    first = sorted(able, key=lambda worker: (_STEPS.index(able[worker]), worker))
    rest = sorted(w.id for w in problem.workers if w.id in within and w.id not in {*able, *given})
    told = [*first, *rest][:most]
    standings = [
        Standing(
            worker,
            breach=None if worker in able else in_the_way(problem, program, rules, case, worker)[0],
            step=able.get(worker),
            off_duty=duty_given and not on_duty[problem.worker_at[worker]],
        )
        for worker in told
    ]
    return standings, len(first) + len(rest) - len(told)
