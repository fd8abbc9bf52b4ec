"""Is a plan as even as can be, and then as cheap, as the best of all plans, tried one by one?"""

from collections import Counter
from typing import Any

import numpy as np
import pytest

from planner.check import breaches, cost
from planner.domain import Kind, PrivateProfile, Setting, Step, Team
from planner.errors import UnknownReference
from planner.fairness_answers import as_even_as_can_be, fairness_answer
from planner.goals import GOALS
from planner.rules import RULES
from planner.solve.outcome import Ending
from planner.solve.slots import Slots
from tests.builders import a_case, a_random_agency, a_stage, a_worker, an_agency
from tests.program.test_least_cost import an_agency_by_chance, every_plan

SECONDS = 60.0  # far more than is needed


def in_two_offices(agency):
    """Return an agency whose every second worker is in a team of another office."""
    team = Team(id="red", office="south", setting=Setting.CHILD_WELFARE)
    workers = [
        worker.model_copy(update={"team": "red"}) if place % 2 else worker
        for place, worker in enumerate(agency.workers)
    ]
    return agency.changed(teams=(*agency.teams, team), workers=tuple(workers))


def even(agency, seconds=SECONDS, offices=()) -> Any:
    """Return both plans of an agency; None where there is none."""
    return as_even_as_can_be(agency, seconds, offices)


