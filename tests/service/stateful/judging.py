"""Which rules an assignment would break: the planner's check of the whole agency of the model."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from planner.check import breaches
from planner.domain import Agency, Exposure, Plan, Proposed
from planner.intake import agency_from_json
from planner.pipeline import Side
from planner.problem import Problem
from planner.rules import RULES
from tests.service.stateful.agency import RIVERSIDE
from tests.service.stateful.model import Model

_BUDGET = {"dose-budget", "dose-windows", "budget-margin"}
_NEVER = {"one-lead", "conflict-of-interest", "known-threat"}


@dataclass(frozen=True)
class Verdict:
    """The rules that would be broken: those nobody breaks, the usual budget, and the others."""

    never: frozenset[str]
    budget: frozenset[str]
    reason: frozenset[str]

    @property
    def any(self) -> bool:
        return bool(self.never or self.budget or self.reason)


def verdict(m: Model, given: list[dict[str, Any]], *, off_duty: str | None = None) -> Verdict:
    """Return what giving these cases would break; `off_duty`: were that worker not on duty."""
    plan = Plan(assignments=tuple(Proposed.model_validate(each) for each in given))
    cases = frozenset(each.case for each in plan.assignments)
    problem = _problem(m, cases, frozenset(), off_duty)
    kept = cases.difference(problem.case_at)
    if kept:
        problem = _problem(m, cases, kept, off_duty)
    found = {b.rule for b in breaches(problem, plan, RULES)} | ({"moves"} if kept else set())
    return Verdict(
        frozenset(found & _NEVER), frozenset(found & _BUDGET), frozenset(found - _NEVER - _BUDGET)
    )


def one(case: str, worker: str, support: str | None = None) -> list[dict[str, Any]]:
    return [{"case": case, "worker": worker, "support": support}]


def may_move(m: Model, case: str) -> bool:
    """Return whether an open case may move by the rules, or waits."""
    return case in _problem(m, frozenset({case}), frozenset(), None).case_at


def _problem(m: Model, decided: frozenset[str], freed: frozenset[str], off_duty: str | None) -> Problem:
    """Return the agency, measured; once for all that is asked of it before the next change."""
    key = (decided, freed, off_duty)
    if key not in m.measured:
        m.measured[key] = Side(_agency(m, decided, freed, off_duty)).public.problem
    return m.measured[key]  # type: ignore[no-any-return]


def _agency(m: Model, decided: frozenset[str], freed: frozenset[str], off_duty: str | None) -> Agency:
    there = {w.id for w in m.workers.values() if w.enabled}
    cases = {c.id: c for c in m.cases.values() if c.state != "closed"}
    workers = []
    for key in sorted(there):
        facts = m.workers[key].facts
        named = [c for c in facts.get("conflicts", []) if c in cases]
        facts = facts | {"conflicts": named}
        if facts.get("supervisor") not in there:
            facts = facts | {"supervisor": None}
        workers.append(facts | ({"duty": []} if key == off_duty else {}))
    free: dict[str, Any] = {"court_dates": [], "disclosure_dates": []}
    body = RIVERSIDE | {
        "date": m.today.isoformat(),
        "policy": m.policy.settings,
        "workers": workers,
        "teams": [t | {"supervisor": _if(t.get("supervisor"), there)} for t in RIVERSIDE["teams"]],
        "cases": [
            c.facts
            | {"held_by": c.holder if c.state == "waiting" else None}
            | (free if c.id in freed else {})
            for c in cases.values()
        ],
        "assignments": [
            {"case": a.case, "worker": a.worker, "support": a.support, "since": a.since.isoformat()}
            | _hold(a.wish, a.case in decided, a.case in freed)
            for a in m.assignments.values()
            if a.active
        ],
        "exposures": [],
    }
    events = tuple(
        Exposure.model_validate(
            {
                "worker": e.worker,
                "week": e.week,
                "minutes": e.minutes,
                "tier": e.tier,
                "mode": e.mode,
                "source": e.source,
            }
        )
        for e in m.exposures
        if e.worker in there and not e.replaced and e.week + timedelta(days=7) <= m.today
    )
    return agency_from_json(body).changed(exposures=events)


def _hold(wish: str | None, decided: bool, freed: bool) -> dict[str, str | None]:
    if not decided:
        return {"hold": "kept", "wish": None}
    return {"hold": "movable", "wish": "worker" if freed else wish}


def _if(key: str | None, there: set[str]) -> str | None:
    return key if key in there else None
