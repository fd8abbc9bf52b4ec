"""Which numbers an answer rests on, as they are in force, and where each is from."""

from pathlib import Path

from planner.domain import settings
from planner.present.report.material import Assumption
from planner.simulate.arms import Arm
from planner.simulate.own import in_force
from planner.simulate.parameters import parameter_settings
from planner.simulate.tried import tried
from planner.sourced import Provenance, Sourced

_ABOUT_THE_RUN = ("time", "cost and precision")
_OWN = "the agency's own setting, or the question"


def assumptions(arm: Arm, folder: Path) -> list[Assumption]:
    """Return what happens in an arm is drawn from, and the settings that are tried or not the default.

    `folder`: the agency's. What says how long and how surely is run is left out where it is as shipped.
    """
    shipped = parameter_settings()
    drawn = {
        name: one
        for name, one in in_force(folder, arm.parameters).items()
        if one.group not in _ABOUT_THE_RUN or one.value != shipped[name].value
    }
    own = {
        name: _own(one, getattr(arm.agency.policy, name))
        for name, one in settings().items()
        if name in tried() or _plain(getattr(arm.agency.policy, name)) != one.value
    }
    return [Assumption(name, one) for name, one in (drawn | own).items()]


def _own(default: Sourced, value: object) -> Sourced:
    """Return a setting as it is in force; one that is not the default is the agency's."""
    if _plain(value) == default.value:
        return default
    changes = {"value": _plain(value), "provenance": Provenance.AGENCY, "source": _OWN}
    return default.model_copy(update=changes)


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value
