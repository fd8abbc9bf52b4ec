"""Presence, moves and the cover that hours and dose count, with their faces bent."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np

from planner.domain import COVERS, Cover, Plan, Proposed, Role
from planner.problem import Problem
from planner.problem.arrays import Bools
from planner.problem.problem import NOBODY
from planner.rule import Breach, Link, Local, Term
from planner.rules.presence import Presence
from tests.rules.bending import RULE, Mutant, links, locals_, reading, seeing, terms, zero

TOLD = (
    *("away-at-deadline", "long-away", "leaving"),
    *("without-cover", "cover-not-needed", "cover-away"),
)
COUNTED = {
    "hours": ("helper_minutes", "minutes"),
    "dose-budget": ("helper_dose", "dose"),
}
Change = Callable[[Problem], Problem]


def bent_presence() -> Iterator[Mutant]:
    """Yield presence, moves, and hours and dose budget in what they say of cover, with faces bent."""
    yield from _seen()
    yield from _links()
    yield from _read()
    yield from _moves()
    yield from _counted()


def _seen() -> Iterator[Mutant]:
    name = Presence.name
    for face in ("admits", "links", "breaches"):
        yield seeing(name, face, "absence inverted", _inverted)
        yield seeing(name, face, "absence a week late", _late)
    for face in ("admits", "breaches"):
        yield seeing(name, face, "deadline ignored", zero("first_day"))
        yield seeing(name, face, "deadline a week later", _later_deadline)
        yield seeing(name, face, "long leave ignored", zero("days_away"))
        yield seeing(name, face, "leavers ignored", _nobody_leaves)
        yield seeing(name, face, "leavers kept out a week longer", _leaving_a_week_sooner)
    for face in ("links", "breaches"):
        yield seeing(name, face, "cover beyond the end of a case", _longer)


def _links() -> Iterator[Mutant]:
    name = Presence.name
    yield links(name, "week ignored", lambda link: replace(link, terms=_of_week_1(link)))
    yield links(name, "cover not needed", lambda link: replace(link, lower=-1))
    yield links(name, "two covers allowed", lambda link: replace(link, upper=1))
    yield terms(name, "cover of everybody's leave", workers=lambda term: term.workers | True)


def _read() -> Iterator[Mutant]:
    name = Presence.name
    whole = RULE[name].admits
    yield Mutant(name, "admits", "cover away ignored", lambda p, r: _anybody(whole(p, r), r))
    for what in TOLD:
        yield Mutant(name, "breaches", f"{what} not told", lambda *rest, what=what: _but(what, *rest))
    yield reading(name, "week ignored", _all_in_week_1)
    yield reading(name, "covers not looked at", _without_covers)
    yield reading(name, "the lead taken for the cover", _lead_as_cover)


def _moves() -> Iterator[Mutant]:
    whole = RULE["moves"].admits
    for role in (Role.LEAD, Role.SUPPORT):
        how = f"not asked of the {role.name.lower()}"
        yield Mutant("moves", "admits", how, lambda p, r, role=role: None if r is role else whole(p, r))
    yield Mutant("moves", "admits", "not asked of covers", lambda p, r: whole(p, r) if r < 2 else None)
    for face in ("admits", "breaches"):
        for field in ("holder", "supporter"):
            yield seeing("moves", face, f"{field} ignored", _nobody(field))
    yield reading("moves", "covers not looked at", _without_covers)


def _counted() -> Iterator[Mutant]:
    for name, (of_helper, of_lead) in COUNTED.items():
        for face in ("locals", "breaches"):
            yield seeing(name, face, "cover dropped", _dropped(of_helper))
            yield seeing(name, face, "cover of the week before", _rolled(of_helper))
            yield seeing(name, face, "the lead counted as if never away", _never_away(of_lead))
        yield locals_(name, "cover rows dropped", _no_cover_rows)
        yield reading(name, "covers not looked at", _without_covers)


def _anybody(admits: Bools | None, role: Role) -> Bools | None:
    if admits is None or role not in COVERS:
        return admits
    return np.repeat(admits.any(axis=1, keepdims=True), admits.shape[1], axis=1)


def _but(what: str, problem: Problem, plan: Plan) -> list[Breach]:
    return [b for b in RULE[Presence.name].breaches(problem, plan) if b.what != what]


def _inverted(problem: Problem) -> Problem:
    return replace(problem, absent=~problem.absent)


def _late(problem: Problem) -> Problem:
    return replace(problem, absent=np.roll(problem.absent, 1, axis=1))


def _later_deadline(problem: Problem) -> Problem:
    return replace(problem, response_day=problem.response_day + 7)


def _nobody_leaves(problem: Problem) -> Problem:
    workers = tuple(worker.model_copy(update={"last_day": None}) for worker in problem.workers)
    agency = problem.agency.model_copy()
    agency.__dict__["worker_of"] = {worker.id: worker for worker in workers}
    return replace(problem, workers=workers, agency=agency)


def _leaving_a_week_sooner(problem: Problem) -> Problem:
    policy = problem.agency.policy.model_copy(update={"leaver_weeks": 1})
    return replace(problem, agency=problem.agency.model_copy(update={"policy": policy}))


def _longer(problem: Problem) -> Problem:
    cases = []
    for case in problem.cases:
        last = case.stages[-1]
        longer = last.model_copy(update={"weeks": last.weeks + 4})
        cases.append(case.model_copy(update={"stages": (*case.stages[:-1], longer)}))
    return replace(problem, cases=tuple(cases))


def _of_week_1(link: Link) -> tuple[Term, ...]:
    return tuple(replace(term, role=COVERS[0]) if term.role in COVERS else term for term in link.terms)


def _all_in_week_1(plan: Plan) -> Plan:
    return _with_covers(plan, lambda p: tuple(Cover(week=1, worker=c.worker) for c in p.cover))


def _without_covers(plan: Plan) -> Plan:
    return _with_covers(plan, lambda _: ())


def _lead_as_cover(plan: Plan) -> Plan:
    return _with_covers(plan, lambda p: tuple(Cover(week=c.week, worker=p.worker) for c in p.cover))


def _with_covers(plan: Plan, covers: Callable[[Proposed], tuple[Cover, ...]]) -> Plan:
    changed = (p.model_copy(update={"cover": covers(p)}) for p in plan.assignments)
    return Plan(assignments=tuple(changed))


def _nobody(field: str) -> Change:
    return lambda p: replace(p, **{field: np.full_like(getattr(p, field), NOBODY)})


def _dropped(field: str) -> Change:
    """Return the change by which only support brings anything."""

    def changed(problem: Problem) -> Problem:
        kept = getattr(problem, field).copy()
        kept[1:] = 0
        return replace(problem, **{field: kept})

    return changed


def _rolled(field: str) -> Change:
    def changed(problem: Problem) -> Problem:
        moved = getattr(problem, field).copy()
        moved[1:] = np.roll(moved[1:], 1, axis=2)
        return replace(problem, **{field: moved})

    return changed


def _never_away(field: str) -> Change:
    """Return the change by which a lead takes what somebody covers as well."""

    def changed(problem: Problem) -> Problem:
        table = getattr(problem, field)
        there: dict[str, Any] = {field: np.broadcast_to(table.max(axis=0), table.shape)}
        return replace(problem, **there)

    return changed


def _no_cover_rows(_: Problem, local: Local) -> Local:
    helper_row = local.helper_row.copy()
    helper_row[1:] = -1
    return replace(local, helper_row=helper_row)
