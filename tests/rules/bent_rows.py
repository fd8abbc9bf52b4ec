"""Rules of which the rows are bent: what is possible, what one worker can carry, rows across."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from planner.domain import Role
from planner.problem.arrays import Bools
from tests.rules.bending import RULE, Mutant, admits, links, locals_, seeing, terms, tiers, zero

CARRIED = {
    "dose-budget": "carried_dose",
    "hours": "carried_minutes",
    "severest-at-once": "carried_severest",
}


def bent_rows() -> Iterator[Mutant]:
    """Yield every rule with its rows bent."""
    yield from bent_admits()
    yield from bent_locals()
    yield from bent_links_and_joins()


def bent_admits() -> Iterator[Mutant]:
    for name in ("conflict-of-interest", "own-limits", "qualification"):
        yield admits(name, "inverted for one worker", lambda a: a ^ (np.arange(a.shape[1]) == 0))
        yield admits(name, "of the case before", lambda a: np.roll(a, 1, axis=0))
    for name, role, whom in (
        ("conflict-of-interest", Role.LEAD, "the lead only"),
        ("own-limits", Role.LEAD, "the lead only"),
        ("conflict-of-interest", Role.SUPPORT, "the support only"),
        ("own-limits", Role.SUPPORT, "the support only"),
    ):
        whole = RULE[name].admits
        yield Mutant(
            name,
            "admits",
            f"asked of {whom}",
            lambda p, r, whole=whole, role=role: whole(p, r) if r is role else None,
        )
    for name, role in (
        ("first-year-support", Role.SUPPORT),
        ("one-lead", Role.SUPPORT),
        ("qualification", Role.LEAD),
    ):
        whole = RULE[name].admits
        how = "asked of the other role too"
        yield Mutant(name, "admits", how, lambda p, _, whole=whole, role=role: whole(p, role))


def bent_locals() -> Iterator[Mutant]:
    for name in ("dose-budget", "hours", "severest-at-once", "one-lead"):
        yield locals_(name, "one unit more room", lambda _, x: replace(x, room=x.room + 1))
        yield locals_(
            name, "one unit less room", lambda _, x: replace(x, room=np.maximum(0, x.room - 1))
        )
        yield locals_(
            name,
            "support dropped",
            lambda _, x: replace(x, helper_row=np.full_like(x.helper_row, -1)),
        )
    for name in ("dose-budget", "hours"):
        yield locals_(
            name,
            "first week dropped",
            lambda _, x: replace(x, use=x.use[:, 1:], room=x.room[:, 1:]),
        )
        yield locals_(
            name,
            "last week dropped",
            lambda _, x: replace(x, use=x.use[:, :-1], room=x.room[:, :-1]),
        )
        yield locals_(
            name,
            "support counted whole",
            lambda p, x: replace(x, helper_row=np.stack([p.lead_rows[:, 0]] * len(x.helper_row))),
        )
    yield locals_(
        "hours",
        "interpreter minutes dropped",
        lambda p, x: replace(x, lead_row=np.where(x.lead_row < 0, -1, p.lead_rows)),
    )
    yield locals_(
        "dose-budget",
        "blamed for what is carried",
        lambda p, x: replace(x, room=p.budget - p.carried_dose),
    )
    for name, field in CARRIED.items():
        yield seeing(name, "locals", "what is carried ignored", zero(field))
    yield seeing("severest-at-once", "locals", "from the tier above", tiers(-1))
    yield seeing("severest-at-once", "locals", "from the tier below", tiers(1))


def bent_links_and_joins() -> Iterator[Mutant]:
    for name in ("one-lead", "first-year-support", "must-assign"):
        yield links(name, "one more needed", lambda link: replace(link, lower=link.lower + 1))
        yield terms(name, "roles swapped", role=lambda term: Role(1 - term.role))
        yield terms(name, "the first worker only", workers=lambda term: _first(term.workers))
    for name in ("first-year-support", "must-assign"):
        yield links(name, "one fewer needed", lambda link: replace(link, lower=link.lower - 1))
    yield links("one-lead", "one more allowed", lambda link: replace(link, upper=link.upper + 1))
    yield links("one-lead", "one fewer allowed", lambda link: replace(link, upper=link.upper - 1))
    yield terms("first-year-support", "experience ignored", workers=lambda term: term.workers | True)
    yield terms(
        "first-year-support",
        "asked of the experienced",
        workers=lambda t: ~t.workers if t.role is Role.LEAD else t.workers,
    )
    yield seeing("first-year-support", "links", "from the tier above", tiers(-1))
    yield seeing("first-year-support", "links", "from the tier below", tiers(1))
    joins = RULE["together"].joins
    yield Mutant("together", "joins", "last member forgotten", lambda p: [c[:-1] for c in joins(p)])
    yield Mutant("together", "joins", "every case joined", lambda p: [tuple(range(len(p.cases)))])


def _first(workers: Bools) -> Bools:
    return np.where(np.arange(len(workers)) == 0, workers, False)
