"""Do runs stop when they should, keep what is done when they must, and become a page of their own?"""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from planner.errors import PlannerError
from planner.simulate import runs
from planner.simulate.arms import Asked, asked
from planner.simulate.executors import Executor
from planner.simulate.runs import material, simulate
from planner.simulate.summary import summary
from tests.simulate.outcomes import replications
from tests.simulate.questions import a_small_agency
from tests.simulate.questions import asked as a_question

LESS = {"do": "policy", "set": {"action_level_share": 500}}


class Gone(PlannerError):
    """Whatever ran the replications is gone."""


def of(*changes) -> Asked:
    return asked(a_question(*changes, weeks=2), a_small_agency(), ("rotation", "fewest-open-cases"))


def coming(monkeypatch: pytest.MonkeyPatch, count: int, reason: BaseException | None = None) -> None:
    """Let so many made-up replications come, and then something that ends them."""

    def results(*_: object) -> Iterator[object]:
        yield from replications(count, ("rotation", "fewest-open-cases"))
        if reason:
            raise reason

    monkeypatch.setattr(runs, "results", results)


@pytest.mark.parametrize("reason", [KeyboardInterrupt(), Gone("The cluster is gone.")])
def test_what_came_out_before_an_end_is_kept_with_its_reason(monkeypatch, reason):
    coming(monkeypatch, 3, reason)
    heard: list[int] = []
    tally = simulate(of(), 9, Executor.INLINE, lambda number, _: heard.append(number))
    assert (tally.runs, tally.cut_short, heard) == (3, reason, [0, 1, 2])
    whole = summary("Why?", tally)
    coming(monkeypatch, 3)
    again = simulate(of(), 3, Executor.INLINE)
    assert again.cut_short is None
    assert summary("Why?", again) == whole


@pytest.mark.parametrize("reason", [KeyboardInterrupt(), Gone("The cluster is gone.")])
def test_where_nothing_came_out_the_reason_is_raised(monkeypatch, reason):
    coming(monkeypatch, 0, reason)
    with pytest.raises(type(reason)):
        simulate(of(), 9, Executor.INLINE)


def test_a_replication_is_taken_in_within_a_step(monkeypatch):
    coming(monkeypatch, 2)
    told: list[str] = []

    @contextmanager
    def step() -> Iterator[None]:
        told.append("begin")
        yield
        told.append("end")

    simulate(of(), 2, Executor.INLINE, lambda number, _: told.append(str(number)), step=step)
    assert told == ["begin", "0", "end", "begin", "1", "end"]


def test_a_page_reads_each_arm_against_its_own_action_level():
    what = of(LESS)
    tally = simulate(what, 2, Executor.INLINE)
    page = material(what, summary("Why?", tally), tally)
    assert {one.name: one.action_level for one in page.dose} == {
        "as-it-is": 80,
        "rotation": 50,
        "fewest-open-cases": 50,
    }
    assert [len(one.weeks) for one in page.waiting] == [2, 2, 2]
    assert [one.name for one in page.shares] == list(tally.arms)
