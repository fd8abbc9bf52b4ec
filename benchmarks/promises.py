"""Three promises of the search, shown: the same plan again, a bomb refused, an answer when it is killed.

1. `caseload plan --work` on a folder, so many times, each in a process with its own order of hashing,
every second time with the rows of every table shuffled: one hash of what is printed. 2. An agency of
more pairs than one plan takes on is refused before anything is measured. 3. The process of a search
is killed from outside: the best plan known is the answer, a fallback, and `caseload check` finds that it
keeps every rule.
"""

import csv
import os
import shutil
import signal
import subprocess
import sys
from collections import Counter
from hashlib import sha256
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import monotonic, sleep

from benchmarks.machine import measured

FOLDER = Path(__file__).parents[1] / "scenarios" / "english-authority"
COMMAND = Path(sys.executable).with_name("caseload")
TIMES, WORK = 20, 1_000
BOMB = ("workers.csv", 60), ("cases.csv", 200)  # so many copies of every row
PATIENCE = 60.0


def main() -> None:
    """Show the three, one after the other."""
    with measured(), TemporaryDirectory() as place:
        _repeated(Path(place))
        _refused(Path(place))
        _killed(Path(place))


def caseload(*arguments: object, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command in a process of its own."""
    command = [str(COMMAND), *map(str, arguments)]
    return subprocess.run(  # noqa: S603  (our own command)
        command, capture_output=True, env={**os.environ, **environment}, check=False
    )


def _repeated(place: Path) -> None:
    hashes: Counter[str] = Counter()
    for turn in range(TIMES):
        folder = _shuffled(FOLDER, place / f"shuffled-{turn}", turn) if turn % 2 else FOLDER
        ran = caseload("plan", folder, "--work", WORK, "--json", "-", PYTHONHASHSEED=str(turn))
        if ran.returncode:
            sys.exit(ran.stderr.decode())
        hashes[sha256(ran.stdout).hexdigest()[:16]] += 1
    told = ", ".join(f"{times} times {name}" for name, times in hashes.items())
    print(
        f"caseload plan --work {WORK}, {TIMES} times, every second one with shuffled rows: {told}",
        flush=True,
    )


def _refused(place: Path) -> None:
    bomb = place / "bomb"
    shutil.copytree(FOLDER, bomb)
    for name, times in BOMB:
        _multiplied(bomb / name, times, new_only=name == "cases.csv")
    begin = monotonic()
    ran = caseload("plan", bomb)
    took = monotonic() - begin
    said = " ".join(ran.stderr.decode().split())
    print(f"A bomb: exit code {ran.returncode} after {took:.1f} s: {said}", flush=True)


def _killed(place: Path) -> None:
    folder, plan = place / "large", place / "plan.json"
    asked = ("generate", "english-authority", folder, "--workers", 300, "--new-cases", 150)
    caseload(*asked)
    command = [str(COMMAND), "plan", str(folder), "--seconds", "60", "--json", str(plan)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as ours:  # noqa: S603  (our own command)
        child = _child_of(ours.pid)
        sleep(3.0)
        os.kill(child, signal.SIGKILL)
        code = ours.wait()
    checked = caseload("check", folder, plan)
    told = checked.stdout.decode().strip()
    print(f"The process of a search killed after 3 s: exit code {code}; check: {told}")


def _child_of(parent: int) -> int:
    """Return the process that a process has started, once there is one."""
    end = monotonic() + PATIENCE
    while monotonic() < end:
        for task in Path(f"/proc/{parent}/task").glob("*/children"):
            found = task.read_text().split()
            if found:
                return int(found[0])
        sleep(0.05)
    raise TimeoutError(f"process {parent} has started none in {PATIENCE:.0f} s")


def _rows(file: Path) -> tuple[list[str], list[list[str]]]:
    with file.open(newline="", encoding="utf-8") as source:
        head, *rows = csv.reader(source)
    return head, rows


def _write(file: Path, head: list[str], rows: list[list[str]]) -> None:
    with file.open("w", newline="", encoding="utf-8") as target:
        csv.writer(target).writerows([head, *rows])


def _shuffled(folder: Path, into: Path, seed: int) -> Path:
    shutil.copytree(folder, into)
    for file in sorted(into.glob("*.csv")):
        head, rows = _rows(file)
        Random(seed).shuffle(rows)  # noqa: S311
        _write(file, head, rows)
    return into


def _multiplied(file: Path, times: int, *, new_only: bool) -> None:
    """Write copies of rows under new ids; of cases those alone that nobody carries."""
    head, rows = _rows(file)
    copied = [row for row in rows if not new_only or row[0].startswith("n-")]
    for turn in range(1, times):
        rows += [[f"{row[0]}-{turn}", *row[1:]] for row in copied]
    _write(file, head, rows)


if __name__ == "__main__":
    main()
