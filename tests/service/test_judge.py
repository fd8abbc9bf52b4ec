"""Does a part of an agency judge an assignment as the whole agency does?"""

from pathlib import Path

import pytest

from api.agencies.begin import begin
from api.decisions.judge import judged, proposed_of, side_of
from api.snapshots.snapshot import Snapshots
from planner.answer import suggestion_answer, suggestion_now
from planner.check import breaches
from planner.domain import Assignment, Hold, Wish
from planner.intake import read_agency
from planner.pipeline import Side, suggest
from planner.rules import RULES
from tests.service.places import Place

SCENARIOS = Path(__file__).parents[2] / "scenarios"


@pytest.fixture(params=["rural-district", "agency-in-crisis"])
def snapshot(request, place: Place):
    agency = read_agency(SCENARIOS / request.param)
    begin(place.store, "shipped", agency)
    from datetime import UTC, datetime, time

    day = datetime.combine(agency.date, time(9), UTC)
    place.clock.now = int(day.timestamp() * 1000)
    return place.store.read("shipped", Snapshots().current)


def seen(assignment: Assignment, *, moves: bool) -> Assignment:
    """Return an assignment as a decision about one case sees it."""
    hold = Hold.MOVABLE if moves else Hold.KEPT
    return assignment.model_copy(update={"hold": hold, "wish": Wish.WORKER if moves else None})


def test_a_part_judges_every_pair_as_the_whole_does(snapshot):
    whole = Side(snapshot.agency).problem
    cases = [case.id for case in snapshot.agency.new_cases][::7]
    workers = [worker.id for worker in snapshot.agency.workers][::3]
    assert cases
    for case in cases:
        for worker in workers:
            plan = proposed_of(case, worker, None)
            assert set(judged(snapshot, plan).all) == set(breaches(whole, plan, RULES))


def test_a_part_judges_a_move_by_every_other_rule_as_the_whole_does(snapshot):
    agency = snapshot.agency
    for held in agency.assignments[::40]:
        movable = tuple(seen(a, moves=a.case == held.case) for a in agency.assignments)
        case = agency.case_of[held.case].model_copy(update={"court_dates": (), "disclosure_dates": ()})
        cases = tuple(case if each.id == held.case else each for each in agency.cases)
        whole = Side(agency.changed(assignments=movable, cases=cases)).problem
        for worker in [worker.id for worker in agency.workers if worker.id != held.worker][::9]:
            plan = proposed_of(held.case, worker, None)
            found = judged(snapshot, plan).all
            others = {breach for breach in breaches(whole, plan, RULES) if breach.rule != "moves"}
            assert {breach for breach in found if breach.rule != "moves"} == others


def test_a_part_prices_and_tells_of_workers_as_the_whole_does(snapshot):
    kept = tuple(seen(a, moves=False) for a in snapshot.agency.assignments)
    whole = Side(snapshot.agency.changed(assignments=kept))
    workers = frozenset(worker.id for worker in snapshot.agency.workers)
    for case in [case.id for case in snapshot.agency.new_cases][::5]:
        small = side_of(snapshot, frozenset({case}), workers)
        assert suggest(small, case) == suggest(whole, case)
        told = suggestion_now(small, case, len(workers), workers)
        assert told == suggestion_now(whole, case, len(workers), workers)
        asked = {other.worker for other in told.others if other.can_be_asked}
        assert asked == {
            other.worker for other in suggestion_answer(whole, case).others if other.can_be_asked
        }


def test_only_workers_within_are_proposed_and_told_of(snapshot):
    everybody = sorted(worker.id for worker in snapshot.agency.workers)
    half = frozenset(everybody[::2])
    for case in [case.id for case in snapshot.agency.new_cases][::5]:
        told = suggestion_now(side_of(snapshot, frozenset({case}), half), case, 3, half)
        given = [] if told.proposed is None else [told.proposed.worker]
        named = [*given, *(other.worker for other in told.others)]
        assert set(named) <= half
        assert len(named) + told.more >= len(half) - 1
        assert len(told.others) <= 3
