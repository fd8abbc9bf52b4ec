"""Hours: new work fits into what the worker's week has left, in every coming week."""

from datetime import timedelta

import pytest

from planner.domain import Days, Kind
from planner.rule import Breach
from planner.rules.hours import Hours
from tests.builders import TODAY, a_case, a_plan, a_stage, a_worker, an_agency, held
from tests.rules.asking import told

RULE = Hours()
ROOM = 70  # minutes a week: 70 % of a contract of 100


def worker(id: str = "w1", **changes: object):
    return a_worker(id, week=100, **changes)


def work(minutes: int, id: str = "c1", weeks: int = 1, **changes: object):
    return a_case(id, stages=(a_stage(weeks, exposure=0, other=minutes),), **changes)


def test_work_that_fills_the_week_is_allowed():
    assert told(RULE, an_agency([worker()], [work(ROOM)]), a_plan(c1="w1")) == []


def test_one_minute_more_is_refused():
    breach = Breach("hours", worker="w1", week=0, limit=ROOM, needed=ROOM + 1)
    assert told(RULE, an_agency([worker()], [work(ROOM + 1)]), a_plan(c1="w1")) == [breach]


def test_no_new_work_is_allowed():
    assert told(RULE, an_agency([worker()], [work(ROOM + 1)])) == []


def test_exposure_and_other_work_both_take_hours():
    case = a_case(stages=(a_stage(1, exposure=60, other=ROOM - 60 + 1),))
    assert [b.needed for b in told(RULE, an_agency([worker()], [case]), a_plan(c1="w1"))] == [71]


def test_the_week_in_which_it_is_too_much_is_told():
    stages = (a_stage(2, exposure=0, other=10), a_stage(2, exposure=0, other=ROOM + 1))
    found = told(RULE, an_agency([worker()], [a_case(stages=stages)]), a_plan(c1="w1"))
    assert [breach.week for breach in found] == [2, 3]


def test_two_cases_that_fit_alone_may_not_fit_together():
    agency = an_agency([worker("w1"), worker("w2")], [work(40, "c1"), work(40, "c2")])
    assert [b.needed for b in told(RULE, agency, a_plan(c1="w1", c2="w1"))] == [80]
    assert told(RULE, agency, a_plan(c1="w1", c2="w2")) == []


def test_work_that_is_already_carried_takes_room():
    cases = [work(60, "o1"), work(10, "c1"), work(11, "c2")]
    agency = an_agency([worker()], cases, assignments=(held("o1", "w1"),))
    assert told(RULE, agency, a_plan(c1="w1")) == []
    assert [b.needed for b in told(RULE, agency, a_plan(c2="w1"))] == [ROOM + 1]


def test_who_carries_too_much_already_gets_nothing_new_and_is_not_blamed_for_it():
    cases = [work(500, "o1"), work(1, "c1"), work(0, "c2")]
    agency = an_agency([worker()], cases, assignments=(held("o1", "w1"),))
    assert told(RULE, agency) == []
    assert told(RULE, agency, a_plan(c2="w1")) == []
    assert [b.needed for b in told(RULE, agency, a_plan(c1="w1"))] == [501]


def test_a_supporting_worker_gives_a_share_of_the_hours():
    team = [a_worker("w1"), worker("w2")]
    for minutes, refused in ((2 * ROOM, []), (2 * ROOM + 1, ["w2"])):
        agency = an_agency(team, [work(minutes, two_workers=True)])
        assert [b.worker for b in told(RULE, agency, a_plan(c1=("w1", "w2")))] == refused


def test_supporting_an_open_case_takes_room_too():
    team = [worker("w1"), a_worker("w2")]
    cases = [work(80, "o1"), work(30, "c1"), work(31, "c2")]
    agency = an_agency(team, cases, assignments=(held("o1", "w2", support="w1"),))
    assert told(RULE, agency, a_plan(c1="w1")) == []
    assert [b.needed for b in told(RULE, agency, a_plan(c2="w1"))] == [ROOM + 1]


