"""Do few moves keep every rule, bring what they could, and never make anything worse?"""

from collections import Counter
from datetime import timedelta

import pytest

from planner.check import breaches, cost
from planner.domain import Hold, Plan, Wish
from planner.errors import PlannerError, UnknownReference
from planner.goals import GOALS
from planner.problem import measure
from planner.problem.moves import in_moratorium
from planner.program import build
from planner.rebalance import Asked, rebalance
from planner.rebalance.descent import Descent
from planner.rebalance.neighbourhoods import neighbourhoods
from planner.rules import RULES
from planner.solve.clock import WorkClock
from planner.solve.search import search
from tests.builders import TODAY, a_case, a_stage, a_tier, a_worker, an_agency
from tests.program.test_least_cost import every_plan
from tests.program.test_moves import LONG, SHORT, burdened, leaving, movable
from tests.rebalance.chance_agencies import in_two_offices, to_rebalance

WORK = 100_000


def moved(agency, moves=10, *workers):
    """Return who takes each case that moves."""
    found = rebalance(agency, Asked(moves, frozenset(workers)), 0, WORK)
    return {proposed.case: proposed.worker for proposed in found.plan.assignments}


def judged(agency, plan):
    """Return the cost of a plan in the whole agency, after the plain check has found nothing."""
    problem = measure(agency)
    assert breaches(problem, plan, RULES) == []
    return cost(problem, plan, GOALS, build(problem, RULES, GOALS).step)


@pytest.fixture
def narrow(monkeypatch):
    """Make neighbourhoods so small that even a few cases are several."""
    small = {"cases": 2, "workers": 3, "colleagues": 1}

    def number(name):
        return small.get(name) or 5

    for module in ("around", "neighbourhoods"):
        monkeypatch.setattr(f"planner.rebalance.{module}.number", number)


@pytest.mark.parametrize("seeds", [range(48), pytest.param(range(48, 200), marks=pytest.mark.ci)])
def test_moves_keep_every_rule_are_no_more_than_asked_for_and_never_cost_more(seeds):
    kinds: Counter[str] = Counter()
    for seed in seeds:
        agency, most = to_rebalance(seed, new=seed % 3), 1 + seed % 4
        found = rebalance(agency, Asked(most), 0, WORK)
        before, after = judged(agency, Plan()), judged(agency, found.plan)
        assert after <= before, seed
        assert len(found.plan.assignments) <= most, seed
        assert found.best, seed
        kinds["moves"] += len(found.plan.assignments)
        kinds["all that were asked for"] += len(found.plan.assignments) == most
        if found.more is not None:
            assert judged(agency, found.more) < after, seed
            assert len(found.more.assignments) == most + 1, seed
            kinds["more"] += 1
    assert min(kinds.values()) >= 5, kinds


def test_one_neighbourhood_of_the_whole_agency_finds_the_plan_of_the_search():
    cheaper = 0
    for seed in range(30):
        agency = to_rebalance(seed)
        problem = measure(agency)
        program = build(problem, RULES, GOALS)
        outcome = search(program, WorkClock(WORK))
        found = rebalance(agency, Asked(100), 0, WORK)
        assert judged(agency, found.plan) == outcome.cost, seed
        cheaper += judged(agency, Plan()) > outcome.cost
    assert cheaper >= 8


def test_no_plan_of_so_few_moves_is_cheaper_among_all_plans_tried_one_by_one():
    for seed in range(200, 224):
        agency = to_rebalance(seed, workers=3, cases=1)
        problem = measure(agency)
        step = build(problem, RULES, GOALS).step
        plans = [plan for plan in every_plan(problem) if not breaches(problem, plan, RULES)]
        for most in (1, 2):
            few = [plan for plan in plans if len(plan.assignments) <= most]
            least = min(cost(problem, plan, GOALS, step) for plan in few)
            plan = rebalance(agency, Asked(most), 0, WORK).plan
            assert cost(problem, plan, GOALS, step) == least, (seed, most)


@pytest.mark.usefixtures("narrow")
@pytest.mark.parametrize("seeds", [range(12), pytest.param(range(12, 100), marks=pytest.mark.ci)])
def test_in_many_neighbourhoods_rules_are_kept_and_nothing_gets_worse(seeds):
    found_in: Counter[str] = Counter()
    for seed in seeds:
        agency, most = in_two_offices(to_rebalance(seed, 6, 8, new=seed % 2)), 1 + seed % 5
        found = rebalance(agency, Asked(most), 0, WORK)
        assert judged(agency, found.plan) <= judged(agency, Plan()), seed
        assert len(found.plan.assignments) <= most
        assert found.settled
        assert found.proven == found.neighbourhoods
        assert not (found.best and found.neighbourhoods > 1)
        found_in["several"] += found.neighbourhoods > 1
        found_in["moves"] += bool(found.plan.assignments)
    assert min(found_in.values()) >= 5


