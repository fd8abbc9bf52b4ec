"""Are what-ifs true only where the change is enough, and no less of it would be?"""

from datetime import timedelta

import pytest

from planner.claims import Bottleneck, Change, Counterfactual, Move, Seen, Unit
from planner.domain import Assignment, Plan, Proposed
from planner.domain.assignment import Hold, Wish
from planner.verify import Verdict
from tests.builders import TODAY, a_case, a_stage, a_tier, a_worker, an_agency
from tests.verify.maker import Office, moves_to, off, reasons, verdicts

ENGINES = pytest.mark.parametrize("few", [0, 60], ids=["priced", "written out"])


def a_counterfactual(office: Office, worker: str, *changes: Change) -> Counterfactual:
    about = office.about(Seen.MANAGER, value=len(changes), unit=Unit.CHANGES)
    return Counterfactual(**about, case="c1", worker=worker, changes=changes)


def two_lacks() -> Office:
    """w1 carries much; w2 is free, but has neither the licence nor the office."""
    burdened = a_case("o1", rubric=a_tier(4), stages=(a_stage(10, 240),))
    return Office(
        an_agency(
            [a_worker("w1"), a_worker("w2", licences=(), offices=("south",))],
            [a_case("c1", rubric=a_tier(3), licence="social-work"), burdened],
            assignments=({"case": "o1", "worker": "w1", "since": "2025-08-01"},),
        )
    )


LICENCE = Change(worker="w2", lever="licence", what="social-work", after=1)
OFFICE = Change(worker="w2", lever="office", what="north", after=1)
SKILL = Change(worker="w2", lever="skill", what="play", after=1)


def test_all_changes_together_are_needed_and_enough():
    office = two_lacks()
    claim = a_counterfactual(office, "w2", LICENCE, OFFICE)
    assert reasons(office.check(claim)) == []
    assert verdicts(office.check(off(claim, 1), off(claim, -1))) == {Verdict.FALSE}


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ((LICENCE,), "With the changes nobody would be suggested before w2."),
        (
            (LICENCE, OFFICE, SKILL),
            "w2 would be suggested with less of this change: skill play.",
        ),
        ((LICENCE, LICENCE), "A fact is changed twice."),
        (
            (LICENCE, OFFICE.model_copy(update={"what": "south"})),
            "w2 has the office south already.",
        ),
        ((LICENCE, OFFICE.model_copy(update={"after": 2})), "A change is not of whole steps."),
    ],
)
def test_too_few_and_too_many_changes_are_refused(changes, reason):
    office = two_lacks()
    (found,) = office.check(a_counterfactual(office, "w2", *changes))
    assert found.reason.replace("nobody would", "nobody would") == reason


def hours(before: int, after: int, step: int = 10) -> Change:
    return Change(worker="w1", lever="number", what="week", before=before, after=after, step=step)


def test_a_number_rises_as_far_as_it_must_and_no_step_further():
    agency = an_agency([a_worker("w1", week=60)], [a_case("c1", stages=(a_stage(4, 60),))])
    office = Office(agency)  # 60 minutes are 70 % of 86
    assert reasons(office.check(a_counterfactual(office, "w1", hours(60, 90)))) == []
    for change in (hours(60, 80), hours(60, 100), hours(57, 90), hours(63, 90), hours(60, 90, 11)):
        assert verdicts(office.check(a_counterfactual(office, "w1", change))) == {Verdict.FALSE}


def test_somebody_else_away_leaves_the_next_one():
    burdened = a_case("o1", rubric=a_tier(4), stages=(a_stage(10, 240),))
    agency = an_agency(
        [a_worker("w1"), a_worker("w2")],
        [a_case("c1", rubric=a_tier(3), stages=(a_stage(20, 120),)), burdened],
        assignments=({"case": "o1", "worker": "w2", "since": "2025-08-01"},),
    )
    office = Office(agency)
    away = Change(worker="w1", lever="away", after=1)
    assert reasons(office.check(a_counterfactual(office, "w2", away))) == []
    assert verdicts(office.check(a_counterfactual(office, "w1", away))) == {Verdict.FALSE}


def a_bottleneck(office: Office, change: Change) -> Bottleneck:
    """Return what a change is worth, with the best plan of the office in which it is made."""
    worker = office.agency.worker_of[change.worker].model_copy(update={change.what: change.after})
    others = [each for each in office.agency.workers if each.id != worker.id]
    with_it = Office(office.agency.changed(workers=(worker, *others)))
    cost, plan = with_it.plans[0]
    left = with_it.program.left(with_it.arcs(plan))
    cost += left * (office.program.step - with_it.program.step)
    about = office.about(value=office.plans[0][0] - cost, unit=Unit.COST_POINTS)
    return Bottleneck(**about, change=change, moves=moves_to(office.plan, plan))


