"""Does a generalised assignment file get the cheapest assignment there is, or a plain refusal?"""

from itertools import product

import numpy as np
import pytest

from planner.bench.gap import program_of, read_gap, solve_gap
from planner.errors import PlannerError
from planner.solve.clock import Clock
from planner.solve.outcome import Ending
from planner.solve.sets import dense
from tests.bench.files import a_gap_file, a_random_gap


def cheapest_by_trying(cost, use, room):
    agents, jobs = range(len(cost)), range(len(cost[0]))
    best = None
    for assignment in product(agents, repeat=len(jobs)):
        carried = [sum(use[a][j] for j in jobs if assignment[j] == a) for a in agents]
        if all(c <= r for c, r in zip(carried, room, strict=True)):
            total = sum(cost[a][j] for j, a in enumerate(assignment))
            best = total if best is None else min(best, total)
    return best


@pytest.mark.parametrize("seed", range(12))
def test_the_cost_is_what_trying_everything_finds(tmp_path, seed):
    cost, use, room = a_random_gap(seed, agents=3, jobs=7, slack=[0.9, 1.0, 1.1][seed % 3])
    answer = solve_gap(read_gap(a_gap_file(tmp_path, cost, use, room)), Clock(20))
    assert answer.cost == cheapest_by_trying(cost, use, room)
    assert answer.ending is (Ending.NONE if answer.cost is None else Ending.BEST)
    assert answer.cost is None or answer.bound == answer.cost


@pytest.mark.parametrize("seed", range(4))
def test_a_dense_file_gets_an_assignment_within_the_capacities_and_a_bound_below(tmp_path, seed):
    cost, use, room = a_random_gap(seed, agents=4, jobs=48)
    file = read_gap(a_gap_file(tmp_path, cost, use, room))
    assert dense(program_of(file))
    answer = solve_gap(file, Clock(4))
    jobs = np.arange(48)
    agents = np.array(answer.assignment)
    carried = np.bincount(agents, weights=file.use[agents, jobs], minlength=4)
    assert (carried <= file.room).all()
    assert answer.cost == file.cost[agents, jobs].sum()
    assert answer.cost is not None
    assert answer.bound is not None
    assert answer.cost * 0.98 <= answer.bound <= answer.cost


def test_jobs_that_fit_nowhere_together_have_no_assignment(tmp_path):
    jobs = 40
    file = a_gap_file(tmp_path, [[1] * jobs] * 4, [[2] * jobs] * 4, [19] * 4)
    answer = solve_gap(read_gap(file), Clock(10))
    assert (answer.cost, answer.assignment, answer.ending) == (None, [], Ending.NONE)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "tiny, row 1, column agents: the file ends before it."),
        ("0 3", "tiny, row 1, column agents: '0' is given. Allowed: a whole number, 1 or more."),
        ("1 2\n3 4\n5 x\n9", "tiny, row 3, column uses: 'x' is given."),
        ("1 2\n3 4\n5 -6\n9", "tiny, row 3, column uses: '-6' is given."),
        ("1 2\n3 4\n5 6\n", "tiny, row 3, column capacities: the file ends before it."),
        ("1 1\n3\n5\n9\n8", "tiny, row 5: '8' comes after the last number."),
    ],
)
def test_a_file_of_another_form_is_refused_with_its_place(tmp_path, text, said):
    (tmp_path / "tiny").write_text(text)
    with pytest.raises(PlannerError) as refusal:
        read_gap(tmp_path / "tiny")
    assert str(refusal.value).startswith(said)
