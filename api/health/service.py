"""Whether the service can answer: numbers load, a plan can be made, the database is of this release."""

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from api.errors import NotReady
from api.examples.agency import AGENCY
from api.storage.prepare import check_head
from planner.domain import policy, shipped_weights
from planner.errors import BadValue
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


def check_database(engine: Engine) -> None:
    """Raise NotReady where the database does not answer or is of another release."""
    try:
        check_head(engine)
    except BadValue as refused:
        raise NotReady(str(refused)) from None
    except DBAPIError:
        raise NotReady("The database does not answer.") from None
