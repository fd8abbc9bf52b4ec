"""Does anything but a refusal in words ever come of input that is broken?"""

import re
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from planner.domain import Agency
from planner.errors import BadInput, UnknownReference
from planner.intake import agency_from_json, plan_from_json, read_agency, read_json

FILES = (
    "agency.toml",
    "workers.csv",
    "cases.csv",
    "assignments.csv",
    "exposures.csv",
    "limits.csv",
)
PAGE = Path(__file__).parents[2] / "docs" / "agency_folder.md"
EXAMPLE = dict(
    re.findall(r"<!-- file: (\S+) -->\n```\w+\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
)
ODD = st.sampled_from(
    ["", ",", ";", '"', "\n", "\r", "\0", "=", "-1", "1e9", "nan", "9" * 400, "[", "]", "{", "/",
     ":", "2025-02-30", "9999-12-31", "0001-01-01", "\ud7ff", "\u2028", "unknown", "w-017",
     "[[team]]", "policy", "'''", "\x1f", "a@b", "\ufeff", "e\u0301", "\uff1d", "true", "0x1F",
     "1_000"]
)  # fmt: skip
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
PLACES = (
    "name", "date", "synthetic", "sources", "policy", "teams", "referral_types", "workers", "cases",
    "assignments", "exposures", "limits",
)  # fmt: skip
quick = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read(changed: dict[str, bytes]) -> None:
    with TemporaryDirectory() as place:
        for file, text in EXAMPLE.items():
            (Path(place) / file).write_bytes(changed.get(file, text.encode()))
        with suppress(BadInput):
            assert isinstance(read_agency(Path(place)), Agency)


@quick
@given(st.sampled_from(FILES), st.binary(max_size=200))
def test_random_bytes_in_a_file_are_read_or_refused(file, content):
    read({file: content})


@quick
@given(st.sampled_from(FILES), st.text(max_size=200))
def test_random_text_under_a_good_header_is_read_or_refused(file, text):
    header = EXAMPLE[file].partition("\n")[0] + "\n"
    read({file: (header + text).encode("utf-8", "surrogatepass")})


@quick
@given(st.sampled_from(FILES), st.lists(st.tuples(st.floats(0, 1), st.integers(0, 9), ODD), max_size=5))
@example("exposures.csv", [(0.5, 10, "9999-12-31")])
def test_a_file_with_pieces_replaced_is_read_or_refused(file, changes):
    text = EXAMPLE[file]
    for share, length, new in changes:
        place = int(share * len(text))
        text = text[:place] + new + text[place + length :]
    read({file: text.encode("utf-8", "surrogatepass")})


@quick
@given(st.sampled_from(FILES[1:]), st.integers(0, 4), st.integers(0, 30), ODD | st.text(max_size=30))
def test_one_cell_of_anything_is_read_or_refused(file, row, column, new):
    rows = [line.split(",") for line in EXAMPLE[file].splitlines()]
    cells = rows[row % len(rows)]
    cells[column % len(cells)] = new
    text = "\n".join(",".join(cells) for cells in rows)
    read({file: text.encode("utf-8", "surrogatepass")})


@quick
@given(st.dictionaries(st.sampled_from(PLACES) | st.text(max_size=8), VALUES))
def test_any_object_is_an_agency_or_refused(data):
    with suppress(BadInput):
        agency_from_json(data)


@quick
@given(st.sampled_from(PLACES[5:]), st.lists(st.dictionaries(st.text(max_size=8), VALUES), max_size=3))
def test_any_list_of_objects_is_refused(table, objects):
    head = {"name": "x", "date": "2025-10-06", "synthetic": True}
    lists: dict[str, object] = {"teams": [], "referral_types": [], "workers": [], "cases": []}
    with suppress(BadInput):
        agency_from_json(head | lists | {table: objects})
        assert not objects


@quick
@given(VALUES)
def test_any_value_is_a_plan_or_refused(data):
    with TemporaryDirectory() as place:
        for file, text in EXAMPLE.items():
            (Path(place) / file).write_text(text, encoding="utf-8")
        agency = read_agency(Path(place))
    with suppress(BadInput, UnknownReference):
        plan_from_json(data, agency)
    with suppress(BadInput, UnknownReference):
        plan_from_json({"assignments": [], "unassigned": [data], "goals": data}, agency)


@quick
@given(st.binary(max_size=100) | st.text(max_size=100))
def test_any_text_is_json_or_refused(text):
    with suppress(BadInput):
        read_json(text)


@pytest.mark.parametrize("text", ["a = " + "[" * 3000, "a = " + "9" * 5000, "a = 0x" + "f" * 9000])
def test_a_head_that_is_too_deep_or_too_long_is_refused(text):
    read({"agency.toml": text.encode()})
