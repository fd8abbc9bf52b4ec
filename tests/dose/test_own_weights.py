"""Do an agency's own weights decide what is planned and simulated, and is a wrong file refused?"""

from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from planner.cli.main import app
from planner.domain import (
    Exposure,
    Mode,
    Source,
    Weights,
    alternative_text,
    alternatives,
    policy,
    read_weights,
    settings,
    shipped_weights,
)
from planner.dose.ordinary import budget_for, ordinary, ordinary_budget
from planner.errors import BadInput, UnsourcedNumber
from planner.intake import read_agency, write_agency
from planner.intake.weights_file import weights_text
from planner.problem.measure import measure
from planner.simulate.templates import templates
from tests.builders import TODAY, a_case, a_rubric, a_stage, a_worker, an_agency, held

STEEP, FLAT, LINEAR = (alternatives()[name] for name in ("steep", "flat", "linear"))
FOUR_FACTS = a_rubric("multiple_trauma_types", "sexual_violence", "child_13_or_under", "death_or_threat")


def an_agency_with(weights: Weights, **settings):
    stages = (a_stage(weeks=20),)
    open_case = a_case("c-1", rubric=FOUR_FACTS, stages=stages)
    new_case = a_case("c-2", rubric=a_rubric("sexual_violence"), stages=stages)
    return an_agency(
        [a_worker("w-1"), a_worker("w-2")],
        [open_case, new_case],
        assignments=(held("c-1", "w-1"),),
        exposures=(
            Exposure(
                worker="w-1",
                week=TODAY - timedelta(days=7),
                minutes=60,
                tier=3,
                mode=Mode.MEDIA,
                source=Source.COURT,
            ),
        ),
        weights=weights,
        policy={"unit_budget": weights.unit_budget.number} | settings,
    )


def test_an_agency_without_its_own_has_the_linear_weights_and_the_shipped_budget(tmp_path: Path):
    write_agency(an_agency([a_worker("w-1")], []), tmp_path)
    assert not (tmp_path / "weights.toml").exists()
    agency = read_agency(tmp_path)
    assert agency.weights == LINEAR == shipped_weights()
    assert agency.policy == policy()
    assert LINEAR.unit_budget.value == settings()["unit_budget"].value
    assert LINEAR.scale == 1


@pytest.mark.parametrize("name", ["flat", "steep"])
def test_an_alternative_put_into_the_folder_is_read_and_written_back(name: str, tmp_path: Path):
    write_agency(an_agency([a_worker("w-1")], []), tmp_path)
    (tmp_path / "weights.toml").write_text(alternative_text(name))
    agency = read_agency(tmp_path)
    assert agency.weights == alternatives()[name]
    assert agency.policy.unit_budget == alternatives()[name].unit_budget.value
    write_agency(agency, tmp_path / "again")
    assert "unit_budget" not in (tmp_path / "again" / "agency.toml").read_text()
    assert read_agency(tmp_path / "again") == agency
    write_agency(an_agency([a_worker("w-1")], []), tmp_path)
    assert not (tmp_path / "weights.toml").exists()


@pytest.mark.parametrize("budget", [21000, 33000])
def test_a_unit_budget_that_the_agency_sets_stays_whatever_the_weights(budget: int, tmp_path: Path):
    agency = an_agency_with(STEEP, unit_budget=budget)
    write_agency(agency, tmp_path)
    assert read_agency(tmp_path) == agency
    assert read_agency(tmp_path).policy.unit_budget == budget


def test_open_cases_new_cases_and_the_ledger_all_follow_the_weights():
    linear, steep = (measure(an_agency_with(weights)) for weights in (LINEAR, STEEP))
    assert steep.carried_windows[0, 0, 0] == linear.carried_windows[0, 0, 0] * 16 // 5
    past = [p.carried_windows[1, 0, 0] - p.carried_windows[0, 0, 0] for p in (linear, steep)]
    assert past == [4500, 6000]  # an hour of media of tier 3: 1.5 x 3, and 1.5 x 4
    new = steep.case_at["c-2"]
    assert (steep.fresh[0, new] == linear.fresh[0, new]).all()  # tier 2 weighs 2 in both
    flat = measure(an_agency_with(FLAT))
    assert (2 * flat.fresh[0, new] == linear.fresh[0, new]).all()


def test_simulated_cases_follow_the_weights():
    linear, steep = (templates(an_agency_with(weights)) for weights in (LINEAR, STEEP))
    five = [case.id for case in linear.cases].index("c-1")
    assert linear.tier[five] == 5
    assert (5 * steep.fresh[five] == 16 * linear.fresh[five]).all()
    assert steep.tier_weights.tolist() == list(STEEP.by_tier)