def test_leading_through_an_interpreter_takes_longer_in_each_week_of_the_case():
    speaks = worker("w1", languages=("polish",))
    does_not = worker("w2", languages=("english",))
    polish = work(41, weeks=2, language="polish", interpreter=True)
    agency = an_agency([speaks, does_not], [polish], policy={"interpreter_minutes": 30})
    assert told(RULE, agency, a_plan(c1="w1")) == []
    assert [(b.week, b.needed) for b in told(RULE, agency, a_plan(c1="w2"))] == [(0, 71), (1, 71)]


def test_supporting_needs_no_interpreter():
    team = [a_worker("w1", languages=("polish",)), worker("w2", languages=("english",))]
    polish = work(2 * ROOM, language="polish", two_workers=True)
    assert told(RULE, an_agency(team, [polish]), a_plan(c1=("w1", "w2"))) == []


@pytest.mark.parametrize(("minutes", "refused"), [(ROOM, []), (ROOM + 2, ["w1", "w2"])])
def test_who_holds_a_case_already_takes_the_rest_of_its_first_week(minutes: int, refused):
    agency = an_agency(
        [worker("w1"), worker("w2")],
        [work(minutes, held_by="w1")],
        policy={"holding_share": 500},
    )
    found = [b.worker for who in ("w1", "w2") for b in told(RULE, agency, a_plan(c1=who))]
    assert found == refused


ON_DUTY = {"duty": (Days(first=TODAY, last=TODAY),)}
NOW = {"kind": Kind.IMMEDIATE_RESPONSE, "response_deadline": TODAY}


def response(first: int, later: int, **changes: object):
    """Return an immediate response due today, with minutes in its first week and in the next two."""
    stages = (a_stage(1, exposure=0, other=first), a_stage(2, exposure=0, other=later))
    return a_case("c1", stages=stages, **NOW | changes)


def test_an_immediate_response_on_duty_may_go_beyond_the_first_week_but_not_the_later_ones():
    team = [worker("w1", **ON_DUTY), worker("w2")]
    fits, does_not = response(10 * ROOM, ROOM), response(10 * ROOM, ROOM + 1)
    assert told(RULE, an_agency(team, [fits]), a_plan(c1="w1")) == []
    found = told(RULE, an_agency(team, [does_not]), a_plan(c1="w1"))
    assert [(b.week, b.needed) for b in found] == [(1, ROOM + 1), (2, ROOM + 1)]
    assert [b.week for b in told(RULE, an_agency(team, [fits]), a_plan(c1="w2"))] == [0]


@pytest.mark.parametrize(
    "changes", [{"response_deadline": TODAY + timedelta(days=1)}, {"kind": Kind.INVESTIGATION}]
)
def test_nothing_else_goes_beyond_the_first_week_on_duty(changes):
    agency = an_agency([worker("w1", **ON_DUTY)], [response(ROOM + 1, 0, **changes)])
    assert [b.week for b in told(RULE, agency, a_plan(c1="w1"))] == [0]


def test_on_duty_an_interpreter_takes_minutes_of_the_later_weeks_alone():
    polish = response(ROOM, ROOM - 29, language="polish", interpreter=True)
    agency = an_agency([worker("w1", **ON_DUTY)], [polish], policy={"interpreter_minutes": 30})
    found = told(RULE, agency, a_plan(c1="w1"))
    assert [(b.week, b.needed) for b in found] == [(1, ROOM + 1), (2, ROOM + 1)]


def test_what_is_new_beside_it_still_has_to_fit_into_the_first_week():
    agency = an_agency([worker("w1", **ON_DUTY)], [response(ROOM, 0), work(ROOM + 1, "c2")])
    found = told(RULE, agency, a_plan(c1="w1", c2="w1"))
    assert [(b.week, b.needed) for b in found] == [(0, ROOM + 1)]


def test_supporting_an_immediate_response_on_duty_is_not_exempt():
    team = [a_worker("w1"), worker("w2", **ON_DUTY)]
    agency = an_agency(team, [response(2 * ROOM + 1, 0, two_workers=True)])
    assert [b.worker for b in told(RULE, agency, a_plan(c1=("w1", "w2")))] == ["w2"]
