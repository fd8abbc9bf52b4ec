"""The door of commands that tell costs, from which a worker's own limits can be traced."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from planner.domain import Agency

OwnLimits = Annotated[
    bool,
    typer.Option(
        "--own-limits",
        help="Count workers' own limits too. Needed where the folder has limits.csv, and only for"
        " who keeps that file: costs can be traced back to a worker's own limits.",
    ),
]


def refuse_own_limits(folder: Path, agency: "Agency", what: str, *, allowed: bool) -> None:
    """Refuse to tell costs of an agency with own limits to who does not say that they keep them.

    Raises
    ------
    BadValue
        There are own limits, and --own-limits was not said.
    """
    from planner.errors import BadValue

    if agency.profiles and not allowed:
        raise BadValue(
            f"{folder} has workers' own limits. Costs can be traced back to them, so {what}"
            " only with --own-limits, by who keeps limits.csv."
        )
