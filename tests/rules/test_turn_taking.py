"""Turn-taking: nobody is given more new load than taking turns would bring, up to one case."""

from planner.domain import Days, GroupRule, Kind, Plan, PrivateProfile, Step
from planner.problem import measure
from planner.rule import Breach
from planner.rules.turn_taking import TurnTaking
from tests.builders import TODAY, a_case, a_plan, a_stage, a_worker, an_agency, held
from tests.rules.asking import told

RULE = TurnTaking()
ON = {"within_turn_taking": True, "harm_weeks": 1, "half_life_weeks": 1, "unit_budget": 10_000}
TEAM = [a_worker("w1"), a_worker("w2")]


def weighing(*minutes: int, **changes):
    """Return cases c1, c2, ... whose load is half their hours of a week, in thousandths."""
    return [
        a_case(f"c{n}", stages=(a_stage(9, exposure),), **changes)
        for n, exposure in enumerate(minutes, 1)
    ]


def all_to(worker: str, cases: int) -> Plan:
    return a_plan(**{f"c{n}": worker for n in range(1, cases + 1)})


def test_what_turns_bring_and_one_case_are_allowed():
    """Loads 1000, 500 and 500: turns of 1000 each, and the heaviest case of 1000, make 2000."""
    assert told(RULE, an_agency(TEAM, weighing(120, 60, 60), policy=ON), all_to("w1", 3)) == []


def test_one_thousandth_more_is_refused():
    """Loads 1000, 500, 159, 159 and 184 are 2002; turns of 1001 and the heaviest make 2001."""
    agency = an_agency(TEAM, weighing(120, 60, 19, 19, 22), policy=ON)
    found = told(RULE, agency, all_to("w1", 5))
    assert found == [Breach("turn-taking", worker="w1", limit=2001, needed=2002)]
    assert told(RULE, agency, all_to("w1", 4)) == []


def test_nothing_assigned_is_allowed():
    assert told(RULE, an_agency(TEAM, weighing(120, 60, 60), policy=ON)) == []


def test_it_says_nothing_unless_it_is_switched_on():
    agency = an_agency([*TEAM, a_worker("w3")], weighing(120, 60, 60), policy=ON)
    off = agency.policy.model_copy(update={"within_turn_taking": False})
    assert told(RULE, agency.changed(policy=off), all_to("w1", 3)) == []
    assert list(RULE.locals(measure(agency.changed(policy=off)))) == []


def test_the_only_case_of_a_batch_may_go_to_anybody():
    agency = an_agency([a_worker(f"w{n}") for n in range(1, 21)], weighing(300), policy=ON)
    for worker in agency.workers:
        assert told(RULE, agency, all_to(worker.id, 1)) == []


def test_turns_are_in_proportion_to_usual_budgets_whatever_anybody_wants_for_now():
    team = [a_worker("w1", fte=250), a_worker("w2", fte=750)]
    agency = an_agency(team, weighing(120, 60, 60, 60), policy=ON)
    (breach,) = told(RULE, agency, all_to("w1", 4))
    assert breach.limit == 625 + 1000
    private = agency.changed(profiles=(PrivateProfile(worker="w2", step=Step.REST),))
    assert told(RULE, private, all_to("w1", 4)) == [breach]


def test_a_family_has_room_as_one():
    family = weighing(120, 120, group="g1", group_rule=GroupRule.TOGETHER)
    agency = an_agency([a_worker(f"w{n}") for n in range(1, 9)], family, policy=ON)
    assert told(RULE, agency, all_to("w1", 2)) == []


def test_support_counts_by_what_it_brings():
    agency = an_agency([*TEAM, a_worker("w3")], weighing(120, 120, 120, two_workers=True), policy=ON)
    plan = a_plan(c1=("w1", "w2"), c2=("w1", "w2"), c3=("w3", "w1"))
    (breach,) = told(RULE, agency, plan)
    assert (breach.worker, breach.needed, breach.limit) == ("w1", 2500, 2000)


def test_an_immediate_response_led_on_duty_takes_no_room():
    duty = a_worker("w1", duty=(Days(first=TODAY, last=TODAY),))
    response = {"kind": Kind.IMMEDIATE_RESPONSE, "response_deadline": TODAY}
    cases = weighing(120, 60, 60)
    urgent = [cases[0].model_copy(update=response), *cases[1:]]
    agency = an_agency([duty, a_worker("w2"), a_worker("w3")], urgent, policy=ON)
    assert told(RULE, agency, all_to("w1", 3)) == []


def test_what_is_carried_does_not_count():
    old = a_case("o1", stages=(a_stage(9, 600),))
    agency = an_agency(TEAM, [*weighing(120, 60, 60), old], assignments=(held("o1", "w1"),), policy=ON)
    assert told(RULE, agency, all_to("w1", 3)) == []
