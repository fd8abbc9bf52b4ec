"""Two acceptances for two different workers, at once: does a rule hold that counts them together?

The first-year workers of one supervisor lead only so many severe cases between them; here one. No row
of the one acceptance is a row of the other's.
"""

from collections.abc import Iterator

import pytest

from api.storage.unit import Unit
from planner.domain import Proposed
from planner.errors import PlannerError
from tests.service.races.crowd import Crowd, crowd, crowded
from tests.service.races.interleaving import POINTS, interleave
from tests.service.races.invariants import violations

TOGETHER = "first-year-per-supervisor"
_SEVERE = dict.fromkeys(
    ("multiple_trauma_types", "sexual_violence", "child_13_or_under", "death_or_threat"), "yes"
)
_NEW = {"years_in_field": 0.5, "months_in_post": 6}
_NEWCOMERS = ("w-101", "w-102")


@pytest.fixture(params=["w-001", None], ids=["their own supervisor", "the team's"])
def newcomers(url: str, request: pytest.FixtureRequest) -> Iterator[Crowd]:
    """Two newcomers who answer to one supervisor, by themselves or as their team does."""
    agency = crowd(budget=30_000)
    agency["policy"] |= {"first_year_severe_per_supervisor": 1}
    agency["cases"] = [case | _SEVERE for case in agency["cases"]]
    for worker in agency["workers"]:
        if worker["worker"] in _NEWCOMERS:
            worker |= _NEW | {"supervisor": request.param}
    yield from crowded(url, agency)


def acceptances(at: Crowd, n: int):
    at.release_all()
    given = [
        Proposed(case=f"c-{201 + 2 * n + k}", worker=worker, support=f"w-{103 + k}")
        for k, worker in enumerate(_NEWCOMERS)
    ]
    made = [at.proposed(each) for each in given]
    return [lambda one=one: at.accept(one) for one in made]


def raced(at: Crowd, n: int, point: str) -> list[Exception]:
    """Return what was refused."""
    first, second = acceptances(at, n)
    return [error for error in interleave(first, point, second) if error is not None]


@pytest.mark.parametrize("points", [POINTS[3:4], pytest.param(POINTS, marks=pytest.mark.ci)], ids=len)
def test_of_two_newcomers_of_one_supervisor_one_is_given_the_one_severe_case(newcomers: Crowd, points):
    for n, point in enumerate(points):
        refused = raced(newcomers, n, point)
        assert len(refused) == 1, point
        assert isinstance(refused[0], PlannerError)
        assert TOGETHER in str([vars(each) for each in refused]), refused
    assert violations(newcomers.place.store) == []


@pytest.mark.ci
def test_without_taking_turns_both_are_given_one(newcomers: Crowd, monkeypatch: pytest.MonkeyPatch):
    """Only a database with several writers at once can show it."""
    monkeypatch.setattr(Unit, "alone", lambda *_: None)
    embedded = newcomers.url.startswith("sqlite")
    assert len(raced(newcomers, 0, "rules-judged")) == (1 if embedded else 0)
