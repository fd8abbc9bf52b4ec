"""Same public facts and plan, other private facts: is a manager told the same, byte for byte?"""

from contextlib import nullcontext

import pytest

from planner.domain import Agency
from planner.pipeline import Side
from tests.privacy.leaks import WholeSide, by_length, by_order, by_status, by_work
from tests.privacy.pairs import Pair, a_pair
from tests.privacy.told import everything_told, unlike, work_counted

FEW, PART, PARTS = 60, 100, 10
PARTS_IN_CI = 2  # the rest takes more than five minutes
CONTROLS = 8  # pairs, of which a leaky build has to be caught in some


def nothing(agency: Agency):
    return nullcontext()


def differences(pair: Pair, leak=nothing, side_of=Side) -> list[str]:
    """Return in what the two members of a pair are told apart, by answers or by work."""
    found = []
    for agency in (pair.one, pair.other):
        with leak(agency), work_counted() as work:
            found.append((everything_told(agency, pair.plan, pair.cases, side_of), work))
    (one, its_work), (other, other_work) = found
    return unlike(one, other) + ["work"] * (its_work != other_work)


@pytest.mark.parametrize("part", range(FEW // 10))
def test_private_facts_change_nothing_that_a_manager_is_told(part):
    assert [differences(a_pair(seed)) for seed in range(10 * part, 10 * part + 10)] == [[]] * 10


@pytest.mark.parametrize(
    "part",
    [
        pytest.param(part, marks=pytest.mark.ci if part < PARTS_IN_CI else pytest.mark.long)
        for part in range(PARTS)
    ],
)
def test_private_facts_change_nothing_in_a_thousand_pairs(part):
    seeds = range(PART * part, PART * part + PART)
    assert {seed: told for seed in seeds if (told := differences(a_pair(seed)))} == {}


def test_the_pairs_have_something_to_hide_and_something_to_tell():
    pairs = [a_pair(seed) for seed in range(FEW)]
    assert all(pair.one.public() == pair.other.public() for pair in pairs)
    assert all(pair.one.profiles != pair.other.profiles for pair in pairs)
    assert sum(bool(pair.cases) for pair in pairs) > FEW * 0.9
    assert sum(bool(pair.plan.assignments) for pair in pairs) > FEW / 2
    answers = [everything_told(pair.one, pair.plan, pair.cases) for pair in pairs[:CONTROLS]]
    assert sum(b"can be asked" in each.printed for all_ in answers for each in all_.values()) > CONTROLS


@pytest.mark.parametrize(
    ("leak", "side_of", "by"),
    [
        (nothing, WholeSide, {"printed", "json", "work"}),
        (by_order, Side, {"printed", "json"}),
        (by_length, Side, {"printed size", "json size"}),
        (by_status, Side, {"status"}),
        (by_work, Side, {"work"}),
    ],
    ids=["from private facts", "by order", "by length", "by status", "by work"],
)
def test_a_build_that_leaks_is_caught(leak, side_of, by):
    found = [differences(a_pair(seed), leak, side_of) for seed in range(CONTROLS)]
    seen = {each.rpartition(": ")[2] for told in found for each in told}
    assert by <= seen
    assert sum(bool(told) for told in found) >= 2


def test_what_leaks_by_order_alone_has_the_same_size():
    """Order is caught as order: the comparison does not live of lengths alone."""
    found = [differences(a_pair(seed), by_order) for seed in range(CONTROLS)]
    assert any(told and not any("size" in each for each in told) for told in found)