def test_predicted_sts_of_an_ordinary_caseload_is_the_same_under_any_weights():
    linear, steep = (measure(an_agency_with(weights)).lines[0] for weights in (LINEAR, STEEP))
    ordinary_load, ordinary_steep = LINEAR.unit_budget.number, STEEP.unit_budget.number
    assert steep.at(ordinary_steep) == pytest.approx(linear.at(ordinary_load))
    assert steep.slope < linear.slope


@pytest.mark.parametrize("name", sorted(alternatives()))
def test_the_unit_budget_of_an_alternative_is_the_ordinary_caseload_worked_out(name: str):
    weights = alternatives()[name]
    assert weights.unit_budget.number == ordinary_budget(weights.by_tier)


def test_the_shipped_budget_is_the_ordinary_caseload_and_a_quarter():
    minutes = ordinary()["minutes_by_tier"].numbers
    brought = sum(m * w for m, w in zip(minutes, LINEAR.by_tier, strict=True)) / 60
    assert LINEAR.unit_budget.number == pytest.approx(1.25 * brought, rel=0.005)


rising = st.lists(st.integers(0, 20_000), min_size=4, max_size=4).map(
    lambda steps: [1000, *(1000 + int(s) for s in np.cumsum(steps))]
)
minutes = st.lists(st.integers(0, 5_000), min_size=5, max_size=5)


def weights_of(by_tier: list[int]) -> Weights:
    budget = LINEAR.unit_budget.model_copy(update={"value": min(200_000, ordinary_budget(by_tier))})
    entry = LINEAR.tier_weights.model_copy(update={"value": by_tier})
    return LINEAR.changed(name="tried", tier_weights=entry, unit_budget=budget)


@given(rising, rising, minutes)
def test_a_mix_of_work_keeps_its_share_of_the_budget_under_other_weights(before, after, brought):
    then, now = weights_of(before), weights_of(after)
    budget = budget_for(brought, policy(), then, now)
    loads = [sum(m * w for m, w in zip(brought, tiers, strict=True)) for tiers in (before, after)]
    assert abs(budget * loads[0] - policy().unit_budget * loads[1]) <= 50 * loads[0] or not any(brought)


@given(rising)
def test_heavier_weights_never_come_with_a_smaller_budget(by_tier):
    assert ordinary_budget(by_tier) >= ordinary_budget([1000] * 5) == FLAT.unit_budget.number


@given(rising)
def test_weights_are_read_back_as_they_were_written(by_tier):
    weights = weights_of(by_tier)
    assert read_weights(weights_text(weights)) == weights


WRONG = [
    (("[1000, 2000, 3000, 4000, 5000]", "[1000, 2000, 3000, 4000]"), "five whole numbers"),
    (("[1000, 2000, 3000, 4000, 5000]", "[2000, 2000, 3000, 4000, 5000]"), "tier 1 weighs 1000"),
    (("[1000, 2000, 3000, 4000, 5000]", "[1000, 3000, 2000, 4000, 5000]"), "never weighs less"),
    (
        ("[1000, 2000, 3000, 4000, 5000]", "[1000, 2000, 3000, 4000, 500000]"),
        "the most allowed is 100000",
    ),
    (("value = 21000", "value = 999"), "unit_budget is 999; the least allowed is 1000"),
    (("value = 21000", "value = 21000.5"), "unit_budget needs one whole number"),
    (('name = "linear"', ""), "name"),
    (('provenance = "policy"', 'provenance = "agency"'), "needs a source"),
    (('version = "1"', 'version = "1"\ncolour = 1'), "colour"),
    (("[tier_weights]", "[tier_weights"), "not TOML"),
]


@pytest.mark.parametrize(("change", "says"), WRONG, ids=[says for _, says in WRONG])
def test_weights_that_cannot_be_counted_with_are_refused(change, says: str, tmp_path: Path):
    text = alternative_text("linear")
    assert change[0] in text
    text = text.replace(*change)
    with pytest.raises(UnsourcedNumber, match=says):
        read_weights(text)
    write_agency(an_agency([a_worker("w-1")], []), tmp_path)
    (tmp_path / "weights.toml").write_text(text)
    with pytest.raises(BadInput, match=r"weights\.toml: The weights are not loaded"):
        read_agency(tmp_path)


def test_a_wrong_file_is_told_in_a_sentence_at_the_terminal(tmp_path: Path):
    write_agency(an_agency([a_worker("w-1")], []), tmp_path)
    (tmp_path / "weights.toml").write_bytes(b"\xff\xfe\x00")
    result = CliRunner().invoke(app, ["plan", str(tmp_path)])
    assert result.exit_code == 2
    assert "weights.toml" in result.output
