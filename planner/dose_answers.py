"""Which weights are in force, and what others would change in an agency: as data."""

from collections.abc import Sequence

import numpy as np

from planner.domain import Agency, Plan, Weights, alternatives, policy, shipped_weights
from planner.dose.brought import minutes_by_tier
from planner.dose.ordinary import budget_for, ordinary_budget
from planner.errors import BadValue
from planner.explain.standing import CostStep
from planner.pipeline import Planned, others, propose
from planner.present.dose import WeightsAnswer, WeightsComparison, WeightsTried
from planner.problem import measure
from planner.problem.arrays import Bools
from planner.solve.outcome import Ending

_STEPS = {step: place for place, step in enumerate(CostStep)}


def weights_answer(agency: Agency | None) -> WeightsAnswer:
    """Return the weights of an agency, or the shipped ones, beside the alternatives."""
    in_force = shipped_weights() if agency is None else agency.weights
    budget = (policy() if agency is None else agency.policy).unit_budget
    return WeightsAnswer(
        of="the shipped weights" if agency is None else agency.name,
        in_force=in_force,
        alternatives=list(alternatives().values()),
        unit_budget=budget,
        ordinary_budget=ordinary_budget(in_force.by_tier),
    )


def comparison_of_weights(
    agency: Agency, own: Sequence[Weights], seconds: float, cases: int
) -> WeightsComparison:
    """Return an agency's week under its weights, the shipped alternatives and some more.

    All are planned on the public side. Under each the unit budget is the one at which the agency's
    own work of this week sits where it sits in force: only what is heavy beside what else changes.
    Where the plan in force is not proven to be the best, the week is planned under it a second time.
    `seconds`: for each plan, 0 for none; `cases`: of how many the cost steps are compared.

    Raises
    ------
    BadValue
        Under some weights the unit budget would leave its bounds.
    """
    public = agency.public()
    different: dict[tuple[object, ...], Weights] = {}
    for weights in (agency.weights, *alternatives().values(), *own):
        different.setdefault((weights.by_tier, *weights.by_mode.values()), weights)
    brought = minutes_by_tier(agency)
    usual: tuple[Bools, Planned | None, dict[tuple[str, str], CostStep]] | None = None
    tried = []
    for weights in different.values():
        budget = budget_for(brought, agency.policy, agency.weights, weights)
        side = _under(public, weights, budget)
        over, at = _loaded(side)
        planned = propose(side, seconds) if seconds else None
        steps = _steps(planned, usual[1] if usual else planned, cases)
        same = _same(agency, usual[1] if usual else _again(planned, seconds), planned)
        usual = usual or (at, planned, steps)
        tried.append(
            WeightsTried(
                name=weights.name,
                version=weights.version,
                by_tier=list(weights.by_tier),
                unit_budget=budget,
                over_budget=int(over.sum()),
                at_action_level=int(at.sum()),
                new_among_them=int((at & ~usual[0]).sum()),
                ending=None if planned is None else planned.outcome.ending,
                assigned=len(_leads(planned)),
                same=same,
                **_compared(usual[2], steps),
            )
        )
    return WeightsComparison(
        agency=agency.name,
        date=agency.date,
        workers=len(agency.workers),
        new_cases=len(agency.new_cases),
        sets_budget=agency.policy.unit_budget != agency.weights.unit_budget.number,
        tried=tried,
    )


def _under(agency: Agency, weights: Weights, budget: int) -> Agency:
    values = dict(agency.policy) | {"unit_budget": budget}
    try:
        return agency.changed(weights=weights, policy=type(agency.policy).model_validate(values))
    except ValueError:
        raise BadValue(
            f"Under the weights {weights.name} the unit budget of {agency.name} would be {budget}"
            " thousandths of an exposure unit, which no policy may have."
        ) from None


def _loaded(agency: Agency) -> tuple[Bools, Bools]:
    """Return who is over budget, and who at the action level, in the first week before any plan."""
    problem = measure(agency)
    dose, budget = problem.carried_dose[:, 0], problem.budget[:, 0]
    share = dose * 1000 // np.maximum(budget, 1)
    return dose > budget, share >= agency.policy.action_level_share


def _again(planned: Planned | None, seconds: float) -> Planned | None:
    """Return a plan of the same week anew, to tell what hangs on where a search ended; or the plan."""
    if planned is None or planned.outcome.ending is not Ending.GOOD:
        return planned
    return propose(planned.side.agency, seconds)


def _leads(planned: Planned | None) -> dict[str, str]:
    """Return who leads each new case of a plan."""
    plan = Plan() if planned is None or planned.plan is None else planned.plan
    new = set() if planned is None else {case.id for case in planned.side.agency.new_cases}
    return {p.case: p.worker for p in plan.assignments if p.case in new}


def _same(agency: Agency, usual: Planned | None, planned: Planned | None) -> int:
    if usual is None or planned is None or usual.plan is None or planned.plan is None:
        return 0
    before, after = _leads(usual), _leads(planned)
    return sum(before.get(case.id) == after.get(case.id) for case in agency.new_cases)


def _steps(
    planned: Planned | None, usual: Planned | None, cases: int
) -> dict[tuple[str, str], CostStep]:
    """Return the cost step of everybody who can be asked about the most urgent cases."""
    if planned is None or planned.plan is None or usual is None:
        return {}
    urgent = sorted(
        (case for case in planned.side.agency.new_cases if case.id in _leads(usual)),
        key=lambda case: (-case.urgency, case.id),
    )
    return {
        (case.id, standing.worker): standing.step
        for case in urgent[:cases]
        for standing in others(planned.side, planned.plan, case.id)
        if standing.step is not None
    }


def _compared(
    before: dict[tuple[str, str], CostStep], after: dict[tuple[str, str], CostStep]
) -> dict[str, int]:
    both = before.keys() & after.keys()
    return {
        "asked": len(both),
        "same_step": sum(before[pair] is after[pair] for pair in both),
        "dearer": sum(_STEPS[after[pair]] > _STEPS[before[pair]] for pair in both),
    }
