"""How a rule is bent, and whether comparing its rows with its plain check tells."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import numpy as np

from planner.domain import Plan
from planner.problem import Problem
from planner.rule import Link, Local, Rule, Term
from planner.rules import RULES
from tests.rows import broken_by_rows
from tests.rules.samples import Sample, samples

SEEDS = 300
FACES = ("admits", "joins", "locals", "links", "breaches")
RULE = {rule.name: rule for rule in RULES}
Face = Callable[..., Any]


class Bent(Rule):
    """A rule of which one face is replaced."""

    def __init__(self, rule: Rule, face: str, bent: Face) -> None:
        self.name = rule.name  # type: ignore[misc]
        for other in FACES:
            setattr(self, other, getattr(rule, other))
        setattr(self, face, bent)


@dataclass(frozen=True)
class Mutant:
    """A bent rule: which rule and face, how it is bent, and the face it has instead."""

    rule: str
    face: str
    how: str
    bent: Face

    def caught_after(self) -> int | None:
        """Return after how many plans rows and plain check differ, or None."""
        rule = Bent(RULE[self.rule], self.face, self.bent)
        for count, sample in enumerate(pool(), start=1):
            by_hand = any(True for _ in rule.breaches(sample.problem, sample.plan))
            if by_hand != bool(broken_by_rows(sample.problem, [rule], sample.plan)):
                return count
        return None


@cache
def pool() -> tuple[Sample, ...]:
    """Return the problems and plans every mutant is tried on."""
    return tuple(sample for seed in range(SEEDS) for sample in samples(seed))


def removed(rule: Rule) -> Iterator[Mutant]:
    """Yield a rule without each face it has."""
    for face in FACES:
        if face in vars(type(rule)) and face != "admits":
            yield Mutant(rule.name, face, "removed", lambda *_: ())
    if "admits" in vars(type(rule)):
        yield Mutant(rule.name, "admits", "removed", lambda *_: None)


def admits(name: str, how: str, change: Callable[[Any], Any]) -> Mutant:
    """Bend which pairs are possible, where the rule says anything of them."""

    def bent(problem: Problem, role: Any) -> Any:
        whole = RULE[name].admits(problem, role)
        return None if whole is None else change(whole)

    return Mutant(name, "admits", how, bent)


def locals_(name: str, how: str, change: Callable[[Problem, Local], Local]) -> Mutant:
    """Bend what one worker can carry."""
    return Mutant(name, "locals", how, lambda p: [change(p, x) for x in RULE[name].locals(p)])


def links(name: str, how: str, change: Callable[[Link], Link]) -> Mutant:
    """Bend the rows across workers."""
    return Mutant(name, "links", how, lambda p: [change(link) for link in RULE[name].links(p)])


def terms(name: str, how: str, **change: Callable[[Term], Any]) -> Mutant:
    """Bend fields of every term of the rows across workers."""

    def bent(term: Term) -> Term:
        return replace(term, **{field: new(term) for field, new in change.items()})

    return links(name, how, lambda link: replace(link, terms=tuple(map(bent, link.terms))))


def seeing(name: str, face: str, how: str, change: Callable[[Problem], Problem]) -> Mutant:
    """Show a face a changed problem."""
    whole = getattr(RULE[name], face)
    return Mutant(name, face, how, lambda problem, *rest: whole(change(problem), *rest))


def reading(name: str, how: str, change: Callable[[Plan], Plan]) -> Mutant:
    """Show the plain check a changed plan."""
    rule = RULE[name]
    return Mutant(name, "breaches", how, lambda p, plan: rule.breaches(p, change(plan)))


def zero(field: str) -> Callable[[Problem], Problem]:
    """Return the change of a problem by which a table is all zero."""
    return lambda problem: replace(problem, **{field: np.zeros_like(getattr(problem, field))})


def more(field: str, by: int) -> Callable[[Problem], Problem]:
    """Return the change of a problem by which a table is larger."""
    return lambda problem: replace(problem, **{field: getattr(problem, field) + by})


def tiers(by: int) -> Callable[[Problem], Problem]:
    """Return the change of a problem by which every case is some tiers higher."""
    return lambda problem: replace(problem, tier=tuple(tier + by for tier in problem.tier))
