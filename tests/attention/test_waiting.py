"""Who holds a waiting case, how urgent it has become, and what holding it costs."""

from planner.attention.waiting import holders, supervisors, waiting
from planner.domain import Days, Setting, Team
from tests.attention.busy import after
from tests.builders import TODAY, a_case, a_stage, a_tier, a_worker, an_agency, held


def two_teams():
    return tuple(
        Team(id=team, office="north", setting=Setting.CHILD_WELFARE, supervisor=supervisor)
        for team, supervisor in (("blue", "w1"), ("red", "w2"))
    )


def test_holding_costs_a_share_of_the_first_week_rounded_up():
    case = a_case(rubric=a_tier(4), stages=(a_stage(1, 61, 20), a_stage(9, 600)), held_by="w1")
    (one,) = waiting(an_agency([a_worker()], [case]))
    assert one.held_by == "w1"
    assert one.minutes == 21  # a quarter of 81
    assert one.tier == 4
    assert one.dose == 1017  # a quarter of 61 minutes at tier 4, 4,067 thousandths
    assert one.ask == ()


def test_what_a_holder_holds_is_summed():
    cases = [a_case(f"c{n}", held_by=by) for n, by in enumerate(("w1", "w1", "w2", None))]
    agency = an_agency([a_worker("w1"), a_worker("w2")], cases)
    first, second = holders(waiting(agency))
    assert (first.worker, first.cases, first.minutes, first.dose) == ("w1", 2, 30, 500)
    assert (second.worker, second.cases) == ("w2", 1)


def test_where_nobody_is_named_the_supervisors_at_work_are_asked():
    away = (Days(first=TODAY, last=TODAY),)
    here = an_agency([a_worker("w1"), a_worker("w2", leave=away)], [a_case()], teams=two_teams())
    assert waiting(here)[0].ask == ("w1",)
    nobody = [a_worker("w1", leave=away), a_worker("w2", leave=away)]
    assert supervisors(an_agency(nobody, [], teams=two_teams()), "north") == ("w1", "w2")
    assert supervisors(here, "south") == ()


def test_waiting_raises_urgency_and_a_holder_may_be_away():
    case = a_case(received=after(-28), urgency=2, held_by="w1", response_deadline=after(-3))
    leave = (Days(first=after(-2), last=TODAY),)
    (one,) = waiting(an_agency([a_worker(leave=leave)], [case]))
    assert (one.days, one.urgency, one.urgency_now) == (28, 2, 4)
    assert one.holder_away
    assert one.answer_by == after(-3)


def test_a_deadline_at_a_weekend_is_to_be_answered_on_friday_unless_somebody_is_on_duty():
    case = a_case(response_deadline=after(6))  # a Sunday
    assert waiting(an_agency([a_worker()], [case]))[0].answer_by == after(4)
    duty = a_worker(duty=(Days(first=after(5), last=after(5)),))
    assert waiting(an_agency([duty], [case]))[0].answer_by == after(5)
    elsewhere = a_worker("w2", offices=("south",), duty=duty.duty)
    assert waiting(an_agency([a_worker(), elsewhere], [case]))[0].answer_by == after(4)


def test_what_is_to_be_answered_by_today_comes_first_then_the_most_urgent():
    cases = [
        a_case("late-1", response_deadline=after(-1), received=after(-2), urgency=1),
        a_case("calm-1", response_deadline=after(1), urgency=1),
        a_case("urgent-1", response_deadline=after(9), urgency=5),
        a_case("open-1"),
    ]
    agency = an_agency([a_worker()], cases, assignments=(held("open-1", "w1"),))
    assert [one.case for one in waiting(agency)] == ["late-1", "urgent-1", "calm-1"]
