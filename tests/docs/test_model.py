"""Does docs/model.md say of names and numbers what the planner does?"""

import re
from math import sqrt

import pytest

from planner.domain import Setting, Team, policy
from planner.dose.case_dose import tier, weekly_dose
from planner.goals import GOALS, even_burden
from planner.intake import read_agency
from planner.problem.rates import fit_point
from planner.risk.card import sts_card
from planner.risk.harm import harm, harm_knots, harm_slopes
from planner.risk.sts import average_line, score_line
from planner.rule import climb
from planner.rules import RULES
from planner.solve.best import PROVEN
from planner.solve.patterns import MOST_SETS
from planner.units import COST_POINTS_PER_STS_POINT
from tests.builders import a_worker
from tests.docs.pages import DOCS, ROOT, section, tables, text

PAGE = text("model.md")
LINES = PAGE.replace("\n", " ")
POLICY, CARD = policy(), sts_card()
TEAM = Team(id="blue", office="north", setting=Setting.CHILD_WELFARE)
UNIT = 1000  # thousandths of an exposure unit


def line_of(years: int):
    months = 12 * years
    return score_line(a_worker(months_in_field=months, months_in_post=12), TEAM, CARD, 0)


def harm_cost(years: int, carried: int) -> int:
    line = line_of(years)
    knots, slopes = harm_knots(line), harm_slopes(line, POLICY.sts_cut_off)
    return climb(carried, UNIT, knots.tolist(), slopes.tolist())


def burden_cost(carried: int) -> int:
    budget = POLICY.unit_budget
    knots, slopes = even_burden._knots(budget, POLICY), even_burden._slopes(budget, POLICY)
    return climb(carried, UNIT, knots, slopes)


@pytest.mark.parametrize(
    ("part", "heading"), [(RULES, "Rules"), (GOALS, "Goals and their rates")], ids=["rules", "goals"]
)
def test_the_page_lists_every_rule_and_goal_in_order_with_its_file(part, heading):
    names = {each.name for each in part}
    rows = [row for row in tables(section(PAGE, heading)) if row[0] in names]
    assert [row[0] for row in rows] == [each.name for each in part]
    for row, each in zip(rows, part, strict=True):
        file = "../" + type(each).__module__.replace(".", "/") + ".py"
        assert f"({file})" in row[-1]
        assert (DOCS / file).exists()


def test_every_name_of_the_page_is_one_of_the_code():
    spans = " ".join(re.findall(r"`([^`]+)`", PAGE))
    named = {word.strip("_") for word in re.findall(r"\w+", spans) if "_" in word.strip("_")}
    files = [*(ROOT / "planner").rglob("*.py"), *(ROOT / "planner").rglob("*.toml")]
    known = set(re.findall(r"\w+", " ".join(file.read_text("utf-8") for file in files)))
    known |= {file.stem for file in files}
    assert len(named) > 25
    assert named - known == set()


def test_the_numbers_of_the_card_are_on_the_page():
    rows = {row[0]: row[1] for row in tables(section(PAGE, "The predicted score"))}
    for label, name, sign in (
        ("experience", "experience", ""),
        ("planned indirect dose", "indirect_dose", "+"),
        ("organisational practice", "organisational_practice", ""),
    ):
        term = CARD.term[name]
        assert rows[label] == f"{term.estimate:{sign}.2f} ({term.low:.2f} to {term.high:.2f})"
    child_welfare = CARD.population[Setting.CHILD_WELFARE]
    assert rows["mean, SD in child welfare"] == f"{child_welfare.mean:g}, {child_welfare.sd:g}"
    assert rows["dose mean, dose SD"] == f"{CARD.dose_mean.number:,}, {CARD.dose_sd.number:,}"
    used = {name for name, term in CARD.term.items() if term.used == "planner"}
    assert used == {"experience", "indirect_dose", "organisational_practice"}


def test_the_line_and_its_spread_are_as_the_page_says():
    line = average_line(Setting.CHILD_WELFARE, CARD)
    assert f"= {line.slope * UNIT:.2f} points for each exposure unit" in LINES
    assert f"= {line.spread:.1f} points" in LINES
    assert line.spread == pytest.approx(13 * sqrt(1 - 0.10**2 - 0.16**2 - 0.17**2))
    assert f"within {1.2816 * line.spread:.0f} points of it" in LINES


