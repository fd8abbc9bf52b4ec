"""How much dose a worker may carry in each future week."""

from planner.domain import Policy, Step, Worker
from planner.units import WEEKS_PER_MONTH, Dose, Thousandths


def step_share(step: Step, policy: Policy) -> Thousandths:
    """Return the share of the budget after the step a worker chose."""
    return {
        Step.USUAL: 1000,
        Step.LIGHTER: policy.lighter_share,
        Step.REST: policy.rest_share,
    }[step]


def ramp_share(worker: Worker, week: int, policy: Policy) -> Thousandths:
    """Return the share of the budget a worker may carry `week` weeks from now.

    Newcomers to the field rise by steps of months in post; everybody else has the full share and
    nobody has more.
    """
    months = int(week / WEEKS_PER_MONTH)
    if worker.months_in_field + months >= policy.ramp_below_months_in_field:
        return 1000
    step = (worker.months_in_post + months) // policy.ramp_step_months
    return policy.ramp_shares[step] if step < len(policy.ramp_shares) else 1000


def budgets(worker: Worker, step: Step, policy: Policy, weeks: int) -> list[Dose]:
    """Return the dose budget of each future week, in weekly equivalents.

    budget = unit budget x FTE x ramp x step, rounded down
    """
    full = policy.unit_budget * worker.fte * step_share(step, policy)
    if worker.months_in_field >= policy.ramp_below_months_in_field:
        return [full * 1000 // 1000**3] * weeks
    return [full * ramp_share(worker, week, policy) // 1000**3 for week in range(weeks)]
