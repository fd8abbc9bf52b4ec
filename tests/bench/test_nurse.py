"""Are the workloads of a nursing file as even, or as little, as they can be?"""

from itertools import product

import numpy as np
import pytest

from planner.bench.nurse import Objective, solve_by_nurse
from planner.bench.nurse_file import ZonesFile, read_nurse
from planner.bench.zones import solve_zones
from planner.errors import PlannerError
from planner.solve.clock import Clock
from planner.solve.outcome import Ending

BY_NURSE = "2 6 2\n2 4\n\n3 3\n\n4 9\n7 5\n"


def written(folder, text):
    path = folder / "ward.txt"
    path.write_text(text)
    return read_nurse(path)


def plans(nurses, patients, fewest, most):
    """Yield every assignment in which each nurse has patients enough and not too many."""
    for assignment in product(range(nurses), repeat=patients):
        counts = np.bincount(assignment, minlength=nurses)
        if (counts >= fewest).all() and (counts <= most).all():
            yield np.array(assignment)


def least_squares_by_trying(file):
    acuity = [a for zone in file.zones for a in zone]
    zone = np.repeat(np.arange(len(file.zones)), [len(z) for z in file.zones])
    values = []
    for assignment in plans(file.nurses, len(acuity), file.fewest, file.most):
        work = np.bincount(assignment, weights=acuity, minlength=file.nurses)
        alone = all(len(set(zone[assignment == nurse])) <= 1 for nurse in range(file.nurses))
        if alone and work.max() <= file.most_workload:
            values.append(int((work**2).sum()))
    return min(values, default=None)


@pytest.mark.parametrize("seed", range(8))
def test_the_sum_of_squares_is_what_trying_everything_finds(tmp_path, seed):
    chance = np.random.default_rng(seed)
    zones = [chance.integers(5, 40, size) for size in (4, 3)]
    lines = "\n".join(f"{len(zone)} {' '.join(map(str, zone))}" for zone in zones)
    file = written(tmp_path, f"2 3\n1 3 {80 if seed % 2 else 60}\n{lines}\n")
    assert isinstance(file, ZonesFile)
    answer = solve_zones(file, Clock(20))
    assert answer.sum_squared == least_squares_by_trying(file)
    assert answer.ending is (Ending.NONE if answer.sum_squared is None else Ending.BEST)


def test_no_nurse_works_in_two_zones(tmp_path):
    file = written(tmp_path, "2 4\n1 3 105\n5 30 20 20 10 9\n4 40 30 8 7\n")
    assignment = solve_zones(file, Clock(20)).assignment
    assert set(assignment[:5]) | set(assignment[5:]) == {0, 1, 2, 3}
    assert set(assignment[:5]) & set(assignment[5:]) == set()


@pytest.mark.parametrize("objective", Objective)
def test_where_acuities_differ_by_nurse_the_total_or_the_greatest_is_least(tmp_path, objective):
    file = written(tmp_path, BY_NURSE)
    totals, greatest = [], []
    for assignment in plans(2, 6, 2, 4):
        work = np.bincount(assignment, weights=file.acuity[assignment, np.arange(6)], minlength=2)
        totals.append(work.sum())
        greatest.append(work.max())
    answer = solve_by_nurse(file, objective, Clock(20))
    assert answer.ending is Ending.BEST
    if objective is Objective.TOTAL:
        assert answer.total_workload == min(totals)
    else:
        assert answer.max_workload == min(greatest)


def test_types_that_do_not_add_up_to_the_patients_are_refused(tmp_path):
    with pytest.raises(PlannerError, match="the types have 6 patients, the first line says 7"):
        written(tmp_path, BY_NURSE.replace("2 6 2", "2 7 2"))


def test_more_patients_than_nurses_may_have_get_no_plan(tmp_path):
    answer = solve_zones(written(tmp_path, "1 2\n1 3 105\n7 1 1 1 1 1 1 1\n"), Clock(20))
    assert (answer.ending, answer.assignment) == (Ending.NONE, [])
