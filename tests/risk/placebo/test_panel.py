"""Which repeated answers are read, and which are refused."""

from pathlib import Path

import numpy as np
import pytest

from planner.domain import Setting
from planner.errors import BadInput
from planner.risk.card import sts_card
from planner.risk.placebo.made_up import made_up_panel, made_up_panel_csv
from planner.risk.placebo.panel import read_panel

CARD = sts_card()
HEAD = "code,period,indirect_dose,sts"
PEOPLE = [f"own-{number:02}" for number in range(11)]
GOOD = [f"{code},1,{10 + 5 * place},{30 + place}" for place, code in enumerate(PEOPLE)]


def a_file(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "panel.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def refused(tmp_path: Path, *lines: str) -> str:
    with pytest.raises(BadInput) as error:
        read_panel(a_file(tmp_path, *lines), CARD)
    return str(error.value)


def test_answers_stand_by_person_and_period_and_missing_ones_are_counted(tmp_path):
    more = ["own-00,3,50,60", "own-01,2,,44", "own-02,2,40,"]
    panel = read_panel(a_file(tmp_path, HEAD, *GOOD, *more), CARD)
    assert panel.dose.shape == (11, 2)
    assert panel.dose[0].tolist() == [10, 50]
    assert np.isnan(panel.dose[1:, 1]).all()
    assert (panel.people, panel.answers, panel.incomplete) == (11, 12, 2)
    assert (panel.steady(1), panel.steady(2), panel.steady(3)) == (11, 1, 0)


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ([*GOOD, GOOD[3]], "row 13, column code: this person has period 1 in row 5 already"),
        ([*GOOD, "own-00,2,101,40"], "column indirect_dose: 101 cannot be true"),
        ([*GOOD, "own-00,2,50,16"], "column sts: 16 cannot be true"),
        ([*GOOD, "own-00,1.5,50,40"], "1.5 is not a whole number"),
        ([*GOOD, "own-00,0,50,40"], "column period: 0 cannot be true"),
        ([*GOOD, "own-00,,50,40"], "column period: nothing is given here"),
        ([*GOOD, ",2,50,40"], "'' is not a code a person made up"),
        ([*GOOD, "Jane Smith,2,50,40"], "'Jane Smith' is not a code a person made up"),
        ([*GOOD, "jane@x.org,2,50,40"], "e-mail address"),
        (GOOD[:10], "fewer than 11 people"),
        ([line.rpartition(",")[0] + ",40" for line in GOOD], "the same in every answer"),
    ],
)
def test_what_cannot_be_true_or_tells_of_too_few_is_refused(tmp_path, lines, says):
    assert says in refused(tmp_path, HEAD, *lines)


def test_a_column_that_leads_to_a_person_is_refused(tmp_path):
    message = refused(tmp_path, f"{HEAD},worker", *(f"{line},w1" for line in GOOD))
    assert "lead from an answer to a person" in message


def test_a_panel_without_periods_is_refused(tmp_path):
    assert "period: this column is needed" in refused(tmp_path, "code,indirect_dose,sts", "own-1,3,40")


def test_a_made_up_panel_can_be_read(tmp_path):
    text = made_up_panel_csv(CARD, Setting.CHILD_WELFARE, (20, 4), 3)
    panel = read_panel(a_file(tmp_path, *text.splitlines()), CARD)
    assert panel.dose.shape == (20, 4)
    assert panel.answers == 80
    assert text == made_up_panel_csv(CARD, Setting.CHILD_WELFARE, (20, 4), 3)


@pytest.mark.parametrize("r", [0, 0.12, 0.19, 0.5])
def test_in_a_made_up_panel_dose_and_sts_correlate_as_asked(r: float):
    rng = np.random.default_rng(4)
    panel = made_up_panel(CARD, Setting.CHILD_WELFARE, (20_000, 2), rng, r)
    for period in range(2):
        found = np.corrcoef(panel.dose[:, period], panel.sts[:, period])[0, 1]
        assert found == pytest.approx(r, abs=0.03)  # the scales have ends
    assert panel.sts.mean() == pytest.approx(42, abs=0.5)
