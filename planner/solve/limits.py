"""How much one plan takes on: the limits of `limits.toml`, and the refusal beyond them."""

from planner.domain import Agency
from planner.errors import TooLarge
from planner.problem.moves import movable
from planner.sourced import shipped


def limit(name: str) -> int:
    """Return the number of one limit, in the unit that `limits.toml` gives."""
    return shipped(__package__, "limits.toml")[name].number


def refuse_too_large(agency: Agency) -> None:
    """Refuse an agency with more cases to decide on times workers than one plan takes on.

    Open cases that could move count, whether or not their worker will be found over the budget: nothing
    has been measured yet.

    Raises
    ------
    TooLarge
        There are more than `most_pairs`.
    """
    everybody = frozenset(worker.id for worker in agency.workers)
    moves = sum(1 for _ in movable(agency, everybody))
    new, workers, most = len(agency.new_cases), len(agency.workers), limit("most_pairs")
    pairs = (new + moves) * workers
    if pairs <= most:
        return
    raise TooLarge(
        f"{new:,} new cases and {moves:,} open ones that may move, times {workers:,} workers, are"
        f" {pairs:,} pairs; one plan takes on {most:,}. Nothing was planned. Plan office by office, or"
        " mark fewer open cases as movable."
    )
