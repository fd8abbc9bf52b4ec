"""Can the page of many arms be read on a narrow screen, and does it say what may be chance?"""

import re
from io import StringIO

import numpy as np
from rich.console import Console

from planner.present.report.words import MEASURES, policy
from planner.present.simulation import AS_IT_IS
from planner.present.simulation_tables import MOST_COLUMNS, simulation_page, themes
from planner.simulate.policies import POLICIES
from planner.simulate.summary import summary
from tests.simulate.outcomes import a_tally

WIDTH = 110
ARMS = (AS_IT_IS, *POLICIES)


def printed(runs, lead="caseload") -> str:
    text = StringIO()
    answer = summary("What happens if?", a_tally(runs, lead))
    Console(width=WIDTH, file=text).print(simulation_page(answer, ("It says this.",), 0.9))
    return text.getvalue()


def runs_of_all(count: int = 12):
    draws = np.random.default_rng(1)
    names = [name for name in MEASURES if name != "cost"]
    return {
        arm: [{name: float(draws.normal(2_000, 900)) for name in names} for _ in range(count)]
        for arm in ARMS
    }


def test_every_arm_has_a_line_of_its_own_in_every_table():
    lines = printed(runs_of_all()).splitlines()
    assert max(map(len, lines)) <= WIDTH
    count = len(themes([name for name in MEASURES if name != "cost"]))
    for arm in ARMS:
        mine = [line for line in lines if line.strip().startswith(policy(arm))]
        numbers = [line for line in mine if re.search("[±?]", line)]  # a wide number wraps
        assert len(numbers) >= count * (1 if arm == "caseload" else 2), arm


def test_what_may_be_chance_is_marked_and_nothing_else():
    luck = np.random.default_rng(2).normal(0, 1, 12)
    lead = [{"waiting_days": 10 + x, "unassigned": 5 + x, "turnover": 1.0} for x in luck]
    noise = np.random.default_rng(4).normal(0, 1, 12)
    other = [
        {"waiting_days": run["waiting_days"] + 3 + n / 9, "unassigned": 5 + n, "turnover": 1.0}
        for run, n in zip(lead, noise, strict=True)
    ]
    text = printed({"rotation": other, "caseload": lead})
    less = text[text.index("Caseload less") :].splitlines()[1]
    plain = less.replace("\N{MINUS SIGN}", "-").rstrip()
    assert re.search(r" -3\.0 ±0\.\d +[-+]?\d\.\d ±\d\.\d \?$", plain), less
    assert "the same" in text
    assert "A difference marked ? may be chance." in " ".join(text.split())
    assert "90 % interval" in text
    assert "It says this." in text


def test_a_measure_that_one_arm_has_not_is_not_known_there_and_one_that_none_has_is_left_out():
    nan = float("nan")
    one, other = {"waiting_days": nan, "cost": nan}, {"waiting_days": 3.0, "cost": nan}
    text = printed({"rotation": [one] * 3, "caseload": [other] * 3})
    assert text.count("not known") == 2  # the arm itself, and how the other differs from it
    assert "Cost" not in text


def test_one_run_is_told_without_an_interval():
    assert "±" not in printed({"caseload": [{"waiting_days": 3.0}]}).replace("± half", "")


def test_every_measure_stands_in_one_table_and_no_table_is_too_wide():
    names = [*MEASURES, *(f"measure_{n}" for n in range(7))]
    found = [name for _, mine in themes(names) for name in mine]
    assert sorted(found) == sorted(names)
    assert all(0 < len(mine) <= MOST_COLUMNS for _, mine in themes(names))
