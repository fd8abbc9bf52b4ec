"""Whether a replication's luck is one for all policies, and each source of it apart."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pytest

from planner.domain import Agency
from planner.simulate.luck import Luck, draw
from planner.simulate.parameters import parameters
from tests.builders import a_case, a_worker, an_agency, held
from tests.simulate.test_arrivals import Raid

CASES = {"case_day", "case_template", "case_stretch", "case_rate", "drift_day", "drift_step"}
POSTS = {"away", "patience", "hire_days", "bridged", "newcomer"}


@dataclass(frozen=True)
class Asked:
    surges: tuple[Raid, ...] = field(default=())


def of_size(posts: int, cases: int = 20) -> Agency:
    workers = [a_worker(f"w{n:03d}") for n in range(posts)]
    return an_agency(workers, [a_case(f"c{n:02d}") for n in range(cases)])


def drawn(
    agency: Agency | None = None, asked: Asked | None = None, seed: int = 1, run: int = 0, **changes: Any
) -> Luck:
    return draw(agency or of_size(12), parameters(**changes), asked or Asked(), seed, run)


def differing(one: Luck, other: Luck) -> set[str]:
    pairs = ((name, column, vars(other)[name]) for name, column in vars(one).items())
    return {name for name, a, b in pairs if not np.array_equal(a, b)}


def test_the_same_seed_and_replication_give_the_same_luck():
    assert differing(drawn(seed=5, run=9), drawn(seed=5, run=9)) == set()


def test_another_seed_or_replication_gives_another_luck():
    given_by_chance = CASES | POSTS | {"held_stretch", "held_rate", "card"}
    usual = drawn(rate_sd=400)
    assert differing(usual, drawn(rate_sd=400, run=1)) == given_by_chance
    assert differing(usual, drawn(rate_sd=400, seed=2)) == given_by_chance


@pytest.mark.parametrize(
    ("changes", "touched"),
    [
        ({"sick_spells": 5000}, {"away"}),
        ({"leave_days": 40}, {"away"}),
        ({"court_days": 1000}, {"away"}),
        ({"arrivals_per_week_thousandths": 9000}, CASES),
        ({"arrivals_growth": 100}, CASES),
        ({"stretch_sd": 100}, {"case_stretch", "held_stretch"}),
        ({"rate_sd": 400}, {"case_rate", "held_rate"}),
        ({"rate_bias": 300}, {"case_rate", "held_rate"}),
        ({"drift_per_month": 90}, {"drift_day"}),
        ({"days_to_hire": 50}, {"hire_days"}),
        ({"agency_share": 100}, {"bridged"}),
        ({"turnover": 300, "turnover_exposure": 0}, set()),
        ({"newcomer_months_in_field": [7]}, {"newcomer"}),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, dict) else "",
)
def test_a_parameter_touches_its_own_source_only(changes: dict[str, Any], touched: set[str]):
    assert differing(drawn(), drawn(**changes)) <= touched
    assert bool(differing(drawn(), drawn(**changes))) == bool(touched)


def test_another_post_changes_neither_arrivals_nor_anybody_elses_luck():
    workers = of_size(12).workers
    more = of_size(12).changed(workers=(*workers[:6], a_worker("v1"), *workers[6:]))
    one, other = drawn(), drawn(more)
    assert other.posts[0] == "v1"
    assert differing(one, other) == POSTS | {"posts"}
    assert all(np.array_equal(vars(one)[name], vars(other)[name][1:]) for name in POSTS)


def test_true_rates_are_the_estimates_unless_said_otherwise():
    assert (drawn().case_rate == 1000).all()
    assert (drawn().held_rate == 1000).all()
    assert (drawn(rate_bias=-300).case_rate == 700).all()


def test_a_surge_leaves_the_posts_alone():
    assert differing(drawn(), drawn(asked=Asked((Raid(),)))) == CASES


def test_posts_and_cases_stand_by_id_whatever_their_order():
    agency = of_size(5)
    turned = agency.changed(workers=agency.workers[::-1], cases=agency.cases[::-1])
    assert differing(drawn(agency), drawn(turned)) == set()


def test_an_open_case_keeps_its_luck_when_others_close():
    agency = of_size(3).changed(assignments=(held("c07", "w001"),))
    fewer = agency.changed(cases=agency.cases[5:])
    assert (drawn(agency).held_stretch[5:] == drawn(fewer).held_stretch).all()


def test_every_shape_is_as_told_and_nothing_is_missing():
    found = drawn(weeks=60, warm_up_weeks=4)
    assert found.away.shape == (12, 64 * 7)
    assert found.working.shape == (64 * 7,)
    assert found.working.sum() == 64 * 5
    assert found.held_stretch.shape == (20,)
    assert {vars(found)[name].shape for name in CASES} == {found.case_day.shape}
    assert {vars(found)[name].shape for name in POSTS - {"away"}} == {(12, 65)}
    assert np.isfinite(found.patience).all()
    for name in CASES | {"hire_days", "newcomer", "held_stretch"}:
        assert vars(found)[name].dtype == np.int64
        assert vars(found)[name].min() >= (-1 if name == "drift_step" else 0)
