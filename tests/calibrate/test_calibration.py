"""Do weights follow judgements, never fall, and is what is too little refused?"""

from datetime import date

import numpy as np
import pytest

from planner.calibrate.calibration import Asked, calibrate
from planner.calibrate.rules import rule
from planner.calibrate.sheets import pair_sheets
from planner.calibrate.tier_weights import weights_of_strengths, weights_of_sums
from planner.domain import read_weights
from planner.dose.ordinary import ordinary_budget
from planner.errors import BadInput, BadValue
from planner.intake.weights_file import weights_text
from planner.sourced import Provenance
from tests.calibrate.judged import IDS, TIER_OF, judgements, pair_rows, rating_rows

ASKED = Asked(date(2026, 6, 1), draws=200)


@pytest.mark.parametrize("rows", [pair_rows(), rating_rows()], ids=["pairs", "ratings"])
def test_weights_are_a_versioned_file_of_the_agencys_that_is_read_back(rows, tmp_path):
    found = calibrate(judgements(rows, tmp_path), ASKED)
    weights = found.weights
    assert read_weights(weights_text(weights)) == weights
    assert (weights.name, weights.version) == ("own", "2026-06-01-n16")
    assert weights.tier_weights.provenance is Provenance.AGENCY
    assert weights.rated is not None
    assert (weights.rated.raters, weights.rated.judgements) == (16, len(rows))
    assert weights.by_tier[0] == 1000
    assert list(weights.by_tier) == sorted(weights.by_tier)
    for low, weight, high in zip(weights.rated.low, weights.by_tier, weights.rated.high, strict=True):
        assert low <= weight <= high
    assert weights.unit_budget.number == ordinary_budget(weights.by_tier)
    assert not [code for code in {row[0] for row in rows} if code in weights_text(weights)]
    assert not [code for code in {row[0] for row in rows} if code in found.model_dump_json()]


def test_the_order_of_rows_and_which_was_named_first_change_nothing(tmp_path):
    rows = pair_rows()
    turned = [(rater, b, a, heavier) for rater, a, b, heavier in reversed(rows)]
    one, other = (calibrate(judgements(each, tmp_path), ASKED) for each in (rows, turned))
    assert other.weight == pytest.approx(one.weight)
    assert other.alpha == pytest.approx(one.alpha)


