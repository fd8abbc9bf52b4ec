"""That no plan exists, as a claim: which rules cannot hold together beside what must be assigned."""

from planner.claims import Impossible, Seen, Unit
from planner.explain.about import About
from planner.explain.conflict import Conflict


def impossible(conflict: Conflict, about: About, seen: Seen = Seen.MANAGER) -> Impossible:
    """Return a conflict as a claim; `about` is of the empty plan, for there is no other."""
    return Impossible(
        **about.hashes,
        seen=seen,
        value=len(conflict.rules),
        unit=Unit.RULES,
        rules=conflict.rules,
        must_assign=conflict.must_assign,
    )