@ENGINES
def test_what_one_step_more_is_worth_is_found_again(monkeypatch, few):
    monkeypatch.setattr("planner.verify.priced._FEW_ARCS", few)
    cases = [a_case(f"c{n}", rubric=a_tier(n + 1), stages=(a_stage(8, 100, 20),)) for n in range(3)]
    office = Office(an_agency([a_worker("w1", week=100), a_worker("w2", week=200)], cases))
    claim = a_bottleneck(office, hours(100, 180, 80))
    assert claim.value > office.program.step
    assert len(office.plan.assignments) == 1
    assert reasons(office.check(claim)) == []
    assert verdicts(office.check(off(claim, 1), off(claim, -1))) == {Verdict.FALSE}
    two_steps = claim.model_copy(update={"change": hours(100, 180, 40)})
    assert reasons(office.check(two_steps)) == ["The change is of more than one step."]


@ENGINES
def test_a_plan_that_is_not_the_best_with_the_change_is_refused(monkeypatch, few):
    monkeypatch.setattr("planner.verify.priced._FEW_ARCS", few)
    cases = [a_case("c1", rubric=a_tier(5), stages=(a_stage(8, 100, 20),))]
    office = Office(an_agency([a_worker("w1", week=100), a_worker("w2", week=110)], cases))
    assert office.plan == Plan()
    claim = a_bottleneck(office, hours(100, 180, 80))
    assert reasons(office.check(claim)) == []
    nothing = claim.model_copy(update={"moves": (), "value": 0})
    assert reasons(office.check(nothing)) == ["With the change a plan covers more."]
    wrong = Proposed(case="c1", worker="w2")
    broken = claim.model_copy(update={"moves": (Move(case="c1", before=None, after=wrong),)})
    assert reasons(office.check(broken)) == ["After the moves the rule hours is broken."]


def test_who_would_be_suggested_as_it_is_needs_no_change():
    office = Office(an_agency([a_worker("w1"), a_worker("w2", languages=("polish",))], [a_case("c1")]))
    assert reasons(office.check(a_counterfactual(office, "w1"))) == []
    assert reasons(office.check(a_counterfactual(office, "w2"))) == [
        "With the changes nobody would be suggested before w2."
    ]


def test_an_open_case_that_stays_is_a_choice_like_any_other():
    asked = Assignment(
        case="o1",
        worker="w1",
        since=TODAY - timedelta(days=30),
        hold=Hold.MOVABLE,
        wish=Wish.CLIENT,
    )
    workers = [a_worker("w1"), a_worker("w2"), a_worker("w3", months_in_field=30, months_in_post=20)]
    office = Office(an_agency(workers, [a_case("o1", rubric=a_tier(3))], assignments=(asked,)))
    claim = a_counterfactual(office, "w3").model_copy(update={"case": "o1"})
    (found,) = office.check(claim)
    assert found.verdict is Verdict.FALSE
    costs = {
        worker: cost
        for cost, plan in office.plans
        for worker in [next((each.worker for each in plan.assignments), "w1")]
    }
    least = min(costs, key=lambda worker: costs[worker])
    for worker in {"w2", "w3"}:
        (found,) = office.check(claim.model_copy(update={"worker": worker}))
        assert (found.verdict is Verdict.TRUE) == (costs[worker] == costs[least])


@ENGINES
def test_what_a_hire_is_worth_is_found_again(monkeypatch, few):
    monkeypatch.setattr("planner.verify.priced._FEW_ARCS", few)
    cases = [a_case(f"c{n}", rubric=a_tier(n + 1), stages=(a_stage(8, 100, 20),)) for n in range(2)]
    office = Office(an_agency([a_worker("w1", week=200, months_in_post=30)], cases))
    hire = Change(worker="hire-1", lever="hire", what="blue")
    new = a_worker("hire-1", week=200, months_in_post=0)
    with_it = Office(office.agency.changed(workers=(*office.agency.workers, new)))
    cost, plan = with_it.plans[0]
    left = with_it.program.left(with_it.arcs(plan))
    cost += left * (office.program.step - with_it.program.step)
    about = office.about(value=office.plans[0][0] - cost, unit=Unit.COST_POINTS)
    claim = Bottleneck(**about, change=hire, moves=moves_to(office.plan, plan))
    assert any(move.after and move.after.worker == "hire-1" for move in claim.moves)
    assert reasons(office.check(claim)) == []
    assert verdicts(office.check(off(claim, 1), off(claim, -1))) == {Verdict.FALSE}
    nowhere = claim.model_copy(update={"change": hire.model_copy(update={"what": "red"})})
    assert reasons(office.check(nowhere)) == ["red is no team of the agency."]
