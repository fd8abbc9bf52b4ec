"""Do the pictures draw what they say, with everything a reader needs?"""

import json
import re
from datetime import date
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain import Plan, Setting, alternatives, policy, shipped_weights
from planner.errors import BadValue, PlannerError, UnknownReference
from planner.present.charts import writing
from planner.present.charts.coefficients import coefficients_chart
from planner.present.charts.dose import dose_chart
from planner.present.charts.dose_rows import PAST_WEEKS, doses
from planner.present.charts.harm import harm_chart
from planner.present.charts.office_dose import office_dose_chart
from planner.present.charts.sensitivity import sensitivity_chart
from planner.present.charts.writing import can_write, write_chart
from planner.present.risk_sensitivity import RiskSensitivityAnswer
from planner.problem import measure
from planner.risk.card import sts_card
from planner.risk.harm import expected_excess
from planner.sensitivity.sensitivity import sensitivity
from planner.sourced import Provenance
from tests.builders import a_case, a_plan, a_random_agency, a_stage, a_worker, an_agency, held


def an_office(workers: int = 5):
    people = [a_worker(f"w{place}") for place in range(workers)]
    cases = [a_case(f"c{n}", stages=(a_stage(weeks=9, exposure=240),)) for n in range(2)]
    return an_agency(people, [*cases, a_case("o1")], assignments=(held("o1", "w1"),))


@pytest.fixture(scope="module")
def tried() -> RiskSensitivityAnswer:
    answer = sensitivity(an_office(), 60)
    assert answer is not None
    return answer


@pytest.fixture(scope="module")
def charts(tried):
    problem = measure(an_office())
    return {
        "dose": dose_chart(problem, a_plan(c0="w1"), "w1"),
        "office": office_dose_chart(problem, a_plan(c0="w1"), None),
        "harm": harm_chart(sts_card(), policy(), shipped_weights(), Setting.CHILD_WELFARE),
        "coefficients": coefficients_chart(sts_card()),
        "sensitivity": sensitivity_chart(tried),
    }


NAMES = ("dose", "office", "harm", "coefficients", "sensitivity")


def parts(spec, key):
    """Return every value under a key, wherever it is in a specification."""
    if isinstance(spec, dict):
        own = [spec[key]] if key in spec else []
        return own + [found for value in spec.values() for found in parts(value, key)]
    return [found for value in spec for found in parts(value, key)] if isinstance(spec, list) else []


def drawn(spec, mark):
    """Return the rows of the layers with a mark of a kind."""
    layers = [layer for layers in parts(spec, "layer") for layer in layers]
    of_kind = [layer for layer in layers if layer.get("mark", {}).get("type") == mark]
    return [row for layer in of_kind for row in layer.get("data", {}).get("values", [])]


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_has_title_description_source_and_units_on_its_axes(charts, name):
    spec = charts[name]
    assert spec["title"]["text"]
    assert spec["title"]["subtitle"]
    assert len(spec["description"]) > 100
    assert spec["vconcat"][0]["title"]["text"]
    titles = {
        each["title"] for each in parts(spec, "axis") if isinstance(each, dict) and "title" in each
    }
    assert any(re.search(r"units|%|points|SD|weeks", title) for title in titles)
    assert re.findall(r"https?://[^\"]+", json.dumps(spec)) == [spec["$schema"]]


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_becomes_svg_that_can_be_read_without_anything_fetched(charts, name, tmp_path):
    file = tmp_path / "picture.svg"
    write_chart(charts[name], file)
    text = file.read_text("utf-8")
    ElementTree.fromstring(text)
    assert charts[name]["title"]["text"] in text
    assert set(re.findall(r"https?://[\w./]+", text)) <= {
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/1999/xlink",
    }


def test_a_picture_becomes_png_by_its_ending(charts, tmp_path):
    file = tmp_path / "picture.png"
    write_chart(charts["harm"], file)
    assert file.read_bytes().startswith(b"\x89PNG")


