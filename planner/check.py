"""Does a plan keep every rule, and is what it says of itself true? Any plan, no solver."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isclose
from typing import Any

from planner.domain import Plan
from planner.problem import Problem
from planner.rule import Breach, Goal, Rule

_SAME = 1e-6
_PROVEN = 1e-6


@dataclass(frozen=True)
class FalseClaim:
    """Something a plan says of itself that is not so, and what is so.

    `kind` is empty where `found` is the true value; else `unknown` (there is no such figure),
    `above-cost` (a bound above the cost `found`), or of an ending `a-plan`, `not-proven` or `no-ending`.
    """

    claim: str
    said: object
    found: object = None
    kind: str = ""


def breaches(problem: Problem, plan: Plan, rules: Sequence[Rule]) -> list[Breach]:
    """Return every breach of every rule, in the order of the rules.

    An open case that may not move breaks the rule of moves; the other rules judge the rest.
    """
    decided = problem.decided(plan)
    kept = [
        Breach("moves", case=proposed.case, worker=proposed.worker, what="kept")
        for proposed in plan.assignments
        if proposed.case not in problem.case_at
    ]
    return [*kept, *(breach for rule in rules for breach in rule.breaches(problem, decided))]


def cost(problem: Problem, plan: Plan, goals: Sequence[Goal], step: int) -> int:
    """Return the cost of a plan in plain whole numbers; `step` is what one weight left costs."""
    return sum(
        goal.cost(problem, plan) * (1 if goal.left_weights(problem) is None else step) for goal in goals
    )


def false_claims(
    problem: Problem, plan: Plan, claims: Mapping[str, Any], goals: Sequence[Goal], step: int
) -> list[FalseClaim]:
    """Return what a plan's file says of its cost, bound and unassigned cases that is not so."""
    found = []
    true_cost = cost(problem, plan, goals, step)
    if claims.get("cost") not in (None, true_cost):
        found.append(FalseClaim("cost", claims["cost"], true_cost))
    found.extend(_false_ending(claims, plan, true_cost))
    bound = claims.get("bound")
    if bound is not None and bound > true_cost:
        found.append(FalseClaim("bound", bound, true_cost, "above-cost"))
    if "unassigned" in claims:
        left = sorted(case.id for case in problem.left(plan))
        entries = claims["unassigned"]
        said = sorted(str(e.get("case") if isinstance(e, dict) else e) for e in entries)
        if said != left:
            found.append(FalseClaim("unassigned", said, left))
    return found


def _false_ending(claims: Mapping[str, Any], plan: Plan, cost: int) -> list[FalseClaim]:
    ending, bound = claims.get("ending"), claims.get("bound")
    if ending in ("none", "unknown") and plan.assignments:
        return [FalseClaim("ending", ending, kind="a-plan")]
    if ending == "best" and bound is not None and cost - bound > max(1.0, _PROVEN * cost):
        return [FalseClaim("ending", ending, kind="not-proven")]
    if ending not in (None, "best", "good", "none", "unknown", "fallback"):
        return [FalseClaim("ending", ending, kind="no-ending")]
    return []


def named_values(entries: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the values of a list of {name, value} by name."""
    return {entry["name"]: entry.get("value") for entry in entries}


def unlike(what: str, said: Mapping[str, Any], found: Mapping[str, float]) -> list[FalseClaim]:
    """Return the figures that a plan says otherwise than they are found."""
    return [
        FalseClaim(f"{what} {name}", value, found.get(name), "" if name in found else "unknown")
        for name, value in said.items()
        if name not in found
        or not isinstance(value, int | float)
        or not isclose(value, found[name], rel_tol=_SAME, abs_tol=_SAME)
    ]
