"""Is Timefold given the whole program, are its plans read as they are, and is its absence said?"""

import sys

import numpy as np
import pytest

from benchmarks.peers.contest import contend, counted, engines
from benchmarks.peers.timefold import Missing, by_timefold, missing, python, without_lacking
from benchmarks.peers.timefold_model import timefold_model
from planner.bench.gap import program_of, read_gap
from planner.bench.straight import UNIT
from planner.generate import generate
from planner.pipeline import Side
from planner.solve.insertion import greedy
from planner.solve.outcome import Ending
from planner.solve.search import search
from tests.bench.files import a_gap_file, a_random_gap
from tests.bench.test_gap import cheapest_by_trying

here = pytest.mark.skipif(missing() is not None, reason=missing() or "")


def an_agency(seed, workers=20, cases=10):
    return Side(generate("english-authority", seed, workers=workers, new_cases=cases)).program


def a_program_with_helpers():
    program = an_agency(1, 119, 57)
    plan = greedy(program)
    assert (plan & (program.item < 0)).any()
    return program, plan


def put_java(monkeypatch, folder, says, code=0):
    java = folder / "java"
    java.write_text(f"#!/bin/sh\necho '{says}' >&2\nexit {code}\n")
    java.chmod(0o755)
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")


def test_without_its_environment_it_is_left_out_with_a_notice(monkeypatch, tmp_path):
    monkeypatch.setenv("CASELOAD_TIMEFOLD", str(tmp_path / "python"))
    peers, notices = engines()
    assert list(peers) == ["CP-SAT", "HiGHS"]
    assert notices == [
        f"Timefold is left out: there is no {tmp_path / 'python'}; `make timefold` makes it."
    ]
    with pytest.raises(Missing, match="make timefold"):
        by_timefold(an_agency(1), 1.0)


def test_without_java_it_is_left_out_with_a_notice(monkeypatch, tmp_path):
    monkeypatch.setenv("CASELOAD_TIMEFOLD", sys.executable)
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert missing() == "Timefold is left out: there is no Java here; it needs Java 17 or newer."


@pytest.mark.parametrize(
    ("says", "code", "notice"),
    [
        ('openjdk version "11.0.2" 2019-01-15', 0, "it needs Java 17 or newer, this is Java 11."),
        ('java version "1.8.0_202"', 0, "it needs Java 17 or newer, this is Java 1."),
        ("broken", 1, "there is no Java here; it needs Java 17 or newer."),
        ('openjdk version "21" 2023-09-19', 0, f"{sys.executable} does not have the package timefold."),
    ],
)
def test_what_else_it_lacks_is_said(monkeypatch, tmp_path, says, code, notice):
    monkeypatch.setenv("CASELOAD_TIMEFOLD", sys.executable)
    put_java(monkeypatch, tmp_path, says, code)
    assert missing() == f"Timefold is left out: {notice}"


def test_its_own_environment_is_where_make_puts_it(monkeypatch):
    monkeypatch.delenv("CASELOAD_TIMEFOLD", raising=False)
    assert python().parts[-3:] == (".venv-timefold", "bin", "python")


def test_a_process_that_ends_without_an_answer_is_named_with_its_last_words(monkeypatch, tmp_path):
    fake = tmp_path / "python"
    fake.write_text("#!/bin/sh\ncat > /dev/null\necho 'no heap left' >&2\nexit 3\n")
    fake.chmod(0o755)
    monkeypatch.setenv("CASELOAD_TIMEFOLD", str(fake))
    with pytest.raises(Missing, match="ended with code 3: no heap left"):
        by_timefold(an_agency(1), 1.0)


@pytest.mark.parametrize("seed", range(1, 4))
def test_its_curves_cost_what_the_programs_do(seed):
    program = an_agency(seed)
    chance = np.random.default_rng(seed)
    for worker, told in enumerate(timefold_model(program)["workers"]):
        mine = program.worker == worker
        for curve, pieces in zip(program.curves, told["curves"], strict=True):
            most = int(curve.load[mine].sum())
            for load in [0, most, *chance.integers(0, most + 1, 5).tolist()]:
                place = int(np.searchsorted(pieces["ends"], load))
                cost = pieces["slopes"][place] * load + pieces["offsets"][place]
                assert cost == round(float(curve.cost(np.array([worker]), np.array([load]))[0]))


def test_every_arc_is_given_once_to_a_place_that_takes_one_worker(tmp_path):
    program, plan = a_program_with_helpers()
    told = timefold_model(program)
    given = [arc["id"] for slot in told["slots"] for arc in slot["arcs"]]
    assert sorted(given) == list(range(program.arcs))
    for slot in told["slots"]:
        arcs = [arc["id"] for arc in slot["arcs"]]
        assert len({arc["worker"] for arc in slot["arcs"]}) == len(arcs)
        assert plan[arcs].sum() <= 1


def test_only_where_everything_must_be_taken_nothing_may_be_left(tmp_path):
    cost, use, room = a_random_gap(0, agents=3, jobs=7)
    file = program_of(read_gap(a_gap_file(tmp_path, cost, use, room)))
    assert timefold_model(file)["all_taken"]
    assert not timefold_model(an_agency(1))["all_taken"]


def test_leads_that_lack_their_helpers_are_given_back_and_nothing_else():
    program, plan = a_program_with_helpers()
    assert (without_lacking(program, plan) == plan).all()
    helped = plan & (program.item >= 0)
    assert program.broken(helped)
    rest = without_lacking(program, helped)
    assert not program.broken(rest)
    assert 0 < rest.sum() < helped.sum()
    assert not (rest & ~helped).any()


def test_helpers_who_help_nobody_are_given_back():
    program, plan = a_program_with_helpers()
    helpers = plan & ((program.item < 0) | program.stays)
    assert program.broken(helpers)
    assert not program.broken(without_lacking(program, helpers))


@pytest.mark.ci
@here
def test_it_finds_an_assignment_within_the_capacities(tmp_path):
    cost, use, room = a_random_gap(1, agents=3, jobs=7)
    program = program_of(read_gap(a_gap_file(tmp_path, cost, use, room)))
    found = contend(by_timefold, program, 2.0)
    assert found.cost is not None, found.why
    assert found.cost >= cheapest_by_trying(cost, use, room) * UNIT


@pytest.mark.ci
@here
@pytest.mark.parametrize("size", [(20, 10), (40, 20)])
def test_its_plan_of_an_agency_keeps_every_rule_and_costs_no_less_than_the_bound(size):
    program = an_agency(1, *size)
    best = search(program, 20.0)
    assert best.ending is Ending.BEST
    assert best.bound is not None
    chosen = by_timefold(program, 4.0)
    assert chosen is not None
    assert (chosen & (program.item >= 0)).any()
    found = counted(program, chosen, 0.0)
    assert found.cost is not None, found.why
    assert found.cost >= best.bound
