"""Agencies in pairs that differ in one thing, and their runs in the same luck."""

from typing import Any

from planner.domain import Agency
from planner.simulate.engine import Comings, Trace, run
from planner.simulate.luck import Luck, draw
from planner.simulate.parameters import Parameters, parameters
from planner.simulate.policies import POLICIES
from tests.builders import a_case, a_stage, a_tier, a_worker, an_agency
from tests.simulate.test_snapshot import NoSurge

AT_ONCE = ("rotation", "fewest-open-cases", "spare-capacity")  # give every case out where anybody may
PLANNED = tuple(name for name in POLICIES if name not in AT_ONCE)
BUDGETED = ("caseload", "caseload-without-risk-weight")


def year_of(**changes: Any) -> Parameters:
    """Return parameters of a short, crowded run in which dose drives nobody out."""
    usual = {"weeks": 12, "arrivals_per_week_thousandths": 6_000, "turnover_exposure": 0}
    return parameters(**usual | changes)


def luck_of(agency: Agency, given: Parameters, replication: int = 0) -> Luck:
    return draw(agency, given, NoSurge(), seed=7, replication=replication)


def a_run(
    agency: Agency, policy: str, replication: int = 0, comings: Comings | None = None, **changes: Any
) -> Trace:
    given = year_of(**changes)
    return run(agency, given, policy, luck_of(agency, given, replication), comings or Comings())


def another(agency: Agency, **changes: Any) -> Agency:
    """Return the agency with one more worker, who may do all that its first one may."""
    new = {"id": f"{agency.workers[0].id}-more", "supervisor": None} | changes
    return agency.changed(workers=(*agency.workers, agency.workers[0].model_copy(update=new)))


def with_policy(agency: Agency, **settings: int) -> Agency:
    return agency.changed(policy=agency.policy.model_copy(update=settings))


def of_one_kind(people: int, **settings: int) -> Agency:
    """Return alike workers with hours for a few cases, and cases that are all the same."""
    workers = [a_worker(f"w{number}", week=5 * 60) for number in range(people)]
    case = a_case("c1", rubric=a_tier(2), stages=(a_stage(6, 120, 60),))
    return an_agency(workers, [case], policy=settings)
