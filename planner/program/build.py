"""What rules and goals contribute, gathered over the arcs that are possible at all."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from scipy import sparse

from planner.domain import COVERS, Role
from planner.problem import Problem
from planner.problem.arrays import Bools, Ints
from planner.program.arcs import Arcs, Links, ruled_out
from planner.program.parts import ArcCurve
from planner.program.program import Program
from planner.program.rooms import rooms
from planner.rule import Bundle, Goal, Link, Rule, Term


def build(problem: Problem, rules: Sequence[Rule], goals: Sequence[Goal]) -> Program:
    """Return the program of a problem under some rules and goals."""
    bundles = tuple(bundle for goal in goals for bundle in goal.bundles(problem))
    link = [(rule.name, link) for rule in rules for link in rule.links(problem)]
    stay = [("stays", _stays_or_moves(problem, c)) for c in np.flatnonzero(problem.may_stay).tolist()]
    links = Links.of([row for _, row in link], [row for _, row in stay])
    arcs, *_ = _linked(_possible(problem, rules, bundles), links)
    carry = [(rule.name, local) for rule in rules for local in rule.locals(problem)]
    fitting, local = rooms(arcs, carry, len(problem.workers))
    arcs, kept, matrix = _linked(fitting, links)
    local = replace(local, row=local.row[kept])
    left = np.zeros(len(problem.cases), dtype=np.int64)
    for goal in goals:
        weights = goal.left_weights(problem)
        left += 0 if weights is None else weights
    left[problem.may_stay] = 0
    cost = arcs.costs(problem, goals)
    for place, bundle in enumerate(bundles, start=len(arcs.items) - len(bundles)):
        cost[arcs.item == place] -= bundle.saving
    curves = tuple(
        ArcCurve(goal.name, arcs.load(curve), curve.start, curve.knots, curve.slopes)
        for goal in goals
        for curve in goal.curves(problem)
        if problem.workers
    )
    return Program(
        items=arcs.items,
        bundles=len(bundles),
        item=arcs.item,
        case=arcs.case,
        role=arcs.role,
        worker=arcs.worker,
        stays=arcs.stays,
        cost=cost,
        left_weight=np.array([left[list(item)].sum() for item in arcs.items], dtype=np.int64),
        local=local,
        link_rules=tuple(name for name, _ in (*link, *stay)),
        links=matrix,
        lower=links.lower,
        upper=links.upper,
        curves=curves,
        workers=len(problem.workers),
        step=outranking(cost, curves, len(problem.cases)),
    )


def _linked(arcs: Arcs, links: Links) -> tuple[Arcs, Ints, sparse.csr_array]:
    """Return the arcs that links alone do not rule out, their places, and the links over them."""
    rows, kept = arcs.rows(links), np.arange(len(arcs.worker))
    while (out := ruled_out(rows, links.lower, links.upper)).any():
        kept, rows = kept[~out], rows[:, np.flatnonzero(~out)]
    there = np.zeros(len(arcs.worker), dtype=bool)
    there[kept] = True
    return arcs.kept(there), kept, rows


def _stays_or_moves(problem: Problem, case: int) -> Link:
    everybody = np.ones(len(problem.workers), dtype=bool)
    return Link((Term(Role.LEAD, case, everybody, 1),), 1, 1)


def outranking(cost: Ints, curves: Sequence[ArcCurve], cases: int) -> int:
    """Return a cost above any sum of costs and curves: a case has one worker a role at most."""
    dearest = int(cost.max(initial=0))
    for curve in curves:
        dearest += int(curve.load.max(initial=0)) * int(curve.slopes.max(initial=0))
    return 1 + len(Role) * cases * dearest


def _possible(problem: Problem, rules: Sequence[Rule], bundles: Sequence[Bundle]) -> Arcs:
    """Return the arcs that no rule excludes by itself: leads by item and worker, then helpers."""
    items = (*_items(problem, rules), *(bundle.cases for bundle in bundles))
    lead = _admitted(problem, rules, Role.LEAD)
    open_cases = np.flatnonzero(~np.array([problem.is_new(c) for c in range(len(problem.cases))], bool))
    lead[open_cases, problem.holder[open_cases]] = problem.may_stay[open_cases]
    first = np.array([cases[0] for cases in items], dtype=np.int64)
    possible = lead[first]
    for place, cases in enumerate(items):
        if len(cases) > 1:
            possible[place] = lead[list(cases)].all(axis=0)
    item, worker = np.nonzero(possible)
    stays = problem.may_stay[first[item]] & (problem.holder[first[item]] == worker)
    parts = [(item, first[item], np.zeros(len(item), dtype=np.int64), worker)]
    for role in (Role.SUPPORT, *(COVERS[week] for week in np.flatnonzero(problem.absent.any(axis=0)))):
        case, helper = np.nonzero(_admitted(problem, rules, role))
        parts.append((np.full(len(case), -1), case, np.full(len(case), int(role)), helper))
    of_item, case, role_of, who = (np.concatenate(column) for column in zip(*parts, strict=True))
    stays = np.concatenate([stays, np.zeros(len(who) - len(stays), dtype=bool)])
    return Arcs(items, of_item, case, role_of, who, stays)


def _admitted(problem: Problem, rules: Sequence[Rule], role: Role) -> Bools:
    admitted = np.ones((len(problem.cases), len(problem.workers)), dtype=bool)
    for rule in rules:
        admits = rule.admits(problem, role)
        if admits is not None:
            admitted &= admits
    return admitted


def _items(problem: Problem, rules: Sequence[Rule]) -> tuple[tuple[int, ...], ...]:
    """Return the cases of each item: those that some rule joins, and each other case alone."""
    members: dict[int, tuple[int, ...]] = {case: (case,) for case in range(len(problem.cases))}
    for rule in rules:
        for joined in rule.joins(problem):
            together = tuple(sorted({case for one in joined for case in members[one]}))
            members.update(dict.fromkeys(together, together))
    return tuple(sorted(set(members.values())))
