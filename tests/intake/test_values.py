"""Which values may stand in a cell and in JSON, at their bounds?"""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from planner.domain import Days, Fact
from planner.intake import values
from planner.intake.cells import CELLS, decimal_text, shown
from planner.units import whole

FIRST, LAST = date(2025, 10, 6), date(2025, 10, 10)


def read(kind: Any, value: object, *, cell: bool) -> object:
    return TypeAdapter(kind).validate_python(value, context=CELLS if cell else None)


@pytest.mark.parametrize(
    ("kind", "cell", "meaning"),
    [
        (values.Part, "1", Decimal(1)),
        (values.Part, "0.001", Decimal("0.001")),
        (values.ContractHours, "60", Decimal(60)),
        (values.CaseHours, "0", Decimal(0)),
        (values.LedgerHours, "168.000", Decimal(168)),
        (values.Months, "12.0", 12),
        (values.Months, "720", 720),
        (values.Weeks, "156", 156),
        (values.OneToFive, "5", 5),
        (values.YesNo, "YES", True),
        (values.YesNo, "no", False),
        (values.YesNoUnknown, "Unknown", Fact.UNKNOWN),
        (values.ADate, "1950-01-01", date(1950, 1, 1)),
        (values.ADate, "2100-12-31", date(2100, 12, 31)),
        (values.Ranges, "2025-10-06/2025-10-10", (Days(first=FIRST, last=LAST),)),
        (values.Ranges, "2025-10-06", (Days(first=FIRST, last=FIRST),)),
        (values.Codes, "a; b ;;", ("a", "b")),
        (values.AttributesOrWorkers, "same-language;W-17", ("same-language", "W-17")),
        (values.AWorker, "12345678", "12345678"),
    ],
)
def test_a_cell_at_its_bounds_is_read(kind, cell, meaning):
    assert read(kind, cell, cell=True) == meaning


@pytest.mark.parametrize(
    ("kind", "cell"),
    [
        (values.Part, "0"), (values.Part, "1.001"), (values.Part, "1e-1"), (values.Part, "\u0661"),
        (values.Part, "+1"), (values.Part, "0_1"), (values.Part, ".5"), (values.Part, "inf"),
        (values.ContractHours, "60.01"), (values.CaseHours, "-0.1"), (values.LedgerHours, "168.1"),
        (values.Months, "721"), (values.Months, "1.5"), (values.Weeks, "0"), (values.Weeks, "157"),
        (values.OneToFive, "6"), (values.YesNo, "true"), (values.YesNo, "1"),
        (values.YesNoUnknown, "?"), (values.ADate, "1949-12-31"), (values.ADate, "2101-01-01"),
        (values.ADate, "06.10.2025"), (values.ADate, "20251006"), (values.ADate, "2025-W41-1"),
        (values.Ranges, "1949-12-31/2025-10-06"), (values.Ranges, "2025-10-06/9999-12-31"),
        (values.Ranges, "2025-10-06/2025-10-10/2025-10-11"), (values.Codes, "a;a"),
        (values.Codes, ";".join(f"a{number}" for number in range(101))),
        (values.SomeCodes, ";"), (values.ACode, "A"), (values.ACode, "a" * 41),
        (values.AWorker, "Maria"), (values.AWorker, "123456789"), (values.AWorker, "w 17"),
        (values.AttributesOrWorkers, "Maria"), (values.RubricFacts, "severe"),
    ],
)  # fmt: skip
def test_a_cell_beyond_its_bounds_is_refused(kind, cell):
    with pytest.raises(ValidationError):
        read(kind, cell, cell=True)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (values.Part, 0.5), (values.Months, 12), (values.Months, 12.0), (values.YesNo, True),
        (values.YesNo, "no"), (values.Codes, ["a"]), (values.ADate, "2025-10-06"),
        (values.Ranges, ["2025-10-06/2025-10-10"]),
    ],
)  # fmt: skip
def test_json_has_values_of_their_own_kind(kind, value):
    read(kind, value, cell=False)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (values.Part, "0.5"), (values.Part, True), (values.Months, "12"), (values.Months, True),
        (values.YesNo, "No"), (values.YesNo, 1), (values.Codes, "a"), (values.Codes, None),
        (values.ADate, 20251006), (values.Ranges, [7]), (values.YesNoUnknown, True),
    ],
)  # fmt: skip
def test_json_is_not_read_as_if_it_were_a_cell(kind, value):
    with pytest.raises(ValidationError):
        read(kind, value, cell=False)


@pytest.mark.parametrize("per_unit", [12, 60, 1000])
def test_a_number_is_written_so_that_it_is_read_back(per_unit):
    for amount in range(4_000):
        assert whole(decimal_text(amount, per_unit), per_unit) == amount


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("a" * 99, f"'{'a' * 40}...'"), ("a\nb", r"'a\nb'"), (True, "yes"), (False, "no"),
        (1.5, "1.5"), (FIRST, "2025-10-06"), (10**50, "this number"), (None, "an empty value"),
        ({}, "this"),
    ],
)  # fmt: skip
def test_a_refused_value_is_shown_short_and_on_one_line(value, text):
    assert shown(value) == text
