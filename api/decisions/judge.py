"""Which rules an assignment would break, by public facts and usual budgets, on each way to decide."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from api.errors import Conflict, RuleBroken
from api.snapshots.kept import Kept
from api.snapshots.snapshot import Snapshot
from planner.check import breaches
from planner.domain import Assignment, Hold, Plan, Proposed, Wish, Worker
from planner.errors import BadRow
from planner.explain.wording import breach_sentence
from planner.pipeline import Side
from planner.problem.surveyed import surveyed, weeks_of
from planner.rule import Breach
from planner.rules import RULES

BUDGET = frozenset({"dose-budget", "dose-windows", "budget-margin"})
"""Rules that a person breaks only with a second person's consent."""

NEVER = frozenset({"one-lead", "conflict-of-interest", "known-threat"})
"""Rules that no person breaks here (policy): one lead, no conflict of interest, no known danger."""


@dataclass(frozen=True)
class Judged:
    """What a plan would break: rules nobody breaks, the usual budget, and rules that need a reason."""

    never: tuple[Breach, ...]
    budget: tuple[Breach, ...]
    reason: tuple[Breach, ...]

    @property
    def all(self) -> tuple[Breach, ...]:
        """Everything it would break."""
        return (*self.never, *self.budget, *self.reason)


def judged(snapshot: Snapshot, plan: Plan) -> Judged:
    """Return what a plan would break; an open case in it is judged as one that may move.

    Only the workers concerned are measured, with whoever leads a case of the same family, and whoever
    shares the supervisor of one in the first year; every other rule is about one worker alone.

    Raises
    ------
    Conflict
        A case or a worker of it is not there any more.
    """
    _refuse_gone(snapshot, plan)
    families = (snapshot.waiting_family(each.case) for each in plan.assignments)
    cases, workers = frozenset[str]().union(*families), _workers(plan)
    side = side_of(snapshot, cases, workers)
    kept = [each for each in plan.assignments if each.case not in side.problem.case_at]
    if kept:  # by the rule of moves; every other rule is judged as if that one were not
        side = side_of(_freed(snapshot, {each.case for each in kept}), cases, workers)
    found = [Breach("moves", each.case, each.worker, what="kept") for each in kept]
    found += breaches(side.public.problem, plan, RULES)
    return Judged(
        never=tuple(b for b in found if b.rule in NEVER),
        budget=tuple(b for b in found if b.rule in BUDGET),
        reason=tuple(b for b in found if b.rule not in NEVER | BUDGET),
    )


def side_of(snapshot: Snapshot, cases: frozenset[str], workers: Iterable[str]) -> Side:
    """Return the part of the agency that decides about some cases and workers, measured.

    Of open cases only these may move; all others stay where they are.
    """
    there, measured = concerned(snapshot.kept, cases, frozenset(workers)), snapshot.measured
    seen = partial(held, cases)
    small = snapshot.part(there, cases, seen, heard=False)
    if weeks_of(small) <= measured.basis.weeks:
        carried = measured.of([worker.id for worker in small.workers])
        return Side(small, known=surveyed(small, measured.basis.weeks, measured.tiers, carried))
    # an open case that may move lasts longer than any that waits
    small = snapshot.part(there, cases, seen)
    return Side(small, known=surveyed(small, tiers=measured.tiers))


def handing_over(snapshot: Snapshot, worker: str) -> Snapshot:
    """Return the snapshot in which a worker hands over all they lead, as on a last day."""
    noun = snapshot.kept.workers.get(worker)
    if noun is None:  # disabled since: whoever is not there leads nothing
        return snapshot
    last = snapshot.today if noun.last_day is None else min(noun.last_day, snapshot.today)
    return snapshot.with_worker(noun.model_copy(update={"last_day": last}))


def _freed(snapshot: Snapshot, cases: set[str]) -> Snapshot:
    """Return the snapshot in which nothing keeps some open cases with who leads them."""
    free: dict[str, Any] = {"court_dates": (), "disclosure_dates": ()}
    moved = {case: snapshot.kept.cases[case].model_copy(update=free) for case in cases}
    wished = {
        key: a.model_copy(update={"hold": Hold.MOVABLE, "wish": Wish.WORKER})
        for key, a in snapshot.kept.assignments.items()
        if a.case in cases
    }
    by_worker = dict(snapshot.kept.carried)
    for key, a in wished.items():
        for worker in (a.worker, a.support):
            if worker is not None:
                by_worker[worker] = by_worker[worker] | {key: a}
    assigned = snapshot.kept.assigned | {a.case: a for a in wished.values()}
    return snapshot.otherwise(assigned=assigned, carried=by_worker, cases=snapshot.kept.cases | moved)


def held(moving: Collection[str], assignment: Assignment) -> Assignment:
    """Return an open case's assignment as one that may move, or that stays where it is."""
    moves = assignment.case in moving
    hold = Hold.MOVABLE if moves else Hold.KEPT
    if assignment.hold is hold:
        return assignment
    wish = assignment.wish if moves else None
    return assignment.model_copy(update={"hold": hold, "wish": wish})


def refused(found: Sequence[Breach], error: type[RuleBroken] = RuleBroken) -> RuleBroken:
    """Return the refusal that names each breach, in the words the planner tells it in."""
    return error(
        [BadRow(b.case or "", 0, b.rule, breach_sentence(b), "") for b in found if b is not None]
    )


def _refuse_gone(snapshot: Snapshot, plan: Plan) -> None:
    gone = {each.case for each in plan.assignments if each.case not in snapshot.cases}
    gone |= {worker for worker in _workers(plan) if worker not in snapshot.workers}
    if gone:
        raise Conflict(f"{min(gone)} is not there any more.")


def _workers(plan: Plan) -> frozenset[str]:
    return frozenset(worker for each in plan.assignments for _, worker in each.roles())


def concerned(kept: Kept, cases: frozenset[str], workers: frozenset[str]) -> frozenset[str]:
    """Return some workers with all on whom a rule about them or some cases hangs."""
    groups = {kept.cases[case].group for case in cases if case in kept.cases} - {None}
    family = cases.union(*(kept.families[group] for group in groups if group is not None))
    first = workers | {kept.assigned[case].worker for case in family if case in kept.assigned}
    led = {_answers_to(kept, kept.workers[w]) for w in first if w in kept.workers} - {None}
    with_them = {w.id for w in kept.workers.values() if _answers_to(kept, w) in led} if led else set()
    return frozenset(first | with_them | {supervisor for supervisor in led if supervisor is not None})


def _answers_to(kept: Kept, worker: Worker) -> str | None:
    """Return the supervisor of a worker in the first year, whose severe cases are counted together."""
    if not worker.first_year:
        return None
    return worker.supervisor or kept.teams[worker.team].supervisor


def proposed_of(case: str, worker: str, support: str | None) -> Plan:
    """Return the plan that gives one case to a worker."""
    return Plan(assignments=(Proposed(case=case, worker=worker, support=support),))
