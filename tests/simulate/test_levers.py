"""Is a lever told from nothing and from the others only where the runs tell it, each for its cost?"""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.errors import BadInput, PlannerError
from planner.present.simulation import LeverAnswer, Standing
from planner.simulate.arms import Asked, Outcome, asked
from planner.simulate.lever import Lever, Price, price
from planner.simulate.levers import Levers, TwoCosts
from planner.simulate.parameters import parameters
from tests.simulate.outcomes import an_outcome
from tests.simulate.questions import a_small_agency
from tests.simulate.questions import asked as a_question

HIRE = {"do": "hire", "count": 1, "like": "w1"}
RUNS = 32


def a_lever(name: str, **fields: Any) -> dict[str, Any]:
    return {"name": name, "change": [HIRE]} | fields


def of(*levers: dict[str, Any], **fields: Any) -> Asked:
    known = {"lever": list(levers), "rank_by": "waiting_days", "policies": ["caseload"], "weeks": 52}
    return asked(a_question(**(known | fields)), a_small_agency())


def told(what: Asked, **less: float) -> list[LeverAnswer]:
    """Return what is said where each lever takes so many days off the waiting, give or take a tenth.

    What is given and taken is on average nothing, and of no two levers the same.
    """
    levers = Levers(what)
    for run in range(RUNS):
        found = {"caseload": waiting(20.0 + run % 7)}
        for place, (name, days) in enumerate(less.items()):
            found[name] = waiting(20.0 + run % 7 - days + (0.1 if run >> place & 1 else -0.1))
        levers.add(run, found)
    return levers.answers()


def waiting(days: float) -> Outcome:
    return an_outcome({"waiting_days": days, "coverage": 0.9})


def standings(answers: list[LeverAnswer]) -> dict[str, str]:
    return {one.name: one.standing for one in answers}


def test_each_lever_is_an_arm_of_its_own_under_the_leading_policy():
    what = of(a_lever("One more"), policies=["rotation", "caseload"])
    assert [(arm.name, arm.policy) for arm in what.arms] == [
        ("rotation", "rotation"),
        ("caseload", "caseload"),
        ("One more", "caseload"),
    ]
    assert [len(arm.agency.workers) for arm in what.arms] == [6, 6, 7]
    assert what.lead == "caseload"


def test_a_lever_comes_on_top_of_the_questions_own_changes():
    more = [{"do": "hire", "count": 2, "like": "w1"}]
    what = asked(a_question(*more, lever=[a_lever("One more")]), a_small_agency())
    assert [len(arm.agency.workers) for arm in what.arms] == [6, 8, 8, 8, 9]


@pytest.mark.parametrize("names", [("caseload",), ("as-it-is",), ("Same", "Same")])
def test_a_lever_called_like_something_else_that_is_run_is_refused(names: tuple[str, ...]):
    with pytest.raises(PlannerError, match="rename the lever"):
        asked(a_question(HIRE, lever=[a_lever(name) for name in names]), a_small_agency())


@pytest.mark.parametrize(
    ("fields", "cost_of_post", "weeks", "expected"),
    [
        ({"cost": 500}, 0, 52, Price(500, None)),
        ({"cost": 0}, 60_000, 52, Price(0, None)),
        ({"posts": 500}, 0, 52, Price(None, 500)),
        ({"posts": 500}, 60_000, 52, Price(30_000, 500)),
        ({"posts": 1000}, 60_000, 26, Price(30_000, 1000)),
        ({"posts": 1}, 26_000, 1, Price(1, 1)),  # half a unit of money, rounded up
        ({}, 60_000, 52, Price(None, None)),
    ],
)
def test_posts_cost_what_a_post_costs_for_the_weeks_of_a_run(fields, cost_of_post, weeks, expected):
    lever = Lever.model_validate(a_lever("One", **fields))
    assert price(lever, parameters(cost_per_fte=cost_of_post, weeks=weeks)) == expected


def test_what_helps_most_for_its_cost_comes_first_and_need_not_help_most():
    answers = told(of(a_lever("Dear", cost=100_000), a_lever("Cheap", cost=10_000)), Dear=4, Cheap=2)
    assert [one.name for one in answers] == ["Cheap", "Dear"]
    assert standings(answers) == {"Cheap": Standing.BEST, "Dear": Standing.LESS}
    cheap, dear = answers
    assert cheap.measures["waiting_days"].mean == pytest.approx(-2, abs=0.1)
    assert dear.per_10000["waiting_days"].mean == pytest.approx(-0.4, abs=0.05)
    assert dear.as_good_at == pytest.approx(20_000, rel=0.1)
    assert cheap.as_good_at is None


def test_two_that_help_alike_for_their_cost_are_not_told_apart():
    answers = told(of(a_lever("One", cost=10_000), a_lever("Two", cost=20_000)), One=2, Two=4)
    assert set(standings(answers).values()) == {Standing.BEST, Standing.TIED}


def test_what_may_be_chance_is_not_called_help_and_what_hurts_comes_last():
    levers = [a_lever(name, cost=10_000) for name in ("Hurts", "Nothing", "Helps")]
    answers = told(of(*levers), Hurts=-2, Nothing=0, Helps=2)
    assert [one.name for one in answers] == ["Helps", "Nothing", "Hurts"]
    expected = [Standing.BEST, Standing.NOTHING, Standing.WORSE]
    assert [one.standing for one in answers] == expected


