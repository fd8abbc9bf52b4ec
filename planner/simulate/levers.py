"""What each lever does for what it costs."""

from collections.abc import Mapping
from functools import cached_property
from itertools import permutations
from math import floor

from planner.errors import PlannerError
from planner.present.report.words import measure
from planner.present.simulation import LeverAnswer, MeanAnswer, SimulationAnswer
from planner.simulate.arms import Asked, Outcome
from planner.simulate.contrasts import Contrasts, less, summed
from planner.simulate.lever import Price, price
from planner.simulate.ranking import Ranking
from planner.simulate.statistics import CONFIDENCE, Mean
from planner.simulate.summary import mean_answer

MONEY = 10_000  # what a unit of cost is, in money
POST = 1000  # what it is in thousandths of a post, where no cost of a post is given
_NOTHING_TO_COMPARE = (Price(None, None), Price(0, None))


class TwoCosts(PlannerError):
    """Some levers are costed in money and others in posts, and nothing says what a post costs."""


class Levers:
    """The levers of a question beside each other, while the runs come in.

    Raises
    ------
    TwoCosts
        What they cost cannot be compared.
    """

    def __init__(self, what: Asked) -> None:
        given = what.leading.parameters
        self._rank_by = what.question.rank_by
        self._prices = {lever.name: price(lever, given) for lever in what.question.lever}
        known = [one for one in self._prices.values() if one not in _NOTHING_TO_COMPARE]
        self._in_money = all(one.cost is not None for one in known)
        if not self._in_money and any(one.cost is not None for one in known):
            raise TwoCosts(
                "Some levers have a cost and others have posts; say what a post costs as cost_per_fte"
                " under [parameters], so that they can be compared."
            )
        self._each = Contrasts({name: less(name, what.lead) for name in self._prices})
        for_cost = {name: less(name, what.lead, 1 / units) for name, units in self._units.items()}
        minus = {name: less(name, what.lead, -1 / units) for name, units in self._units.items()}
        self._less = Contrasts(
            {
                (one, other): summed(for_cost[one], minus[other])
                for one, other in permutations(self._units, 2)
            }
        )

    @cached_property
    def _units(self) -> dict[str, float]:
        """What each lever with a cost above nothing costs: in 10,000 of money, or in full-time posts."""
        if self._in_money:
            return {name: one.cost / MONEY for name, one in self._prices.items() if one.cost}
        return {name: one.posts / POST for name, one in self._prices.items() if one.posts}

    def add(self, _: int, found: Mapping[str, Outcome]) -> None:
        """Take one more replication in."""
        self._each.add(found)
        self._less.add(found)

    @property
    def names(self) -> tuple[str, ...]:
        """The arms that are levers."""
        return tuple(self._prices)

    def answered(self, answer: SimulationAnswer, confidence: float = CONFIDENCE) -> SimulationAnswer:
        """Return an answer with what can be said of the levers, if there are any."""
        if not self.names:
            return answer
        told = {"rank_by": self._rank_by, "levers": self.answers(confidence)}
        return answer.model_copy(update=told)

    def answers(self, confidence: float = CONFIDENCE) -> list[LeverAnswer]:
        """Return what can be said of each lever, those that help most for their cost first.

        The one that helps most is the one with the largest mean for its cost; another is told from it
        by the difference of the two, each for its own cost, run by run.
        """
        better = measure(self._rank_by).better
        found = {name: self._each.measures(name, confidence) for name in self._prices}

        def told_apart(one: str, other: str) -> bool:
            by = self._less.measures((one, other), confidence)[self._rank_by]
            return by.low is not None and by.high is not None and not by.low <= 0 <= by.high

        ranking = Ranking(
            gains={name: _times(of.get(self._rank_by), better) for name, of in found.items()},
            units=self._units,
            free={name for name, one in self._prices.items() if one.cost == 0},
            told_apart=told_apart,
        )
        return [self._answer(name, found[name], ranking) for name in ranking.order]

    def _answer(self, name: str, found: Mapping[str, Mean], ranking: Ranking) -> LeverAnswer:
        cost, posts = self._prices[name]
        worth = ranking.as_good_at(name)
        return LeverAnswer(
            name=name,
            cost=cost,
            posts=posts,
            measures={m: mean_answer(mean) for m, mean in found.items()},
            per_10000=_for_each(found, MONEY, cost),
            per_post=_for_each(found, POST, posts),
            standing=ranking.standing(name),
            as_good_at=None if worth is None else floor(worth * (MONEY if self._in_money else POST)),
        )


def _times(mean: Mean | None, factor: float) -> Mean:
    """Return a mean and its interval multiplied, the lower end first."""
    if mean is None or mean.mean is None:
        return Mean(None, None, None)
    if mean.low is None or mean.high is None:
        return Mean(factor * mean.mean, None, None)
    low, high = sorted((factor * mean.low, factor * mean.high))
    return Mean(factor * mean.mean, low, high)


def _for_each(found: Mapping[str, Mean], size: int, amount: int | None) -> dict[str, MeanAnswer]:
    if not amount:
        return {}
    return {name: mean_answer(_times(mean, size / amount)) for name, mean in found.items()}
