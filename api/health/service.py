"""Whether the service can answer: its numbers load, and a plan of one case can be made."""

from api.errors import NotReady
from api.examples.agency import AGENCY
from planner.domain import policy, shipped_weights
from planner.intake import agency_from_json
from planner.pipeline import propose
from planner.risk.card import sts_card

_SECONDS = 1.0


def check_ready() -> None:
    """Raise NotReady where a question could not be answered."""
    try:
        sts_card()
        policy()
        shipped_weights()
        agency = agency_from_json(AGENCY | {"cases": AGENCY["cases"][:1], "assignments": []})
        placed = propose(agency, _SECONDS).plan
    except Exception as error:
        raise NotReady(f"{type(error).__name__} while the service tried itself out.") from None
    if placed is None or len(placed.assignments) != 1:
        raise NotReady("A plan of one case could not be made.")
