"""Everything a manager is told of a plan, as bytes, and what had to be worked out for it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

import pytest
from pydantic import BaseModel
from rich.console import Console, RenderableType

import planner.answer
import planner.explain.what_if
import planner.pipeline
from planner.answer import explanation_answer, plan_answer, suggestion_answer
from planner.domain import Agency, Plan
from planner.errors import PlannerError
from planner.explain.reasons import Left
from planner.explain.wording import left_sentences
from planner.judged_answers import check_answer
from planner.pipeline import Planned, Side, why_left
from planner.present.standings import explanation_page, suggestion_page
from planner.present.tables import check_page, plan_page
from planner.solve.forced import Forced
from planner.solve.outcome import Ending, Outcome

WIDE = 110


@dataclass(frozen=True)
class Told:
    """One answer: how it ended, what is printed, and the same for a program."""

    status: str
    printed: bytes
    json: bytes


def printed(page: RenderableType) -> bytes:
    """Return a page as it is printed."""
    console = Console(width=WIDE, markup=False, highlight=False)
    with console.capture() as said:
        console.print(page)
    return said.get().encode()


def told(answer: BaseModel, page: RenderableType, status: object = "fine") -> Told:
    return Told(str(status), printed(page), answer.model_dump_json(indent=2).encode())


def explained(side: Side, plan: Plan, case: str) -> Told:
    """Return what `explain` tells, everybody one by one and counted."""
    answer = explanation_answer(side, plan, case)
    found = told(answer, explanation_page(answer))
    return Told(found.status, found.printed + printed(explanation_page(answer, each=True)), found.json)


def asked_by_name(side: Side, plan: Plan, case: str) -> Told:
    """Return what `explain` tells of two workers named, with what would have to change for them."""
    named = [worker.id for worker in side.public.problem.workers][:2]
    answer = explanation_answer(side, plan, case, named)
    return told(answer, explanation_page(answer, each=True))


def checked(side: Side, plan: Plan) -> Told:
    """Return what `check` tells of a plan that says what it costs."""
    answer = check_answer(side, plan, {"cost": 5, "bound": 5, "ending": "best", "seconds": 1.0})
    return told(answer, check_page(answer), answer.fine)


def planned(side: Side, plan: Plan) -> Told:
    """Return what `plan` tells of a plan: cost and bound are handed in, for they are the search's."""
    outcome = Outcome(Ending.GOOD, None, cost=7, bound=6, greedy_cost=9)
    answer = plan_answer(Planned(side, outcome, plan, seconds=None))
    reasons = planner.pipeline.why_workers(side, side.public.problem.decided(plan))
    return told(answer, plan_page(answer, reasons))


def suggested(side: Side, plan: Plan, case: str) -> Told:
    """Return what `suggest` tells where it suggests what is given."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(planner.answer, "suggest", lambda side, case: plan)
        answer = suggestion_answer(side, case)
    return told(answer, suggestion_page(answer, 10), answer.proposed is not None)


def left(side: Side, plan: Plan, case: str) -> Told:
    """Return what is told of a case that waits, with the change that would admit it."""
    found: Left = why_left(side, plan, case)
    return Told("fine", "\n".join(left_sentences(found)).encode(), repr(found).encode())


def refused(refusal: PlannerError) -> Told:
    """Return what is told where a question is refused: the sentence, and exit code 2."""
    return Told(type(refusal).__name__, str(refusal).encode(), b"")


def everything_told(
    agency: Agency, plan: Plan, cases: list[str], side_of: Callable[[Agency], Side] = Side
) -> dict[str, Told]:
    """Return all that a manager is told of a plan, each answer asked for afresh.

    `side_of`: how the side of an agency is made, for a control that makes a leaky one.
    """
    answers: dict[str, Callable[[Side], Told]] = {
        "plan": lambda side: planned(side, plan),
        "check": lambda side: checked(side, plan),
    }
    waiting = {case.id for case in Side(agency.public()).problem.left(plan)}
    for case in cases:
        alone = Plan(assignments=tuple(p for p in plan.assignments if p.case == case))
        answers[f"explain {case}"] = partial(_asked, explained, plan, case)
        answers[f"named {case}"] = partial(_asked, asked_by_name, plan, case)
        answers[f"suggest {case}"] = partial(_asked, suggested, alone, case)
        if case in waiting:
            answers[f"left {case}"] = partial(_asked, left, plan, case)
    found = {}
    for name, ask in answers.items():
        try:
            found[name] = ask(side_of(agency))
        except PlannerError as refusal:
            found[name] = refused(refusal)
    return found


def _asked(question: Callable[[Side, Plan, str], Told], plan: Plan, case: str, side: Side) -> Told:
    return question(side, plan, case)


def unlike(one: dict[str, Told], other: dict[str, Told]) -> list[str]:
    """Return in what two members of a pair are told apart: the answer, and by what of it."""
    found = [f"{name}: asked of one alone" for name in sorted(one.keys() ^ other.keys())]
    for name in sorted(one.keys() & other.keys()):
        a, b = one[name], other[name]
        found += [f"{name}: status"] * (a.status != b.status)
        found += [f"{name}: printed"] * (a.printed != b.printed)
        found += [f"{name}: printed size"] * (len(a.printed) != len(b.printed))
        found += [f"{name}: json"] * (a.json != b.json)
        found += [f"{name}: json size"] * (len(a.json) != len(b.json))
    return found


@contextmanager
def work_counted() -> Iterator[list[tuple[str, int]]]:
    """Note what is measured, built and solved again inside, in order: what takes the time."""
    done: list[tuple[str, int]] = []

    def noting(name: str, known: Callable[..., Any], size: Callable[..., int]) -> Callable[..., Any]:
        def noted(*given: Any, **named: Any) -> Any:
            done.append((name, size(*given)))
            return known(*given, **named)

        return noted

    names = vars(planner.pipeline)
    measured = noting("measure", names["measure"], lambda agency, *_: len(agency.workers))
    built = noting("build", names["build"], lambda problem, *_: len(problem.cases))
    forced = noting("forced", Forced.cheapest, lambda _, arc, *__: int(arc))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(planner.pipeline, "measure", measured)
        patch.setattr(planner.pipeline, "build", built)
        patch.setattr(planner.explain.what_if, "measure", measured)
        patch.setattr(Forced, "cheapest", forced)
        yield done
