"""THE KINDS OF INVENTED AGENCIES, one file each."""

from difflib import get_close_matches

from planner.errors import PlannerError
from planner.generate.agencies import (
    advocacy_centre,
    agency_in_crisis,
    english_authority,
    rural_district,
    trafficking_ngo,
)
from planner.generate.design import Design

_DESIGNS = {
    design.name: design
    for design in (
        english_authority.DESIGN,
        trafficking_ngo.DESIGN,
        advocacy_centre.DESIGN,
        rural_district.DESIGN,
        agency_in_crisis.DESIGN,
    )
}
NAMES = tuple(_DESIGNS)
FITTED = ("authority", "state")  # made of a row of published figures


class UnknownAgency(PlannerError):
    """There is no such kind of agency to invent."""

    def __init__(self, name: str) -> None:
        near = get_close_matches(name, (*NAMES, *FITTED), n=1)
        asked = f"; did you mean {near[0]!r}?" if near else "."
        super().__init__(
            f"No agency {name!r} can be generated{asked} There are: {', '.join(NAMES)};"
            f" and, of published figures: {', '.join(FITTED)}."
        )


def design_of(name: str) -> Design:
    """Return the kind of agency with a name.

    Raises
    ------
    UnknownAgency
        There is none.
    """
    if name not in _DESIGNS:
        raise UnknownAgency(name)
    return _DESIGNS[name]