def test_ratings_on_half_the_scale_make_the_same_weights(tmp_path):
    rows = [(r, v, str(int(x) // 2 * 2)) for r, v, x in rating_rows()]
    halved = [(r, v, str(int(x) // 2)) for r, v, x in rows]
    one, other = (calibrate(judgements(each, tmp_path), ASKED) for each in (rows, halved))
    assert other.weight == pytest.approx(one.weight)


def test_tiers_that_would_fall_weigh_the_same(tmp_path):
    turned = {4: 5, 5: 4}
    rows = [
        (rater, vignette, str(10 * turned.get(TIER_OF[vignette], TIER_OF[vignette])))
        for rater, vignette, _ in rating_rows()
    ]
    found = calibrate(judgements(rows, tmp_path), ASKED)
    assert found.weight == pytest.approx((1, 2, 3, 4.5, 4.5))
    assert found.together == ((4, 5),)
    assert found.alpha == 1


def test_an_anchor_sets_tier_five_and_leaves_the_order_to_the_raters():
    free = weights_of_strengths(np.array([0, 1, 2, 4, 5.0]), None)
    held = weights_of_strengths(np.array([0, 1, 2, 4, 5.0]), 5)
    assert free[-1] == pytest.approx(np.exp(5))
    assert held[-1] == pytest.approx(5)
    assert np.log(held) == pytest.approx(np.log(free) * np.log(5) / 5)
    assert weights_of_strengths(np.zeros(5), 5).tolist() == [1] * 5
    assert weights_of_sums(np.array([2.0, 4, 6, 8, 10])).tolist() == [1, 2, 3, 4, 5]


def raters_who_all_agree():
    return [
        (rater, a, b, max(a, b, key=lambda one: (TIER_OF[one], one)))
        for rater, a, b, _ in pair_rows(30, rounds=15)
    ]


def test_raters_who_all_agree_are_too_steep_without_an_anchor_and_fine_with_one(tmp_path):
    judged = judgements(raters_who_all_agree(), tmp_path)
    with pytest.raises(BadValue, match="--anchor"):
        calibrate(judged, ASKED)
    found = calibrate(judged, Asked(date(2026, 6, 1), draws=200, anchor=6))
    assert found.weight[-1] == pytest.approx(6)
    assert found.alpha == 1
    sides = [one.id for one in found.vignettes if one.one_sided]
    assert sides == ["v-01", "v-15"]


@pytest.mark.parametrize("anchor", [1, 0.5, 101])
def test_an_anchor_that_says_nothing_is_refused(anchor, tmp_path):
    with pytest.raises(BadValue, match="above 1, at most 100"):
        calibrate(judgements(pair_rows(), tmp_path), Asked(date(2026, 6, 1), anchor=anchor))


def test_an_anchor_for_ratings_is_refused(tmp_path):
    with pytest.raises(BadValue, match="for comparisons alone"):
        calibrate(judgements(rating_rows(), tmp_path), Asked(date(2026, 6, 1), anchor=5))


LITTLE = [
    (lambda r: r[0] < "r-10", "9 raters judged, and 10 are needed"),
    (lambda r: TIER_OF[r[1]] != 3 and TIER_OF[r[2]] != 3, "tier 3 was not judged"),
    (lambda r: not {"v-07", "v-08"} & {r[1], r[2]}, "1 vignettes of tier 3 were judged"),
    (lambda r: "v-07" not in r[1:3] or r[0] < "r-03", "v-07 was judged \\d times, and 10 are needed"),
    (
        lambda r: (TIER_OF[r[1]] <= 2) == (TIER_OF[r[2]] <= 2),
        "fall into 2 pieces .*: v-01, v-02, v-03, v-04, v-05, v-06; v-07, v-08",
    ),
]


@pytest.mark.parametrize(("kept", "says"), LITTLE, ids=[says for _, says in LITTLE])
def test_too_little_is_refused_and_what_is_missing_is_named(kept, says, tmp_path):
    rows = [row for row in pair_rows() if kept(row)]
    with pytest.raises(BadInput, match=says):
        calibrate(judgements(rows, tmp_path), ASKED)


def test_a_rater_who_left_a_whole_tier_out_is_named_by_code(tmp_path):
    rows = [row for row in rating_rows() if row[0] != "r-05" or TIER_OF[row[1]] != 4]
    with pytest.raises(BadInput, match="r-05 rated no vignette of tier 4"):
        calibrate(judgements(rows, tmp_path), ASKED)


def test_ratings_of_tier_one_that_are_all_zero_make_no_ratios(tmp_path):
    rows = [(r, v, "0" if TIER_OF[v] == 1 else x) for r, v, x in rating_rows()]
    with pytest.raises(BadInput, match="all rated tier 1 with 0"):
        calibrate(judgements(rows, tmp_path), ASKED)


def test_judgements_that_no_two_raters_share_tell_no_agreement(tmp_path):
    every = pair_sheets(IDS, 1, 15, 1)
    once = [(f"r-{place % 11}", a, b, a) for place, (_, a, b, _) in enumerate(every)]
    with pytest.raises(BadInput, match="no two raters judged the same"):
        calibrate(judgements(once, tmp_path), ASKED)


def test_the_shipped_sheets_with_the_fewest_raters_are_enough(tmp_path):
    found = calibrate(judgements(pair_rows(rule("fewest_raters")), tmp_path), ASKED)
    assert found.raters == rule("fewest_raters")
    assert found.drawn_again == 0
