"""Does a stopped simulation keep and answer what is done, without a word too much?"""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from time import sleep

import pytest
import typer

from planner.cli.common import time_left
from planner.cli.stopping import NOTHING_DONE, Stopping
from planner.intake import write_agency
from tests.simulate.questions import a_small_agency

QUESTION = """
question = "What if nothing changes?"
base = "agency"
weeks = {weeks}
runs = 100000
policies = ["rotation", "{policy}"]
"""
PATIENCE = 300  # seconds, so that a process that does not stop fails and does not hang
INLINE = ("--executor", "inline")


def started(folder: Path, *options: str, weeks: int = 2, policy: str = "fewest-open-cases"):
    write_agency(a_small_agency(), folder / "agency")
    (folder / "q.toml").write_text(QUESTION.format(weeks=weeks, policy=policy))
    return subprocess.Popen(
        [sys.executable, "-m", "api", "simulate", "q.toml", *options],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def wait_for(process, path: Path, rows: int) -> None:
    while not path.exists() or path.read_text().count("\n") < rows:
        assert process.poll() is None, process.communicate(timeout=PATIENCE)
        sleep(0.02)


def stopped_with(folder: Path, number: int, executor: str):
    written = "--keep", "run", "--json", "a.json", "--report", "page.html"
    process = started(folder, "--executor", executor, *written)
    wait_for(process, folder / "run" / "measures.csv", 9)
    process.send_signal(number)
    out, error = process.communicate(timeout=PATIENCE)
    return process.returncode, out, error


def holds_what_it_says(folder: Path, out: str, error: str) -> None:
    answer = json.loads((folder / "a.json").read_text())
    rows = (folder / "run" / "measures.csv").read_text().splitlines()
    record = json.loads((folder / "run" / "run.json").read_text())
    runs = answer["runs"]
    assert runs >= 4
    assert len(rows) == 1 + 2 * runs
    assert (record["runs_done"], record["answer"]) == (runs, answer)
    assert f"{runs} runs" in (folder / "page.html").read_text()
    assert f"{runs} runs of each" in out
    assert error.strip() == f"Stopped after {runs} of 100000 runs; the answer is that of the runs done."


def test_ctrl_c_keeps_what_is_done(tmp_path: Path):
    code, out, error = stopped_with(tmp_path, signal.SIGINT, "inline")
    assert code == 0, error
    holds_what_it_says(tmp_path, out, error)


@pytest.mark.ci
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_keeps_what_is_done_in_processes(tmp_path: Path, number: int):
    code, out, error = stopped_with(tmp_path, number, "processes")
    assert code == 0, error
    holds_what_it_says(tmp_path, out, error)


def test_stopped_before_the_first_run_nothing_is_kept(tmp_path: Path):
    process = started(tmp_path, *INLINE, "--keep", "run", weeks=156, policy="caseload")
    wait_for(process, tmp_path / "run" / "run.json", 1)
    process.send_signal(signal.SIGTERM)
    out, error = process.communicate(timeout=PATIENCE)
    assert (process.returncode, out) == (130, "")
    assert error == f"{NOTHING_DONE}\n"
    assert not (tmp_path / "run").exists()


IN_AN_EXEC = """
import os, signal, typer
from planner.cli.stopping import Stopping

def command():
    with Stopping():
        exec("os.kill(os.getpid(), signal.SIGTERM); signal.sigpending()")

typer.run(command)
"""


def test_stopped_within_an_import_the_exit_code_is_that_of_stopping():
    ran = subprocess.run([sys.executable, "-c", IN_AN_EXEC], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (130, f"{NOTHING_DONE}\n")


def test_a_signal_waits_for_the_end_of_a_step():
    heard: list[str] = []

    def step() -> None:
        with Stopping() as stopping, stopping.step():
            stopping.heard = lambda: heard.append("signal")
            os.kill(os.getpid(), signal.SIGINT)
            heard.append("end")

    with pytest.raises(typer.Exit):
        step()
    assert heard == ["signal", "end"]


def test_a_second_signal_does_what_it_would_have_done():
    heard: list[str] = []

    def step() -> None:
        with Stopping() as stopping, stopping.step():
            stopping.heard = lambda: heard.append("first")
            os.kill(os.getpid(), signal.SIGTERM)
            os.kill(os.getpid(), signal.SIGTERM)

    before = signal.signal(signal.SIGTERM, lambda *_: heard.append("second"))
    try:
        with pytest.raises(typer.Exit):
            step()
    finally:
        signal.signal(signal.SIGTERM, before)
    assert heard == ["first", "second"]


def test_a_signal_after_the_last_run_changes_nothing():
    with Stopping() as stopping:
        stopping.over()
        os.kill(os.getpid(), signal.SIGINT)
        written = True
    assert written


def test_the_time_left_is_told_as_people_say_it():
    assert time_left(3, 1, 11) == "about 30 s left"
    assert time_left(10, 2, 62) == "about 5 min left"
    assert time_left(60, 1, 131) == "about 2 h 10 min left"
    assert time_left(60, 4, 4) == "about 0 s left"
