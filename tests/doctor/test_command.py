"""What `caseload doctor` prints and ends with."""

import json
import subprocess
import sys
from datetime import timedelta

import pytest
from typer.testing import CliRunner

from planner.cli.main import app
from planner.domain import Days, Fact, GroupRule, PrivateProfile, Step
from planner.intake import write_agency
from tests.builders import TODAY, a_case, a_rubric, a_stage
from tests.doctor.clean import (
    DAY,
    WEEK,
    a_colleague,
    carried,
    clean,
    with_assignment,
    with_case,
    with_worker,
)

PLANTED = {
    "deadline-past": "New cases whose response deadline is past, the oldest since 2025-09-28: c-2.",
    "licence-unheld": "Cases that need the licence socail-work, which nobody holds: c-2.",
    "no-exposure-hours": "Cases without any hours of exposure: c-3.",
    "rate-again": "with rubric facts unknown still: c-4.",
    "holder-goes": "New cases held by somebody who has left, leaves soon or is long away: c-4.",
    "lead-gone": "Open cases whose lead worker has left: o-3.",
    "apart-at-one": "Groups to be kept apart with two open cases at one worker: g-1.",
    "supervision-overdue": "Workers whose supervision is overdue: w2.",
    "exposures-stop": "The newest exposure is of the week of 2025-08-25",
    "contract-and-fte": "Workers whose hours_per_week do not fit their fte",
}


def run(*arguments):
    return CliRunner().invoke(app, ["doctor", *map(str, arguments)])


def words(result):
    return " ".join(result.output.split())


@pytest.fixture
def planted(tmp_path):
    long_leave = (Days(first=TODAY, last=TODAY + timedelta(days=60)),)
    agency = clean(
        synthetic=False,
        exposures=[event for event in clean().exposures if event.week <= TODAY - 5 * WEEK],
    )
    apart = {"group": "g-1", "group_rule": GroupRule.APART}
    agency = with_case("o2", with_case("o1", agency, **apart), **apart)
    agency = with_worker(
        "w2", with_assignment("o2", agency, worker="w1"), supervision_last=TODAY - 9 * WEEK
    )
    waiting = {"received": TODAY - 3 * WEEK, "held_by": "w1"}
    new = [
        a_case("c-2", **waiting, response_deadline=TODAY - DAY, licence="socail-work"),
        a_case("c-3", stages=(a_stage(exposure=0, other=60),), held_by="w1"),
        a_case(
            "c-4",
            rubric=a_rubric(death_or_threat=Fact.UNKNOWN),
            **waiting | {"held_by": "w3"},
            first_met=TODAY - 2 * WEEK,
        ),
        a_case("o-3", received=TODAY - 20 * WEEK, response_deadline=TODAY),
    ]
    others = [
        a_colleague("w3", "w1", leave=long_leave),
        a_colleague("w4", "w1", last_day=TODAY - WEEK),
        a_colleague("w5", "w1", fte=500),
    ]
    agency = agency.changed(
        workers=(*agency.workers, *others),
        cases=(*agency.cases, *new),
        assignments=(*agency.assignments, carried("o-3", "w4")),
    )
    write_agency(agency, tmp_path / "planted")
    return tmp_path / "planted"


def test_ten_planted_problems_are_all_shown(planted):
    result = run(planted)
    assert result.exit_code == 1
    told = words(result)
    assert [check for check, sentence in PLANTED.items() if sentence not in told] == []
    assert "Did you mean social-work?" in told
    assert told.index("RISKY") < told.index("MISSING") < told.index("ODD")