@pytest.mark.usefixtures("narrow")
@pytest.mark.parametrize("seeds", [range(8), pytest.param(range(8, 60), marks=pytest.mark.ci)])
def test_a_neighbourhood_that_is_not_looked_at_again_would_bring_nothing(seeds):
    for seed in seeds:
        agency = in_two_offices(to_rebalance(seed, 6, 8))
        first = rebalance(agency, Asked(4 + seed % 9), 0, WORK)
        again = Descent(first.around, neighbourhoods(first.around), first.asked, first.plan)
        again.run(WorkClock(WORK))
        assert judged(agency, again.plan) == judged(agency, first.plan), seed


@pytest.mark.usefixtures("narrow")
def test_shuffled_rows_change_nothing_and_work_takes_the_same_way_each_time():
    given = 0
    for seed in range(6):
        agency, work = in_two_offices(to_rebalance(seed, 6, 8)), 30 if seed % 2 else WORK
        shuffled = agency.changed(
            workers=agency.workers[::-1],
            cases=agency.cases[::-1],
            assignments=agency.assignments[::-1],
        )
        one, two, three = (rebalance(each, Asked(3), 0, work) for each in (agency, agency, shuffled))
        assert one.plan == two.plan == three.plan
        assert (one.more, one.proven, one.seconds) == (three.more, three.proven, None)
        given += bool(one.plan.assignments)
    assert given >= 2


@pytest.mark.parametrize(
    "setting", [{"within_turn_taking": True}, {"budget_kept": 900, "rate_spread": 400}]
)
@pytest.mark.usefixtures("narrow")
def test_what_hangs_on_the_whole_agency_is_judged_there(setting):
    given = 0
    for seed in range(8):
        agency = in_two_offices(to_rebalance(seed, 6, 8, new=seed % 3))
        agency = agency.changed(policy=agency.policy.model_copy(update=setting))
        found = rebalance(agency, Asked(6), 0, WORK)
        assert judged(agency, found.plan) <= judged(agency, Plan()), seed
        given += len(found.plan.assignments)
    assert given >= 5


def test_turns_are_those_of_the_whole_agency_though_few_of_its_workers_are_near(monkeypatch):
    monkeypatch.setattr("planner.rebalance.neighbourhoods.number", lambda name: 2)
    w1 = a_worker("w1", last_day=TODAY + timedelta(weeks=2))
    near = [a_worker(f"w{n}") for n in range(2, 5)]
    far = [a_worker(f"x{n}", offices=("south",)) for n in range(12)]
    cases = [a_case(f"o{n}", kind="advocacy", stages=SHORT) for n in range(6)]
    held = tuple(movable(f"o{n}", "w1") for n in range(6))
    given = {}
    for on in (False, True):
        policy = {"within_turn_taking": on}
        agency = an_agency([w1, *near, *far], cases, assignments=held, policy=policy)
        found = rebalance(agency, Asked(10), 0, WORK)
        judged(agency, found.plan)
        given[on] = Counter(proposed.worker for proposed in found.plan.assignments)
    assert sorted(given[False].values()) == [2, 2, 2]
    assert sorted(given[True].values()) == [1, 1, 1]


def test_the_cases_of_a_leaver_go_to_colleagues():
    assert moved(leaving(a_worker("w2"), a_worker("w3"))) in ({"o1": "w2"}, {"o1": "w3"})


def test_leavers_cases_come_before_any_other_move():
    agency = leaving(a_worker("w2"), a_worker("w3"))
    wished = a_case("o2", stages=SHORT)
    agency = agency.changed(
        cases=(*agency.cases, wished),
        assignments=(*agency.assignments, movable("o2", "w2", Wish.CLIENT)),
    )
    assert set(moved(agency, 1)) == {"o1"}
    assert set(moved(agency, 2)) == {"o1", "o2"}


def a_team_with_a_new_hire():
    """Return an agency of which w1 and w2 are over budget; w3 is new, and w4 carries some."""
    hire = a_worker("w3", months_in_field=30, months_in_post=0)
    heavy = [a_case(f"o{n}", rubric=a_tier(3), stages=(a_stage(20, 150, other=30),)) for n in range(6)]
    cases = [*heavy, *(a_case(f"p{n}", stages=LONG) for n in range(2))]
    held = [movable(f"o{n}", f"w{1 + n % 2}") for n in range(6)]
    held += [movable(f"p{n}", "w4") for n in range(2)]
    workers = [a_worker("w1"), a_worker("w2"), hire, a_worker("w4")]
    policy = {"half_life_weeks": 1, "unit_budget": 18_000}
    return an_agency(workers, cases, assignments=tuple(held), policy=policy)


