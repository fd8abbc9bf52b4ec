"""Is there an answer whatever becomes of the process that searches?"""

import json
import os
import resource
import signal
from time import sleep

import numpy as np
import pytest
from typer.testing import CliRunner

from planner.cli.main import app
from planner.domain import PrivateProfile, Step
from planner.goals import GOALS
from planner.intake import write_agency
from planner.problem import measure
from planner.program import build
from planner.rules import RULES
from planner.solve import apart as apart_module
from planner.solve import child, limits
from planner.solve.apart import Forked, Started
from planner.solve.clock import WorkClock
from planner.solve.insertion import greedy
from planner.solve.outcome import Ending
from planner.solve.search import search as typed_search
from tests.builders import a_case, a_random_agency, a_worker, an_agency

KINDS = pytest.mark.parametrize("kind", [Forked, Started])


def a_program(agency=None):
    return build(measure(agency or a_random_agency(7, workers=6, cases=8, tight=False)), RULES, GOALS)


def search(program, limit, told=None):
    return typed_search(program, limit, told=told)


def killed(program, clock, told, **_):
    """Tell of a plan, then be killed."""
    told(greedy(program), 0)
    os.kill(os.getpid(), signal.SIGKILL)


def killed_at_once(program, clock, told, **_):
    os.kill(os.getpid(), signal.SIGKILL)


def stuck(program, clock, told, **_):
    """Tell of a plan, then never come back."""
    told(greedy(program), 0)
    while True:
        sleep(1)


def greedy_of_memory(program, clock, told, **_):
    """Ask for 16 GiB of address space after the first plan; where they are given, search."""
    told(greedy(program), 0)
    np.empty(1 << 34, dtype=np.int8)
    return search(program, WorkClock(5_000))


def better_than_greedy():
    """Return a program of which a search finds a better plan than the greedy one."""
    for seed in range(50):
        program = a_program(a_random_agency(seed, workers=6, cases=9, tight=False))
        first, cost = greedy(program), search(program, WorkClock(5_000)).cost
        if not program.broken(first) and cost is not None and cost < program.total(first):
            return program
    raise AssertionError("greedy is best everywhere")


@KINDS
def test_a_search_apart_finds_the_same_as_one_here(kind):
    program = a_program()
    here = search(program, WorkClock(5_000))
    with kind() as process:
        there = process.search(program, 60, work=5_000)
    assert there.chosen.tobytes() == here.chosen.tobytes()
    assert (there.ending, there.cost, there.bound) == (here.ending, here.cost, here.bound)
    assert there.certificate == here.certificate


@KINDS
def test_that_no_plan_exists_is_proven_apart_too(kind):
    cases = [a_case(f"c{n}", must_assign=True, rubric=a_case().rubric) for n in (1, 2)]
    program = a_program(an_agency([a_worker(week=120)], cases, policy={"productive_share": 700}))
    with kind() as process:
        assert process.search(program, 60, work=5_000).ending is Ending.NONE


@pytest.mark.parametrize("death", [killed, killed_at_once, stuck, greedy_of_memory])
def test_whatever_ends_a_search_the_best_plan_known_is_the_fallback(monkeypatch, death):
    monkeypatch.setattr(child, "search", death)
    program = a_program()
    with Forked() as process:
        outcome = process.search(program, 1)
    assert outcome.ending is Ending.FALLBACK
    assert not program.broken(outcome.chosen)
    assert outcome.cost == outcome.greedy_cost == program.total(greedy(program))
    assert outcome.certificate is None


def test_a_better_plan_than_the_greedy_one_is_kept_when_the_search_dies(monkeypatch):
    program = better_than_greedy()
    best = search(program, WorkClock(5_000))

    def dies_late(program, clock, told, **_):
        search(program, WorkClock(5_000), told=told)
        os.kill(os.getpid(), signal.SIGKILL)

    monkeypatch.setattr(child, "search", dies_late)
    with Forked() as process:
        outcome = process.search(program, 60)
    assert outcome.ending is Ending.FALLBACK
    assert outcome.cost == best.cost
    assert outcome.bound is not None
    assert outcome.cost is not None
    assert outcome.bound <= outcome.cost
    assert outcome.cost is not None
    assert outcome.greedy_cost is not None
    assert outcome.cost < outcome.greedy_cost


@pytest.mark.parametrize(
    ("work", "ending"), [(None, Ending.GOOD), (10**6, Ending.FALLBACK)], ids=["time", "work"]
)
def test_a_better_plan_when_time_is_over_is_good_but_never_under_work(monkeypatch, work, ending):
    program = better_than_greedy()

    def never_ends(program, clock, told, **_):
        search(program, WorkClock(5_000), told=told)
        while True:
            sleep(1)

    monkeypatch.setattr(child, "search", never_ends)
    with Forked() as process:
        outcome = process.search(program, 8, work)
    assert outcome.ending is ending
    assert outcome.cost is not None
    assert outcome.greedy_cost is not None
    assert outcome.cost < outcome.greedy_cost


