"""Which numbers can be tried at a low and a high value, to see what hangs on them."""

from planner.domain import Weights, settings
from planner.simulate.changes import Change, ParameterValues, PolicySettings
from planner.simulate.parameters import parameter_settings
from planner.sourced import Sourced


def tried() -> dict[str, Sourced]:
    """Return the settings and parameters with a low and a high value, by name."""
    every = settings() | parameter_settings()
    return {name: number for name, number in every.items() if number.ends}


def tried_under(weights: Weights) -> dict[str, Sourced]:
    """Return the same for an agency with some weights: its unit budget is in their exposure units."""
    found = tried()
    if weights.scale == 1 or "unit_budget" not in found:
        return found
    budget = found["unit_budget"]
    ends = {
        key: round(weights.scale * end)
        for key, end in (("low", budget.low), ("high", budget.high))
        if end is not None
    }
    ends["value"] = weights.unit_budget.number
    return found | {"unit_budget": budget.model_copy(update=ends)}


def put_to(name: str, value: int) -> Change:
    """Return the change that puts one of them to a value."""
    kind = PolicySettings if name in settings() else ParameterValues
    return kind(set={name: value})


def put_outright(changes: tuple[Change, ...]) -> frozenset[str]:
    """Return the names of what some changes put to a value, whatever it was before."""
    kinds = PolicySettings | ParameterValues
    return frozenset(name for change in changes if isinstance(change, kinds) for name in change.set)