def test_a_new_hire_receives_cases_of_those_who_carry_most():
    agency = a_team_with_a_new_hire()
    from_whom = {assignment.case: assignment.worker for assignment in agency.assignments}
    given = moved(agency, 10, "w3")
    assert set(given.values()) == {"w3"}
    assert {from_whom[case] for case in given} <= {"w1", "w2"}
    ramp = measure(agency).budget[2]
    assert ramp[0] <= ramp[-1]


def test_for_somebody_only_what_goes_from_or_to_them_moves():
    seen = 0
    for seed in range(60):
        agency = to_rebalance(seed, 5, 7)
        from_whom = {assignment.case: assignment.worker for assignment in agency.assignments}
        given = moved(agency, 5, "w1")
        assert all("w1" in (from_whom[case], worker) for case, worker in given.items())
        seen += bool(given)
    assert seen >= 10


def test_a_move_that_does_not_pay_is_not_proposed():
    assert moved(burdened()) == {"o1": "w2"}
    assert moved(burdened(policy={"fit_points_per_move": 10_000})) == {}


def test_nothing_moves_within_the_moratorium_or_on_hold():
    seen = 0
    for seed in range(60):
        agency = to_rebalance(seed, 5, 7)
        near = tuple(
            case.model_copy(update={"court_dates": (TODAY + timedelta(days=3),)})
            if case.id.startswith("o")
            else case
            for case in agency.cases
        )
        agency = agency.changed(cases=near)
        holds = {assignment.case: assignment for assignment in agency.assignments}
        for case in moved(agency, 20):
            assignment = holds[case]
            leaves = agency.worker_of[assignment.worker].last_day is not None
            assert leaves or not in_moratorium(agency, agency.case_of[case])
            assert leaves or assignment.hold is Hold.MOVABLE
            seen += 1
    assert seen >= 20


def test_a_leavers_case_that_goes_together_with_a_new_one_is_left_to_a_plan():
    family = {"group": "g1", "group_rule": "together"}
    agency = leaving(a_worker("w2"), **family)
    assert moved(agency) == {"o1": "w2"}
    with_new = agency.changed(cases=(*agency.cases, a_case("c1", **family)))
    found = rebalance(with_new, Asked(10), 0, WORK)
    assert (found.plan.assignments, found.left) == ((), ["o1"])
    assert breaches(measure(with_new), found.plan, RULES) == []


def test_a_family_of_a_leaver_goes_together_or_not_at_all():
    family = {"group": "g1", "group_rule": "together", "stages": SHORT}
    w1 = a_worker("w1", last_day=TODAY + timedelta(weeks=2))
    cases = [a_case("o1", **family), a_case("o2", **family)]
    held = (movable("o1", "w1"), movable("o2", "w1"))
    agency = an_agency([w1, a_worker("w2")], cases, assignments=held)
    assert moved(agency, 1) == {}
    assert moved(agency, 2) == {"o1": "w2", "o2": "w2"}
    assert rebalance(agency, Asked(1), 0, WORK).more is not None


def test_a_case_that_must_be_given_and_is_left_is_said_to_break_the_rule():
    agency = leaving(a_worker("w2", languages=("polish",)), must_assign=True)
    assert rebalance(agency, Asked(10), 0, WORK).broken == ["o1"]
    assert rebalance(leaving(a_worker("w2"), must_assign=True), Asked(10), 0, WORK).broken == []


def test_where_a_new_case_must_be_given_the_question_is_refused():
    agency = burdened()
    must = agency.changed(cases=(*agency.cases, a_case("c1", must_assign=True)))
    with pytest.raises(PlannerError, match="c1 must be given to somebody"):
        moved(must)


def test_a_worker_whom_nobody_knows_is_refused():
    with pytest.raises(UnknownReference, match="worker 'w9'"):
        moved(burdened(), 1, "w9")


def test_where_time_is_over_at_once_nothing_moves_and_nothing_is_claimed():
    found = rebalance(burdened(), Asked(1), 0.0)
    assert (found.plan.assignments, found.best, found.more_known) == ((), False, False)


def test_an_agency_without_open_cases_is_as_it_should_be():
    found = rebalance(an_agency([a_worker()], [a_case("c1")]), Asked(1), 0, WORK)
    assert (found.plan, found.best, found.more) == (Plan(), True, None)
