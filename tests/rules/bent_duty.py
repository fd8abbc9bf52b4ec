"""The rules of first-year workers and their supervisor, and of immediate responses, with faces bent."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from planner.domain import Plan, Role
from planner.problem import Problem
from planner.rule import Link, Local
from tests.rules.bending import Mutant, links, locals_, reading, seeing, terms, tiers


def bent_supervisors() -> Iterator[Mutant]:
    """Yield the rule of first-year workers and their supervisor with its faces bent."""
    name = "first-year-per-supervisor"
    for face in ("links", "breaches"):
        yield seeing(name, face, "from the tier above", tiers(-1))
        yield seeing(name, face, "from the tier below", tiers(1))
        yield seeing(name, face, "what is carried ignored", _nothing_open)
        yield seeing(name, face, "supervisors ignored", _without_supervisors)
        yield seeing(name, face, "experience ignored", _all_new)
    yield links(name, "one more allowed", lambda link: replace(link, upper=link.upper + 1))
    yield links(name, "one fewer allowed", lambda link: replace(link, upper=max(0, link.upper - 1)))
    yield links(name, "last case forgotten", _without_last_term)
    yield terms(name, "supports counted", role=lambda _: Role.SUPPORT)
    yield terms(name, "everybody counted", workers=lambda term: term.workers | True)


def bent_responses() -> Iterator[Mutant]:
    """Yield the rule of immediate responses with its faces bent."""
    name = "immediate-response"
    yield locals_(name, "helpers dropped", _leads_only)
    yield locals_(name, "one more allowed", lambda _, x: replace(x, room=x.room + 1))
    yield locals_(name, "one response only", _one_response_only)
    yield locals_(name, "last response forgotten", _without_last_column)
    yield reading(name, "covers not looked at", without_covers)


def _nothing_open(problem: Problem) -> Problem:
    return replace(problem, agency=problem.agency.changed(assignments=()))


def _without_supervisors(problem: Problem) -> Problem:
    workers = tuple(worker.model_copy(update={"supervisor": None}) for worker in problem.workers)
    return replace(problem, workers=workers)


def _all_new(problem: Problem) -> Problem:
    workers = tuple(worker.model_copy(update={"months_in_field": 0}) for worker in problem.workers)
    return replace(problem, workers=workers)


def _without_last_term(link: Link) -> Link:
    return replace(link, terms=link.terms[:-1])


def _leads_only(_: Problem, local: Local) -> Local:
    return replace(local, helper_row=np.full_like(local.helper_row, -1))


def _one_response_only(_: Problem, local: Local) -> Local:
    return replace(local, use=np.where(local.use == 0, 1, local.use))


def _without_last_column(_: Problem, local: Local) -> Local:
    return replace(local, use=local.use[:, :-1], room=local.room[:, :-1])


def without_covers(plan: Plan) -> Plan:
    """Return a plan without the cover workers it names."""
    return Plan(assignments=tuple(p.model_copy(update={"cover": ()}) for p in plan.assignments))
