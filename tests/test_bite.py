"""How many cases each rule blocks and how many workers it closes: counted by hand, and in scenarios."""

from pathlib import Path

import pytest

from planner.bite import Bite, bites
from planner.domain import Agency, PrivateProfile, Step
from planner.intake import read_agency
from planner.pipeline import Side
from planner.problem import measure
from planner.rules import RULES
from tests.builders import a_case, a_stage, a_tier, a_worker, an_agency, held

ROOT = Path(__file__).parents[1]
SCENARIOS = sorted(file.parent for file in (ROOT / "scenarios").glob("*/agency.toml"))
MOST_BLOCKED = 0.10


def bites_of(agency: Agency) -> dict[str, Bite]:
    return {bite.rule: bite for bite in bites(measure(agency), RULES)}


def test_each_rule_is_counted_alone_and_as_the_last_straw():
    """c1 asks for Polish, which only w2 speaks, who has no hour left; c2 anybody could take but w2."""
    workers = [a_worker("w1"), a_worker("w2", languages=("english", "polish"), week=60)]
    cases = [
        a_case("c1", language="polish", stages=(a_stage(other=120),)),
        a_case("c2", stages=(a_stage(other=120),)),
    ]
    found = bites_of(an_agency(workers, cases))
    by_language, by_hours = found["qualification"], found["hours"]
    assert by_language == Bite("qualification", (), ("c1",), (), keeps_apart=0.25)
    assert by_hours == Bite("hours", (), ("c1",), ("w2",), keeps_apart=0.5)
    rest = [bite for name, bite in found.items() if name not in {"qualification", "hours"}]
    assert {bite.blocks + bite.last_straw + bite.closes for bite in rest} == {()}


def test_a_case_that_one_rule_alone_blocks_has_it_as_its_last_straw():
    found = bites_of(an_agency([a_worker()], [a_case("c1"), a_case("c2", licence="medical")]))
    assert found["qualification"] == Bite("qualification", ("c2",), ("c2",), (), keeps_apart=0.5)


def test_a_case_that_two_rules_each_block_has_no_last_straw():
    case = a_case("c1", licence="medical", stages=(a_stage(other=3600),))
    found = bites_of(an_agency([a_worker()], [case]))
    assert found["qualification"].blocks == found["hours"].blocks == ("c1",)
    assert found["qualification"].closes == found["hours"].closes == ("w1",)
    assert [bite.last_straw for bite in found.values() if bite.last_straw] == []


def test_a_rule_that_asks_for_somebody_beside_the_lead_is_counted():
    newcomers = [a_worker(f"w{n}", months_in_field=6, months_in_post=6) for n in (1, 2)]
    found = bites_of(an_agency(newcomers, [a_case("c1", rubric=a_tier(4)), a_case("c2")]))
    assert found["first-year-support"].blocks == ("c1",)
    assert found["first-year-support"].closes == ()


def test_cases_that_go_together_are_counted_each():
    together = {"group": "g1", "group_rule": "together", "kind": "advocacy"}  # of which no pace is kept
    cases = [
        a_case("c1", licence="medical", **together),
        a_case("c2", **together),
    ]
    found = bites_of(an_agency([a_worker()], cases))
    assert found["qualification"].blocks == ("c1",)
    assert found["qualification"].last_straw == ("c1", "c2")
    assert found["together"].last_straw == ("c2",)


def test_only_new_cases_are_counted():
    cases = [a_case("c1"), a_case("o1", licence="medical")]
    found = bites_of(an_agency([a_worker()], cases, assignments=(held("o1", "w1"),)))
    assert {bite.blocks for bite in found.values()} == {()}


@pytest.mark.parametrize("agency", [an_agency([], [a_case()]), an_agency([a_worker()], [])])
def test_nobody_or_nothing_to_give_closes_nobody(agency: Agency):
    assert {bite.closes for bite in bites_of(agency).values()} == {()}


def test_a_private_rule_is_not_told_of_and_a_step_changes_nothing():
    profile = PrivateProfile(worker="w1", limits=("sexual_violence",), step=Step.REST)
    workers, cases = [a_worker("w1"), a_worker("w2")], [a_case("c1", rubric=a_tier(5))]
    side = Side(an_agency(workers, cases, profiles=(profile,)))
    found = bites(side.public.problem, RULES)
    assert "own-limits" not in {bite.rule for bite in found}
    assert found == bites(measure(an_agency(workers, cases)), RULES)


@pytest.mark.parametrize("folder", SCENARIOS, ids=lambda folder: folder.name)
def test_no_default_rule_alone_blocks_more_than_a_tenth_of_the_new_cases(folder: Path):
    side = Side(read_agency(folder))
    most = MOST_BLOCKED * len(side.agency.new_cases)
    found = bites(side.public.problem, RULES, last_straw=False)
    assert {bite.rule: bite.blocks for bite in found if len(bite.blocks) > most} == {}
