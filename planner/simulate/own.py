"""What an agency knows better than the shipped parameters: simulation.toml beside agency.toml.

Each key is a parameter, with its value alone or as a table that says where the value is from. What is
not there is as shipped.
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from planner.intake.cells import shown
from planner.intake.faults import Faults, refuse
from planner.intake.folder import SIMULATION
from planner.intake.setting_values import allowed_of, problem_with
from planner.intake.text_file import bytes_of, decoded
from planner.simulate.parameters import (
    Parameters,
    parameter_settings,
    parameters,
    unknown_parameter,
)
from planner.sourced import Provenance, Sourced, unknown

_MOST_BYTES = 1_000_000
_LONGEST = 60
_OF_QUESTION = "weeks"
_TABLE = ("value", "provenance", "source")
_NEED_A_SOURCE = [
    each.value for each in Provenance if each not in (Provenance.AGENCY, Provenance.POLICY)
]
_SAID_BY = f"the agency's {SIMULATION}"


def own_settings(folder: Path) -> dict[str, Sourced]:
    """Return the parameters that an agency's folder sets, with their sources; none without a file.

    Raises
    ------
    BadInput
        The file cannot be read, or holds what is not known or out of bounds; every fault is listed.
    """
    path = folder / SIMULATION
    if not path.exists():
        return {}
    content = bytes_of(path, _MOST_BYTES)
    if not content.strip():
        return {}
    try:
        data = tomllib.loads(decoded(content, SIMULATION))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        reason = str(error) if isinstance(error, tomllib.TOMLDecodeError) else "it is too deep"
        raise refuse(SIMULATION, f"this is not TOML: {reason}.") from None
    faults = Faults()
    found = {name: _setting(name, given, faults) for name, given in data.items()}
    faults.raise_any()
    known = {name: setting for name, setting in found.items() if setting is not None}
    _refuse_together(known, faults)
    return known


def own_parameters(folder: Path) -> Parameters:
    """Return the parameters in force in an agency's folder: its own, and otherwise those shipped."""
    return parameters(**{name: setting.value for name, setting in own_settings(folder).items()})


def in_force(folder: Path, given: Parameters) -> dict[str, Sourced]:
    """Return every parameter with the value it has and where that is from.

    What neither the agency's folder nor the shipped parameters say was put so by a question.
    """
    before = parameter_settings() | own_settings(folder)
    return {name: _told(setting, getattr(given, name)) for name, setting in before.items()}


def _told(setting: Sourced, value: int | tuple[int, ...]) -> Sourced:
    plain = list(value) if isinstance(value, tuple) else value
    if plain == setting.value:
        return setting
    changes = {"value": plain, "provenance": Provenance.POLICY, "source": "the question"}
    return setting.model_copy(update=changes)


def _setting(name: str, given: Any, faults: Faults) -> Sourced | None:
    """Return a parameter as a file sets it, or note what cannot be taken."""
    setting, place = parameter_settings().get(name), name[:_LONGEST]
    before = faults.count
    if setting is None:
        faults.add(SIMULATION, 0, place, _sentence(unknown_parameter(place)))
        return None
    if name == _OF_QUESTION:
        faults.add(SIMULATION, 0, place, "how long a run is, is said by the question.")
        return None
    table = given if isinstance(given, dict) else {"value": given}
    for key in table.keys() - set(_TABLE):
        wrong = _sentence(unknown("key", str(key)[:_LONGEST], _TABLE))
        faults.add(SIMULATION, 0, f"{place}.{str(key)[:_LONGEST]}", wrong, ", ".join(_TABLE))
    if "value" not in table:
        faults.add(SIMULATION, 0, f"{place}.value", "nothing is given here.", allowed_of(setting))
    elif wrong := problem_with(table["value"], setting):
        faults.add(SIMULATION, 0, place, wrong, allowed_of(setting))
    provenance = _provenance(place, table, faults)
    source = _source(place, table, provenance, faults)
    if faults.count > before:
        return None
    said = {"value": table["value"], "provenance": provenance, "source": source}
    return setting.model_copy(update=said)


def _provenance(place: str, table: Mapping[str, Any], faults: Faults) -> Provenance:
    given = table.get("provenance", Provenance.AGENCY.value)
    if given not in list(Provenance):
        allowed = ", ".join(Provenance)
        faults.add(SIMULATION, 0, f"{place}.provenance", f"{shown(given)} is no provenance.", allowed)
        return Provenance.AGENCY
    return Provenance(given)


def _source(place: str, table: Mapping[str, Any], provenance: Provenance, faults: Faults) -> str:
    given = table.get("source", _SAID_BY)
    if not isinstance(given, str) or not given.strip():
        faults.add(SIMULATION, 0, f"{place}.source", f"{shown(given)} is no text.")
        return ""
    if "source" not in table and provenance in _NEED_A_SOURCE:
        needed = f"provenance {str(provenance)!r} needs a source."
        faults.add(SIMULATION, 0, f"{place}.source", needed)
    return given


def _refuse_together(known: Mapping[str, Sourced], faults: Faults) -> None:
    """Refuse values that are fine one by one and not together."""
    try:
        parameters(**{name: setting.value for name, setting in known.items()})
    except ValidationError as error:
        for fault in error.errors():
            faults.add(SIMULATION, 0, "", f"{fault['msg'].removeprefix('Value error, ')}.")
    faults.raise_any()


def _sentence(text: str) -> str:
    return text if text.endswith("?") else f"{text}."
