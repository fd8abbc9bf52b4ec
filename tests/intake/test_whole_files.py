"""What is said of a file that is not there, is not text or is too large?"""

from pathlib import Path
from time import perf_counter

import pytest

from planner.intake import read_agency


@pytest.mark.parametrize("file", ["workers.csv", "cases.csv", "agency.toml"])
def test_a_missing_file_is_the_only_fault_there_is(said, folder: Path, file):
    (folder / file).unlink()
    assert said(folder) == [f"{file}: the file is missing."]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "the file is empty."),
        (b"\xef\xbb\xbf \r\n", "the file is empty."),
        (b" , , \n", "the header cannot be read."),
        ("worker,week\nw-1,\u00e9".encode("latin-1"), "here the text is not UTF-8."),
        ("worker,week".encode("utf-16"), "here the text is not UTF-8."),
        (b"worker,week\nw-1,\0", "here is a NUL character, so this is not text."),
    ],
)
def test_a_file_that_is_no_csv_is_said_to_be_none(said, folder: Path, content, sentence):
    (folder / "exposures.csv").write_bytes(content)
    assert [sentence in fault for fault in said(folder)] == [True]


def test_a_file_over_fifty_megabytes_is_not_read(said, folder: Path):
    with (folder / "exposures.csv").open("wb") as file:
        file.truncate(50_000_001)
    assert said(folder) == ["exposures.csv: the file is too large. Allowed: up to 50 MB."]


def test_a_folder_in_the_place_of_a_file_is_said_to_be_none(said, folder: Path):
    (folder / "exposures.csv").unlink()
    (folder / "exposures.csv").mkdir()
    assert said(folder) == ["exposures.csv: this is not a file that can be opened."]


def test_a_folder_that_is_not_there_is_said_to_be_missing(said, tmp_path: Path):
    assert said(tmp_path / "nowhere") == [f"{tmp_path / 'nowhere'}: there is no such folder."]


def test_own_limits_are_not_even_read_where_nobody_says_that_people_are_made_up(
    said_after, folder: Path
):
    (folder / "limits.csv").write_text("worker,limits\nw-017,nonsense\n")
    faults = said_after("agency.toml", "synthetic = true\n", "")
    assert faults == ["agency.toml, column synthetic: nothing is given here. Allowed: true or false."]


def test_a_million_rows_are_the_most_that_are_read(said, folder: Path):
    with (folder / "exposures.csv").open("a") as file:
        file.write("\n" * 1_000_000)
    assert said(folder) == ["exposures.csv: the file is too long. Allowed: up to 1,000,000 rows."]


@pytest.mark.ci
def test_twenty_thousand_weeks_of_exposure_are_read_in_seconds(folder: Path):
    with (folder / "exposures.csv").open("a") as file:
        file.write("w-017,2025-09-22,2.5,4,live,case\n" * 20_000)
    start = perf_counter()
    assert len(read_agency(folder).exposures) == 20_003
    assert perf_counter() - start < 20  # forty times what it takes on a small machine
