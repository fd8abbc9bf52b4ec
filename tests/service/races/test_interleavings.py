"""Scripted interleavings: whatever an acceptance races, at each of ten places, no rule breaks; 240 runs.

Twelve races, both orders, on SQLite and PostgreSQL; a race's loser is refused, never wrong.
"""

import pytest

from api.storage.tables import CaseRow, PolicyRow, WorkerRow
from api.storage.unit import Unit
from planner.errors import PlannerError
from tests.service.races.crowd import Crowd
from tests.service.races.interleaving import POINTS, interleave
from tests.service.races.invariants import violations

SOME = ("cases-locked", "assignment-written", "before-commit")


def lower(at: Crowd, budget: int) -> None:
    """Write another policy, recorded."""

    def work(unit: Unit) -> None:
        rows = sorted(unit.all(PolicyRow), key=lambda row: row.number)
        number, last = len(rows) + 1, rows[-1]
        unit.session.add(
            PolicyRow(
                agency="riverside",
                id=str(number),
                number=number,
                effective_from=last.effective_from,
                changes=last.changes | {"unit_budget": budget},
                by="usr-9",
            )
        )
        unit.changed(unit.get(WorkerRow, "w-001", lock=True))  # counts the agency's revision
        unit.record("usr-9", "policy.set", "policy", str(number))

    at.write(work)


def both_to_one_worker(at: Crowd, n: int):
    worker, cases = f"w-{101 + n}", (f"c-{201 + 2 * n}", f"c-{202 + 2 * n}")
    asks = [at.asked(case, worker) for case in cases]
    return [lambda ask=ask: at.take(ask, worker) for ask in asks]


def overrides_to_one_worker(at: Crowd, n: int):
    worker, cases = f"w-{101 + n}", (f"c-{201 + 2 * n}", f"c-{202 + 2 * n}")
    made = [at.proposal(case) for case in cases]
    return [lambda one=one: at.override(one, worker) for one in made]


def two_proposals_for_one_case(at: Crowd, n: int):
    made = [at.proposal(f"c-{201 + n}") for _ in range(2)]
    return [lambda one=one: at.accept(one) for one in made]


def one_proposal_twice(at: Crowd, n: int):
    one = at.proposal(f"c-{201 + n}")
    return [lambda: at.accept(one), lambda: at.accept(one)]


def a_worker_who_is_disabled(at: Crowd, n: int):
    worker = f"w-{101 + n}"
    ask = at.asked(f"c-{201 + n}", worker)
    return [lambda: at.take(ask, worker), lambda: at.change(WorkerRow, worker, enabled=False)]


def a_consent_that_is_withdrawn(at: Crowd, n: int):
    worker, first, case = f"w-{101 + n}", f"c-{201 + 2 * n}", f"c-{202 + 2 * n}"
    at.take(at.asked(first, worker), worker)
    consent, one = at.consent(case, worker), at.proposal(case)
    return [lambda: at.override(one, worker, consent), lambda: at.answer(consent, "withdrawn")]


def a_consent_used_twice(at: Crowd, n: int):
    worker, first, case = f"w-{101 + n}", f"c-{201 + 2 * n}", f"c-{202 + 2 * n}"
    at.take(at.asked(first, worker), worker)
    consent, made = at.consent(case, worker), [at.proposal(case) for _ in range(2)]
    return [lambda one=one: at.override(one, worker, consent) for one in made]


def a_case_that_is_closed(at: Crowd, n: int):
    case = f"c-{201 + n}"
    one = at.proposal(case)
    return [lambda: at.accept(one), lambda: at.close(case)]


def a_case_whose_facts_change(at: Crowd, n: int):
    case = f"c-{201 + n}"
    one = at.proposal(case)
    heavy = at.read(lambda u: u.get(CaseRow, case)).data
    stage = {"name": "ongoing", "weeks": 16, "exposure": [["live", 600]]}
    data = heavy | {"stages": [stage]}
    return [lambda: at.accept(one), lambda: at.change(CaseRow, case, data=data)]


RACES = {
    both_to_one_worker: 1,
    overrides_to_one_worker: 1,
    two_proposals_for_one_case: 1,
    one_proposal_twice: 1,
    a_worker_who_is_disabled: None,
    a_consent_that_is_withdrawn: 1,
    a_consent_used_twice: 1,
    a_case_that_is_closed: None,
    a_case_whose_facts_change: None,
}
"""Each race, and how many of the two come through, where that is always the same."""


def run(at: Crowd, race, points) -> None:
    for n, point in enumerate(points):
        acts = race(at, n)
        for order in (acts, acts[::-1])[n % 2 : n % 2 + 1]:
            raised = interleave(order[0], point, order[1])
            assert all(e is None or isinstance(e, PlannerError) for e in raised), raised
            if RACES.get(race) is not None:
                assert sum(error is None for error in raised) == RACES[race], (point, raised)
    assert violations(at.place.store, budgets=race is not a_case_whose_facts_change) == []


@pytest.mark.parametrize("race", RACES, ids=lambda race: race.__name__)
def test_whatever_races_an_acceptance_no_rule_breaks(tight: Crowd, race):
    run(tight, race, SOME)


@pytest.mark.ci
@pytest.mark.parametrize("race", RACES, ids=lambda race: race.__name__)
def test_no_rule_breaks_at_any_place_in_either_order(tight: Crowd, race):
    run(tight, race, [point for point in POINTS for _ in range(2)])
