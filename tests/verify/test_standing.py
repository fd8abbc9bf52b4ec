"""Are claims of who can take a case, who cannot and what it would take judged as the rules say?"""

from datetime import timedelta
from functools import cache
from typing import Any

import pytest

from planner.claims import Can, Cannot, Left, RepairClaim, Seen, Unit
from planner.domain import Assignment, Plan, PrivateProfile, Proposed, Step
from planner.domain.assignment import Hold, Wish
from planner.verify import Verdict
from tests.builders import TODAY, a_case, a_stage, a_tier, a_worker, an_agency
from tests.verify.maker import Office, off, offices, reasons, verdicts


@cache
def some() -> tuple[Office, ...]:
    return tuple(offices(range(20)))


def standings(office: Office, kind: type) -> list[Any]:
    found = [
        office.standing(*pair, beside=beside) for pair in office.pairs() for beside in (False, True)
    ]
    return [each for each in found if isinstance(each, kind)]


def test_who_can_take_a_case_can_and_who_cannot_cannot():
    seen: set[tuple[type, bool]] = set()
    for office in some():
        claims = [*standings(office, Can), *standings(office, Cannot)]
        assert reasons(office.check(*claims)) == []
        seen |= {(type(claim), claim.beside) for claim in claims}
    assert seen == {(Can, False), (Can, True), (Cannot, False), (Cannot, True)}