def test_a_process_that_is_dead_before_it_begins_leaves_the_greedy_plan():
    program = a_program()
    with Started() as process:
        process.kill()
        outcome = process.search(program, 5)
    assert outcome.ending is Ending.FALLBACK
    assert outcome.cost == program.total(greedy(program))


def test_where_greedy_finds_no_plan_a_dead_search_is_unknown(monkeypatch):
    monkeypatch.setattr(child, "search", killed_at_once)
    program = a_program(an_agency([a_worker()], [a_case(must_assign=True, language="polish")]))
    with Forked() as process:
        assert process.search(program, 1).ending is Ending.UNKNOWN


def test_what_a_search_may_ask_for_is_limited_in_its_own_process_only(monkeypatch):
    monkeypatch.setattr(child, "search", greedy_of_memory)
    program, before = a_program(), resource.getrlimit(resource.RLIMIT_AS)
    with Forked() as process:
        assert process.search(program, 60).ending is Ending.FALLBACK
    assert resource.getrlimit(resource.RLIMIT_AS) == before
    monkeypatch.setattr(apart_module, "_MIB", 1 << 30)
    with Forked() as process:
        assert process.search(program, 60).ending is Ending.BEST


@pytest.fixture
def folder(tmp_path):
    write_agency(an_agency([a_worker("w1"), a_worker("w2")], [a_case("c1")]), tmp_path / "agency")
    return tmp_path / "agency"


def run(*arguments):
    return CliRunner().invoke(app, [str(each) for each in arguments])


def test_a_killed_search_prints_its_fallback_and_says_so(monkeypatch, folder):
    monkeypatch.setattr(child, "search", killed)
    monkeypatch.setattr(apart_module, "has_run", lambda: False)
    result = run("plan", folder)
    assert result.exit_code == 4
    assert "is a fallback: the search was ended before it was through" in result.output
    assert "1 of 1 new cases have a worker" in result.output


def test_a_fallback_is_marked_in_json_and_is_no_false_claim(monkeypatch, folder, tmp_path):
    monkeypatch.setattr(child, "search", killed)
    monkeypatch.setattr(apart_module, "has_run", lambda: False)
    file, proof = tmp_path / "plan.json", tmp_path / "proof.json"
    assert run("plan", folder, "--json", file, "--certificate", proof).exit_code == 4
    assert json.loads(file.read_text())["ending"] == "fallback"
    assert not proof.exists()
    assert run("check", folder, file).exit_code == 0


def test_a_solver_bomb_is_refused_before_anything_is_measured(monkeypatch, folder):
    def measured(agency):
        raise AssertionError("it was measured")

    monkeypatch.setattr("planner.pipeline.measure", measured)
    monkeypatch.setattr(limits, "limit", {"most_pairs": 1}.__getitem__)
    result = run("plan", folder)
    assert result.exit_code == 2
    assert "times 2 workers, are 2 pairs; one plan takes on 1. Nothing was planned." in result.output


def test_as_many_pairs_as_are_allowed_are_planned(monkeypatch, folder):
    monkeypatch.setattr(limits, "limit", {"most_pairs": 2}.__getitem__)
    assert run("plan", folder).exit_code == 0


def test_a_plans_certificate_is_confirmed_and_another_plans_is_not(folder, tmp_path):
    file, proof = tmp_path / "plan.json", tmp_path / "proof.json"
    assert run("plan", folder, "--json", file, "--certificate", proof).exit_code == 0
    result = run("certify", folder, file, proof)
    assert result.exit_code == 0
    assert "Confirmed without a solver, in whole numbers:" in result.output
    plan = json.loads(file.read_text())
    plan["assignments"] = []
    file.write_text(json.dumps(plan))
    result = run("certify", folder, file, proof)
    assert result.exit_code == 1
    assert "The certificate does not hold for this plan:" in result.output


def test_what_is_no_certificate_is_bad_input(folder, tmp_path):
    file = tmp_path / "plan.json"
    assert run("plan", folder, "--json", file).exit_code == 0
    result = run("certify", folder, file, file)
    assert result.exit_code == 2
    assert "this is no certificate" in result.output


def test_where_workers_have_own_limits_certifying_has_to_be_asked_for(tmp_path):
    folder = tmp_path / "agency"
    profile = PrivateProfile(worker="w1", step=Step.LIGHTER)
    write_agency(an_agency([a_worker("w1")], [a_case("c1")], profiles=(profile,)), folder)
    file, proof = tmp_path / "plan.json", tmp_path / "proof.json"
    result = run("plan", folder, "--json", file, "--certificate", proof, "--work", 5000)
    assert "keep it where limits.csv is kept" in result.output
    assert run("certify", folder, file, proof).exit_code == 2
    assert run("certify", folder, file, proof, "--own-limits").exit_code == 0
