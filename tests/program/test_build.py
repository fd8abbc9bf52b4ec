"""What a program is made of: which arcs there are, and what each uses."""

from datetime import timedelta
from typing import Any

import numpy as np
from scipy import sparse

from planner.domain import COVERS, Agency, Days, GroupRule, Kind, Plan, Role
from planner.goals import GOALS
from planner.problem import Problem, measure
from planner.problem.arrays import Ints
from planner.program import Program, build
from planner.program.arcs import ruled_out
from planner.rule import Goal, Rule
from planner.rules import RULES
from planner.rules.dose_budget import DoseBudget
from planner.rules.hours import Hours
from tests.builders import TODAY, a_case, a_stage, a_tier, a_worker, an_agency
from tests.program.choices import choices

TEAM = [a_worker("w1"), a_worker("w2"), a_worker("w3")]
NEWCOMER = a_worker("w4", months_in_field=10, months_in_post=10)
FAMILY: dict[str, Any] = {
    "group": "g1",
    "group_rule": GroupRule.TOGETHER,
    "kind": Kind.ADVOCACY,  # of which no pace is kept
}


class Unlinked(Rule):
    """A rule without its links."""

    def __init__(self, rule: Rule) -> None:
        self.name = rule.name  # type: ignore[misc]
        self.admits, self.joins, self.locals = rule.admits, rule.joins, rule.locals  # type: ignore[method-assign]


def built(agency: Agency) -> tuple[Problem, Program]:
    problem = measure(agency)
    return problem, build(problem, RULES, GOALS)


def who_may(program: Program, problem: Problem, role: Role) -> set[tuple[str, str]]:
    """Return the (case, worker) pairs for which there is an arc."""
    pairs = set()
    for item, case, worker in zip(program.item, program.case, program.worker, strict=True):
        if (item >= 0) == (role is Role.LEAD):
            for each in program.items[item] if item >= 0 else (case,):
                pairs.add((problem.cases[each].id, problem.workers[worker].id))
    return pairs


def test_every_worker_may_lead_and_nobody_support_an_ordinary_case():
    problem, program = built(an_agency(TEAM, [a_case("c1")]))
    assert who_may(program, problem, Role.LEAD) == {("c1", "w1"), ("c1", "w2"), ("c1", "w3")}
    assert who_may(program, problem, Role.SUPPORT) == set()


def test_an_arc_that_a_rule_excludes_by_itself_is_not_there():
    barred = [a_worker("w1", conflicts=("c1",)), a_worker("w2"), NEWCOMER]
    problem, program = built(an_agency(barred, [a_case("c1", rubric=a_tier(4))]))
    assert who_may(program, problem, Role.LEAD) == {("c1", "w2"), ("c1", "w4")}
    assert who_may(program, problem, Role.SUPPORT) == {("c1", "w2")}


def test_an_arc_that_alone_exceeds_the_room_is_not_there():
    light = [a_worker("w1", week=100), a_worker("w2", week=99)]  # 70 and 69 minutes of room
    problem, program = built(an_agency(light, [a_case("c1", stages=(a_stage(1, 0, 70),))]))
    assert who_may(program, problem, Role.LEAD) == {("c1", "w1")}


def test_every_arc_that_is_there_keeps_within_the_room_and_no_other_is_missing():
    for choice in choices(range(60), plans=1):
        problem = choice.problem
        program = build(problem, [Unlinked(rule) for rule in RULES], GOALS)
        carry = program.local
        assert (carry.use[carry.row] <= carry.room[program.worker]).all()
        shape = (len(problem.cases), len(problem.workers))
        possible = np.ones(shape, dtype=bool)
        for rule in RULES:
            admits = rule.admits(problem, Role.LEAD)
            possible &= True if admits is None else admits
            for local in rule.locals(problem):
                fits = (local.use[local.lead_row] <= local.room[None]).all(axis=2)
                possible &= fits | (local.lead_row < 0)
        for case, holder in enumerate(problem.holder.tolist()):
            if not problem.is_new(case):  # what stays is judged by no rule; what may not, goes
                possible[case, holder] = problem.may_stay[case]
        single = {cases[0]: item for item, cases in enumerate(program.items) if len(cases) == 1}
        expected = {(single[c], w) for c, w in zip(*np.nonzero(possible), strict=True) if c in single}
        found = {(item, worker) for item, worker in program.lead_arc if item in single.values()}
        assert found == expected
        assert set(choice.program.lead_arc) <= set(program.lead_arc)


