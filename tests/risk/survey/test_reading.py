"""Which surveys are refused, with the row and the reason."""

from pathlib import Path

import pytest

from planner.domain import Setting
from planner.errors import BadInput
from planner.risk.card import sts_card
from planner.risk.survey.made_up import as_csv, made_up
from planner.risk.survey.reading import Answers
from planner.risk.survey.survey import expected_equal_pairs, read_survey

CARD = sts_card()
HEAD = "experience,indirect_dose,emotional_support,sts"
GOOD = (HEAD, "3,40,5,38", "12,55,4,51", "7,20.5,6,29")


def a_file(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "survey.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def refused(tmp_path: Path, *lines: str) -> str:
    with pytest.raises(BadInput) as error:
        read_survey(a_file(tmp_path, *lines), CARD)
    return str(error.value)


def test_answers_are_read_as_they_stand_an_empty_cell_as_missing(tmp_path):
    answers = read_survey(a_file(tmp_path, *GOOD, ",,,"), CARD)
    assert answers.column("indirect_dose") == (40.0, 55.0, 20.5)
    assert answers.rows == (2, 3, 4)
    answers = read_survey(a_file(tmp_path, *GOOD, "1,,3,44"), CARD)
    assert answers.column("indirect_dose")[-1] is None


@pytest.mark.parametrize(
    ("column", "says"),
    [
        ("name", "say who somebody is"),
        ("e-mail", "say who somebody is"),
        ("workerEmail", "lead from an answer to a person"),
        ("id", "lead from an answer to a person"),
        ("worker", "lead from an answer to a person"),
        ("Respondent ID", "lead from an answer to a person"),
        ("date_of_birth", "lead from an answer to a person"),
        ("birth_year", "say who somebody is"),
        ("age", "say who somebody is"),
        ("gender", "private life"),
        ("stss_total", "an outcome cannot stand for a predictor"),
        ("proqol_burnout", "an outcome cannot stand for a predictor"),
        ("PTSD", "an outcome cannot stand for a predictor"),
        ("indirect_doze", "Did you mean indirect_dose?"),
        ("stss", "Did you mean sts?"),
        ("favourite_colour", "only known ones are read"),
    ],
)
def test_a_column_that_leads_to_a_person_or_is_no_predictor_is_refused(tmp_path, column, says):
    lines = [f"{line},{column if place == 0 else 1}" for place, line in enumerate(GOOD)]
    message = refused(tmp_path, *lines)
    assert says in message
    assert "survey.csv, row 1, column" in message


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("-1,40,5,38", "row 5, column experience: -1 cannot be true. Allowed: 0 to 60"),
        ("3,101,5,38", "column indirect_dose: 101 cannot be true. Allowed: 0 to 100"),
        ("3,40,1,38", "column emotional_support: 1 cannot be true. Allowed: 2 to 8"),
        ("3,40,5,16", "column sts: 16 cannot be true. Allowed: 17 to 85"),
        ("3,40,5,86", "column sts: 86 cannot be true"),
        ("3,nan,5,38", "'nan' is not a number"),
        ("3,inf,5,38", "'inf' is not a number"),
        ("3,NA,5,38", "an empty cell where there is no answer"),
        ("3,4e1,5,38", "'4e1' is not a number"),
        ("3,a@b.org,5,38", "e-mail address"),
        ("3,40,5", "there are 3 cells under a header of 4"),
        ("7,20.5,6,29", "row 5: this row is the same as row 4"),
    ],
)
def test_a_row_that_cannot_be_true_is_refused_with_its_place(tmp_path, line, says):
    assert says in refused(tmp_path, *GOOD, line)


def test_every_fault_is_listed_at_once(tmp_path):
    message = refused(tmp_path, *GOOD, "-1,101,5,99", "x,40,5,38")
    assert message.startswith("4 problems in the input; nothing was read.")


def test_a_history_of_trafficking_without_any_trauma_contradicts_itself(tmp_path):
    head = "trafficking_history,lifetime_trauma,sts"
    message = refused(tmp_path, head, "0,0,40", "1,2,50", "1,0,44")
    assert "row 4, column lifetime_trauma: trafficking_history is 1 and lifetime_trauma is 0" in message
    assert "row 2" not in message


def test_a_yes_or_no_column_takes_0_and_1_only(tmp_path):
    assert "0 or 1" in refused(tmp_path, "trafficking_history,sts", "0.5,40")


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (("experience,indirect_dose", "3,4"), "sts: this column is needed"),
        (("sts", "40", "41"), "there is no predictor beside sts"),
        ((HEAD,), "no answers under the header"),
        (("experience;sts", "3;40"), "separated by ';'"),
        (("experience,experience,sts", "3,3,40"), "this column is there twice"),
        (("experience,,sts", "3,3,40"), "column 2 has no name"),
        (('experience,"sts', "3,40"), "a quote does not open and close"),
    ],
)
def test_a_file_without_what_is_needed_is_refused(tmp_path, lines, says):
    assert says in refused(tmp_path, *lines)


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(BadInput, match="the file is missing"):
        read_survey(tmp_path / "none.csv", CARD)


def test_equal_rows_are_no_fault_where_chance_makes_some(tmp_path):
    answers = [f"{score % 5 + 3},{score}" for score in range(17, 86)] * 3
    assert read_survey(a_file(tmp_path, "emotional_support,sts", *answers), CARD).cells


def test_the_expected_equal_pairs_are_those_of_a_small_case_counted_by_hand():
    cells = ((2.0, 20.0), (2.0, 21.0), (3.0, 20.0), (3.0, 20.0))
    answers = Answers("x", ("emotional_support", "sts"), (2, 3, 4, 5), cells)
    assert expected_equal_pairs(answers) == pytest.approx(6 * (2 / 6) * (3 / 6))


def test_a_doubled_row_of_a_full_survey_is_found(tmp_path):
    lines = as_csv(made_up(CARD, Setting.CHILD_WELFARE, 300, 4)).splitlines()
    message = refused(tmp_path, *lines, lines[17])
    assert "row 302: this row is the same as row 18" in message
