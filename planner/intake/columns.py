"""Why a column that the format does not know is refused, with the nearest that it knows."""

from collections.abc import Sequence
from difflib import get_close_matches

from planner.intake.never_stored import never_stored

_MISSPELT = 0.85  # from this likeness on, a name is taken for a slip and not for something private
_LONGEST_COMPARED = 60


def unknown_column(name: str, known: Sequence[str]) -> str:
    """Return the sentence for a column that is not part of the format."""
    plain = name.strip().lower().replace(" ", "_").replace("-", "_")[:_LONGEST_COMPARED]
    slip = get_close_matches(plain, known, n=1, cutoff=_MISSPELT)
    if not slip and (why := never_stored(name[:_LONGEST_COMPARED])):
        return f"this column is never taken in: {why}. Leave it out."
    near = slip or get_close_matches(plain, known, n=1)
    hint = f" Did you mean {near[0]}?" if near else ""
    return f"there is no such column, and only known ones are read.{hint}"
