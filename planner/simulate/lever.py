"""What an agency could do about its posts and workers: what it changes, and what it costs."""

from typing import Annotated, NamedTuple

from pydantic import AfterValidator, Field, model_validator

from planner.domain.noun import Noun
from planner.intake.cells import on_one_line, said
from planner.simulate.changes import Change
from planner.simulate.parameters import Parameters

WEEKS_A_YEAR = 52


class Lever(Noun):
    """A name, changes on top of the question's own, and what they cost.

    `cost`: whole money for all weeks of a run. `posts`: thousandths of a full-time post, which cost
    what the parameter cost_per_fte says. With neither, what it costs is not known.
    """

    name: Annotated[str, Field(min_length=1, max_length=80), AfterValidator(on_one_line)]
    cost: Annotated[int, Field(strict=True, ge=0, le=10**12)] | None = None
    posts: Annotated[int, Field(strict=True, ge=1, le=10_000_000)] | None = None
    change: Annotated[tuple[Change, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _costs_one_thing(self) -> "Lever":
        if self.cost is not None and self.posts is not None:
            raise said(f"lever {self.name!r} has a cost and posts; give one of them.")
        return self


class Price(NamedTuple):
    """What a lever costs over the weeks of a run: whole money, and thousandths of a full-time post."""

    cost: int | None
    posts: int | None


def price(lever: Lever, given: Parameters) -> Price:
    """Return what a lever costs.

    cost = posts / 1000 x cost_per_fte x weeks / 52, halves up, where cost_per_fte is given
    """
    if lever.posts is None or not given.cost_per_fte:
        return Price(lever.cost, lever.posts)
    whole = 1000 * WEEKS_A_YEAR
    return Price(
        (2 * lever.posts * given.cost_per_fte * given.weeks + whole) // (2 * whole), lever.posts
    )
