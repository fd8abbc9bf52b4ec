"""Which numbers an answer rests on, as they are in force, and where each is from."""

from collections.abc import Mapping

from planner.domain import settings
from planner.present.report.material import Assumption
from planner.simulate.arms import Arm
from planner.simulate.own import THE_QUESTION
from planner.simulate.parameters import parameter_settings
from planner.simulate.tried import tried
from planner.sourced import Sourced

_ABOUT_THE_RUN = ("time", "cost and precision")


def assumptions(arm: Arm, parameters: Mapping[str, Sourced]) -> list[Assumption]:
    """Return what happens in an arm is drawn from, and the settings that are tried or not the default.

    What says how long and how surely is run is left out where it is the default. `parameters`: each as
    it is in force, with where that is from.
    """
    shipped, found = parameter_settings(), []
    for name, one in parameters.items():
        if one.value != shipped[name].value or one.group not in _ABOUT_THE_RUN:
            found.append(Assumption(name, one, one.source == THE_QUESTION))
    for name, one in settings().items():
        value = _value(getattr(arm.agency.policy, name))
        if name in tried() or value != one.value:
            in_force = one.model_copy(update={"value": value})
            found.append(Assumption(name, in_force, value != one.value))
    return found


def _value(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value