def test_the_harm_picture_draws_the_curve_of_the_model():
    card = sts_card()
    spec = harm_chart(card, policy(), shipped_weights(), Setting.CHILD_WELFARE)
    curve = [row for row in drawn(spec, "line") if row["who"] == "average"]
    assert [row["dose"] for row in curve] == list(range(41))
    spread = 13 * (1 - 0.1**2 - 0.16**2 - 0.17**2) ** 0.5
    for row in curve:
        score = 42 + 13 * 0.16 * (row["dose"] - 14) / 4
        assert row["harm"] == pytest.approx(expected_excess(score, spread, 49), abs=1e-3)
    points = {row["who"]: row["dose"] for row in drawn(spec, "point")}
    assert points["average"] == pytest.approx(14 + 7 / 0.52, abs=0.01)
    assert points["higher"] < points["average"] < points["lower"]


def test_under_other_weights_an_ordinary_caseload_predicts_the_same_score():
    flat = alternatives()["flat"]
    spec = harm_chart(sts_card(), policy(), flat, Setting.CHILD_WELFARE)
    before = harm_chart(sts_card(), policy(), shipped_weights(), Setting.CHILD_WELFARE)
    reached, usual = (
        {row["who"]: row["dose"] for row in drawn(each, "point")} for each in (spec, before)
    )
    assert reached == {who: pytest.approx(dose * flat.scale, abs=0.02) for who, dose in usual.items()}


def test_no_harm_curve_flattens_and_higher_risk_is_steeper_everywhere():
    rows = drawn(harm_chart(sts_card(), policy(), shipped_weights(), Setting.CHILD_WELFARE), "line")
    slopes = {}
    for who in ("higher", "average", "lower"):
        harm = [row["harm"] for row in rows if row["who"] == who]
        slopes[who] = [after - before for before, after in pairwise(harm)]
        assert all(b >= a - 0.002 for a, b in pairwise(slopes[who]))
    triples = zip(slopes["higher"], slopes["average"], slopes["lower"], strict=True)
    assert all(high > middle > low for high, middle, low in triples)


def test_every_term_is_drawn_with_its_interval_and_the_studys_sign():
    spec = coefficients_chart(sts_card())
    rows = {row["term"]: row for row in spec["vconcat"][0]["data"]["values"]}
    for term in sts_card().term.values():
        row = rows.pop(term.label)
        assert (row["estimate"], row["low"], row["high"]) == (term.estimate, term.low, term.high)
        signs = {1: "raises STS", -1: "lowers STS", 0: "no sign reported"}
        assert row["sign"] == signs[term.sign]
        assert term.sign == 0 or str(term.provenance) in row["words"][1]
    assert rows == {}


def test_a_card_with_the_studys_own_table_is_not_called_borrowed():
    card = sts_card()
    changes = {"provenance": Provenance.STUDY, "page": "1", "table": "2"}
    own = card.term["experience"].model_copy(update=changes)
    spec = coefficients_chart(card.model_copy(update={"term": card.term | {"experience": own}}))
    assert "the study's own table" in json.dumps(spec["vconcat"][0]["title"])
    assert "elsewhere" not in spec["title"]["text"]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"provenance": Provenance.STUDY, "page": "1", "table": "2"}, "the study's own table"),
        (
            {"provenance": Provenance.AGENCY, "n": 40, "asked": date(2026, 5, 1)},
            "an agency's own answers",
        ),
    ],
)
@pytest.mark.parametrize("every_term", [True, False])
def test_pictures_say_where_the_magnitudes_of_their_card_are_from(changes, says, every_term):
    card = sts_card()
    names = list(card.moving) if every_term else ["experience"]
    own = {name: card.term[name].model_copy(update=changes) for name in names}
    own_card = card.model_copy(update={"term": card.term | own})
    harm = harm_chart(own_card, policy(), shipped_weights(), Setting.CHILD_WELFARE)
    for spec in (coefficients_chart(own_card), harm):
        text = " ".join(json.dumps(spec).split('", "'))
        assert says in text
        assert ("borrowed from other literature, or policy" in text) is not every_term


