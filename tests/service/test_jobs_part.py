"""Is a plan of some teams made from these teams alone, with nothing given to anybody else?"""

from pathlib import Path

import pytest

from api.errors import NotHere
from api.jobs.part import part_of
from api.snapshots.snapshot import Snapshot, Snapshots
from planner.domain import Plan, Proposed
from tests.service.jobs_places import BIG, with_a_big_agency
from tests.service.places import embedded

pytestmark = pytest.mark.ci


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder: Path = tmp_path_factory.mktemp("parts")
    return with_a_big_agency(embedded(folder, ())).store.read(BIG, Snapshots().current)


def test_workers_of_other_teams_can_take_none_of_the_cases(snapshot: Snapshot):
    seen = 0
    for team in snapshot.kept.teams:
        part = part_of(snapshot, [team], None)
        new = {case.id for case in part.agency.new_cases}
        for worker in part.agency.workers:
            outside = worker.team != team
            assert (worker.id in part.helpers) == outside
            assert not outside or new <= set(worker.conflicts)
            seen += outside
    assert seen > 0


def test_the_cases_asked_for_are_those_of_the_teams_that_wait(snapshot: Snapshot):
    every = list(snapshot.kept.teams)
    whole = part_of(snapshot, every, None)
    assert whole.asked == {case.id for case in snapshot.agency.new_cases}
    assert (whole.helpers, whole.looked_at) == (frozenset(), frozenset())
    parts = [part_of(snapshot, [team], None).asked for team in every]
    assert frozenset().union(*parts) == whole.asked
    assert sum(map(len, parts)) == len(whole.asked)


def test_a_case_of_another_team_is_not_there(snapshot: Snapshot):
    one, other = [team for team in snapshot.kept.teams if part_of(snapshot, [team], None).asked][:2]
    case = min(part_of(snapshot, [other], None).asked)
    with pytest.raises(NotHere):
        part_of(snapshot, [one], [case])


def test_what_is_only_looked_at_is_proposed_nothing(snapshot: Snapshot):
    every = list(snapshot.kept.teams)
    (first, *_) = sorted(part_of(snapshot, every, None).asked)
    part = part_of(snapshot, every, [first])
    worker = part.agency.workers[0].id
    plan = Plan(assignments=tuple(Proposed(case=c.id, worker=worker) for c in part.agency.new_cases))
    assert [each.case for each in part.proposed(plan).assignments] == [first]
