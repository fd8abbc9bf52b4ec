"""Is every price what the other engine finds, and does each change mean what its claim says?"""

from functools import cache

import pytest

from planner.check import breaches, cost
from planner.claims import Change, Seen
from planner.claims.hashes import plan_hash
from planner.domain import Agency, Plan
from planner.goals import GOALS
from planner.pipeline import Side
from planner.plan_explained.bottlenecks import Bottlenecks, bottlenecks
from planner.plan_explained.levers import changed, hires, lever_of, more_hours
from planner.plan_explained.screening import candidates
from planner.plan_explained.solved import Solved, solved
from planner.program.certificate import fingerprint
from planner.rule import Breach
from planner.rules import RULES
from planner.solve.clock import WorkClock
from planner.solve.cpsat import solve_by_cpsat
from planner.solve.outcome import Ending
from tests.builders import a_case, a_random_agency, a_stage, a_worker, an_agency

SEEDS = range(18)


def an_office(seed: int) -> Agency:
    """Return a random agency in which no case has to be assigned, so that there is a plan."""
    agency = a_random_agency(seed, workers=5, cases=8, tight=seed % 3 == 0)
    free = (case.model_copy(update={"must_assign": False}) for case in agency.cases)
    return agency.changed(cases=tuple(free))


def the_best(side: Side) -> Solved:
    base = solved(side, side.program, WorkClock(20_000.0))
    assert base is not None
    assert base.proven
    return base


@cache
def priced(seed: int) -> tuple[Side, Solved, Bottlenecks]:
    """Return the public side of an office, the best plan there, and what would help it."""
    side = Side(an_office(seed)).public
    base = the_best(side)
    return side, base, bottlenecks(base, Seen.MANAGER, WorkClock(20_000.0))


def the_other_engine(side: Side, step: int) -> int:
    """Return the least cost by CP-SAT, one weight left at the step of another program."""
    outcome = solve_by_cpsat(side.program, 20, by_work=True)
    assert outcome.ending is Ending.BEST
    assert outcome.chosen is not None
    return step * side.program.left(outcome.chosen) + side.program.rest(outcome.chosen)


def moved(plan: Plan, moves) -> Plan:
    """Return a plan once it has followed some moves; each has to begin where the plan is."""
    given = {proposed.case: proposed for proposed in plan.assignments}
    for move in moves:
        assert given.pop(move.case, None) == move.before
        if move.after is not None:
            given[move.case] = move.after
    return Plan(assignments=tuple(given[case] for case in sorted(given)))


@pytest.mark.parametrize("seed", SEEDS)
def test_every_price_is_what_the_other_engine_finds(seed):
    side, base, found = priced(seed)
    step = side.program.step
    now = the_other_engine(side, step)
    near = max(2, round(1e-6 * base.rest))
    assert base.cost(step) == pytest.approx(now, abs=near)
    for one in found.best:
        then = the_other_engine(Side(changed(side.agency, one.change)), step)
        assert one.proven
        assert one.claim.value <= base.cost(step) - then + near
        assert base.cost(step) - then <= one.claim.value + one.claim.tolerance + near
        assert one.at_least <= now - then + near


@pytest.mark.parametrize("seed", SEEDS)
def test_the_moves_lead_to_a_plan_that_keeps_every_rule_at_the_cost_of_the_claim(seed):
    side, base, found = priced(seed)
    for one in found.best:
        after = Side(changed(side.agency, one.change))
        plan = moved(base.plan, one.claim.moves)
        assert breaches(after.problem, plan, RULES) == []
        step = side.program.step
        before = cost(side.problem, base.plan, GOALS, step)
        assert before - cost(after.problem, plan, GOALS, step) == one.claim.value > 0
        assert one.claim.instance == fingerprint(side.program)
        assert one.claim.plan == plan_hash(base.plan)


def test_the_random_agencies_have_something_to_price():
    told = [priced(seed)[2] for seed in SEEDS]
    levers = [one.change.lever for found in told for one in found.best]
    assert len(levers) >= len(SEEDS) // 2
    assert len(set(levers)) >= 3


def test_a_price_found_with_no_time_for_a_proof_is_no_more_than_the_true_one():
    for seed in range(12):
        side, base, _ = priced(seed)
        for one in bottlenecks(base, Seen.MANAGER, WorkClock(0.0)).best:
            then = the_other_engine(Side(changed(side.agency, one.change)), side.program.step)
            assert one.at_least <= base.cost(side.program.step) - then + 2


def test_a_language_that_alone_keeps_workers_from_a_case_is_looked_at_first():
    team = [a_worker("w1"), a_worker("w2")]
    side = Side(an_agency(team, [a_case("c1", language="polish"), a_case("c2")]))
    base = the_best(side)
    looked_at, _ = candidates(side, base.plan)
    assert (looked_at[0].lever, looked_at[0].what) == ("language", "polish")
    (best, *_) = bottlenecks(base, Seen.MANAGER, WorkClock(5_000.0)).best
    assert best.change.lever == "language"
    assert best.gained == ("c1",)
    assert best.proven


def test_what_two_things_keep_a_worker_from_is_no_single_change():
    case = a_case("c1", language="polish", skills_required=("forensic-interview",))
    side = Side(an_agency([a_worker("w1")], [case]))
    base = the_best(side)
    looked_at, _ = candidates(side, base.plan)
    assert {each.lever for each in looked_at} == {"hire"}


def test_a_few_more_hours_are_tried_where_they_are_enough():
    large = a_case("c1", stages=(a_stage(exposure=0, other=20 * 60),))
    side = Side(an_agency([a_worker("w1", week=28 * 60)], [large], policy={"productive_share": 700}))
    base = the_best(side)
    found = bottlenecks(base, Seen.MANAGER, WorkClock(5_000.0)).best
    hours = next(one.change for one in found if one.change.lever == "number")
    assert (hours.what, hours.before, hours.after) == ("week", 28 * 60, 32 * 60)
    short = Breach("hours", worker="w1", needed=20 * 60, limit=10 * 60)
    assert lever_of(a_worker("w1", week=28 * 60), short, 700) is None
    assert more_hours(a_worker("w1", week=58 * 60)) is None


def test_a_hire_is_like_the_usual_worker_of_the_team_with_nothing_of_their_own():
    months = {"w1": 240, "w2": 30, "w3": 12, "w4": 60}
    team = [
        a_worker(
            each, months_in_field=field, months_in_post=5, skills=(f"of-{each}",), conflicts=("c1",)
        )
        for each, field in months.items()
    ]
    agency = an_agency(team, [a_case("c1")])
    agency = agency.changed(teams=(agency.teams[0].model_copy(update={"supervisor": "w1"}),))
    (hire,) = hires(agency)
    assert hire == Change(worker="hire-1", lever="hire", what="blue")
    new = changed(agency, hire).worker_of["hire-1"]
    assert (new.months_in_field, new.months_in_post, new.skills) == (30, 0, ("of-w2",))
    assert (new.conflicts, new.leave, new.duty, new.last_day) == ((), (), (), None)
