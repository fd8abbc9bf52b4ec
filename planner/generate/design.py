"""What tells one kind of invented agency from another: figures, words, and what happens there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from planner.domain import Agency, Kind, Setting
from planner.generate.chance import Chance
from planner.generate.figures import Figures
from planner.generate.mix import Episode
from planner.sourced import Sourced

TODAY = date(2025, 10, 6)  # a Monday; all dates are told from it

Happening: TypeAlias = Callable[[Agency, Figures, Chance], Agency]


@dataclass(frozen=True, eq=False)
class Design:
    """A kind of agency.

    `licence` is what severe work asks for, where the field has one. `lasting` is the kind of work
    that goes on after the first stage. `trainings` are those a kind of work asks for. `happenings`
    change the ordinary agency, one after the other: a leaver, a backlog, a night on call. `factors` are
    the published counts that `draw_factors` draws from, where there are such.
    """

    name: str
    figures: Figures
    setting: Setting
    offices: tuple[str, ...]
    licence: str | None
    draw_factors: Callable[[Figures, Chance], frozenset[str]]
    draw_kind: Callable[[Episode, Figures, Chance], Kind]
    lasting: Kind = Kind.ONGOING
    trainings: Mapping[Kind, tuple[str, ...]] = field(default_factory=dict)
    happenings: tuple[Happening, ...] = ()
    factors: Mapping[str, Sourced] = field(default_factory=dict)
    today: date = TODAY
