"""The rules of whom a case may go to at all and of how many, with their faces bent."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np

from planner.domain import COVERS, Fact, GroupRule, Plan, Role, Safety
from planner.problem import Problem
from planner.rule import Local
from tests.rules.bending import RULE, Mutant, admits, locals_, more, reading, seeing, tiers, zero

PAIRS = ("office", "client", "known-threat", "apart")
COUNTS = ("days-between-severest", "severe-share", "intake-pace", "new-cases-a-batch", "apart")
ON_DUTY = ("days-between-severest", "severe-share", "new-cases-a-batch", "turn-taking")
CARRIED = (
    ("severe-share", "carried_severe"),
    ("severe-share", "carried_cases"),
    ("intake-pace", "carried_ongoing"),
    ("intake-pace", "new_ongoing"),
    ("intake-pace", "new_investigations"),
    ("days-between-severest", "days_since_severest"),
)
FACES = ("admits", "locals", "breaches")
Change = Callable[[Problem], Problem]


def bent_limits() -> Iterator[Mutant]:
    """Yield the eight rules with faces bent."""
    yield from _pairs()
    yield from _counts()
    yield from _numbers()
    yield from _facts()
    yield from _groups()
    yield from _turns()


def _pairs() -> Iterator[Mutant]:
    for name in PAIRS:
        yield admits(name, "inverted for one worker", lambda a: a ^ (np.arange(a.shape[1]) == 0))
        yield admits(name, "of the case before", lambda a: np.roll(a, 1, axis=0))
        if name != "known-threat":  # a plan names nobody else without a lead, whom it is asked of too
            yield _asked_of(name, "the lead only", (Role.LEAD,))
            yield _asked_of(name, "all but the lead", (Role.SUPPORT, *COVERS))
            yield _asked_of(name, "all but the support", (Role.LEAD, *COVERS))
            yield _asked_of(name, "all but the covers", (Role.LEAD, Role.SUPPORT))
            yield reading(name, "covers not looked at", _without_covers)


def _counts() -> Iterator[Mutant]:
    for name in COUNTS:
        yield locals_(name, "one more allowed", lambda _, x: replace(x, room=x.room + 1))
        yield locals_(name, "one fewer allowed", lambda _, x: replace(x, room=np.maximum(0, x.room - 1)))
        yield locals_(name, "covers counted too", lambda p, x: _counting(p, x, COVERS))
        if name == "intake-pace":
            yield locals_(name, "supports counted too", lambda p, x: _counting(p, x, [Role.SUPPORT]))
            yield locals_(name, "kinds swapped", lambda _, x: replace(x, use=x.use[:, ::-1]))
        else:
            yield locals_(name, "supports dropped", _leads_only)
    for name in ON_DUTY:
        for face in ("locals", "breaches"):
            yield seeing(name, face, "duty ignored", zero("on_duty"))
    yield locals_("apart", "duty exempted", _without_duty)


def _numbers() -> Iterator[Mutant]:
    for face in ("locals", "breaches"):
        for name, field in CARRIED:
            yield seeing(name, face, f"{field} ignored", zero(field))
        for name in ("days-between-severest", "severe-share"):
            yield seeing(name, face, "from the tier above", tiers(-1))
            yield seeing(name, face, "from the tier below", tiers(1))
        for by in (-1, 1):
            changed = more("days_since_severest", by)
            yield seeing("days-between-severest", face, f"{by:+} day since the last", changed)
        for name in ("severe-share", "intake-pace"):
            yield seeing(name, face, "part time taken for full time", _full_time)
        yield seeing("severe-share", face, "never off", lambda p: replace(p, severe_share=0))


def _facts() -> Iterator[Mutant]:
    for name, how, facts in (
        ("client", "requirements ignored", {"client_requires": ()}),
        ("client", "refusals ignored", {"client_refuses": ()}),
        ("known-threat", "the assessment ignored", {"safety_assessment": Safety.MISSING}),
        ("known-threat", "the threat ignored", {"threat_to_worker": Fact.YES}),
        ("office", "one office for all", {"office": "north"}),
        ("apart", "its rule ignored", {"group_rule": GroupRule.APART}),
    ):
        for face in FACES:
            if face in vars(type(RULE[name])):
                yield seeing(name, face, how, _every_case(**facts))


def _turns() -> Iterator[Mutant]:
    for face in ("locals", "breaches"):
        yield seeing("turn-taking", face, "helpers dropped", zero("helper_load"))
        yield seeing("turn-taking", face, "moves dropped", zero("may_stay"))
    yield locals_("turn-taking", "a tenth more room", lambda _, x: replace(x, room=x.room * 11 // 10))
    yield locals_("turn-taking", "a tenth less room", lambda _, x: replace(x, room=x.room * 9 // 10))


def _groups() -> Iterator[Mutant]:
    for face in ("admits", "breaches"):
        yield seeing("apart", face, "supports of open cases ignored", _open_leads_only)


def _asked_of(name: str, whom: str, roles: tuple[Role, ...]) -> Mutant:
    whole = RULE[name].admits
    how = f"asked of {whom}"
    return Mutant(name, "admits", how, lambda p, role: whole(p, role) if role in roles else None)


def _counting(problem: Problem, local: Local, roles: Any) -> Local:
    helper_row = local.helper_row.copy()
    for role in roles:
        helper_row[role - 1] = np.arange(len(problem.cases))
    return replace(local, helper_row=helper_row)


def _leads_only(_: Problem, local: Local) -> Local:
    return replace(local, helper_row=np.full_like(local.helper_row, -1))


def _without_duty(problem: Problem, local: Local) -> Local:
    return replace(local, lead_row=np.where(problem.on_duty, -1, local.lead_row))


def _full_time(problem: Problem) -> Problem:
    workers = tuple(worker.model_copy(update={"fte": 1000}) for worker in problem.workers)
    return replace(problem, workers=workers)


def _every_case(**facts: Any) -> Change:
    """Return the change by which every case, new or open, has the same facts."""

    def changed(problem: Problem) -> Problem:
        agency = problem.agency.model_copy()
        cases = tuple(case.model_copy(update=facts) for case in problem.cases)
        agency.__dict__["case_of"] = problem.agency.case_of | {case.id: case for case in cases}
        return replace(problem, agency=agency, cases=cases)

    return changed


def _open_leads_only(problem: Problem) -> Problem:
    kept = tuple(each.model_copy(update={"support": None}) for each in problem.agency.assignments)
    return replace(problem, agency=problem.agency.changed(assignments=kept))


def _without_covers(plan: Plan) -> Plan:
    return Plan(assignments=tuple(p.model_copy(update={"cover": ()}) for p in plan.assignments))
