"""Is who could take an item, and at what cost, what the words say, however it is asked?"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from planner.pipeline import Side, suggest, ways_now
from planner.program import Program
from planner.solve import given as given_so_far
from planner.solve import helping
from planner.solve import insertion as insertion_room
from planner.solve.insertion import Insertion, beginning
from planner.solve.start import Start
from tests.builders import a_random_agency
from tests.solve.arc_by_arc import ArcByArc

SEEDS = st.integers(0, 10_000)


def a_program(seed: int, workers: int = 5, cases: int = 4, *, tight: bool = True) -> Program:
    return Side(a_random_agency(seed, workers, cases, tight=tight)).program


def with_ties(program: Program) -> Program:
    """Return a program in which many arcs cost the same."""
    return replace(program, cost=program.cost % 2, curves=())


def with_kinds(program: Program, seed: int) -> Program:
    """Return a program in which only some of the helpers bring what some of the leads need."""
    rng = np.random.default_rng(seed)
    helps, leads = program.item < 0, (program.item >= 0) & ~program.stays
    row = np.where(helps, rng.integers(-1, 3, program.arcs), -leads.astype(int))
    row *= rng.random(program.arcs) < 0.8
    return replace(
        program,
        link_rules=(*program.link_rules, "made-up"),
        links=sparse.csr_array(np.vstack([program.links.toarray(), row])),
        lower=np.append(program.lower, 0),
        upper=np.append(program.upper, 9),
    )


def variants(seed: int, *, tight: bool) -> Iterator[Program]:
    program = a_program(seed, tight=tight)
    yield program
    yield with_ties(program)
    yield with_kinds(program, seed)
    yield with_ties(with_kinds(program, seed))


@contextmanager
def nothing_weighed_at_once() -> Iterator[None]:
    """Weigh arcs by ones and twos, as if there were a great many."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(given_so_far, "_FEW", 0)
        patch.setattr(insertion_room, "_LEADS_AT_ONCE", 1)
        patch.setattr(helping, "_AT_ONCE", 1)
        yield


def stays_beside(program: Program, item: int | None = None) -> list[int]:
    return np.flatnonzero(program.stays & (program.item != item)).tolist()


@given(SEEDS, st.booleans())
@settings(max_examples=15)
def test_every_way_to_take_an_item_is_found_arc_by_arc_too(seed, tight):
    for program in variants(seed, tight=tight):
        start = Start(program)
        for item in range(len(program.items)):
            ways = ArcByArc(program, stays_beside(program, item)).ways(item)
            assert start.asked(item).options(item) == ways
            with nothing_weighed_at_once():
                assert start.asked(item).options(item) == ways
                assert start.asked(item).options(item, 1) == ways[:1]
                assert start.asked(item).options(item, 3) == ways[:3]


@given(SEEDS, st.booleans(), st.data())
@settings(max_examples=20)
def test_so_it_is_beside_what_has_been_given(seed, tight, data):
    program = a_program(seed, tight=tight)
    insertion = beginning(program)
    insertion.know()
    arcs = stays_beside(program)
    for item in data.draw(st.permutations(range(len(program.items)))):
        plain = ArcByArc(program, arcs)
        options = insertion.options(item)
        assert options == plain.ways(item)
        if options:
            option = data.draw(st.sampled_from(options))
            insertion.put(option.arcs)
            arcs += option.arcs
    assert np.flatnonzero(insertion.chosen).tolist() == sorted(arcs)


@given(SEEDS, st.integers(1, 9), st.booleans())
@settings(max_examples=25)
def test_the_first_few_are_the_first_of_all(seed, most, ties):
    program = a_program(seed, 20, 6, tight=False)
    insertion = beginning(with_ties(program) if ties else program)
    for item in range(len(program.items)):
        options = insertion.options(item)
        with nothing_weighed_at_once():
            assert insertion.options(item, most) == options[:most]
        assert insertion.options(item, most) == options[:most]
        assert insertion.cheapest(item) == next(iter(options), None)
        if options and item % 2:
            insertion.put(options[0].arcs)


def test_what_is_given_in_a_copy_is_not_given_in_the_first():
    for seed in range(20):
        start, again = (Start(a_program(seed, 8, 6, tight=False)) for _ in range(2))
        copy, items = start.copy(), range(len(start.program.items))
        for item in items:
            option = copy.cheapest(item)
            if option:
                copy.put(option.arcs)
        assert [start.options(item) for item in items] == [again.options(item) for item in items]
        assert (start.chosen == again.chosen).all()


def test_what_is_taken_back_was_never_given():
    for seed in range(20):
        program = a_program(seed, 8, 6, tight=False)
        once, twice = Insertion(program), Insertion(program)
        taken: list[int] = []
        for item in range(len(program.items)):
            options = twice.options(item)
            if options and item % 3:
                once.put(options[-1].arcs)
            if options:
                twice.put(options[-1].arcs)
                taken += [] if item % 3 else options[-1].arcs
        for arc in taken:
            twice.take_back(arc)
        for item in range(len(program.items)):
            assert once.options(item) == twice.options(item)


def as_from_nothing(side: Side, case: str):
    """Return the plan of the first option of a state made for this question alone."""
    place = side.problem.case_at[case]
    item = next(item for item, cases in enumerate(side.program.items) if place in cases)
    insertion = beginning(side.program, item)
    options = insertion.options(item)
    if options:
        insertion.put(options[0].arcs)
    return options, side.program.plan(side.problem, insertion.chosen)


@given(SEEDS, st.booleans(), st.data())
@settings(max_examples=25)
def test_one_suggestion_after_the_other_is_each_as_if_it_were_the_only_one(seed, tight, data):
    side = Side(a_random_agency(seed, 7, 6, tight=tight))
    names = [case.id for case in side.problem.cases]
    for case in data.draw(st.permutations(names + names)):
        options, plan = as_from_nothing(side, case)
        assert ways_now(side, case) == options
        assert suggest(side, case) == plan


def test_some_open_case_is_suggested_to_stay_and_some_to_move():
    stays, moves = 0, 0
    for seed in range(30):
        side = Side(a_random_agency(seed, 6, 4, tight=False))
        for place in np.flatnonzero(side.problem.may_stay).tolist():
            given = suggest(side, side.problem.cases[place].id).assignments
            stays, moves = stays + (not given), moves + bool(given)
    assert stays
    assert moves
