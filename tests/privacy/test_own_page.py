"""A worker's own page: all about their own lines, and nothing that colleagues keep private."""

import json
import re

import numpy as np
import pytest
from typer.testing import CliRunner

from planner.cli.main import app
from planner.domain import Agency, Hold, Plan, PrivateProfile, Step, Wish
from planner.explain.language import speaking
from planner.explain.trajectory import trajectory
from planner.intake.writing import write_agency
from planner.own_answers import own_answer
from planner.pipeline import Side
from planner.present.charts.case_dose import case_dose_chart
from planner.present.own import own_page
from tests.builders import a_case, a_plan, a_stage, a_tier, a_worker, an_agency, held
from tests.privacy.pairs import Pair, a_pair
from tests.privacy.test_kept_out import PLAN, REASONS, an_office, kept
from tests.privacy.told import Told, printed, told, unlike, work_counted


def own_told(agency: Agency, plan: Plan, case: str, worker: str, side_of=Side) -> dict[str, Told]:
    side = side_of(agency)
    answer = own_answer(side, plan, case, worker, before=Plan())
    mine = side.own(worker).problem
    chart = case_dose_chart(mine, trajectory(mine, mine.decided(plan), case, worker), "own")
    picture = Told("fine", json.dumps(chart).encode(), b"")
    return {"own page": told(answer, own_page(answer)), "picture": picture}


def with_one_own(pair: Pair, worker: str) -> tuple[Agency, Agency]:
    """Return a pair in which one worker told the same, and colleagues what each pair's member tells."""
    mine = tuple(p for p in pair.one.profiles if p.worker == worker)
    others = (p for p in pair.other.profiles if p.worker != worker)
    return pair.one, pair.other.changed(profiles=(*others, *mine))


def own_differences(seed: int, side_of=Side) -> list[str]:
    pair = a_pair(seed)
    found = []
    for case in pair.cases:
        worker = f"w{seed % 4}"
        each = []
        for agency in with_one_own(pair, worker):
            with work_counted() as work:
                each.append((own_told(agency, pair.plan, case, worker, side_of), work))
        (one, its_work), (other, other_work) = each
        found += unlike(one, other) + ["work"] * (its_work != other_work)
    return found


class ColleaguesToo(Side):
    """A side that lets a worker know of everybody's private facts."""

    def own(self, worker: str) -> Side:
        return self


@pytest.mark.parametrize("part", range(2))
def test_what_colleagues_keep_private_changes_nothing_on_the_own_page(part):
    assert [own_differences(seed) for seed in range(10 * part, 10 * part + 10)] == [[]] * 10


@pytest.mark.ci
def test_what_colleagues_keep_private_changes_nothing_on_five_hundred_own_pages():
    assert {seed: found for seed in range(500) if (found := own_differences(seed))} == {}


def test_a_page_from_everybodys_private_facts_is_caught():
    assert sum(bool(own_differences(seed, ColleaguesToo)) for seed in range(12)) >= 3


@pytest.mark.parametrize("reason", REASONS)
def test_whom_something_private_keeps_out_is_told_so_and_that_nobody_else_is(reason):
    answer = own_answer(Side(kept(an_office(1), REASONS[reason])), PLAN, "c1", "w2")
    assert answer.in_the_way
    assert all(each.private for each in answer.in_the_way)
    assert all("nobody else is told so" in each.why for each in answer.in_the_way)
    assert answer.cost is None


def test_whom_nothing_keeps_out_is_told_the_cost():
    answer = own_answer(Side(an_office(1)), PLAN, "c1", "w2")
    assert (answer.role, answer.lead, answer.in_the_way) == (None, "w1", [])
    assert answer.cost == "about the same"
    assert "it could as well have been you" in answer.why[2]


def test_a_public_rule_is_told_as_one_and_the_lack_of_help_only_where_it_is_alone():
    case = a_case("c1", two_workers=True)
    team = [a_worker("w1"), a_worker("w2", languages=("polish",)), a_worker("w3")]
    answer = own_answer(Side(an_agency(team, [case])), a_plan(c1=("w1", "w3")), "c1", "w2")
    assert [(each.rule, each.private) for each in answer.in_the_way] == [("qualification", False)]
    alone = own_answer(Side(an_agency([a_worker("w1")], [case])), a_plan(), "c1", "w1")
    assert [each.rule for each in alone.in_the_way] == ["one-lead"]


def test_the_budget_on_the_page_is_that_of_the_own_step():
    agency = an_office(0)
    lighter = own_answer(Side(kept(agency, REASONS["step"])), PLAN, "c1", "w2").weeks[0].budget
    usual = own_answer(Side(agency), PLAN, "c1", "w2").weeks[0].budget
    assert lighter == usual * agency.policy.lighter_share // 1000