def test_a_number_that_is_not_so_is_refused():
    refused = 0
    for office in some():
        claims = [*standings(office, Can), *standings(office, Cannot)]
        wrong = [off(claim, by) for claim in claims for by in (-1, 1)]
        for claim in (each for each in claims if isinstance(each, Cannot) and each.limit):
            by = max(1, claim.limit // 20)
            wrong += [claim.model_copy(update={"limit": claim.limit + n}) for n in (-by, by)]
            refused += 1
        assert verdicts(office.check(*wrong)) <= {Verdict.FALSE}
    assert refused > 5


def test_a_rule_keeps_nobody_from_what_they_can_take():
    kept = 0
    for office in some():
        for can in standings(office, Can):
            about = office.about(Seen.MANAGER, value=0, unit=Unit.OF_RULE)
            for rule, what in (("office", ""), ("one-lead", "one-of-two-workers"), ("hours", "")):
                claim = Cannot(
                    **about, case=can.case, worker=can.worker, beside=can.beside, rule=rule, what=what
                )
                kept += 1
                assert verdicts(office.check(claim)) == {Verdict.FALSE}
    assert kept > 100


def test_a_worker_who_cannot_take_a_case_is_not_said_to():
    for office in some():
        wrong = [
            Can(
                **office.about(Seen.MANAGER, value=1, unit=Unit.WORKERS),
                case=claim.case,
                worker=claim.worker,
                beside=claim.beside,
                given=tuple(Proposed(case=c, worker=claim.worker) for c in office.family(claim.case)),
            )
            for claim in standings(office, Cannot)
        ]
        assert verdicts(office.check(*wrong)) <= {Verdict.FALSE}


def test_what_a_helper_would_mend_keeps_nobody_out():
    case = a_case("c1", two_workers=True)
    office = Office(an_agency([a_worker("w1"), a_worker("w2")], [case]))
    about = office.about(Seen.MANAGER, value=0, unit=Unit.OF_RULE)
    claim = Cannot(
        **about, case="c1", worker="w1", beside=False, rule="one-lead", what="one-of-two-workers"
    )
    assert reasons(office.check(claim)) == ["w1 can take c1 with somebody who helps."]
    alone = Office(an_agency([a_worker("w1")], [case]))
    about = alone.about(Seen.MANAGER, value=0, unit=Unit.OF_RULE)
    assert verdicts(alone.check(claim.model_copy(update=about))) == {Verdict.TRUE}


def short_of_hours() -> Office:
    """w1 lacks 18 minutes of 42 a week, w2 the language and the office's."""
    workers = [a_worker("w1", week=60), a_worker("w2", languages=("polish",), week=30)]
    return Office(an_agency(workers, [a_case("c1", stages=(a_stage(4, 60),))]))


def test_nobody_can_take_a_left_case_only_where_all_are_kept_from_it():
    office = short_of_hours()
    about = office.about(Seen.MANAGER, value=2, unit=Unit.WORKERS)
    claim = Left(**about, case="c1")
    assert reasons(office.check(claim)) == []
    assert verdicts(office.check(off(claim, 1), off(claim, -1))) == {Verdict.FALSE}
    free = Office(an_agency([a_worker("w1"), a_worker("w2", languages=("polish",))], [a_case("c1")]))
    assert free.plan.assignments
    about = free.about(Seen.MANAGER, value=2, unit=Unit.WORKERS)
    assert reasons(free.check(Left(**about, case="c1"))) == ["c1 is not left."]


def test_a_case_that_the_plan_leaves_for_nothing_is_not_said_to_have_nobody():
    office = Office(an_agency([a_worker("w1")], [a_case("c1")]))
    office.__dict__["plan"] = Plan()
    about = office.about(Seen.MANAGER, value=1, unit=Unit.WORKERS)
    assert reasons(office.check(Left(**about, case="c1"))) == ["w1 can take c1."]


def a_limit(office: Office, worker: str, rule: str, **more) -> Cannot:
    about = office.about(Seen.MANAGER, value=more.pop("value", 0), unit=Unit.OF_RULE)
    return Cannot(**about, case="c1", worker=worker, beside=True, rule=rule, **more)


def a_repair(office: Office, worker: str, *limits: Cannot) -> RepairClaim:
    about = office.about(Seen.MANAGER, value=len(limits), unit=Unit.LIMITS)
    return RepairClaim(**about, case="c1", worker=worker, limits=limits)


def test_the_smallest_change_is_all_that_stands_in_the_way_and_nobody_needs_less():
    office = short_of_hours()
    hours = a_limit(office, "w1", "hours", week=0, value=60, limit=42)
    claim = a_repair(office, "w1", hours)
    assert reasons(office.check(claim)) == []
    assert verdicts(office.check(off(claim, 1), off(claim, -1))) == {Verdict.FALSE}
    for field, by in (("value", 3), ("value", -3), ("limit", 2), ("limit", -2)):
        wrong = hours.model_copy(update={field: getattr(hours, field) + by})
        (found,) = office.check(a_repair(office, "w1", wrong))
        assert found.reason == "What stands in w1's way is: hours in week 0, 60 against 42."
    more = a_limit(office, "w1", "office")
    assert verdicts(office.check(a_repair(office, "w1", hours, more))) == {Verdict.FALSE}


def test_a_larger_change_is_refused():
    office = short_of_hours()
    language = a_limit(office, "w2", "qualification", what="language:english")
    hours = a_limit(office, "w2", "hours", week=0, value=90, limit=21)  # 30 of an interpreter
    assert reasons(office.check(a_repair(office, "w2", language, hours))) == [
        "A smaller change lets w1 take c1."
    ]


def test_what_is_never_changed_is_no_repair():
    workers = [a_worker("w1", conflicts=("c1",))]
    office = Office(an_agency(workers, [a_case("c1")]))
    limit = a_limit(office, "w1", "conflict-of-interest")
    (found,) = office.check(a_repair(office, "w1", limit))
    assert "is never changed" in found.reason


@pytest.fixture
def private() -> Office:
    """w1 takes nothing severe for now, and nobody but w1 is to know."""
    severe = a_case("c1", rubric=a_tier(4))
    rest = PrivateProfile(worker="w1", step=Step.REST)
    return Office(an_agency([a_worker("w1"), a_worker("w2")], [severe], profiles=(rest,)))


def test_what_is_private_is_told_to_the_worker_and_never_to_a_manager(private):
    about = private.about(Seen.WORKER, value=0, unit=Unit.OF_RULE)
    claim = Cannot(**about, case="c1", worker="w1", beside=False, rule="own-limits")
    assert reasons(private.check(claim)) == []
    told = claim.model_copy(update={"seen": Seen.MANAGER})
    assert reasons(private.check(told)) == ["A manager would be told what is not public."]
    public = Office(private.agency.public())
    about = public.about(Seen.MANAGER) | {"plan": claim.plan}
    false = claim.model_copy(update=about)
    assert reasons(private.check(false)) == ["own-limits does not keep w1 from c1."]


def test_an_open_case_is_not_given_to_whoever_has_it():
    asked = Assignment(
        case="o1",
        worker="w1",
        since=TODAY - timedelta(days=30),
        hold=Hold.MOVABLE,
        wish=Wish.WORKER,
    )
    agency = an_agency([a_worker("w1"), a_worker("w2")], [a_case("o1")], assignments=(asked,))
    office = Office(agency)
    assert [pair for pair in office.pairs() if pair[0] == "o1"] == [("o1", "w2")]
    claim = office.cost_step("o1", "w2").model_copy(update={"worker": "w1"})
    assert reasons(office.check(claim)) == ["o1 is with w1 already."]