def shares(side, plan, office=None):
    """Return the shares of the usual budget in an office, or of all, greatest first."""
    problem, added = side.problem, side.problem.added_load(plan)
    teams, found = side.agency.team_of, []
    for place, worker in enumerate(problem.workers):
        if office in (None, teams[worker.team].office):
            load = int(problem.start_load[place]) + added.get(place, 0)
            found.append(-(-1000 * load // max(1, int(side.public.problem.budget_load[place]))))
    return sorted(found, reverse=True)


def has(problem, plan, workers):
    """Return what a plan gives some workers, and what stays with them."""
    added, staying = problem.added(plan), problem.staying(plan)
    stays = {w: [case for case in staying if problem.holder[case] == w] for w in workers}
    return {w: sorted(added.get(w, ())) for w in workers}, stays


def all_even(side, default, office):
    """Return (shares, cost) of the best of all plans that leave everybody elsewhere what they have."""
    problem, step = side.problem, side.program.step
    elsewhere = [
        place
        for place, worker in enumerate(problem.workers)
        if side.agency.team_of[worker.team].office != office
    ]
    theirs, left = has(problem, default, elsewhere), left_weight(side, default)
    found = []
    for plan in every_plan(problem):
        same = left_weight(side, plan) == left and has(problem, plan, elsewhere) == theirs
        if same and not breaches(problem, plan, RULES):
            found.append((shares(side, plan, office), cost(problem, plan, GOALS, step)))
    return min(found)


def left_weight(side, plan):
    return GOALS[0].cost(side.problem, plan)


def assert_even(agency, office, seen):
    fair = even(agency, offices=[office])
    if fair is None:
        seen["no plan"] += 1
        return
    side, plan, default = fair.default.side, fair.planned.plan, fair.default.plan
    least = all_even(side, default, office)
    told = fair.offices[0]
    assert shares(side, plan, office) == least[0]
    assert fair.planned.outcome.cost == least[1]
    assert told.proven == told.workers
    assert told.cheapest
    assert left_weight(side, plan) == left_weight(side, default)
    assert breaches(side.problem, plan, RULES) == []
    seen["more even"] += shares(side, plan, office) < shares(side, default, office)
    seen["at a price"] += fair.planned.outcome.cost > fair.default.outcome.cost
    seen["as it was"] += plan == default
    seen["not the first"] += (told.first or 1) > 1


def assert_all_even(seeds, workers, cases, offices):
    """Even out agencies by chance and return what was seen."""
    seen: Counter[str] = Counter()
    for seed in seeds:
        agency = an_agency_by_chance(seed, workers, cases)
        for office in offices:
            assert_even(agency if len(offices) == 1 else in_two_offices(agency), office, seen)
    return seen


def test_shares_are_the_least_of_all_plans_and_the_cost_the_least_among_those():
    seen = assert_all_even(range(14), 3, 4, ["north"])
    assert seen["more even"] >= 2, seen
    assert seen["at a price"] >= 2, seen
    assert seen["as it was"] >= 2, seen


def test_beside_another_office_shares_are_the_least_while_everybody_there_keeps_what_they_have():
    seen = assert_all_even(range(8), 4, 3, ["north", "south"])
    assert seen["more even"] >= 1, seen


@pytest.mark.ci
@pytest.mark.parametrize("offices", [["north"], ["north", "south"]])
def test_shares_and_cost_are_the_least_of_all_plans_in_many_agencies(offices):
    seen = assert_all_even(range(100, 160), 4, 4, offices)
    assert seen["more even"] >= 10, seen


def light_and_heavy():
    """Return two light cases that w1 knows, and one twice as heavy."""
    of_w1 = {"earlier_worker": "w1", "kind": Kind.ADVOCACY}
    light = [a_case(f"c{n}", stages=(a_stage(9, 60),), **of_w1) for n in (1, 2)]
    return [*light, a_case("c3", stages=(a_stage(9, 120),), kind=Kind.ADVOCACY)]


def test_no_more_workers_than_need_be_are_at_a_share():
    workers = [a_worker(f"w{n}") for n in (1, 2, 3)]
    fair = even(an_agency(workers, light_and_heavy()))
    side = fair.default.side
    one, two, three = shares(side, fair.default.plan)
    assert one == two > three == 0
    high, low, lower = shares(side, fair.planned.plan)
    assert high == one
    assert low == lower < high
    assert fair.offices[0].first == 2


def test_among_plans_as_even_the_cheapest_is_taken():
    workers = [a_worker(f"w{n}", skills=(f"s{n}",)) for n in range(5)]
    kind = {"kind": Kind.ADVOCACY, "stages": (a_stage(9, 60),), "earlier_worker": "w0"}
    cases = [a_case(f"c{n}", skills_preferred=(f"s{n}",), **kind) for n in range(5)]
    fair = even(an_agency(workers, cases))
    given = {proposed.case: proposed.worker for proposed in fair.planned.plan.assignments}
    assert given == {f"c{n}": f"w{n}" for n in range(5)}
    assert shares(fair.default.side, fair.default.plan)[0] > fair.offices[0].greatest_after[0] * 1000


def test_the_price_is_never_negative_and_what_is_told_adds_up():
    for seed in range(12):
        fair = even(an_agency_by_chance(seed, 6, 6))
        if fair is not None:
            answer = fairness_answer(fair)
            assert answer.price == fair.planned.outcome.cost - fair.default.outcome.cost >= 0
            assert answer.price_at_most is not None
            assert answer.price <= answer.price_at_most
            assert answer.ending is Ending.BEST
            assert answer.sts_points == pytest.approx(answer.price / 1e7)


def test_shuffled_rows_change_nothing():
    agency = in_two_offices(a_random_agency(7, workers=6, cases=8, tight=False))
    shuffled = agency.changed(workers=agency.workers[::-1], cases=agency.cases[::-1])
    one, two = (even(each) for each in (agency, shuffled))
    assert one.planned.plan == two.planned.plan
    assert shares(one.default.side, one.planned.plan) < shares(one.default.side, one.default.plan)


def test_where_time_is_over_at_once_the_plan_by_default_stands_and_nothing_is_claimed():
    fair = even(an_agency([a_worker("w1"), a_worker("w2")], light_and_heavy()), 0.0)
    answer = fairness_answer(fair)
    assert breaches(fair.default.side.problem, fair.planned.plan, RULES) == []
    assert answer.ending is Ending.GOOD
    assert not answer.offices[0].cheapest
    assert answer.price >= 0


def test_an_agency_without_new_cases_is_as_even_as_can_be_at_no_price():
    answer = fairness_answer(even(an_agency([a_worker()], [])))
    assert (answer.ending, answer.price, answer.cases_changed) == (Ending.BEST, 0, 0)


def test_an_office_that_nobody_knows_is_refused_by_name():
    with pytest.raises(UnknownReference, match="office 'nort'"):
        even(an_agency([a_worker()], []), offices=["nort"])


def test_whoever_cannot_be_lower_keeps_a_slot_from_others():
    floors = np.array([900, 500, 100])
    assert Slots.of([900, 700], 600).open_to(floors) == [[0], [1], [1]]
    assert Slots.of([950, 900], 600).open_to(floors) == [[0, 1], [0, 1], [0, 1]]


def test_what_a_worker_wants_for_now_does_not_change_what_a_share_is_of():
    agency = an_agency([a_worker("w1"), a_worker("w2")], [a_case("c1", stages=(a_stage(9, 60),))])
    private = agency.changed(profiles=(PrivateProfile(worker="w1", step=Step.LIGHTER),))
    told = [even(each).offices[0].greatest_after for each in (agency, private)]
    assert told[0] == told[1]