def test_without_plus_the_case_is_with_and_room_is_what_rules_leave():
    stage = (a_stage(8, 120, 60),)
    cases = [a_case("c1", rubric=a_tier(4), stages=stage), a_case("c2", stages=stage)]
    open_case = a_case("o1", rubric=a_tier(2), stages=stage)
    agency = an_agency([a_worker("w1")], [*cases, open_case], assignments=(held("o1", "w1"),))
    side = Side(agency)
    problem = side.problem
    answer = own_answer(side, a_plan(c1="w1", c2="w1"), "c1", "w1")
    dose = problem.dose[0, problem.case_at["c1"]]
    for week, brought in zip(answer.weeks, dose.tolist(), strict=False):
        assert week.with_case - week.without_case == brought
        assert week.without_case > week.carried
    rooms = {(room.rule, room.of): room for room in answer.room}
    left = min(week.budget - week.with_case for week in answer.weeks)
    (budget,) = (room for (rule, _), room in rooms.items() if rule == "dose-budget")
    assert budget.left == left
    (hours,) = (room for (rule, _), room in rooms.items() if rule == "hours")
    after = problem.room_minutes[0] - problem.carried_minutes[0] - problem.minutes[0].sum(axis=0)
    assert hours.left == int(np.min(after[: len(answer.weeks)]))
    (batch,) = (room for (rule, _), room in rooms.items() if rule == "new-cases-a-batch")
    assert batch.now - batch.left == 2


def test_a_case_one_could_be_given_is_added_and_one_that_stays_is_taken_away():
    case = a_case("o1", rubric=a_tier(3), stages=(a_stage(8, 120),))
    assignment = held("o1", "w1").model_copy(update={"hold": Hold.MOVABLE, "wish": Wish.WORKER})
    agency = an_agency([a_worker("w1"), a_worker("w2")], [case], assignments=(assignment,))
    side = Side(agency)
    stays, could = (own_answer(side, Plan(), "o1", worker) for worker in ("w1", "w2"))
    assert (stays.role, could.role) == ("stays", None)
    assert all(week.with_case == week.carried > week.without_case for week in stays.weeks[:8])
    assert all(week.with_case > week.without_case == week.carried for week in could.weeks[:8])


def test_what_changed_since_the_plan_before_is_told_of_own_cases_alone():
    team = [a_worker("w1"), a_worker("w2"), a_worker("w3")]
    agency = an_agency(team, [a_case("c1"), a_case("c2"), a_case("c3")])
    agency = agency.changed(profiles=(PrivateProfile(worker="w1", step=Step.LIGHTER),))
    before, now = a_plan(c1="w1", c3="w3"), a_plan(c1="w2", c2="w1", c3="w2")
    answer = own_answer(Side(agency), now, "c1", "w1", before)
    assert answer.changed is not None
    assert [(c.case, c.before, c.after) for c in answer.changed] == [
        ("c1", "lead", None),
        ("c2", None, "lead"),
    ]
    assert "Now w2 leads it." in answer.changed[0].why
    assert own_answer(Side(agency), now, "c1", "w1").changed is None


def run(*arguments):
    return CliRunner().invoke(app, [str(each) for each in arguments])


def test_the_command_prints_the_page_writes_it_and_draws(tmp_path):
    folder, plan, out = tmp_path / "agency", tmp_path / "plan.json", tmp_path / "out.json"
    write_agency(kept(an_office(1), REASONS["limit"]), folder)
    plan.write_text(PLAN.model_dump_json())
    asked = ("explain", folder, "c1", "--plan", plan, "--as", "worker", "--worker", "w2")
    picture = tmp_path / "dose.vl.json"
    result = run(*asked, "--before", plan, "--picture", picture, "--json", out)
    assert result.exit_code == 0, result.output
    assert "w2 does not take cases like c1 for now." in result.output
    assert max(len(line) for line in result.output.splitlines()) <= 110
    assert json.loads(out.read_text())["changed"] == []
    assert "with c1" in picture.read_text()


def test_the_page_is_told_in_spanish_too():
    agency = kept(an_office(1), REASONS["limit"])
    with speaking("es"):
        said = printed(own_page(own_answer(Side(agency), PLAN, "c1", "w2", PLAN))).decode()
    assert "no se le dice a nadie más" in " ".join(said.split())
    words = set(re.findall(r"[a-z]+", said.lower()))
    assert words & {"the", "with", "your", "you", "week", "nothing", "dose"} == set()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--as", "worker"), "give one --worker, your own id"),
        (("--as", "worker", "--worker", "w1", "--worker", "w2"), "give one --worker, your own id"),
        (("--before", "plan.json"), "give --as worker as well"),
        (("--picture", "dose.png"), "A picture is of one worker"),
        (("--worker", "w1", "--picture", "dose.txt"), "is no picture"),
    ],
)
def test_a_question_about_the_wrong_people_is_refused(tmp_path, arguments, said):
    write_agency(an_office(1), tmp_path / "agency")
    result = run("explain", tmp_path / "agency", "c1", *arguments)
    assert result.exit_code == 2
    assert said in result.output


@pytest.mark.parametrize("command", ["plan", "suggest", "check"])
def test_other_commands_answer_managers_alone(tmp_path, command):
    write_agency(an_office(1), tmp_path / "agency")
    more = {"plan": (), "suggest": ("c1",), "check": ("plan.json",)}[command]
    result = run(command, tmp_path / "agency", *more, "--as", "worker")
    assert result.exit_code == 2
