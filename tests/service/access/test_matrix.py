"""May everybody do what the table says, to every object, in every operation there is, and no more?"""

import csv
import logging
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest

from tests.service.access.described import operations
from tests.service.access.judged import Outcome, outcomes, sides_of
from tests.service.access.roles import ROLES
from tests.service.access.world import World, a_world
from tests.service.places import FAR

FILE = Path(__file__).with_name("access.csv")
TABLE = {(row["operation"], row["object"]): row for row in csv.DictReader(FILE.open())}
HOW = (
    "add its recipe to kinds.py, bodies.py and making.py,"
    " run `python -m tests.service.access.write`, then read the new rows"
)


BEFORE_ALL_IS_SET_UP = {
    *("whoAmI", "signOut", "signOutEverywhere", "stepUp"),
    *("changePassword", "setUpSecondFactor", "confirmSecondFactor"),
}
"""What somebody does who has still to choose a password or to set up a second factor."""


@pytest.fixture(scope="module")
def said() -> Iterator[StringIO]:
    """All that the service logs meanwhile, at any level."""
    text = StringIO()
    handler = logging.StreamHandler(text)
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    callers = [logging.getLogger(name) for name in ("httpx", "httpx2", "httpcore", "httpcore2")]
    for caller in callers:
        caller.disabled = True  # the caller's own log, of the address it calls
    yield text
    root.removeHandler(handler)
    root.setLevel(level)
    for caller in callers:
        caller.disabled = False


@pytest.fixture(scope="module")
def world(tmp_path_factory, said: StringIO) -> Iterator[World]:
    with a_world(tmp_path_factory.mktemp("world")) as world:
        yield world


@pytest.fixture(scope="module")
def judged(world: World) -> list[Outcome]:
    return list(outcomes(world))


@pytest.mark.parametrize("operation", operations(), ids=lambda operation: operation.id)
def test_every_operation_has_its_rows_in_the_table(operation):
    missing = [side for side in sides_of(operation) if (operation.id, side) not in TABLE]
    assert not missing, f"{operation.id} has no row for {', '.join(missing)}: {HOW}"
    for side in sides_of(operation):
        assert set(TABLE[operation.id, side]) == {"operation", "object", *ROLES}
        assert all(TABLE[operation.id, side].values())


def test_no_row_is_left_of_an_operation_that_is_gone():
    known = {(operation.id, side) for operation in operations() for side in sides_of(operation)}
    assert set(TABLE) - known == set()


def test_nothing_is_open_to_anybody_but_what_is_described_so():
    public = {operation.id for operation in operations() if operation.for_anybody}
    let_in = {operation for (operation, _), row in TABLE.items() if row["anonymous"] != "401"}
    assert public == let_in


def test_whoever_is_out_is_let_in_nowhere():
    for (operation, side), row in TABLE.items():
        if row["anonymous"] == "401":
            assert (row["disabled"], row["expired"]) == ("401", "401"), (operation, side)
            let_in = ("yes",) if operation in BEFORE_ALL_IS_SET_UP else ("403", "404")
            assert row["pending"] in let_in, (operation, side)


@pytest.mark.ci
def test_every_cell_of_the_table_is_so(judged):
    wrong = {
        (one.operation, one.side, one.role): (TABLE[one.operation, one.side][one.role], one.word)
        for one in judged
        if (one.operation, one.side) not in TABLE or TABLE[one.operation, one.side][one.role] != one.word
    }
    assert not wrong, wrong
    cells = sum(len(sides_of(operation)) for operation in operations()) * len(ROLES)
    assert len(judged) == len({(o.operation, o.side, o.role) for o in judged}) == cells


@pytest.mark.ci
def test_what_is_another_agencys_is_told_of_as_if_it_were_not_there(judged):
    said = {(one.operation, one.side, one.role): one.said for one in judged}
    asked = [key for key in said if key[1] == "other-agency"]
    for operation, side, role in asked:
        assert said[operation, side, role] == said[operation, "absent", role], (operation, role)
    assert len(asked) == len(ROLES) * sum("absent" in sides_of(each) for each in operations())


@pytest.mark.ci
def test_what_is_beyond_a_scope_is_told_of_as_if_it_were_not_there(judged):
    absent = {(one.operation, one.role): one.said for one in judged if one.side == "absent"}
    beyond = [one for one in judged if one.side == "other-team" and one.word == "404"]
    assert len(beyond) > len(ROLES)
    told = [(o.operation, o.role) for o in beyond if o.said != absent[o.operation, o.role]]
    assert not told


@pytest.mark.ci
def test_whoever_does_not_do_a_thing_learns_nothing_of_what_there_is(judged):
    refused = {
        (one.operation, one.role): one.said
        for one in judged
        if one.side == "own-team" and one.word == "403"
    }
    for one in judged:
        if (one.operation, one.role) in refused:
            assert one.said == refused[one.operation, one.role], (one.operation, one.role, one.side)


@pytest.mark.ci
def test_no_byte_of_another_agency_is_in_any_answer_or_log(judged, said, world):
    canary = FAR.encode()
    own = [key for (_, side), key in world.ids.items() if side == "other-agency"]
    assert any(FAR in key for key in own)
    for one in judged:
        _, body, headers = one.said
        shown = body + repr(headers).encode()
        assert canary not in shown, one
        assert not [key for key in own if key.encode() in shown], one
    assert FAR not in said.getvalue()
    assert not [key for key in own if key in said.getvalue()]
