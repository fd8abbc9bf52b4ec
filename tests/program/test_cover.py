"""Is a lead's short leave covered, in the right week, by somebody with the hours and the dose for it?"""

from datetime import timedelta
from typing import Any

import numpy as np
import pytest

from planner.answer import plan_answer
from planner.check import breaches
from planner.domain import COVERS, Agency, Cover, Days, Plan, Proposed, Role, Worker
from planner.pipeline import propose, why_left
from planner.problem import Problem, measure
from planner.rules import RULES
from tests.builders import TODAY, a_case, a_stage, a_tier, a_worker, an_agency
from tests.program.finding import best_of

WORK = (a_stage(6, 60, other=90),)
SEVERE = a_tier(4)


def away(week: int, days: int = 5) -> Days:
    """Return leave of some days from the Monday of a coming week, counted from 1."""
    first = TODAY + timedelta(weeks=week - 1)
    return Days(first=first, last=first + timedelta(days=days - 1))


def lead(*leave: Days, **changes: Any) -> Worker:
    """Return the worker who leads."""
    return a_worker("w1", leave=leave, **changes)


def only_covers(id: str, **changes: Any) -> Worker:
    """Return a worker who leaves before the case ends, so that nobody would have them lead."""
    return a_worker(id, last_day=TODAY + timedelta(days=30), **changes)


def agency_of(*workers: Worker, **changes: Any) -> Agency:
    policy = {"half_life_weeks": 1, "productive_share": 1000} | changes
    return an_agency(list(workers), [a_case("c1", rubric=SEVERE, stages=WORK)], policy=policy)


def taken(problem: Problem, table: str, role: Role, worker: int) -> list[int]:
    """Return what the only case brings a worker in a role, week by week."""
    of_lead, of_helper = getattr(problem, table), getattr(problem, f"helper_{table}")
    brings: list[int] = problem.brings(of_lead, of_helper, 0, role, worker).tolist()
    return brings


@pytest.mark.parametrize("week", [1, 2, 3, 4])
def test_short_leave_of_the_only_lead_is_covered_in_its_week(week: int):
    best = best_of(agency_of(lead(away(week)), only_covers("w2")))
    assert best.given() == {"c1": "w1"}
    assert best.of("c1").cover == (Cover(week=week, worker="w2"),)


def test_who_covers_takes_the_hours_and_the_dose_of_that_week_and_the_lead_those_of_the_others():
    problem = measure(agency_of(lead(away(2)), only_covers("w2")))
    role = COVERS[1]
    assert taken(problem, "minutes", Role.LEAD, 0)[:7] == [150, 0, 150, 150, 150, 150, 0]
    assert taken(problem, "minutes", role, 1)[:7] == [0, 150, 0, 0, 0, 0, 0]
    assert taken(problem, "fresh", Role.LEAD, 0)[:4] == [4000, 0, 4000, 4000]
    assert taken(problem, "fresh", role, 1)[:4] == [0, 4000, 0, 0]
    assert taken(problem, "dose", role, 1)[:4] == [0, 2000, 1000, 500]
    both = np.add(taken(problem, "dose", Role.LEAD, 0), taken(problem, "dose", role, 1))
    never_away = measure(agency_of(lead(), only_covers("w2")))
    assert both == pytest.approx(taken(never_away, "dose", Role.LEAD, 0), abs=2)


def test_a_few_days_away_and_the_week_after_the_case_need_no_cover():
    for leave in (away(2, days=2), away(3, days=5)):
        best = best_of(an_agency([lead(leave)], [a_case("c1", stages=(a_stage(2),))]))
        assert best.of("c1").cover == ()


def test_two_weeks_of_leave_may_have_two_covers():
    short = {"week": 160}  # minutes, of which a week of cover takes 150
    busy = [only_covers("w2", **short, leave=(away(3),)), only_covers("w3", **short, leave=(away(2),))]
    best = best_of(agency_of(lead(away(2), away(3)), *busy))
    assert best.of("c1").cover == (Cover(week=2, worker="w2"), Cover(week=3, worker="w3"))


