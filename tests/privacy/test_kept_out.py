"""Does a worker kept out by something private look, byte for byte, like one merely not chosen?"""

import re

import numpy as np
import pytest
from typer.testing import CliRunner

from planner.answer import explanation_answer
from planner.cli.main import app
from planner.domain import Agency, Fact, PrivateProfile, Step
from planner.explain.standing import in_the_way
from planner.intake.writing import write_agency
from planner.pipeline import Side
from planner.rules import RULES
from tests.builders import TODAY, a_case, a_plan, a_stage, a_tier, a_worker, an_agency
from tests.privacy.leaks import WholeSide, by_length, by_order, by_status
from tests.privacy.told import everything_told, unlike, work_counted

REASONS = {
    "limit": PrivateProfile(worker="w2", limits=("sexual_violence",)),
    "another limit": PrivateProfile(worker="w2", limits=("multiple_trauma_types", "death_or_threat")),
    "step": PrivateProfile(worker="w2", step=Step.LIGHTER),
    "rest": PrivateProfile(worker="w2", step=Step.REST),
    "rest and a limit": PrivateProfile(worker="w2", step=Step.REST, limits=("sexual_violence",)),
}
NOT_CHOSEN = {
    "nothing": None,
    "a limit that is over": PrivateProfile(
        worker="w2", limits=("sexual_violence",), until=TODAY.replace(day=1)
    ),
    "a limit of other cases": PrivateProfile(worker="w2", limits=("graphic_material",)),
}
PLAN = a_plan(c1="w1")


def an_office(seed: int) -> Agency:
    """Return an office in which w2 may just take c1 at the usual step; w2 and w3 are twins."""
    rng = np.random.default_rng(seed)
    hours, colleagues = int(rng.integers(60, 240)), int(rng.integers(0, 3))
    team = [a_worker(f"w{n}") for n in range(1, 4)]
    team += [
        a_worker(f"w{4 + n}", months_in_field=int(rng.integers(6, 99)), months_in_post=6)
        for n in range(colleagues)
    ]
    case = a_case("c1", rubric=a_tier(4), stages=(a_stage(int(rng.integers(4, 12)), hours),))
    other = a_case("c2", rubric=a_tier(int(rng.integers(1, 4))), stages=(a_stage(4, 60),))
    roomy = an_agency(team, [case, other], policy={"unit_budget": 60_000})
    problem = Side(roomy).problem
    most = int(problem.dose[:, problem.case_at["c1"]].max())
    policy = {"unit_budget": most * 11 // 10, "action_level_share": 950}
    policy |= {"window_7_multiple": 20_000, "window_28_multiple": 20_000, "window_182_multiple": 20_000}
    return an_agency(team, [case, other], policy=policy)


def kept(office: Agency, profile: PrivateProfile | None) -> Agency:
    return office.changed(profiles=() if profile is None else (profile,))


def what_keeps_out(agency: Agency) -> set[str]:
    side = Side(agency)
    return {b.rule for b in in_the_way(side.problem, side.program, RULES, "c1", "w2")}


def test_each_reason_does_keep_out_and_each_other_does_not():
    rules = {"limit": {"own-limits"}, "another limit": {"own-limits"}, "step": {"dose-budget"}}
    for seed in range(5):
        office = an_office(seed)
        assert office.case_of["c1"].rubric.sexual_violence is Fact.YES
        assert [what_keeps_out(kept(office, each)) for each in NOT_CHOSEN.values()] == [set()] * 3
        for name, profile in REASONS.items():
            found = what_keeps_out(kept(office, profile))
            assert found >= rules.get(name, {"own-limits", "dose-budget"})


def told(agency: Agency, leak=None, side_of=Side):
    if leak is None:
        return everything_told(agency, PLAN, ["c1", "c2"], side_of)
    with leak(agency):
        return everything_told(agency, PLAN, ["c1", "c2"], side_of)


@pytest.mark.parametrize("seed", range(3))
def test_every_reason_is_told_like_any_other_and_like_none(seed):
    office = an_office(seed)
    with work_counted() as usual:
        not_chosen = told(office)
    assert b"w2 can be asked" in not_chosen["explain c1"].printed
    for profile in (*REASONS.values(), *NOT_CHOSEN.values()):
        with work_counted() as work:
            assert unlike(not_chosen, told(kept(office, profile))) == []
        assert work == usual


@pytest.mark.parametrize("reason", REASONS)
def test_beside_a_twin_who_is_merely_not_chosen_only_the_name_differs(reason):
    for seed in range(6):
        answer = explanation_answer(Side(kept(an_office(seed), REASONS[reason])), PLAN, "c1")
        w2, w3 = (one for one in answer.others if one.worker in ("w2", "w3"))
        assert w2.can_be_asked
        assert re.sub("w2", "w3", w2.model_dump_json()) == w3.model_dump_json()
        assert answer.others.index(w3) == answer.others.index(w2) + 1


@pytest.mark.parametrize("reason", REASONS)
@pytest.mark.parametrize(
    ("leak", "side_of"),
    [(None, WholeSide), (by_order, Side), (by_length, Side), (by_status, Side)],
    ids=["from private facts", "by order", "by length", "by status"],
)
def test_a_build_that_leaks_is_caught_for_every_reason(reason, leak, side_of):
    office = an_office(1)
    assert unlike(told(office, leak, side_of), told(kept(office, REASONS[reason]), leak, side_of))


def asked(folder, plan, *command):
    result = CliRunner().invoke(app, [command[0], str(folder), *command[1:]])
    return result.exit_code, result.stdout_bytes, result.stderr_bytes


@pytest.mark.parametrize("as_json", [(), ("--json", "-")], ids=["printed", "as json"])
def test_the_command_line_answers_with_the_same_bytes_and_exit_code(tmp_path, as_json):
    office, file = an_office(2), tmp_path / "plan.json"
    file.write_text(PLAN.model_dump_json())
    found = {}
    for name, profile in (REASONS | NOT_CHOSEN).items():
        folder = tmp_path / name
        write_agency(kept(office, profile), folder)
        found[name] = [
            asked(folder, file, "explain", "c1", "--plan", str(file), *as_json),
            asked(folder, file, "explain", "c1", "--plan", str(file), "--worker", "w2", *as_json),
            asked(folder, file, "explain", "c2", "--plan", str(file), *as_json),
            asked(folder, file, "check", str(file), *as_json),
            asked(folder, file, "explain", "c1", "--plan", str(file), "--worker", "nobody"),
        ]
    assert [code for code, _, _ in found["nothing"]] == [0, 0, 0, 0, 2]
    assert {name: said for name, said in found.items() if said != found["nothing"]} == {}
