"""Which publications stand behind an invented agency, for the head of its folder."""

from planner.generate.agencies import design_of
from planner.generate.figures import case_factors
from planner.generate.mix import published_factors
from planner.sourced import Provenance


def sources(name: str) -> tuple[str, ...]:
    """Return the publications behind the statistics and standards of a kind of agency."""
    design = design_of(name)
    entries = list(design.figures.entries.values())
    if design.draw_factors is published_factors:
        entries += case_factors().values()
    published = {Provenance.STATISTIC, Provenance.STANDARD, Provenance.OTHER_STUDY}
    return tuple(sorted({e.source for e in entries if e.provenance in published}))