def test_ten_planted_problems_are_all_in_the_json(planted, tmp_path):
    result = run(planted, "--json", "-")
    assert result.exit_code == 1
    answer = json.loads(result.output)
    assert (answer["loads"], answer["fit"], answer["faults"]) == (True, False, [])
    found = {finding["check"]: finding for finding in answer["findings"]}
    assert found.keys() >= PLANTED.keys()
    assert found["lead-gone"]["records"] == ["o-3"]
    assert set(found["lead-gone"]) == {"check", "severity", "file", "found", "records", "means", "do"}
    assert answer["figures"]["new_cases"] == 4
    file = tmp_path / "answer.json"
    assert "RISKY" in run(planted, "--json", file).output
    assert json.loads(file.read_text("utf-8")) == answer


def test_a_clean_folder_ends_with_0(tmp_path):
    write_agency(clean(), tmp_path / "clean")
    result = run(tmp_path / "clean")
    assert result.exit_code == 0
    assert "Nothing is missing, odd or risky." in result.output
    assert "caseload plan" in words(result)


def test_what_is_only_odd_ends_with_0(tmp_path):
    write_agency(clean(policy={"half_life_weeks": 6}), tmp_path / "odd")
    (tmp_path / "odd" / "workers_old.csv").write_text("worker\n")
    (tmp_path / "odd" / ".hidden").write_text("")
    result = run(tmp_path / "odd")
    assert result.exit_code == 0
    assert "Found: 2 odd." in result.output
    assert "half_life_weeks is 6 (shipped: 4)" in words(result)
    assert "Files that the planner does not read: workers_old.csv." in words(result)


def test_a_folder_that_does_not_load_ends_with_2_and_all_faults_by_file(planted):
    for file, old, new in (
        ("workers.csv", "w5,", "Jane Smith,"),
        ("cases.csv", "c-3,", "c-2,"),
        ("agency.toml", 'office = "north"', 'office = ""'),
    ):
        text = (planted / file).read_text("utf-8")
        (planted / file).write_text(text.replace(old, new, 1), "utf-8")
    result = run(planted)
    assert result.exit_code == 2
    told = words(result)
    assert "cannot be read yet: 3 things to mend." in told
    assert "agency.toml - team 1, office: nothing is given here." in told
    assert "workers.csv - row 6, worker: this is not allowed here." in told
    assert "cases.csv - row 6, case: 'c-2' is there twice." in told
    answer = json.loads(run(planted, "--json", "-").output)
    assert (answer["loads"], answer["fit"], answer["figures"]) == (False, False, None)
    assert [fault["file"] for fault in answer["faults"]] == [
        "agency.toml, team 1",
        "workers.csv",
        "cases.csv",
    ]


def test_a_folder_that_is_not_there_can_be_made(tmp_path):
    result = run(tmp_path / "nowhere")
    assert result.exit_code == 2
    assert "there is no such folder" in words(result)
    assert "caseload new" in words(result)


def test_many_records_are_counted_and_listed_in_the_json(tmp_path):
    cases = [*clean().cases, *(a_case(f"n{place}") for place in range(20))]
    write_agency(clean(cases=cases), tmp_path / "many")
    assert " and 12 more." in words(run(tmp_path / "many"))
    answer = json.loads(run(tmp_path / "many", "--json", "-").output)
    assert len(next(f["records"] for f in answer["findings"] if f["check"] == "nobody-holds")) == 20


def test_no_own_limit_and_no_step_changes_what_is_printed(tmp_path):
    profiles = (PrivateProfile(worker="w1", limits=("death_or_threat",), step=Step.REST),)
    write_agency(clean(), tmp_path / "same")
    plain = run(tmp_path / "same").output
    write_agency(clean(profiles=profiles), tmp_path / "same")
    assert run(tmp_path / "same").output == plain


def test_the_doctor_and_new_reach_no_solver(planted, tmp_path):
    program = (
        "import sys; from typer.testing import CliRunner; from planner.cli.main import app\n"
        f"for a in (['doctor', {str(planted)!r}], ['new', {str(tmp_path / 'made')!r}]):\n"
        "    print(CliRunner().invoke(app, a).exit_code)\n"
        "print('ortools' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["1", "0", "False"]