@pytest.mark.parametrize("row", [r for r in tables(section(PAGE, "The harm curve")) if r[0].isdigit()])
def test_the_examples_of_harm_are_computed(row):
    line, cut_off = line_of(int(row[0])), POLICY.sts_cut_off
    doses = (14 * UNIT, 21 * UNIT)
    assert row[1:3] == [f"{line.at(dose):.2f}" for dose in doses]
    assert row[3:5] == [f"{harm(line, dose, cut_off):.2f}" for dose in doses]
    assert row[5] == f"{harm_cost(int(row[0]), doses[0]):,}"


def test_chords_stay_as_close_to_the_curve_as_the_page_says():
    line, cut_off = line_of(8), POLICY.sts_cut_off
    knots, slopes = harm_knots(line).tolist(), harm_slopes(line, cut_off).tolist()
    for start in range(0, 30 * UNIT, 700):
        true = harm(line, start + UNIT, cut_off) - harm(line, start, cut_off)
        chords = climb(start, UNIT, knots, slopes) / COST_POINTS_PER_STS_POINT
        assert chords == pytest.approx(true, abs=0.001)


def test_the_rates_are_those_of_the_policy():
    burden = POLICY.burden_points_per_sts_point
    fits = POLICY.fit_points_per_burden_point
    fit_cost = fit_point(POLICY)
    each = COST_POINTS_PER_STS_POINT // burden
    rates = tables(section(PAGE, "Goals and their rates"))[-3:]
    assert rates[0][1:] == [f"{COST_POINTS_PER_STS_POINT:,}", f"{burden}", f"{burden * fits}"]
    assert rates[1][1:] == [f"{each:,}", "1", f"{fits}"]
    assert rates[2][1:] == [f"{fit_cost:,}", f"{1 / fits:g}", "1"]


def test_the_worked_example_is_computed():
    here = harm_cost(8, 14 * UNIT) + burden_cost(14 * UNIT)
    earlier = harm_cost(8, 16 * UNIT) + burden_cost(16 * UNIT)
    fuller = harm_cost(8, 17 * UNIT) + burden_cost(17 * UNIT)
    worth = POLICY.continuity_points * fit_point(POLICY)
    example = section(PAGE, "Goals and their rates").split("*Worked example.*")[1]
    found = [int(number.replace(",", "")) for number in re.findall(r"\d+(?:,\d{3})+", example)]
    assert found == [
        burden_cost(14 * UNIT), harm_cost(8, 14 * UNIT), here, earlier, earlier - here, worth,
        fuller, fuller - here,
    ]  # fmt: skip
    assert earlier - here < worth < fuller - here


def test_the_default_budget_is_about_the_product_on_the_page():
    agency = read_agency(ROOT / "scenarios" / "english-authority")
    doses = [
        weekly_dose(case, tier(case, agency.referral_type_of[case.referral_type]), agency.weights)[0]
        for case in agency.cases
        if case.id in agency.open_cases
    ]
    shipped = 17 * sum(doses) / len(doses) * 1.25 / UNIT
    said = float(re.findall(r"the shipped scenario gives (\d+\.\d+)", LINES)[0])
    assert said == pytest.approx(shipped, abs=0.05)
    number = r"(\d+\.\d+)"
    said_of_seeds = rf"17 x {number} x 1\.25 is about {number} .*?standard deviation of {number}"
    mean, product, off = map(float, re.findall(said_of_seeds, LINES)[0])
    assert product == pytest.approx(17 * mean * 1.25, abs=0.1)
    assert product == pytest.approx(POLICY.unit_budget / UNIT, abs=off)
    assert product == pytest.approx(shipped, abs=4 * off)
    assert POLICY.action_level_share == 1000 / 1.25


def test_the_limits_of_the_search_are_those_on_the_page():
    assert f"more than {MOST_SETS:,} sets" in LINES
    assert PROVEN == 1e-6
    assert "within a millionth of its bound" in LINES
