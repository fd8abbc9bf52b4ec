"""What rules and goals contribute, gathered over the arcs that are possible at all."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse

from planner.problem import Problem
from planner.program.program import ArcCurve, ArcLocal, Program
from planner.rule import Bools, Curve, Goal, Ints, Link, Local, Role, Rule

_ARCS_AT_ONCE = 100_000


def build(problem: Problem, rules: Sequence[Rule], goals: Sequence[Goal]) -> Program:
    """Return the program of a problem under some rules and goals."""
    arcs = _possible(problem, rules)
    local = [(rule.name, local) for rule in rules for local in rule.locals(problem)]
    for _, each in local:
        arcs = arcs.kept(arcs.fits(each))
    link = [(rule.name, link) for rule in rules for link in rule.links(problem)]
    matrix, lower, upper = arcs.rows([row for _, row in link])
    left = np.zeros(len(problem.cases), dtype=np.int64)
    for goal in goals:
        weights = goal.left_weights(problem)
        left += 0 if weights is None else weights
    cost = arcs.costs(problem, goals)
    curves = tuple(
        ArcCurve(goal.name, arcs.load(curve), curve.start, curve.knots, curve.slopes)
        for goal in goals
        for curve in goal.curves(problem)
        if problem.workers
    )
    return Program(
        items=arcs.items,
        item=arcs.item,
        case=arcs.case,
        worker=arcs.worker,
        cost=cost,
        left_weight=np.array([left[list(item)].sum() for item in arcs.items], dtype=np.int64),
        locals=tuple(_undominated(ArcLocal(name, *arcs.use(each), each.room)) for name, each in local),
        link_rules=tuple(name for name, _ in link),
        links=matrix,
        lower=lower,
        upper=upper,
        curves=curves,
        workers=len(problem.workers),
        step=outranking(cost, curves, len(problem.cases)),
    )


def _undominated(local: ArcLocal) -> ArcLocal:
    """Return a local without the columns that hold wherever some other column holds."""
    used = np.unique(local.row[local.row >= 0])
    kept: list[int] = []
    for column in np.argsort(-local.use[used].sum(axis=0), kind="stable"):
        dominated = any(
            (local.use[used, column] <= local.use[used, other]).all()
            and (local.room[:, column] >= local.room[:, other]).all()
            for other in kept
        )
        if not dominated:
            kept.append(int(column))
    return replace(local, use=local.use[:, sorted(kept)], room=local.room[:, sorted(kept)])


def outranking(cost: Ints, curves: Sequence[ArcCurve], cases: int) -> int:
    """Return a cost above any sum of costs and curves: a case has a lead and a support at most."""
    dearest = int(cost.max(initial=0))
    for curve in curves:
        dearest += int(curve.load.max(initial=0)) * int(curve.slopes.max(initial=0))
    return 1 + 2 * cases * dearest


def _possible(problem: Problem, rules: Sequence[Rule]) -> "_Arcs":
    """Return the arcs that no rule excludes by itself: leads by item and worker, then supports."""
    items = _items(problem, rules)
    shape = (len(problem.cases), len(problem.workers))
    lead, support = np.ones(shape, dtype=bool), np.ones(shape, dtype=bool)
    for rule in rules:
        for role, admitted in ((Role.LEAD, lead), (Role.SUPPORT, support)):
            admits = rule.admits(problem, role)
            if admits is not None:
                admitted &= admits
    possible = np.zeros((len(items), shape[1]), dtype=bool)
    for place, cases in enumerate(items):
        possible[place] = lead[list(cases)].all(axis=0)
    item, worker = np.nonzero(possible)
    helped, helper = np.nonzero(support)
    first = np.array([cases[0] for cases in items], dtype=np.int64)
    return _Arcs(
        items,
        item=np.concatenate([item, np.full(len(helped), -1)]),
        case=np.concatenate([first[item], helped]),
        worker=np.concatenate([worker, helper]),
    )


def _items(problem: Problem, rules: Sequence[Rule]) -> tuple[tuple[int, ...], ...]:
    """Return the cases of each item: those that some rule joins, and each other case alone."""
    members: dict[int, tuple[int, ...]] = {case: (case,) for case in range(len(problem.cases))}
    for rule in rules:
        for joined in rule.joins(problem):
            together = tuple(sorted({case for one in joined for case in members[one]}))
            members.update(dict.fromkeys(together, together))
    return tuple(sorted(set(members.values())))


@dataclass(frozen=True)
class _Arcs:
    """The arcs while the program is put together: see `Program` for the fields."""

    items: tuple[tuple[int, ...], ...]
    item: Ints
    case: Ints
    worker: Ints

    @property
    def leads(self) -> Bools:
        return self.item >= 0

    @property
    def joined(self) -> Ints:
        """The lead arcs of items of several cases."""
        several = np.array([len(cases) > 1 for cases in self.items], dtype=bool)
        return np.flatnonzero(self.leads & several[self.item])

    def kept(self, keep: Bools) -> "_Arcs":
        """Return the arcs of a mask."""
        return _Arcs(self.items, self.item[keep], self.case[keep], self.worker[keep])

    def use(self, local: Local) -> tuple[Ints, Ints]:
        """Return the rows of use and the row of each arc; items of several cases get their sums."""
        row = np.where(self.leads, local.lead_row[self.case, self.worker], local.support_row[self.case])
        joined = self.joined
        sums = np.zeros((len(joined), local.use.shape[1]), dtype=np.int64)
        for place, arc in enumerate(joined):
            cases = list(self.items[self.item[arc]])
            sums[place] = local.use[local.lead_row[cases, self.worker[arc]]].sum(axis=0)
        row[joined] = len(local.use) + np.arange(len(joined))
        return np.concatenate([local.use, sums]), row

    def fits(self, local: Local) -> Bools:
        """Return which arcs alone stay within their worker's room."""
        use, row = self.use(local)
        fits = np.ones(len(self.worker), dtype=bool)
        for begin in range(0, len(row), _ARCS_AT_ONCE):
            part = slice(begin, begin + _ARCS_AT_ONCE)
            fits[part] = (use[row[part]] <= local.room[self.worker[part]]).all(axis=1)
        return fits | (row < 0)

    def load(self, curve: Curve) -> Ints:
        """Return the load of each arc."""
        by_item = np.array([curve.lead[list(cases)].sum() for cases in self.items], dtype=np.int64)
        return np.where(self.leads, by_item[self.item], curve.support[self.case])

    def costs(self, problem: Problem, goals: Sequence[Goal]) -> Ints:
        """Return the cost of each arc, summed over goals and over the cases of an item."""
        cost = np.zeros(len(self.worker), dtype=np.int64)
        for goal in goals:
            lead, support = (goal.costs(problem, role) for role in (Role.LEAD, Role.SUPPORT))
            if support is not None:
                helps = ~self.leads
                cost[helps] += support[self.case[helps], self.worker[helps]]
            if lead is not None:
                cost[self.leads] += lead[self.case[self.leads], self.worker[self.leads]]
                for arc in self.joined:
                    others = list(self.items[self.item[arc]][1:])
                    cost[arc] += lead[others, self.worker[arc]].sum()
        return cost

    def rows(self, links: Sequence[Link]) -> tuple[sparse.csr_array, Ints, Ints]:
        """Return the links as a matrix over the arcs, with its lower and upper sides."""
        of_lead: dict[int, list[int]] = {}
        of_support: dict[int, list[int]] = {}
        for arc, (item, case) in enumerate(zip(self.item.tolist(), self.case.tolist(), strict=True)):
            if item < 0:
                of_support.setdefault(case, []).append(arc)
            else:
                for each in self.items[item]:
                    of_lead.setdefault(each, []).append(arc)
        row: list[Ints] = []
        column: list[Ints] = []
        coefficient: list[Ints] = []
        for place, link in enumerate(links):
            for term in link.terms:
                by_case = of_lead if term.role is Role.LEAD else of_support
                arcs = np.array(by_case.get(term.case, ()), dtype=np.int64)
                arcs = arcs[term.workers[self.worker[arcs]]]
                row.append(np.full(len(arcs), place))
                column.append(arcs)
                coefficient.append(np.full(len(arcs), term.coefficient))
        entries = (_joined(coefficient), (_joined(row), _joined(column)))
        matrix = sparse.coo_array(entries, shape=(len(links), len(self.worker))).tocsr()
        lower = np.array([link.lower for link in links], dtype=np.int64)
        upper = np.array([link.upper for link in links], dtype=np.int64)
        return matrix, lower, upper


def _joined(parts: list[Ints]) -> Ints:
    return np.concatenate([np.zeros(0, dtype=np.int64), *parts])
