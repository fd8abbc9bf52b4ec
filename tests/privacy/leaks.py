"""Builds that tell what they must not, one in each way: what the comparisons have to catch."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cached_property

import pytest

import planner.answer
from planner.check import breaches
from planner.domain import Agency, Plan, Proposed
from planner.errors import PlannerError
from planner.explain.asking import Asking
from planner.explain.wording import standing_sentence
from planner.pipeline import Side
from planner.rules import RULES

Leak = Callable[[Agency], AbstractContextManager[None]]


class WholeSide(Side):
    """A side that takes itself for the public one: everything is worked out from private facts."""

    @cached_property
    def public(self) -> Side:
        return self


def spared(agency: Agency) -> frozenset[str]:
    """Return the workers whom only something private keeps from some case: what nobody may learn."""
    whole, public = Side(agency).problem, Side(agency.public()).problem
    found = set()
    for case in public.cases:
        for worker in public.workers:
            plan = Plan(assignments=(Proposed(case=case.id, worker=worker.id),))
            if len(breaches(whole, plan, RULES)) > len(breaches(public, plan, RULES)):
                found.add(worker.id)
    return frozenset(found)


@contextmanager
def by_order(agency: Agency) -> Iterator[None]:
    """Tell the same of everybody, those who are spared last."""
    private, ordered = spared(agency), planner.answer._sorted
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            planner.answer,
            "_sorted",
            lambda standings: sorted(ordered(standings), key=lambda one: one.worker in private),
        )
        yield


@contextmanager
def by_length(agency: Agency) -> Iterator[None]:
    """Tell the same of everybody, with one blank more of those who are spared."""
    private, sentence = spared(agency), standing_sentence
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            planner.answer,
            "standing_sentence",
            lambda one: sentence(one) + " " * (one.worker in private),
        )
        yield


@contextmanager
def by_status(agency: Agency) -> Iterator[None]:
    """Refuse to answer where anybody is spared."""
    private, known = spared(agency), Side.know_case

    def know_case(side, case):
        if private:
            raise PlannerError("This is not to be told.")
        known(side, case)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Side, "know_case", know_case)
        yield


@contextmanager
def by_work(agency: Agency) -> Iterator[None]:
    """Tell the same of everybody, but work out twice what those who are spared would cost."""
    private, steps = spared(agency), Asking._steps

    def twice(self, case, workers):
        steps(self, case, [worker for worker in workers if worker in private])
        return steps(self, case, workers)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Asking, "_steps", twice)
        yield
