"""What becomes of a job that cannot be done: a code word, never a word of what was sent in."""

import pytest

from api.errors import NotReady
from api.jobs import plan_job
from api.jobs.kinds import Failed, Working
from api.jobs.queue import ask
from api.jobs.worker import Worker
from api.settings import Settings
from api.storage.tables import JobRow, ProposalRow
from api.storage.unit import Unit
from planner.pipeline import Planned, propose
from planner.solve.outcome import Ending, Outcome
from tests.service.jobs_places import BIG, ask_big, job_of, with_a_big_agency
from tests.service.places import Place


def asked(place: Place) -> str:
    def write(unit: Unit) -> str:
        return ask(unit, "plan", ["north"], {"cases": None, "seconds": 1.0}, "usr-1", 10).id

    return place.store.write("riverside", write)


def job(place: Place, id: str) -> JobRow:
    return place.store.read("riverside", lambda unit: unit.get(JobRow, id))


def worked(place: Place, kind=None, **settings) -> JobRow:
    found = asked(place)
    kinds = {"plan": plan_job.plan if kind is None else kind}
    assert Worker(place.store, Settings(**settings), kinds).step("riverside")
    return job(place, found)


def worked_big(place: Place) -> JobRow:
    found = ask_big(with_a_big_agency(place), 5.0)
    assert Worker(place.store, Settings()).step(BIG)
    return job_of(place, found)


def raising(error: BaseException):
    def kind(working: Working):
        raise error

    return kind


@pytest.mark.parametrize(
    ("error", "problem"),
    [
        (MemoryError(), "memory"),
        (Failed("nothing-found"), "nothing-found"),
        (ValueError("a name somebody sent in"), "unexpected"),
    ],
)
def test_a_job_that_cannot_be_done_fails_with_a_code_word(place: Place, error, problem: str):
    ended = worked(place, raising(error))
    assert (ended.state, ended.problem, ended.result, ended.owner) == ("failed", problem, {}, None)


def test_what_went_wrong_is_logged_by_its_place_alone(place: Place, caplog: pytest.LogCaptureFixture):
    worked(place, raising(ValueError("a name somebody sent in")))
    assert "ValueError at" in caplog.text
    assert "somebody" not in caplog.text


def test_a_part_that_grew_too_large_is_not_built(place: Place):
    assert worked(place, most_job_pairs=8).problem == "too-large"


@pytest.mark.ci
def test_a_search_without_memory_still_answers(place: Place, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("planner.solve.apart._MIB", 1)  # so that the process may have a few bytes
    ended = worked_big(place)
    assert (ended.state, ended.result["ending"]) == ("succeeded", "fallback")


@pytest.mark.ci
def test_a_search_without_memory_or_time_that_has_nothing_fails(
    place: Place, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("planner.solve.apart._MIB", 1)
    monkeypatch.setattr(
        "planner.solve.apart._without_end",
        lambda *_, **__: Outcome(Ending.UNKNOWN, None, None, None),
    )
    assert worked_big(place).problem == "nothing-found"


def test_that_no_plan_exists_is_an_answer_without_a_proposal(
    place: Place, monkeypatch: pytest.MonkeyPatch
):
    told = propose

    def none(*words, **named) -> Planned:
        planned = told(*words, **named)
        return Planned(planned.side, Outcome(Ending.NONE, None, None, None), None, None)

    monkeypatch.setattr(plan_job, "propose", none)
    ended = worked(place)
    assert (ended.state, ended.result["proposal"]) == ("succeeded", None)
    assert ended.result["why_none"]
    assert place.store.read("riverside", lambda unit: unit.count(ProposalRow)) == 0


def test_a_result_is_written_with_the_end_or_not_at_all(place: Place):
    def kind(working: Working):
        def finish(unit: Unit):
            unit.add(ProposalRow(agency=unit.agency, id="prp-1", kind="plan", by="usr-1"))
            raise NotReady("no room")

        return finish

    ended = worked(place, kind)
    assert ended.state == "running"  # left to its lease
    assert place.store.read("riverside", lambda unit: unit.count(ProposalRow)) == 0