def test_what_links_alone_rule_out_is_not_there():
    away = a_worker("w2", leave=(Days(first=TODAY, last=TODAY + timedelta(days=4)),))
    problem, program = built(an_agency([a_worker("w1"), away], [a_case("c1")]))
    assert who_may(program, problem, Role.LEAD) == {("c1", "w1"), ("c1", "w2")}
    assert set(program.helper_arc) == {(COVERS[0], 0, 0)}  # nobody is ever away in another week
    problem, program = built(an_agency([away], [a_case("c1")]))
    assert program.arcs == 0  # nobody covers who is away


def test_a_link_rules_out_what_nothing_can_be_set_against():
    rows = sparse.csr_array(np.array([[1, 1, 0, 0], [0, -1, 1, 0], [0, 0, -1, 0], [0, 0, 0, 1]]))
    lower, upper = np.array([0, 0, 0, 0]), np.array([1, 0, 5, 0])
    assert ruled_out(rows, lower, upper).tolist() == [False, False, True, True]
    assert not ruled_out(rows, lower - 1, upper + 1).any()


def test_cases_that_go_together_are_one_item_with_the_sum_of_their_use_and_cost():
    cases = [
        a_case("c1", stages=(a_stage(3, 60, 30),), earlier_worker="w1", **FAMILY),
        a_case("c2", stages=(a_stage(5, 90, 10),), skills_preferred=("nursing",), **FAMILY),
        a_case("c3"),
    ]
    problem, program = built(an_agency(TEAM, cases))
    assert program.items == ((0, 1), (2,))
    arc = program.lead_arc[0, 1]
    for rule, amount in ((DoseBudget.name, problem.dose), (Hours.name, problem.minutes)):
        of_rule = np.array(program.local.rules) == rule
        assert (
            program.local.use[program.local.row[arc], of_rule].max()
            == amount[0, [0, 1]].sum(axis=0).max()
        )
    assert {int(curve.load[arc]) for curve in program.curves} == {int(problem.load[0, [0, 1]].sum())}
    each = sum(
        lead[[0, 1], 1].sum() for goal in GOALS if (lead := goal.costs(problem, Role.LEAD)) is not None
    )
    assert program.cost[arc] == each > 0
    assert program.left_weight.tolist() == [8, 4]


def test_a_goal_may_cost_support_too():
    class Dear(Goal):
        name = "dear"

        def costs(self, problem: Problem, role: Role) -> Ints:
            table = np.arange(8).reshape(2, 4)
            return table if role is Role.LEAD else 100 * table

    problem = measure(an_agency([*TEAM, NEWCOMER], [a_case("c1"), a_case("c2", rubric=a_tier(4))]))
    program = build(problem, RULES, [Dear()])
    lead, support = program.lead_arc[1, 0], program.helper_arc[Role.SUPPORT, 1, 2]
    assert program.cost[[lead, support]].tolist() == [4, 600]


def test_cases_that_fit_only_apart_have_no_arc_where_they_go_together():
    cases = [a_case(c, stages=(a_stage(1, 0, 40),), **FAMILY) for c in ("c1", "c2")]
    problem, program = built(an_agency([a_worker("w1", week=100), TEAM[1]], cases))
    assert who_may(program, problem, Role.LEAD) == {("c1", "w2"), ("c2", "w2")}


def test_a_worker_barred_from_one_member_has_no_arc_for_any():
    cases = [a_case("c1", **FAMILY), a_case("c2", skills_required=("nursing",), **FAMILY)]
    problem, program = built(an_agency([a_worker("w1"), a_worker("w2", skills=("nursing",))], cases))
    assert who_may(program, problem, Role.LEAD) == {("c1", "w2"), ("c2", "w2")}


def test_an_agency_without_workers_or_without_cases_has_a_program_without_arcs():
    demanding = a_case("c1", skills_required=("nursing",), licence="nursing", language="polish")
    for agency in (an_agency([], [demanding]), an_agency(TEAM, []), an_agency([], [])):
        problem, program = built(agency)
        assert program.arcs == 0
        nothing = np.zeros(0, dtype=bool)
        assert program.total(nothing) == program.step * program.left_weight.sum()
        assert program.plan(problem, nothing) == Plan()
