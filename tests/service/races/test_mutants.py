"""Mutants: without its locks, its unique index or its look at versions the service breaks, and these
tests see it, on PostgreSQL.

Each protection stands behind others, so a mutant takes away what masks it too: the index matters once
rows are not locked and versions not compared; the versions matter where a case
has changed.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from sqlalchemy import Select

from api.decisions import proposals
from api.errors import Stale
from api.storage.tables import CaseRow
from tests.service.postgres import Server
from tests.service.races.crowd import Crowd
from tests.service.races.interleaving import interleave
from tests.service.races.invariants import violations

Acts = list[Callable[[], Any]]
pytestmark = pytest.mark.ci


def no_locks(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Select, "with_for_update", lambda self, **_: self)


def no_versions(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(proposals, "refuse_stale", lambda *_: None)


def no_index(server: Server, at: Crowd) -> None:
    server.run("DROP INDEX one_active_assignment", at.database)


def two_takes(at: Crowd) -> Acts:
    asks = [at.asked(case, "w-101") for case in ("c-201", "c-202")]
    return [partial(at.take, ask, "w-101") for ask in asks]


def one_case_to_two(at: Crowd) -> Acts:
    asks = [(at.asked("c-201", worker), worker) for worker in ("w-101", "w-102")]
    return [partial(at.take, ask, worker) for ask, worker in asks]


def two_proposals(at: Crowd) -> Acts:
    return [partial(at.accept, at.proposal("c-201")) for _ in range(2)]


def raced(at: Crowd, acts: Acts, point: str = "cases-locked") -> list[str]:
    interleave(acts[0], point, acts[1])
    return violations(at.place.store)


def test_without_locks_a_count_is_lost_or_a_worker_is_over_budget(
    tight_postgres: Crowd, monkeypatch: pytest.MonkeyPatch
):
    no_locks(monkeypatch)
    assert raced(tight_postgres, two_takes(tight_postgres), "assignment-written") != []


def test_without_locks_and_the_index_a_case_has_two_workers(
    postgres_server: Server, tight_postgres: Crowd, monkeypatch: pytest.MonkeyPatch
):
    acts = one_case_to_two(tight_postgres)
    no_locks(monkeypatch)
    no_index(postgres_server, tight_postgres)
    found = raced(tight_postgres, acts, "assignment-written")
    assert any("2 active assignments" in each for each in found), found


def test_without_locks_the_index_alone_keeps_one_worker_a_case(
    tight_postgres: Crowd, monkeypatch: pytest.MonkeyPatch
):
    acts = one_case_to_two(tight_postgres)
    no_locks(monkeypatch)
    found = raced(tight_postgres, acts, "assignment-written")
    assert not any("2 active assignments" in each for each in found), found


@pytest.mark.parametrize("looks", [True, False])
def test_without_the_look_at_versions_a_proposal_is_accepted_though_its_case_has_moved(
    tight_postgres: Crowd, monkeypatch: pytest.MonkeyPatch, looks: bool
):
    one = tight_postgres.proposal("c-201")
    tight_postgres.change(CaseRow, "c-201")
    if looks:
        with pytest.raises(Stale):
            tight_postgres.accept(one)
    else:
        no_versions(monkeypatch)
        tight_postgres.accept(one)


@pytest.mark.parametrize("race", [two_takes, one_case_to_two, two_proposals])
def test_as_it_is_none_of_these_breaks(tight_postgres: Crowd, race: Any):
    assert raced(tight_postgres, race(tight_postgres), "assignment-written") == []


def test_what_a_transaction_read_before_is_read_afresh_for_a_snapshot(tight_postgres: Crowd):
    """A case is read, changed by another, then judged: it is judged as it is now, for all requests."""
    at = tight_postgres

    def ask(unit: Any) -> int:
        row = unit.get(CaseRow, "c-201")
        at.change(CaseRow, "c-201")
        return int(at.snapshots.current(unit).cases[row.id])

    at.read(at.snapshots.current)
    assert at.place.store.write("riverside", ask) == 2
    assert at.read(at.snapshots.current).cases["c-201"] == 2
