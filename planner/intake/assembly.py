"""What makes an agency of a head and its tables, once all of it has been looked at."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import ValidationError

from planner.domain import Agency, Weights, shipped_weights
from planner.intake.body import AgencyHead
from planner.intake.faults import Faults
from planner.intake.never_stored import contact_in
from planner.intake.policy_settings import read_policy
from planner.intake.reading import Found
from planner.intake.references import ReadTables, check_references
from planner.intake.row import Row
from planner.intake.words import column, in_words

LIMITS_HAVE_THEIR_DOOR = (
    "own limits are not taken in with an agency's data; they come through the worker's own door"
    " alone. Only an agency with synthetic = true, where every person is made up, may have them."
)


def read_head(data: Mapping[str, Any], known: type[Row], file: str, faults: Faults) -> AgencyHead | None:
    """Return what an agency says of itself; `known` has all that may stand beside it."""
    if isinstance(name := data.get("name"), str) and (why := contact_in(name)):
        faults.add(file, 0, "name", f"{why}.")
    try:
        return AgencyHead.model_validate(data)
    except ValidationError as error:
        for fault in error.errors(include_url=False):
            words = ("", "") if faults.full else in_words(fault, known)
            faults.add(file, 0, column(fault["loc"], cells=False), *words)
        return None


def assemble(  # noqa: PLR0913  (all that an agency is made of)
    data: Mapping[str, Any],
    head: AgencyHead | None,
    found: Mapping[str, Found[Any]],
    file: str,
    faults: Faults,
    *,
    weights: Weights | None = None,
) -> Agency:
    """Return the agency, or refuse it with all that is wrong in it.

    `weights` are its own, the shipped ones without; where it sets no unit budget, theirs holds.
    """
    weights = weights or shipped_weights()
    given = data.get("policy", {})
    budget = weights.unit_budget.number
    policy = read_policy(given, file, faults, unit_budget=budget) if isinstance(given, dict) else None
    tables = ReadTables(
        date=head.date if head else date.max,
        synthetic=head.synthetic if head else True,
        teams=tuple(found["teams"].nouns),
        referral_types=tuple(found["referral_types"].nouns),
        workers=tuple(found["workers"].nouns),
        cases=tuple(found["cases"].nouns),
        assignments=tuple(found["assignments"].nouns),
        exposures=tuple(found["exposures"].nouns),
        profiles=tuple(found["limits"].nouns),
    )
    check_references(tables, found, faults)
    faults.raise_any()
    return Agency(name=str(data["name"]), policy=policy, weights=weights, **vars(tables))
