"""Which parameters a path knows: any other, and one that comes twice, is refused."""

from collections import Counter

from fastapi import Depends, Request
from fastapi.dependencies.models import Dependant

from planner.errors import BadInput, BadRow
from planner.intake.faults import MOST_LISTED

_LONGEST_NAME = 60


async def _known(request: Request) -> None:
    known = _names(request.scope["route"].dependant)
    faults = []
    for name, count in Counter(name for name, _ in request.query_params.multi_items()).items():
        if name not in known:
            told = (
                f"there is no parameter of this name here; known: {', '.join(sorted(known)) or 'none'}."
            )
            faults.append(BadRow("query", 0, name[:_LONGEST_NAME], told))
        elif count > 1:
            faults.append(BadRow("query", 0, name, "this is given more than once."))
    if faults:
        raise BadInput(faults[:MOST_LISTED])


def _names(dependant: Dependant) -> set[str]:
    names = {field.alias for field in dependant.query_params}
    return names.union(*map(_names, dependant.dependencies))


ONLY_KNOWN = Depends(_known)
"""For a router: its paths refuse query parameters they do not know."""
