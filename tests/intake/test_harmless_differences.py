"""Is a folder read the same however a spreadsheet happened to write it?"""

from pathlib import Path

import pytest

from planner.intake import read_agency

CSV = ("workers.csv", "cases.csv", "assignments.csv", "exposures.csv", "limits.csv")


def quoted(text: str) -> str:
    rows = (line.split(",") for line in text.splitlines())
    return "\n".join(",".join(f'"{cell}"' for cell in row) for row in rows)


@pytest.mark.parametrize(
    "rewritten",
    [
        lambda text: "\ufeff" + text,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\r"),
        lambda text: text.replace("\n", "\n\n"),
        lambda text: text + "," * text.splitlines()[0].count(",") + "\n",
        lambda text: text.rstrip("\n"),
        lambda text: text.replace(",", " , "),
        lambda text: text.replace(";", " ; "),
        lambda text: text.replace(",yes,", ",YES,").replace(",no,", ",No,"),
        quoted,
    ],
    ids=[
        "byte-order mark", "CRLF", "CR", "empty rows", "a row of empty cells", "no last line end",
        "spaces", "spaces in lists", "capitals", "quotes",
    ],
)  # fmt: skip
def test_a_difference_that_means_nothing_changes_nothing(folder: Path, rewritten):
    expected = read_agency(folder)
    for file in CSV:
        text = (folder / file).read_text(encoding="utf-8")
        if "," in text.splitlines()[0]:
            (folder / file).write_text(rewritten(text), encoding="utf-8", newline="")
    assert read_agency(folder) == expected


def test_columns_may_stand_in_any_order(folder: Path):
    expected = read_agency(folder)
    for file in CSV:
        rows = (line.split(",") for line in (folder / file).read_text().splitlines())
        (folder / file).write_text("\n".join(",".join(reversed(row)) for row in rows))
    assert read_agency(folder) == expected


def test_a_column_left_out_is_a_column_of_empty_cells(folder: Path):
    assignments = folder / "assignments.csv"
    assignments.write_text("case,worker,since\nc-0388,w-020,2025-06-02\n")
    left_out = read_agency(folder)
    assignments.write_text("case,worker,support,since,hold\nc-0388,w-020,,2025-06-02,\n")
    assert read_agency(folder) == left_out
    assert left_out.assignments[0].support is None


def test_an_agency_of_real_people_is_read_without_own_limits(folder: Path):
    (folder / "limits.csv").unlink()
    head = folder / "agency.toml"
    head.write_text(head.read_text().replace("synthetic = true", "synthetic = false"))
    agency = read_agency(folder)
    assert (agency.synthetic, agency.profiles) == (False, ())
