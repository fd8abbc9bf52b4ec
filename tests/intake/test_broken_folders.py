"""What is said of a folder that cannot be read?"""

import re
from pathlib import Path

import pytest

from planner.errors import BadInput
from planner.intake import read_agency
from planner.intake.faults import MOST_LISTED

CODE = "small letters, digits, - and _, at most 40, such as forensic-interview"
CELLS = "one cell for each column, empty ones too, quoted as a whole or not at all"
MODES = "reading, live, media, each with hours a week from 0 to 60"

ONE_FAULT = [
    (
        "workers.csv", "0.8,30", "1.5,30",
        "workers.csv, row 3, column fte: 1.5 is more than 1."
        " Allowed: a number above 0 and up to 1, such as 0.8.",
    ),
    (
        "workers.csv", "0.8,30", "nan,30",
        "workers.csv, row 3, column fte: 'nan' is not a number."
        " Allowed: a number above 0 and up to 1, such as 0.8.",
    ),
    (
        "workers.csv", "0.8,30", '"0,8",30',
        "workers.csv, row 3, column fte: '0,8' is not a number."
        " Allowed: a number above 0 and up to 1, such as 0.8.",
    ),
    (
        "workers.csv", "0.8,30", "0.0001,30",
        "workers.csv, row 3, column fte: once rounded, 0 is not more than 0."
        " Allowed: a number above 0 and up to 1, such as 0.8.",
    ),
    (
        "workers.csv", "0.8,30", ",30",
        "workers.csv, row 3, column fte: nothing is given here."
        " Allowed: a number above 0 and up to 1, such as 0.8.",
    ),
    (
        "workers.csv", "en;es", "en;En",
        "workers.csv, row 3, column languages: this is not allowed here."
        f" Allowed: at least one: {CODE}; between several.",
    ),
    (
        "workers.csv", "w-017,north", "w-017,south",
        "workers.csv, row 3, column team: team 'south' is not in the agency.",
    ),
    (
        "cases.csv", "c-0413,riverside", "c-0412,riverside",
        "cases.csv, row 4, column case: 'c-0412' is there twice.",
    ),
    (
        "workers.csv", "2025-10-27/2025-10-31", "2025-10-31/2025-02-30",
        "workers.csv, row 3, column leave: '2025-02-30' is not in the calendar."
        " Allowed: date ranges such as 2025-10-06/2025-10-10; between several.",
    ),
    (
        "workers.csv", "2025-10-27/2025-10-31", "2025-10-31/2025-10-27",
        "workers.csv, row 3, column leave: 2025-10-27 is before its start.",
    ),
    (
        "workers.csv", "0.75,9", "0.75,10",
        "workers.csv, row 4, column months_in_post: this is longer than the time in the field.",
    ),
    (
        "cases.csv", "yes,unknown", "yes,maybe",
        "cases.csv, row 3, column sexual_violence: 'maybe' is not one of the words allowed here."
        " Allowed: yes, no or unknown.",
    ),
    (
        "cases.csv", "intake:2;", "intake=2;",
        "cases.csv, row 3, column weeks_left: 'intake=2' is not written as it should be."
        " Allowed: stage:weeks with ; between several, such as intake:2;ongoing:20.",
    ),
    (
        "cases.csv", "intake:2;", "intake:200;",
        "cases.csv, row 3, column weeks_left: 200 is more than 156."
        " Allowed: whole weeks from 1 to 156.",
    ),
    (
        "cases.csv", "intake/media", "intake/film",
        "cases.csv, row 3, column exposure_hours: 'film' is not one of the words allowed here."
        f" Allowed: {MODES}.",
    ),
    (
        "cases.csv", "intake:3;", "visit:3;",
        "cases.csv, row 3, column other_hours: stage 'visit' is not in weeks_left."
        " Allowed: stage:hours with ; between several, such as intake:3;ongoing:1.",
    ),
    (
        "cases.csv", "2025-10-02,2025-10-09,4", "2025-10-09,2025-10-09,4",
        "cases.csv, row 3, column received: this is after the agency's date.",
    ),
    (
        "assignments.csv", "c-0388", "c-9999",
        "assignments.csv, row 2, column case: case 'c-9999' is not in the agency.",
    ),
    (
        "assignments.csv", "case,worker,support,since,hold", "case;worker;support;since;hold",
        "assignments.csv, row 1: the cells are separated by ';'. Allowed: commas between cells.",
    ),
    (
        "exposures.csv", "2.5,4,live,case", "2.5,4,live",
        f"exposures.csv, row 2: there are 5 cells under a header of 6. Allowed: {CELLS}.",
    ),
    (
        "exposures.csv", "w-017,2025-09-22", '"w-017,2025-09-22',
        f"exposures.csv, row 2: a quote does not open and close one whole cell. Allowed: {CELLS}.",
    ),
    (
        "exposures.csv", "2.5,4,live", "-2.5,4,live",
        "exposures.csv, row 2, column hours: -2.5 is less than 0."
        " Allowed: hours from 0 to 168, such as 2.5.",
    ),
    (
        "limits.csv", "graphic_material", "graphic",
        "limits.csv, row 2, column limits: 'graphic' is not a rubric fact. Allowed:"
        " multiple_trauma_types, sexual_violence, child_13_or_under, death_or_threat,"
        " graphic_material, continuing_danger; between several.",
    ),
    (
        "agency.toml", "half_life_weeks = 6", "half_lif_weeks = 6",
        "agency.toml, column policy.half_lif_weeks: there is no setting 'half_lif_weeks';"
        " did you mean 'half_life_weeks'?",
    ),
    (
        "agency.toml", "half_life_weeks = 6", "half_life_weeks = 60",
        "agency.toml, column policy.half_life_weeks: 60 is more than 52."
        " Allowed: a whole number from 1 to 52 (weeks).",
    ),
    (
        "agency.toml", "half_life_weeks = 6", "burden_rates = [1]",
        "agency.toml, column policy: burden_shares = [0, 400, 600, 800, 950] and burden_rates = [1]"
        " contradict each other: they must have the same length, one rate from each share on.",
    ),
    (
        "agency.toml", "half_life_weeks = 6", "rest_share = 900",
        "agency.toml, column policy: lighter_share = 750 and rest_share = 900 contradict each other:"
        " who rests would carry more than who chose the lighter step.",
    ),
    (
        "agency.toml", "respondents = 9", "respondents = 4",
        "agency.toml, team 1: sts_informed_score needs sts_informed_respondents of five or more,"
        " so that no single answer can be told.",
    ),
    (
        "agency.toml", "[policy]", "[polices]",
        "agency.toml, column polices: there is no such column, and only known ones are read."
        " Did you mean policy?",
    ),
    (
        "agency.toml", "synthetic = true", "synthetic = 1",
        "agency.toml, column synthetic: 1 is neither true nor false. Allowed: true or false.",
    ),
    (
        "agency.toml", "date = 2025-10-06", "date = 2025-10-06T09:00:00",
        "agency.toml, column date: 2025-10-06 09:00:00 is not a date written year-month-day."
        " Allowed: a date such as 2025-10-06, from 1950 to 2100.",
    ),
    (
        "agency.toml", "synthetic = true", "synthetic = false",
        "limits.csv: own limits are not taken in with an agency's data; they come through the"
        " worker's own door alone. Only an agency with synthetic = true, where every person is"
        " made up, may have them.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "sentence"), ONE_FAULT)
def test_one_fault_is_said_in_one_sentence_with_its_place(said_after, file, old, new, sentence):
    assert said_after(file, old, new) == [sentence]


def test_every_faulty_row_of_every_file_is_reported_at_once(said_after, folder: Path):
    cases = folder / "cases.csv"
    cases.write_text(cases.read_text().replace("c-0412,riverside", "c-0412,Riverside"))
    exposures = folder / "exposures.csv"
    exposures.write_text(exposures.read_text().replace("w-020,2025-09-22,1,1", "w-099,2025-09-22,1,6"))
    places = [re.split(": ", fault)[0] for fault in said_after("workers.csv", "0.8,30", "8,3000")]
    assert places == [
        "workers.csv, row 3, column fte",
        "workers.csv, row 3, column hours_per_week",
        "cases.csv, row 3, column office",
        "exposures.csv, row 4, column tier",
    ]


def test_an_unreadable_row_hides_no_fault_elsewhere_and_makes_up_none(said_after, folder: Path):
    assignments = folder / "assignments.csv"
    assignments.write_text(assignments.read_text().replace("w-020,w-017", "w-017,w-099"))
    faults = said_after("workers.csv", "0.8,30", "8,30")  # w-017, whom four other rows mention
    assert [fault.partition(":")[0] for fault in faults] == [
        "workers.csv, row 3, column fte",
        "assignments.csv, row 2, column support",
    ]


def test_a_needed_column_that_is_missing_is_said_once(said_after):
    faults = said_after("workers.csv", "worker,team,offices", "worker,group,offices")
    assert faults == [
        "workers.csv, row 1, column group: there is no such column, and only known ones are read.",
        "workers.csv, row 1, column team: this column is needed and is not there.",
    ]


def test_a_column_that_names_the_rows_and_is_missing_makes_up_no_other_fault(said, folder: Path):
    path = folder / "workers.csv"
    path.write_text("\n".join(line.partition(",")[2] for line in path.read_text().splitlines()))
    assert said(folder) == ["workers.csv, row 1, column worker: this column is needed and is not there."]


def test_a_header_may_name_a_column_only_once(said_after):
    assert said_after("exposures.csv", "worker,week", "worker,worker")[0] == (
        "exposures.csv, row 1, column worker: this column is there twice."
    )


def test_a_long_list_of_faults_ends_with_how_many_more_there_are(said, folder: Path):
    rows = "".join(f"w-017,2025-09-22,-{n + 1},4,live,case\n" for n in range(MOST_LISTED + 1234))
    (folder / "exposures.csv").write_text("worker,week,hours,tier,mode,source\n" + rows)
    faults = said(folder)
    assert len(faults) == MOST_LISTED + 1
    assert faults[-1] == "further on: 1,234 more problems were found and are not listed."


def test_every_piece_of_a_cell_that_is_wrong_is_said(said_after):
    faults = said_after("cases.csv", "intake:2;ongoing:20", "intake;ongoing=20;ongoing:20;ongoing:3")
    assert [fault.partition(" Allowed")[0] for fault in faults] == [
        "cases.csv, row 3, column weeks_left: 'intake' is not written as it should be.",
        "cases.csv, row 3, column weeks_left: 'ongoing=20' is not written as it should be.",
        "cases.csv, row 3, column weeks_left: 'ongoing' is there twice.",
    ]


def test_a_cell_as_long_as_a_story_is_refused_and_not_repeated(said_after):
    assert said_after("cases.csv", "forensic-interview", "once " * 2_000) == [
        "cases.csv, row 3, column skills_required: this is too long, which is more than 5,000"
        " characters."
    ]


def test_the_whole_message_says_that_nothing_was_read(said_after, folder: Path):
    said_after("workers.csv", "0.8,30", "1.5,30")
    with pytest.raises(BadInput, match="1 problem in the input; nothing was read"):
        read_agency(folder)


def test_many_equal_faults_are_one_and_hide_no_other(said, folder: Path):
    file = folder / "exposures.csv"
    head, *rows = file.read_text("utf-8").splitlines()
    rows = [row for row in rows if row][:1] * (MOST_LISTED + 100)
    file.write_text("\n".join([head + ",more", *rows]) + "\n", "utf-8")
    (folder / "workers.csv").write_text(
        (folder / "workers.csv").read_text("utf-8").replace("0.8", "1.8")
    )
    faults = said(folder)
    cells = [fault for fault in faults if "cells under a header" in fault]
    assert len(cells) == 1
    assert f"The same in {len(rows):,} rows, 2 to {len(rows) + 1}." in cells[0]
    assert any("1.8 is more than 1" in fault for fault in faults)
    assert not any("not listed" in fault for fault in faults)


def test_three_equal_faults_are_listed_one_by_one(said, folder: Path):
    rows = "w-017,2025-09-22,-1,4,live,case\n" * 3
    (folder / "exposures.csv").write_text("worker,week,hours,tier,mode,source\n" + rows)
    assert [fault.partition(":")[0] for fault in said(folder)] == [
        f"exposures.csv, row {row}, column hours" for row in (2, 3, 4)
    ]
