"""Which publications stand behind an invented agency, for the head of its folder."""

from planner.generate.agencies import design_of
from planner.sourced import Provenance


def sources(name: str) -> tuple[str, ...]:
    """Return the publications behind the statistics and standards of a kind of agency."""
    design = design_of(name)
    entries = [*design.figures.entries.values(), *design.factors.values()]
    published = {Provenance.STATISTIC, Provenance.STANDARD, Provenance.OTHER_STUDY}
    return tuple(sorted({e.source for e in entries if e.provenance in published}))
