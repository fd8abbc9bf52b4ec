"""Lookahead prices in a simulated year: made anew every few weeks from what is known by then."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from planner.prices import Lookahead, Numbers, Prices, held_back, made, shipped_numbers
from planner.problem import Problem
from planner.program import Program
from planner.simulate.outlook import Mix, expecting, outlook
from planner.simulate.parameters import Parameters, parameters
from planner.simulate.snapshot import Ahead
from planner.simulate.state import State

MONTHLY = 4  # weeks
_SEED = 0  # of the futures that prices are made from; they share nothing with a run's luck


@dataclass(frozen=True)
class Forecast:
    """How what is expected differs from what the run is drawn from.

    `share`: thousandths of the cases; `seasons`: whether the year's seasons are known; `ends`: whether
    it is known that nothing comes after the run.
    """

    share: int = 1000
    seasons: bool = True
    ends: bool = False

    def of(self, mix: Mix, weeks: int) -> Mix:
        """Return a mix as it is expected. `weeks`: of the run."""
        expected = mix.expected * self.share / 1000
        if not self.seasons:
            expected = np.full_like(expected, expected.mean())
        if self.ends:
            expected[weeks:] = 0.0
        return replace(mix, expected=expected)


class Foresight:
    """The prices of a run while it goes on. `holding`: cases may be left for later, room or not."""

    def __init__(
        self,
        *,
        every: int = MONTHLY,
        holding: bool = False,
        forecast: Forecast | None = None,
        numbers: Numbers | None = None,
    ) -> None:
        self._every, self._holding = every, holding
        self._forecast = forecast or Forecast()
        self._numbers = numbers or shipped_numbers()
        self._mix: Mix | None = None
        self._prices: Prices | None = None
        self._made = 0

    def begin(self, state: State, given: Parameters) -> None:
        """Look at what cases an agency may expect, before a run."""
        mix = expecting(state.agency, given, self._numbers, state.templates)
        self._mix = self._forecast.of(mix, given.warm_up_weeks + given.weeks)

    def seen(self, state: State, waiting: Sequence[int], ahead: Ahead) -> Lookahead:
        """Return what room is worth on a day, made anew where that is due."""
        if self._mix is None:
            self.begin(state, parameters())
        mix = self._mix
        assert mix is not None  # noqa: S101  (set by `begin`)
        age = ahead.week - self._made
        last = None if self._prices is None else self._prices.later(age)
        if last is None or age >= self._every:
            room = outlook(state, mix, ahead.week, waiting, self._numbers)
            last = self._prices = made(room, self._numbers, _SEED + ahead.week, last)
            self._made = ahead.week
        return Lookahead(last)

    def kept(self, program: Program, problem: Problem, look: Lookahead) -> Program:
        """Return the program without what is held back, where that is allowed."""
        return held_back(program, problem, look, self._numbers) if self._holding else program