def test_who_covers_has_the_hours_for_it_to_the_minute():
    fits, short = (agency_of(lead(away(2)), only_covers("w2", week=minutes)) for minutes in (150, 149))
    assert best_of(fits).of("c1").cover == (Cover(week=2, worker="w2"),)
    assert best_of(short).left() == ["c1"]


def test_who_covers_has_the_dose_budget_for_it():
    agency = agency_of(lead(away(2)), only_covers("w2"))
    full = a_case("o1", rubric=SEVERE, stages=(a_stage(4, 330),))  # 22 units a week
    cases = (*agency.cases, full)
    carried = {"case": "o1", "worker": "w2", "since": "2025-07-01"}
    over = agency.changed(cases=cases, assignments=(carried,))
    assert best_of(over).left() == ["c1"]
    assert "dose-budget" in rules_broken(over, Cover(week=2, worker="w2"))
    free = only_covers("w3")
    assert best_of(over.changed(workers=(*over.workers, free))).of("c1").cover[0].worker == "w3"


def rules_broken(agency: Agency, *covers: Cover) -> set[str]:
    """Return the rules that are broken where w1 leads the case with some cover."""
    plan = Plan(assignments=(Proposed(case="c1", worker="w1", cover=covers),))
    return {breach.rule for breach in breaches(measure(agency), plan, RULES)}


def test_cover_by_the_wrong_person_or_in_the_wrong_week_breaks_presence():
    agency = agency_of(lead(away(2)), only_covers("w2"), only_covers("w3", leave=(away(2),)))
    assert rules_broken(agency, Cover(week=2, worker="w2")) == set()
    for covers in (
        (),
        (Cover(week=1, worker="w2"),),
        (Cover(week=2, worker="w3"),),
        (Cover(week=2, worker="w1"),),
        (Cover(week=2, worker="w2"), Cover(week=3, worker="w2")),
    ):
        assert rules_broken(agency, *covers) == {"presence"}, covers


def test_with_nobody_to_cover_somebody_else_leads():
    """A first-year worker leads a severe case with support, and covers none."""
    beside = a_worker("w3", licences=())
    case = a_case("c1", rubric=SEVERE, licence="social-work", stages=WORK, earlier_worker="w1")
    best = best_of(an_agency([lead(away(2)), a_worker("w2"), beside], [case]))
    assert best.of("c1") == Proposed(case="c1", worker="w1", cover=(Cover(week=2, worker="w2"),))
    newcomer = a_worker("w2", months_in_field=10, months_in_post=10)
    best = best_of(an_agency([lead(away(2)), newcomer, beside], [case]))
    assert (best.given(), best.of("c1").cover) == ({"c1": "w2"}, ())
    assert best.of("c1").support in ("w1", "w3")


def test_with_nobody_to_cover_a_case_is_left_and_the_reason_is_told():
    agency = agency_of(lead(away(2)), only_covers("w2", conflicts=("c1",)))
    planned = propose(agency, 10)
    assert planned.plan is not None
    left = why_left(planned.side, planned.plan, "c1")
    assert left.in_the_way == {("presence", "without-cover"): 1, ("conflict-of-interest", ""): 1}
    (told,) = plan_answer(planned).unassigned
    assert "1 on leave soon, with nobody free to cover" in told.why


def test_the_answer_names_who_covers_and_says_so_to_them():
    answer = plan_answer(propose(agency_of(lead(away(2)), only_covers("w2")), 10))
    (given,) = answer.assignments
    assert [(each.week, each.worker) for each in given.cover] == [(2, "w2")]
    assert "w2 covers in week 2, while the lead is on leave." in given.conditions


def test_whoever_leads_the_cover_is_for_just_the_weeks_they_are_away():
    workers = [a_worker(f"w{n}", leave=(away(n),)) for n in (1, 2, 3)]
    best = best_of(an_agency(workers, [a_case(f"c{n}", stages=WORK) for n in (1, 2, 3)]))
    assert len(best.given()) == 3
    for proposed in best.plan.assignments:
        (cover,) = proposed.cover
        assert f"w{cover.week}" == proposed.worker != cover.worker
