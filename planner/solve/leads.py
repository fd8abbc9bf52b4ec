"""A program's leads alone: a smaller program that bounds how much of the whole one can be covered.

Most arcs of a large program are those of helpers, and most of its links say that a lead who needs a
helper gets one. Without them the leads of every plan are still a plan, so that no plan covers more. The
bound is that of the whole program with no price on the links left out: in coverage a helper's arc is
worth nothing.
"""

from dataclasses import dataclass, replace

import numpy as np

from planner.problem.arrays import Bools, Ints
from planner.program import Program
from planner.program.certificate import Prices
from planner.solve.patterns import Patterns, Pricing


@dataclass(frozen=True)
class Leads:
    """The program of a program's leads alone, and how the two belong together."""

    whole: Program
    program: Program
    arcs: Ints  # of the leads' program, as arcs of the whole
    links: Ints  # likewise

    def of(self, chosen: Bools) -> Bools:
        """Return the leads of a plan."""
        return chosen[self.arcs]

    def patterns(self, chosen: Bools) -> Patterns:
        """Return the patterns of a plan of the leads as patterns of the whole program."""
        pricing = Pricing(self.whole)
        whole = np.zeros(self.whole.arcs, dtype=bool)
        whole[self.arcs[chosen]] = True
        return pricing.of_plan(whole)

    def in_whole(self, prices: Prices) -> Prices:
        """Return prices of links of the leads' program as prices of the whole one's links."""
        links = tuple((int(self.links[link]), price) for link, price in prices.links)
        return prices.model_copy(update={"links": links})


def leads_of(program: Program) -> Leads | None:
    """Return a program's leads alone, None where it has no others."""
    leads = program.item >= 0
    if leads.all():
        return None
    helped = abs(program.links[:, np.flatnonzero(~leads)]).sum(axis=1) > 0
    links = np.flatnonzero(~helped)
    alone = program.only(leads)
    alone = replace(
        alone,
        link_rules=tuple(np.array(program.link_rules, dtype=object)[links].tolist()),
        links=alone.links[links],
        lower=program.lower[links],
        upper=program.upper[links],
    )
    return Leads(program, alone, np.flatnonzero(leads), links)
