"""What rules and goals contribute, gathered over the arcs that are possible at all."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from scipy import sparse

from planner.domain import COVERS, HELPERS, Role
from planner.problem import Problem
from planner.problem.arrays import Bools, Ints
from planner.program.parts import ArcCurve, ArcLocal
from planner.program.program import Program
from planner.rule import Bundle, Curve, Goal, Link, Local, Rule, Term

_ARCS_AT_ONCE = 100_000
_FIRST_COLUMNS = 4  # most arcs that do not fit do not fit in the first weeks


def build(problem: Problem, rules: Sequence[Rule], goals: Sequence[Goal]) -> Program:
    """Return the program of a problem under some rules and goals."""
    bundles = tuple(bundle for goal in goals for bundle in goal.bundles(problem))
    arcs = _possible(problem, rules, bundles)
    local = [(rule.name, local) for rule in rules for local in rule.locals(problem)]
    for _, each in local:
        arcs = arcs.kept(arcs.fits(each))
    link = [(rule.name, link) for rule in rules for link in rule.links(problem)]
    stay = [("stays", _stays_or_moves(problem, c)) for c in np.flatnonzero(problem.may_stay).tolist()]
    matrix, lower, upper = arcs.rows([row for _, row in link], [row for _, row in stay])
    link += stay
    left = np.zeros(len(problem.cases), dtype=np.int64)
    for goal in goals:
        weights = goal.left_weights(problem)
        left += 0 if weights is None else weights
    left[problem.may_stay] = 0
    cost = arcs.costs(problem, goals)
    present = np.unique(arcs.worker)
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
        locals=tuple(
            _undominated(ArcLocal(name, *arcs.use(each), each.room), present) for name, each in local
        ),
        link_rules=tuple(name for name, _ in link),
        links=matrix,
        lower=lower,
        upper=upper,
        curves=curves,
        workers=len(problem.workers),
        step=outranking(cost, curves, len(problem.cases)),
    )


def _stays_or_moves(problem: Problem, case: int) -> Link:
    everybody = np.ones(len(problem.workers), dtype=bool)
    return Link((Term(Role.LEAD, case, everybody, 1),), 1, 1)


def _undominated(local: ArcLocal, present: Ints) -> ArcLocal:
    """Return a local without the columns that hold for the workers present where some other holds."""
    use, room = local.use[np.unique(local.row[local.row >= 0])], local.room[present]
    left = np.flatnonzero(use.any(axis=0))
    for other in (-1, 1):  # against the week before, then the week after: quick, and finds most
        left = left[~_holds_with(use[:, left], room[:, left], other)]
    kept: list[int] = []
    for column in left[np.argsort(-use[:, left].sum(axis=0), kind="stable")].tolist():
        more = (use[:, [column]] <= use[:, kept]).all(axis=0)
        less = (room[:, [column]] >= room[:, kept]).all(axis=0)
        if not (more & less).any():
            kept.append(column)
    return replace(local, use=local.use[:, sorted(kept)], room=local.room[:, sorted(kept)])


def _holds_with(use: Ints, room: Ints, other: int) -> Bools:
    """Return which columns hold wherever the column before (other -1) or after (1) holds."""
    holds = np.zeros(use.shape[1], dtype=bool)
    this, that = (slice(1, None), slice(None, -1))[::-other]
    holds[this] = (use[:, this] <= use[:, that]).all(axis=0) & (room[:, this] >= room[:, that]).all(axis=0)
    return holds


def outranking(cost: Ints, curves: Sequence[ArcCurve], cases: int) -> int:
    """Return a cost above any sum of costs and curves: a case has one worker a role at most."""
    dearest = int(cost.max(initial=0))
    for curve in curves:
        dearest += int(curve.load.max(initial=0)) * int(curve.slopes.max(initial=0))
    return 1 + len(Role) * cases * dearest


def _possible(problem: Problem, rules: Sequence[Rule], bundles: Sequence[Bundle]) -> "_Arcs":
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
    return _Arcs(items, of_item, case, role_of, who, stays)


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


@dataclass(frozen=True)
class _Arcs:
    """The arcs while the program is put together: see `Program` for the fields."""

    items: tuple[tuple[int, ...], ...]
    item: Ints
    case: Ints
    role: Ints
    worker: Ints
    stays: Bools

    @property
    def leads(self) -> Bools:
        return self.item >= 0

    @cached_property
    def joined(self) -> Ints:
        """The lead arcs of items of several cases."""
        several = np.array([len(cases) > 1 for cases in self.items], dtype=bool)
        return np.flatnonzero(self.leads & several[self.item])

    def kept(self, keep: Bools) -> "_Arcs":
        """Return the arcs of a mask."""
        return _Arcs(
            self.items,
            self.item[keep],
            self.case[keep],
            self.role[keep],
            self.worker[keep],
            self.stays[keep],
        )

    def _by_arc(self, of_lead: Ints, of_helper: Ints) -> Ints:
        """Return a number of each arc, from numbers by (case, worker) and by (helper, case)."""
        as_lead = of_lead[self.case, self.worker]
        return np.where(self.leads, as_lead, of_helper[np.maximum(self.role - 1, 0), self.case])

    def use(self, local: Local) -> tuple[Ints, Ints]:
        """Return the rows of use and the row of each arc; items of several cases get their sums."""
        row = np.where(self.stays, -1, self._by_arc(local.lead_row, local.helper_row))
        joined = self.joined
        if not len(joined):
            return local.use, row
        sums = np.zeros((len(joined), local.use.shape[1]), dtype=np.int64)
        for place, arc in enumerate(joined):
            cases = list(self.items[self.item[arc]])
            rows = local.lead_row[cases, self.worker[arc]]
            sums[place] = local.use[rows[rows >= 0]].sum(axis=0)
        row[joined] = len(local.use) + np.arange(len(joined))
        return np.concatenate([local.use, sums]), row

    def fits(self, local: Local) -> Bools:
        """Return which arcs alone stay within their worker's room."""
        use, row = self.use(local)
        fits = np.ones(len(self.worker), dtype=bool)
        for columns in (slice(_FIRST_COLUMNS), slice(_FIRST_COLUMNS, None)):
            judged = np.flatnonzero(fits & (row >= 0))
            use_here, room = use[:, columns], local.room[:, columns]
            for begin in range(0, len(judged), _ARCS_AT_ONCE):
                part = judged[begin : begin + _ARCS_AT_ONCE]
                fits[part] = (use_here[row[part]] <= room[self.worker[part]]).all(axis=1)
        return fits

    def load(self, curve: Curve) -> Ints:
        """Return the load of each arc."""
        load = np.where(self.stays, curve.stay[self.case], self._by_arc(curve.lead, curve.helper))
        for arc in self.joined:
            load[arc] = curve.lead[list(self.items[self.item[arc]]), self.worker[arc]].sum()
        return load

    def costs(self, problem: Problem, goals: Sequence[Goal]) -> Ints:
        """Return the cost of each arc, summed over goals and over the cases of an item."""
        cost = np.zeros(len(self.worker), dtype=np.int64)
        for goal in goals:
            lead = goal.costs(problem, Role.LEAD)
            if lead is not None:
                gives = self.leads & ~self.stays
                cost[gives] += lead[self.case[gives], self.worker[gives]]
                for arc in self.joined:
                    others = list(self.items[self.item[arc]][1:])
                    cost[arc] += lead[others, self.worker[arc]].sum()
            stay = goal.stays(problem)
            if stay is not None:
                cost[self.stays] += stay[self.case[self.stays]]
            for role in HELPERS:
                helper = goal.costs(problem, role)
                if helper is not None:
                    helps = self.role == role
                    cost[helps] += helper[self.case[helps], self.worker[helps]]
        return cost

    @cached_property
    def _arcs_of(self) -> dict[tuple[int, int], Ints]:
        """The arcs of each role and case, those of items of several cases among them."""
        several = [arc for arc in self.joined.tolist() for _ in self.items[self.item[arc]]]
        others = [case for arc in self.joined.tolist() for case in self.items[self.item[arc]]]
        alone = np.setdiff1d(np.arange(len(self.case)), self.joined)
        arcs = np.concatenate([alone, np.array(several, dtype=np.int64)])
        case = np.concatenate([self.case[alone], np.array(others, dtype=np.int64)])
        key = self.role[arcs] * (1 + int(case.max(initial=0))) + case
        order = np.lexsort((arcs, key))
        parts = np.split(order, np.flatnonzero(np.diff(key[order])) + 1) if len(order) else []
        return {(int(self.role[arcs[p[0]]]), int(case[p[0]])): arcs[p] for p in parts}

    def rows(
        self, links: Sequence[Link], with_stays: Sequence[Link]
    ) -> tuple[sparse.csr_array, Ints, Ints]:
        """Return links as a matrix over the arcs, with its lower and upper sides.

        What stays is judged by no rule: its arcs count in the links of the second kind alone.
        """
        found = self._arcs_of
        nothing = np.zeros(0, dtype=np.int64)
        row: list[Ints] = []
        column: list[Ints] = []
        coefficient: list[Ints] = []
        for place, link in enumerate([*links, *with_stays]):
            for term in link.terms:
                arcs = found.get((int(term.role), term.case), nothing)
                counts = term.workers[self.worker[arcs]]
                if place < len(links):
                    counts = counts & ~self.stays[arcs]
                arcs = arcs[counts]
                row.append(np.full(len(arcs), place))
                column.append(arcs)
                coefficient.append(np.full(len(arcs), term.coefficient))
        entries = (_joined(coefficient), (_joined(row), _joined(column)))
        matrix = sparse.coo_array(
            entries, shape=(len(links) + len(with_stays), len(self.worker))
        ).tocsr()
        lower = np.array([link.lower for link in [*links, *with_stays]], dtype=np.int64)
        upper = np.array([link.upper for link in [*links, *with_stays]], dtype=np.int64)
        return matrix, lower, upper


def _joined(parts: list[Ints]) -> Ints:
    return np.concatenate([np.zeros(0, dtype=np.int64), *parts])
