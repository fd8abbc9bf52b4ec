"""The side of Timefold: reads a problem as JSON, solves it for its seconds, and writes the best as JSON.

Runs in Timefold's own environment and knows nothing of the planner. `all-taken` as its word says that
no place may be left empty, `may-be-left` that places may.
"""

import json
import sys
from dataclasses import dataclass, field
from typing import Annotated, Any

from _jpyinterpreter import convert_to_java_python_like_object
from timefold.solver import SolverFactory
from timefold.solver.config import (
    Duration,
    EnvironmentMode,
    ScoreDirectorFactoryConfig,
    SolverConfig,
    TerminationConfig,
)
from timefold.solver.domain import (
    PlanningEntityCollectionProperty,
    PlanningId,
    PlanningScore,
    PlanningVariable,
    ProblemFactCollectionProperty,
    ValueRangeProvider,
    planning_entity,
    planning_solution,
)
from timefold.solver.score import (
    ConstraintCollectors,
    ConstraintFactory,
    HardMediumSoftScore,
    constraint_provider,
)

BITS = 64  # of a column of room, side by side with the others in one long number
FIELD = (1 << BITS - 1) - 1
MAY_BE_LEFT = sys.argv[1] == "may-be-left"
HARD, MEDIUM, SOFT = (
    HardMediumSoftScore.ONE_HARD,
    HardMediumSoftScore.ONE_MEDIUM,
    HardMediumSoftScore.ONE_SOFT,
)


@dataclass
class Curve:
    ends: list[int]
    slopes: list[int]
    offsets: list[int]


@dataclass
class Worker:
    id: Annotated[int, PlanningId]
    room: list[int]
    guarded: int  # the rooms side by side, each with the bit above it set
    guards: int  # only those bits
    curves: list[Curve]


@dataclass
class Link:
    id: Annotated[int, PlanningId]
    least: int
    most: int
    lack: int


@dataclass
class Term:
    link: Link
    coefficient: int


@dataclass
class Arc:
    id: int
    cost: int
    use: int
    loads: list[int]
    terms: list[Term]


@planning_entity
@dataclass
class Slot:
    id: Annotated[int, PlanningId]
    weight: int
    arc_of: dict[int, Arc]
    able: Annotated[list[Worker], ValueRangeProvider(id="able")]
    worker: Annotated[
        Worker | None,
        PlanningVariable(value_range_provider_refs=["able"], allows_unassigned=MAY_BE_LEFT),
    ] = field(default=None)

    def arc(self) -> Arc:
        return self.arc_of[self.worker.id]


@planning_solution
@dataclass
class Plan:
    links: Annotated[list[Link], ProblemFactCollectionProperty]
    slots: Annotated[list[Slot], PlanningEntityCollectionProperty]
    score: Annotated[HardMediumSoftScore | None, PlanningScore] = field(default=None)


def over(worker: Worker, arcs: list[Arc]) -> int:
    """How far a worker's arcs together exceed their room, over all columns.

    The bit above a column stands as long as its room lasts: one subtraction tells whether all do.
    """
    used = 0
    for arc in arcs:
        used += arc.use
    if (worker.guarded - used) & worker.guards == worker.guards:
        return 0
    total = 0
    for room in worker.room:
        carried = used & FIELD
        if carried > room:
            total += carried - room
        used = used >> BITS
    return total


def paid(worker: Worker, arcs: list[Arc]) -> int:
    """What a worker's added loads cost by their curves."""
    total = 0
    for place in range(len(worker.curves)):
        curve = worker.curves[place]
        load = 0
        for arc in arcs:
            load += arc.loads[place]
        low = 0
        high = len(curve.ends)
        while low < high:
            middle = (low + high) // 2
            if curve.ends[middle] < load:
                low = middle + 1
            else:
                high = middle
        total += curve.slopes[low] * load + curve.offsets[low]
    return total


def off(link: Link, activity: int) -> int:
    """How far a link is from holding, but for a lack that is no hard one."""
    if activity > link.most:
        return activity - link.most
    if activity < link.least and link.lack == 0:
        return link.least - activity
    return 0


def lacks(link: Link, activity: int) -> int:
    """What lacking help costs."""
    return (link.least - activity) * link.lack if activity < link.least else 0


