"""Are groups of few never told of, and are the figures those of the measures?"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain import Plan, Setting, Team
from planner.explain.burden import by_experience, by_team
from planner.measures import worker_loads
from planner.problem import measure
from tests.builders import a_case, a_plan, a_random_agency, a_worker, an_agency, held


def teams(*sizes: int, months: int = 120):
    """Return the problem of an agency with teams of these sizes, each worker with an open case."""
    names = [f"t{place}" for place in range(len(sizes))]
    workers = [
        a_worker(f"w{name}{n}", team=name, months_in_field=min(600, months * (n + 1)), months_in_post=0)
        for name, size in zip(names, sizes, strict=True)
        for n in range(size)
    ]
    cases = [a_case(f"o{worker.id}") for worker in workers]
    return measure(
        an_agency(
            workers,
            cases,
            teams=tuple(Team(id=name, office="north", setting=Setting.CHILD_WELFARE) for name in names),
            assignments=tuple(held(f"o{worker.id}", worker.id) for worker in workers),
        )
    )


@given(sizes=st.lists(st.integers(0, 9), min_size=1, max_size=6), months=st.integers(1, 40))
@settings(max_examples=60, deadline=None)
def test_nobody_is_told_of_in_a_group_of_few_and_nobody_is_left_out(sizes, months):
    problem = teams(*sizes, months=months)
    fewest = problem.agency.policy.fewest_in_group
    for groups in (by_team(problem, Plan()), by_experience(problem, Plan())):
        assert all(group.people >= fewest for group in groups)
        told = sum(group.people for group in groups)
        assert told == (sum(sizes) if sum(sizes) >= fewest else 0), "no rest to be found by difference"


def test_the_smallest_teams_are_put_together():
    groups = by_team(teams(2, 7, 3), Plan())
    assert [(group.names, group.people) for group in groups] == [(("t0", "t2"), 5), (("t1",), 7)]


def test_bands_of_experience_follow_the_policy():
    months = [3] * 5 + [30] * 6 + [90] * 2
    workers = [a_worker(f"w{n}", months_in_field=m, months_in_post=0) for n, m in enumerate(months)]
    groups = by_experience(measure(an_agency(workers, [])), Plan())
    assert [(group.months, group.people) for group in groups] == [((0, 12), 5), ((12, None), 8)]


@pytest.mark.parametrize("seed", range(5))
def test_the_figures_are_those_of_the_measures(seed):
    agency = a_random_agency(seed, workers=6, cases=3).public()
    problem = measure(agency)
    plan = a_plan(**{problem.cases[0].id: "w1", problem.cases[1].id: "w2"})
    loads = worker_loads(problem, plan)
    for groups in (by_team(problem, plan), by_experience(problem, plan)):
        people = sum(group.people for group in groups)
        assert people == len(loads)
        mean = sum(group.mean_after * group.people for group in groups) / people
        assert mean == pytest.approx(sum(load.after for load in loads) / people)
        assert max(group.highest_before for group in groups) == max(load.before for load in loads)
        assert max(group.highest_after for group in groups) == max(load.after for load in loads)
