"""What a row of published figures gives: a kind of agency, and what is to be said of each figure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from planner.generate.design import Design
from planner.generate.figures import Figures
from planner.generate.fit.factors import Mix
from planner.generate.happenings.duty import duty_at_work
from planner.generate.happenings.lives import lives_in_balance
from planner.generate.mix import published_factors
from planner.published import Fitted, Place
from planner.published.fitted import entries


@dataclass(frozen=True)
class FittedDesign:
    """A kind of agency and where each of its figures is from; `sources`: the rows it was made of."""

    design: Design
    fitted: tuple[Fitted, ...]
    sources: tuple[str, ...]


def fitted_design(place: Place, like: Design, fitted: Sequence[Fitted], mix: Mix) -> FittedDesign:
    """Return the kind of agency like another, with these figures and this mix of cases."""
    design = replace(
        like,
        name=f"Made up after {place.name}, {place.year}",
        figures=Figures(like.figures.entries, entries(fitted)),
        draw_factors=published_factors(mix.factors),
        factors=mix.factors,
        happenings=(lives_in_balance, duty_at_work),
    )
    return FittedDesign(design, (*fitted, mix.told), place.sources)