def test_what_costs_nothing_comes_first_and_what_has_no_cost_is_told_what_it_may_cost():
    what = of(a_lever("Paid", cost=10_000), a_lever("Free", cost=0), a_lever("Unknown"))
    answers = told(what, Paid=2, Free=1, Unknown=6)
    assert [one.standing for one in answers] == [Standing.FREE, Standing.BEST, Standing.NO_COST]
    assert answers[0].per_10000 == answers[2].per_10000 == {}
    assert answers[2].as_good_at == pytest.approx(30_000, rel=0.1)


def test_without_a_cost_of_posts_levers_are_compared_by_the_post():
    answers = told(of(a_lever("Half", posts=500), a_lever("Two", posts=2000)), Half=2, Two=4)
    assert [one.name for one in answers] == ["Half", "Two"]
    assert answers[0].per_post["waiting_days"].mean == pytest.approx(-4, abs=0.2)
    assert answers[0].per_10000 == {}
    assert answers[1].as_good_at == pytest.approx(1000, rel=0.1)


def test_posts_and_money_are_not_mixed_unless_a_post_has_a_cost():
    mixed = [a_lever("Money", cost=10_000), a_lever("Posts", posts=1000)]
    with pytest.raises(TwoCosts, match="cost_per_fte"):
        Levers(of(*mixed))
    with_cost = told(of(*mixed, parameters={"cost_per_fte": 50_000}), Money=2, Posts=2)
    assert [one.name for one in with_cost] == ["Money", "Posts"]
    assert with_cost[1].cost == 50_000
    assert Levers(of(a_lever("Free", cost=0), a_lever("Posts", posts=1000))).names == ("Free", "Posts")


def test_more_of_a_measure_of_which_more_is_better_helps():
    what = of(a_lever("One", cost=10_000), rank_by="coverage")
    levers = Levers(what)
    for more in (0.10, 0.11, 0.12):
        without, with_it = ({"coverage": share} for share in (0.5, 0.5 + more))
        levers.add(0, {"caseload": an_outcome(without), "One": an_outcome(with_it)})
    assert standings(levers.answers()) == {"One": Standing.BEST}


def test_one_run_is_too_few_to_say():
    levers = Levers(of(a_lever("One", cost=10_000)))
    levers.add(0, {"caseload": waiting(5), "One": waiting(3)})
    assert standings(levers.answers()) == {"One": Standing.TOO_FEW}


def test_a_measure_that_is_never_defined_is_too_few_runs_to_say():
    levers = Levers(of(a_lever("One", cost=10_000)))
    for _ in range(3):
        levers.add(0, {"caseload": waiting(float("nan")), "One": waiting(float("nan"))})
    assert standings(levers.answers()) == {"One": Standing.TOO_FEW}


@given(st.lists(st.floats(-4, 4), min_size=2, max_size=5), st.sampled_from([2, 10, 1000]))
def test_dearer_money_changes_neither_the_order_nor_what_can_be_said(gains: list[float], times: int):
    names = [f"L{n}" for n in range(len(gains))]
    plain, dear = (
        told(
            of(*(a_lever(n, cost=k * (i + 1) * 5000) for i, n in enumerate(names))),
            **dict(zip(names, gains, strict=True)),
        )
        for k in (1, times)
    )
    assert [(one.name, one.standing) for one in plain] == [(one.name, one.standing) for one in dear]
    for one, other in zip(plain, dear, strict=True):
        first, second = one.per_10000["waiting_days"].mean, other.per_10000["waiting_days"].mean
        assert first == pytest.approx(times * (second or 0))


def refused(**fields: Any) -> str:
    with pytest.raises(BadInput) as refusal:
        a_question(**fields)
    return str(refusal.value)


def test_an_unknown_key_of_a_lever_is_refused_with_the_nearest():
    said = refused(lever=[a_lever("One"), a_lever("Two", posst=1000)])
    assert "q.toml, lever 2, column posst: there is no such key. Did you mean posts?" in said


def test_a_slip_in_a_levers_change_is_told_with_its_place():
    said = refused(lever=[a_lever("One", change=[HIRE, HIRE | {"lke": "w2"}])])
    assert "q.toml, lever 1, change 2, column lke: there is no such key. Did you mean like?" in said
    said = refused(lever=[a_lever("One", change=[{"do": "parameters", "set": {"turnovr": 1}}])])
    assert "q.toml, lever 1, change 1, column set.turnovr" in said
    assert "did you mean 'turnover'?" in said


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"change": []}, "cannot be taken"),
        ({"name": ""}, "cannot be taken"),
        ({"cost": -1}, "cannot be taken"),
        ({"posts": 0}, "cannot be taken"),
        ({"posts": 1.5}, "cannot be taken"),
        ({"cost": 1, "posts": 1}, "has a cost and posts; give one of them."),
    ],
)
def test_a_lever_that_cannot_be_is_refused(fields: dict[str, Any], says: str):
    said = refused(lever=[a_lever("One") | fields])
    assert "q.toml, lever 1" in said
    assert says in said


def test_a_measure_nobody_can_rank_by_is_refused_with_the_nearest():
    assert "'waiting' is no measure to rank by. Did you mean waiting_days?" in refused(rank_by="waiting")
    assert "'cost' is no measure to rank by" in refused(rank_by="cost")


def test_what_is_known_of_the_agency_holds_as_it_is_and_changed():
    what = asked(a_question(HIRE, parameters={"turnover": 200}, weeks=5), a_small_agency())
    assert {arm.parameters.turnover for arm in what.arms} == {200}
    assert {arm.parameters.weeks for arm in what.arms} == {5}
    assert "did you mean 'turnover'?" in refused(parameters={"turn_over": 200})
    assert "weeks is a key of the question itself" in refused(parameters={"weeks": 5})
