"""Does a simulated investigation become ongoing work, as it does in an agency's own files?"""

import pytest

from planner.domain import Agency, Kind
from planner.simulate.beginning import beginning
from planner.simulate.snapshot import snapshot
from planner.simulate.templates import templates
from planner.units import DAYS_PER_WEEK
from tests.builders import a_case, a_stage, a_worker, an_agency, held
from tests.simulate.test_snapshot import luck_of, nobody_away

ASSESSED = 3  # weeks


def an_open_case_of(kind: Kind, stages: int = 2) -> Agency:
    """Return an agency with one open case, given today, whose first stage takes three weeks."""
    case = a_case(kind=kind, stages=(a_stage(weeks=ASSESSED), a_stage(weeks=20))[:stages])
    return an_agency([a_worker()], [case], assignments=(held("c1", "w1"),))


def counted(agency: Agency, week: int) -> tuple[int, int, int]:
    """Return the worker's ongoing cases, new ongoing cases and new investigations in a week of a run."""
    state = beginning(agency, templates(agency), luck_of(agency), 60)
    state.cases.given_day[:1] = 0
    seen = snapshot(state, [], nobody_away(agency, week * DAYS_PER_WEEK))
    counts = (seen.carried_ongoing, seen.new_ongoing, seen.new_investigations)
    return counts[0].item(), counts[1].item(), counts[2].item()


def test_an_investigation_is_ongoing_work_once_its_first_stage_is_over():
    agency = an_open_case_of(Kind.INVESTIGATION)
    assert counted(agency, ASSESSED - 1) == (0, 0, 1)
    assert counted(agency, ASSESSED) == (1, 1, 0)
    assert counted(agency, ASSESSED + 4) == (1, 0, 0)


def test_ongoing_work_is_ongoing_from_its_first_day():
    assert counted(an_open_case_of(Kind.ONGOING), 0) == (1, 1, 0)


@pytest.mark.parametrize("kind", [Kind.ADVOCACY, Kind.FORENSIC_INTERVIEW])
def test_other_kinds_of_work_stay_what_they_are(kind: Kind):
    assert counted(an_open_case_of(kind), ASSESSED + 4) == (0, 0, 0)


def test_an_investigation_without_a_second_stage_never_becomes_ongoing_work():
    assert counted(an_open_case_of(Kind.INVESTIGATION, stages=1), ASSESSED + 1) == (0, 0, 1)


@pytest.mark.parametrize(("worked", "kind"), [(2, Kind.INVESTIGATION), (3, Kind.ONGOING)])
def test_a_case_handed_back_is_given_out_as_what_it_has_become(worked: int, kind: Kind):
    agency = an_open_case_of(Kind.INVESTIGATION)
    state = beginning(agency, templates(agency), luck_of(agency), 60)
    state.release(0, worked)
    seen = snapshot(state, [0], nobody_away(agency, worked * DAYS_PER_WEEK))
    assert seen.cases[0].kind is kind
