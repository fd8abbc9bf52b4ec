"""Does the whole service hold to its own description, whoever asks and whatever is sent?

schemathesis asks, in this process, with every check it has and every operation: the examples of the
description, values at the edge of each shape, random ones that fit and that do not, and stories in
which what was answered is sent again. Ids are mostly such as there are, of one's own team, of another
team and of another agency, so that what is behind the shapes is reached too.

In the short run each operation has its edges tried by one role that is let in, where there is one, and
by one more; those of questions that bring their agency are tried in `tests/api/test_fuzz.py`. The
long run tries all of them for everybody.
"""

import csv
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from schemathesis.checks import CHECKS as EVERY_CHECK

from api.access import passwords
from api.jobs import waiting
from tests.service.access.described import operations
from tests.service.access.fuzz_faults import misjudged
from tests.service.access.fuzzing import SETTINGS, STORIES, UNIT, Run
from tests.service.access.judged import ANY
from tests.service.access.roles import ROLES
from tests.service.access.world import World, a_world

FEWEST, FEWEST_LONG = 10_000, 100_000
MOST = 0.8  # of what somebody may do, what was done at least once
SHORT = (
    *("anonymous", "pending", "worker-self", "manager-in", "supervisor-in", "supervisor-out"),
    *("wellbeing-lead", "agency-admin", "auditor", "program"),
)
"""Who asks in the short run: every role, a program, one beyond a team, one half signed in, nobody."""


@pytest.fixture(scope="module")
def world(tmp_path_factory) -> Iterator[World]:
    with pytest.MonkeyPatch.context() as patched:
        cheap = Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1)
        patched.setattr(passwords, "_HASH", PasswordHash((cheap,)))
        patched.setattr(waiting, "LONGEST_STREAM", 0.1)  # seconds; nobody works on the jobs
        patched.setattr(waiting, "_LOOK_STREAM", 0.05)
        with a_world(tmp_path_factory.mktemp("fuzz"), SETTINGS) as world:
            yield world


@cache
def let_in() -> dict[str, set[str]]:
    """Return by operation who may do it, as the table says."""
    found: dict[str, set[str]] = {}
    for row in csv.DictReader(Path(__file__).with_name("access.csv").open()):
        if row["object"] in (ANY, "own-team"):
            found[row["operation"]] = {role for role in ROLES if row[role] in ("yes", "shown")}
    return found


@cache
def edges() -> dict[str, frozenset[str]]:
    """Return by role of which operations the edges are tried in the short run."""
    shares: dict[str, set[str]] = {role: set() for role in SHORT}
    asked = [each for each in operations() if "stateless" not in each.spec["tags"]]
    for number, operation in enumerate(asked):
        may = [role for role in SHORT if role in let_in()[operation.id]]
        for roles in (may or SHORT, (SHORT[number % len(SHORT)],)):
            shares[min(roles, key=lambda role: len(shares[role]))].add(operation.id)
    return {role: frozenset(share) for role, share in shares.items()}


def judge(world: World, folder: Path, *runs: Run) -> Counter[str]:
    """Return how many requests each operation was sent.

    Nothing may be wrong, no operation and no check left out, and most of what somebody may do was done.
    """
    sent: Counter[str] = Counter()
    done: set[str] = set()
    checked: set[str] = set()
    wrong: list[object] = []
    for run in runs:
        for record in run.records(world, folder):
            for key, interaction in record.interactions.items():
                case, request = record.cases[key].value, interaction.request
                response = interaction.response
                assert response is not None, request.uri
                sent[case.operation.label] += 1
                if response.status_code < 400:
                    done.add(case.operation.label)
                if misjudged(case, response.status_code, request.body, response.content):
                    wrong.append((request.method, request.uri, request.body, response.content))
            for checks in record.checks.values():
                checked |= {check.name for check in checks}
                wrong += [check.failure_info.failure for check in checks if check.failure_info]
    assert wrong == []
    labels = {each.id: f"{each.method.upper()} {each.path}" for each in operations()}
    assert set(sent) == set(labels.values())
    assert checked >= set(EVERY_CHECK.get_all_names()) - {"max_response_time"}  # which has no limit here
    may = {labels[operation] for operation, roles in let_in().items() if runs[0].role in roles}
    assert len(done & may) >= MOST * len(may), may - done
    return sent


@pytest.mark.ci
@pytest.mark.parametrize("role", SHORT)
def test_the_service_holds_to_its_description(world: World, tmp_path: Path, role: str):
    seed = 1 + SHORT.index(role)
    sent = judge(
        world,
        tmp_path,
        Run(role, UNIT, examples=5, seed=seed, covered=edges()[role]),
        Run(role, STORIES, examples=20, seed=seed),
    )
    assert sent.total() >= FEWEST / len(SHORT)


@pytest.mark.long
@pytest.mark.parametrize("role", ROLES)
def test_the_service_holds_to_its_description_for_long(world: World, tmp_path: Path, role: str):
    seed = 101 + list(ROLES).index(role)
    every = frozenset(each.id for each in operations())
    sent = judge(
        world,
        tmp_path,
        Run(role, UNIT, examples=40, seed=seed, covered=every),
        Run(role, STORIES, examples=200, seed=seed),
    )
    assert sent.total() >= FEWEST_LONG / len(ROLES)
