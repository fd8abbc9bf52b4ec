"""Is what could harm somebody kept out, and what belongs in let in?"""

import tomllib
from importlib.resources import files

import pytest

from planner.intake.columns import unknown_column
from planner.intake.never_stored import EMAIL, NUMBER, contact_in, never_stored
from planner.intake.tables import TABLES

GROUPS = tomllib.loads(files("planner.intake").joinpath("never_stored.toml").read_text("utf-8"))
COLUMNS = sorted({column for table in TABLES for column in table.columns})


@pytest.mark.parametrize(
    "column",
    [
        "name", "first_name", "lastName", "Client Name", "workerEmail", "E-mail", "phone", "DOB",
        "dateOfBirth", "DateOfBirth", "home address", "SSN", "social_security_no", "Téléphone",
        "notes", "case_narrative", "Comments", "gender", "diagnosis", "sts_score", "STSS",
        "sts total", "STSSTotal", "trauma_history", "was_trafficked", "medication", "Disabilities",
        "CLIENT_NAME",
    ],
)  # fmt: skip
def test_a_column_that_could_harm_somebody_is_refused_with_the_reason(column):
    assert never_stored(column)
    assert "is never taken in: it seems to" in unknown_column(column, COLUMNS)


@pytest.mark.parametrize("column", ["colour", "caseload", "begin", "stock", "agent", "mailbox7"])
def test_a_column_that_is_only_unknown_is_not_accused(column):
    assert never_stored(column) is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Worker", "worker"), ("fte ", "fte"), ("hours per week", "hours_per_week"),
        ("multiple_trauma_type", "multiple_trauma_types"), ("licenses", "licences"),
        ("languges", "languages"), ("court-dates", "court_dates"),
    ],
)  # fmt: skip
def test_a_slip_of_the_pen_is_answered_with_what_was_meant(typed, meant):
    assert unknown_column(typed, COLUMNS).endswith(f"Did you mean {meant}?")


def test_a_reason_for_each_group_has_its_source():
    for group in GROUPS.values():
        assert set(group) == {"seems", "why", "source", "words"}
        assert group["source"]
        assert group["words"]


def test_no_column_of_the_format_is_among_them_by_accident():
    of_cases_and_teams = {
        "multiple_trauma_types",
        "sts_informed_score",
        "sts_informed_respondents",
    }
    assert {column for column in COLUMNS if never_stored(column)} <= of_cases_and_teams


@pytest.mark.parametrize("text", ["maria@example.org", "see maria@example", "x;a@b.c"])
def test_an_e_mail_address_is_found(text):
    assert contact_in(text) == EMAIL


@pytest.mark.parametrize(
    "text",
    [
        "555-123-4567", "(555) 123-4567", "+44 20 7946 0958", "+15551234567", "5551234567",
        "call 555-1234", "123-45-6789", "w-1;555 123 4567", "06 12 34 56 78",
    ],
)  # fmt: skip
def test_a_phone_or_identity_number_is_found(text):
    assert contact_in(text) == NUMBER


@pytest.mark.parametrize(
    "text",
    [
        "w-017", "c-2025-000123456", "12345678", "2025-10-06", "2025-10-06/2025-10-10",
        "2025-10-06;2025-11-06", "2025-10-06 2025-10-07", "37.5", "0.333333333333",
        "intake:2;ongoing:20", "2025-0123",
        "intake/live:1.5;intake/media:0.5", "550e8400-e29b-41d4-a716-446655440000",
        "@", "a @ b",
    ],
)  # fmt: skip
def test_an_id_a_date_and_a_number_are_not_taken_for_a_phone(text):
    assert contact_in(text) is None


@pytest.mark.parametrize("cell", ["maria@example.org", "555-123-4567"])
def test_what_looks_like_a_contact_is_refused_and_not_repeated(said_after, cell):
    for file, old in (
        ("workers.csv", "female-worker"),
        ("cases.csv", "c-0412"),
        ("exposures.csv", "2.5"),
    ):
        faults = said_after(file, old, cell)
        assert any("this looks like" in fault for fault in faults)
        assert not any(cell in fault for fault in faults)


def test_a_column_of_addresses_is_refused_in_the_folder(said_after):
    assert said_after("exposures.csv", "hours,", "clientEmail,") == [
        "exposures.csv, row 1, column clientEmail: this column is never taken in: it seems to say"
        " who somebody is or where they can be found, and workers and survivors are known here by"
        " opaque ids only. Leave it out.",
        "exposures.csv, row 1, column hours: this column is needed and is not there.",
    ]


def test_an_id_that_could_be_a_name_is_refused_and_not_repeated(said_after):
    faults = said_after("exposures.csv", "w-020", "Maria")
    assert len(faults) == 1
    assert faults[0].startswith("exposures.csv, row 4, column worker: this is not allowed here. ")
    assert "Maria" not in faults[0]
