"""Does the page of the simulation say what every column of a kept run holds?"""

from pathlib import Path

import pytest

from planner.simulate.kept.columns import COLUMNS, Column

PAGE = (Path(__file__).parents[2] / "docs" / "simulation.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.name)
def test_a_column_is_explained(column: Column):
    assert f"| `{column.name}` | {column.unit} | {column.meaning} |" in PAGE


def test_no_column_is_explained_that_does_not_exist():
    table = PAGE.split("| column | unit | meaning |")[1].split("\n\n")[0]
    assert table.count("\n| `") == len(COLUMNS)