def rules_of(one_column: bool, curves: bool, links: bool):
    """The constraints; those that nothing in the problem needs are left out."""

    @constraint_provider
    def rules(factory: ConstraintFactory):
        found = [
            factory.for_each(Slot).penalize(SOFT, lambda slot: slot.arc().cost).as_constraint("cost"),
        ]
        if MAY_BE_LEFT:
            found.append(
                factory.for_each(Slot).reward(MEDIUM, lambda slot: slot.weight).as_constraint("coverage")
            )
        if one_column:
            found.append(
                factory.for_each(Slot)
                .group_by(
                    lambda slot: slot.worker, ConstraintCollectors.sum(lambda slot: slot.arc().use)
                )
                .filter(lambda worker, used: used > worker.room[0])
                .penalize(HARD, lambda worker, used: used - worker.room[0])
                .as_constraint("room")
            )
        if curves or not one_column:
            carried = factory.for_each(Slot).group_by(
                lambda slot: slot.worker, ConstraintCollectors.to_list(lambda slot: slot.arc())
            )
            if not one_column:
                found.append(carried.penalize(HARD, over).as_constraint("room"))
            if curves:
                found.append(carried.penalize(SOFT, paid).as_constraint("curves"))
        if links:
            activity = (
                factory.for_each(Slot)
                .map(lambda slot: slot.arc().terms)
                .flatten_last(lambda terms: terms)
                .group_by(
                    lambda term: term.link, ConstraintCollectors.sum(lambda term: term.coefficient)
                )
            )
            found += [
                factory.for_each(Link)
                .filter(lambda link: off(link, 0) > 0)
                .penalize(HARD, lambda link: off(link, 0))
                .as_constraint("links without anything"),
                activity.impact(
                    HARD, lambda link, reached: off(link, 0) - off(link, reached)
                ).as_constraint("links"),
                activity.penalize(MEDIUM, lacks).as_constraint("lacking help"),
            ]
        return found

    return rules


def packed(columns: list[int]) -> int:
    """Columns side by side in one long number, the first lowest."""
    return sum(amount << BITS * place for place, amount in enumerate(columns))


def guards(columns: list[int]) -> int:
    """The bit above each column."""
    return packed([FIELD + 1] * len(columns))


def field_of(thing: Any, name: str) -> Any:
    """A field of a Java object that stands for a Python one."""
    return getattr(thing, "$getAttributeOrNull")(name)


def main() -> None:
    """Read, solve, write."""
    told = json.load(sys.stdin)
    workers = [
        Worker(
            place,
            one["room"] or [0],
            packed(one["room"]) + guards(one["room"]),
            guards(one["room"]),
            [Curve(**curve) for curve in one["curves"]],
        )
        for place, one in enumerate(told["workers"])
    ]
    links = [Link(place, **one) for place, one in enumerate(told["links"])]
    slots = []
    for place, one in enumerate(told["slots"]):
        arc_of = {
            arc["worker"]: Arc(
                arc["id"],
                arc["cost"],
                packed(arc["use"]),
                arc["loads"],
                [Term(links[link], coefficient) for link, coefficient in arc["terms"]],
            )
            for arc in one["arcs"]
        }
        slots.append(Slot(place, one["weight"], arc_of, [workers[worker] for worker in arc_of]))
    used = any(arc.terms for slot in slots for arc in slot.arc_of.values())
    rules = rules_of(
        all(len(worker.room) == 1 for worker in workers),
        any(worker.curves for worker in workers),
        used,
    )
    config = SolverConfig(
        solution_class=Plan,
        entity_class_list=[Slot],
        environment_mode=EnvironmentMode.NO_ASSERT,
        score_director_factory_config=ScoreDirectorFactoryConfig(constraint_provider_function=rules),
        termination_config=TerminationConfig(
            spent_limit=Duration(milliseconds=max(1, int(1000 * told["seconds"])))
        ),
    )
    solver = SolverFactory.create(config).build_solver()
    # Solver.solve would make Python objects again of all that is in the plan, which takes longer than
    # many a search. Here only the values are read.
    best = solver._delegate.solve(convert_to_java_python_like_object(Plan(links, slots)))
    chosen = []
    for slot, filled in zip(slots, field_of(best, "slots"), strict=True):
        worker = field_of(filled, "worker")
        if str(worker) != "None":
            chosen.append(slot.arc_of[int(str(field_of(worker, "id")))].id)
    print(json.dumps({"chosen": chosen, "score": str(field_of(best, "score"))}))


if __name__ == "__main__":
    main()
