"""Which numbers an answer rests on, as they are in force, and where each is from."""

from planner.domain import settings
from planner.present.report.material import Assumption
from planner.simulate.arms import Arm
from planner.simulate.parameters import parameter_settings
from planner.simulate.tried import tried
from planner.sourced import Sourced

_ABOUT_THE_RUN = ("time", "cost and precision")


def assumptions(arm: Arm) -> list[Assumption]:
    """Return what happens in an arm is drawn from, and the settings that are tried or not the default.

    What says how long and how surely is run is left out where it is the default.
    """
    drawn = {
        name: one
        for name, one in parameter_settings().items()
        if one.group not in _ABOUT_THE_RUN or _value(getattr(arm.parameters, name)) != one.value
    }
    own = {
        name: one
        for name, one in settings().items()
        if name in tried() or _value(getattr(arm.agency.policy, name)) != one.value
    }
    return [
        *(_assumption(name, one, getattr(arm.parameters, name)) for name, one in drawn.items()),
        *(_assumption(name, one, getattr(arm.agency.policy, name)) for name, one in own.items()),
    ]


def _assumption(name: str, default: Sourced, in_force: object) -> Assumption:
    value = _value(in_force)
    return Assumption(name, default.model_copy(update={"value": value}), value != default.value)


def _value(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value