@given(st.integers(0, 10_000))
def test_what_is_drawn_of_a_worker_is_what_the_rules_count(seed):
    agency = a_random_agency(seed).public()
    problem = measure(agency)
    found = doses(problem, Plan(), range(len(problem.workers)))
    weeks = agency.policy.harm_weeks
    assert (found.without == problem.carried_dose[:, :weeks]).all()
    assert (found.with_plan == found.without).all()
    assert (found.budget == problem.budget[:, :weeks]).all()
    assert found.past.shape == (len(problem.workers), PAST_WEEKS + 1)


def test_a_plan_adds_its_case_to_the_line_with_it_only():
    problem = measure(an_office())
    found = doses(problem, a_plan(c0="w1"), [problem.worker_at["w1"]])
    added = found.with_plan - found.without
    assert (added == problem.dose[0, problem.case_at["c0"], : added.shape[1]]).all()


def test_budget_and_action_level_are_named_beside_their_lines(charts):
    words = {row["words"] for row in drawn(charts["dose"], "text")}
    assert words == {"so far", "budget", "action level, 80%", "with the plan", "without the plan"}


def test_names_beside_lines_do_not_touch(charts):
    rows = [row for row in drawn(charts["dose"], "text") if row["week"] > 0]
    height = charts["dose"]["vconcat"][0]["height"]
    top = parts(charts["dose"], "domain")[0][1]
    places = sorted(row["amount"] * height / top for row in rows)
    assert all(b - a >= 15.9 for a, b in pairwise(places))


def test_an_office_of_fewer_than_five_is_not_drawn_because_it_would_show_each():
    with pytest.raises(BadValue, match="fewer than 5"):
        office_dose_chart(measure(an_office(4)), Plan(), None)


def test_an_unknown_office_is_refused():
    with pytest.raises(UnknownReference, match="did you mean north"):
        office_dose_chart(measure(an_office()), Plan(), "nort")


def test_an_offices_picture_names_nobody(charts):
    assert re.findall(r"\bw\d\b", json.dumps(charts["office"])) == []


def test_the_picture_of_sensitivity_has_a_row_for_each_value(charts, tried):
    panels = charts["sensitivity"]["vconcat"][0]["hconcat"]
    for panel, name in zip(panels, ("stays", "covered", "top"), strict=True):
        rows = panel["data"]["values"]
        assert len(rows) == len(tried.tried)
        assert all(0 <= row[name] <= 100 for row in rows)
        assert not any("?" in row["stays_said"] + row["covered_said"] for row in rows)


def test_a_share_that_may_be_another_has_a_question_mark_in_the_picture_too(tried):
    changes = {"stays": 0.254, "stays_known": False, "coverage": 0.9276, "coverage_proven": False}
    first, *rest = tried.tried
    unsure = tried.model_copy(update={"tried": [first.model_copy(update=changes), *rest]})
    spec = sensitivity_chart(unsure)
    rows = spec["vconcat"][0]["hconcat"][0]["data"]["values"]
    assert [row["stays_said"] for row in rows].count("25?") == 1
    assert [row["covered_said"] for row in rows].count("93?") == 1
    assert "25%? of the assignments stay" in spec["description"]
    assert "?: may be another" in " ".join(json.dumps(spec).split('", "'))


def test_without_the_package_svg_is_refused_with_what_to_install_and_vega_lite_is_not(
    charts, tmp_path, monkeypatch
):
    monkeypatch.setattr(writing, "find_spec", lambda name: None)
    with pytest.raises(PlannerError, match=r"pip install 'caseload\[charts\]'"):
        can_write(tmp_path / "h.svg")
    write_chart(charts["harm"], tmp_path / "h.vl.json")
    assert json.loads((tmp_path / "h.vl.json").read_text("utf-8")) == charts["harm"]
