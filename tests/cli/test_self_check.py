"""What `caseload risk self-check` asks, says, refuses, and leaves behind: nothing."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from planner.cli.main import app
from planner.domain import policy
from planner.present.self_check import self_check_page
from planner.risk.card import sts_card
from tests.self_check.folders import an_agency_folder

# setting, years, rating, support, organisation, history, screener, total; what to tell; Enter to end
ANSWERS = ["1", "2", "75", "3,3", "", "", "1", "47", "2", ""]


def run(*arguments: object, typed: list[str] | None = None):
    answers = None if typed is None else "".join(f"{line}\n" for line in typed)
    return CliRunner().invoke(app, ["risk", "self-check", *map(str, arguments)], input=answers)


def words(result) -> str:
    return " ".join(result.output.split())


def test_answers_come_to_a_range_a_step_and_one_word():
    result = run(typed=ANSWERS)
    assert result.exit_code == 0, result.output
    said = words(result)
    assert "80 of 100 people with your answers would score" in said
    assert "Your own total of 47 on the STSS" in said
    assert "What this cannot say" in said
    assert "The one word to tell: lighter" in said
    assert "Your agency has entered no contacts here." in said
    assert "call 116 123" in said
    assert max(len(line) for line in result.output.splitlines()) <= 110


def test_everything_but_the_field_of_work_can_be_left_out():
    result = run(typed=["", "9", "1", *[""] * 6, "4", ""])
    assert result.exit_code == 0, result.output
    said = words(result)
    assert "Please choose your field of work" in said
    assert "Please type a number from 1 to 5." in said
    assert "this is the same for everybody in it" in said
    assert "Then tell nothing." in said


def test_what_cannot_be_is_asked_again_with_the_reason():
    typed = ["1", "many", "61", "2", "", "", "", "3", "2", "1", "47.5", "16", "47", "", ""]
    result = run(typed=typed)
    assert result.exit_code == 0, result.output
    said = words(result)
    for problem in (
        "Please write a number",
        "This can be 0 to 60.",
        "Please type a number from 1 to 2.",
        "A total is a whole number.",
        "This can be 17 to 85.",
    ):
        assert problem in said


def test_who_stops_in_between_is_told_that_nothing_was_kept():
    result = run(typed=["1", "2"])
    assert result.exit_code == 130
    assert "Nothing was kept." in result.output


def test_the_page_is_written_for_handing_out(tmp_path: Path):
    file = tmp_path / "self-check.html"
    result = run("--html", file)
    assert result.exit_code == 0, result.output
    assert file.read_text(encoding="utf-8") == self_check_page(sts_card(), policy()).html
    assert "names no contacts of the agency" in result.output


def test_an_agencys_card_contacts_and_shares_are_in_its_page_and_its_terminal(tmp_path: Path):
    folder = an_agency_folder(tmp_path)
    file = tmp_path / "page.html"
    result = run(folder, "--html", file)
    assert "names 2 of the agency's contacts" in result.output
    html = file.read_text(encoding="utf-8")
    asked = run(folder, typed=["1", "", "", "", "", "", "", "", "2", ""])
    for told in ("County night line", "lifetime trauma exposures", "lighter: 65 %"):
        assert told in html
        assert told in words(asked)


def test_a_slip_in_the_contacts_is_told_with_its_place_and_nothing_is_written(tmp_path: Path):
    folder = an_agency_folder(tmp_path, contacts='[[contact]]\nkind = "crisis"\nnmae = "Line"\n')
    result = run(folder, "--html", tmp_path / "page.html")
    assert result.exit_code == 2
    assert "contacts.toml, contact 1, column nmae" in result.output
    assert "Did you mean name?" in result.output
    assert not (tmp_path / "page.html").exists()


@pytest.mark.parametrize("where", ["nowhere/page.html", "."])
def test_a_page_that_cannot_be_written_is_refused(tmp_path: Path, where: str):
    result = run("--html", tmp_path / where)
    assert result.exit_code == 2


def test_two_cards_are_refused(tmp_path: Path):
    folder = an_agency_folder(tmp_path)
    result = run(folder, "--card", folder / "card.toml")
    assert result.exit_code == 2
    assert "card.toml of its own" in result.output


WATCHED = """
import os, sys
def watch(event, args):
    if event == "open" and args[0] != os.devnull and isinstance(args[0], str):
        mode, flags = args[1] or "", args[2] or 0
        if set(mode) & set("wax+") or flags & (os.O_WRONLY | os.O_RDWR):
            opened.append(args[0])
    elif event in ("socket.connect", "os.mkdir", "os.rename", "subprocess.Popen", "os.system"):
        opened.append(event)
opened = []
sys.addaudithook(watch)
from planner.cli.main import app
try:
    app(["risk", "self-check", *sys.argv[1:]])
finally:
    print("WRITTEN", opened, file=sys.stderr)
"""


def watched(folder: Path, *arguments: str) -> str:
    """Run the command where every file it writes is noted; return what it noted."""
    home = {"HOME": str(folder), "PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, *arguments],
        input="\n".join([*ANSWERS, ""]),
        capture_output=True,
        text=True,
        cwd=folder,
        env=home,
        check=True,
    )
    return done.stderr.strip().splitlines()[-1]


def test_nothing_is_written_anywhere_and_nothing_is_sent(tmp_path: Path):
    assert watched(tmp_path) == "WRITTEN []"
    assert list(tmp_path.iterdir()) == []
    assert watched(tmp_path, "--html", "page.html") == "WRITTEN ['page.html']"


def test_on_a_terminal_the_screen_and_what_scrolled_off_it_are_cleared_at_the_end(tmp_path: Path):
    main, other = pty.openpty()
    command = [sys.executable, "-c", "from planner.cli.main import app; app(['risk', 'self-check'])"]
    with subprocess.Popen(command, stdin=other, stdout=other, stderr=other, cwd=tmp_path) as running:
        os.close(other)
        os.write(main, "".join(f"{line}\n" for line in ANSWERS).encode())
        shown = b""
        while True:
            try:
                shown += os.read(main, 65_536)
            except OSError:  # the other end is closed
                break
        assert running.wait(timeout=60) == 0
    os.close(main)
    assert b"The one word to tell: lighter" in shown
    assert shown.endswith(b"\x1b[H\x1b[2J\x1b[3J")
