"""Does the house keep its own rules: small files, opening sentences, locks, named targets?"""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("planner", "api", "tests", "benchmarks")
MOST_LINES = 300
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))


def modules(*rooms: str) -> list[Path]:
    return sorted(path for room in rooms for path in (ROOT / room).rglob("*.py"))


def where(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_no_python_file_is_longer_than_its_limit():
    length = {where(path): len(path.read_text("utf-8").splitlines()) for path in modules(*ROOMS)}
    assert {path: lines for path, lines in length.items() if lines > MOST_LINES} == {}


def test_every_module_opens_with_the_question_it_answers():
    silent = [
        where(path)
        for path in modules("planner", "api")
        if not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]
    assert silent == []


@pytest.mark.parametrize("lock", LOCKS, ids=where)
def test_a_lock_pins_every_package_with_a_hash_and_names_no_place_to_fetch_it(lock: Path):
    text = lock.read_text("utf-8")
    assert re.findall(r".*(?:://|--(?:extra-)?index|--find-links|@ file).*", text) == []
    packages = [part for part in re.split(r"\n(?=\S)", text) if not part.startswith("#")]
    assert packages
    assert [p for p in packages if not re.match(r"[\w.\[\]-]+==\S+[^\n]*\\\n +--hash=", p)] == []


def test_what_users_install_is_what_developers_test():
    core, cluster, dev = (
        set(re.findall(r"^\S+==[^\\\n]+", (ROOT / "requirements" / name).read_text("utf-8"), re.M))
        for name in ("core.txt", "cluster.txt", "dev.txt")
    )
    assert core < cluster < dev


def test_ci_runs_the_quick_tests_and_then_the_slow_ones():
    commands = (ROOT / ".ci" / "run").read_text("utf-8").splitlines()
    assert [line for line in commands if line.startswith("make ")] == ["make test", "make test-ci"]


def test_every_target_has_a_line_of_help():
    targets = set(re.findall(r"^([a-z][a-z-]*):", MAKEFILE, re.M))
    ask = ["make", "--no-print-directory", "help"]
    helped = subprocess.run(ask, cwd=ROOT, capture_output=True, text=True, check=True)
    assert targets == {line.split()[0] for line in helped.stdout.splitlines()}
