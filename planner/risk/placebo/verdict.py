"""Does the real dose beat its placebos, and what follows for weighting plans by STS risk?"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from pydantic import BaseModel, ConfigDict

from planner.risk.placebo import draws
from planner.risk.placebo.panel import Panel
from planner.risk.placebo.rules import needed, rule
from planner.risk.placebo.skill import Outcome, Predictor, skill
from planner.risk.placebo.timing import timing_power, timing_power_needed


class Decision(StrEnum):
    """What follows. Dose budgets stay, whatever follows."""

    WEIGHT = "weight"  # dose beats its placebos: plans go on being weighted by STS risk
    KEEP = "keep"  # it does not, but so few answers could not show it: the card before is kept
    STOP = "stop"  # it does not, with answers enough: plans are no longer weighted by STS risk


@dataclass(frozen=True)
class Told:
    """What a panel could have shown of dose.

    `missed`: the placebos that were not beaten; `steady`: people who answered often enough;
    `timing_power`: how likely reversed time was to be beaten.
    """

    missed: frozenset[str]
    steady: int
    timing_power: float

    @property
    def of_time_only(self) -> bool:
        """Whether dose misses reversed time alone, and changes too little for that to say anything."""
        return self.missed == {REVERSED} and self.timing_power < timing_power_needed()


class Placebo(BaseModel):
    """One placebo: how well it predicts on average, and in what share of draws as well as the real dose.

    It is beaten where that share, the real dose counted among the draws, is at most `limit`.
    """

    model_config = ConfigDict(frozen=True)

    name: str
    asks: str
    limit: float
    tried: bool
    skill: float | None
    as_good: float | None
    beaten: bool


class Verdict(BaseModel):
    """The whole answer; `skill` is the out-of-sample share of variance the real dose explains."""

    model_config = ConfigDict(frozen=True)

    people: int
    answers: int
    periods: int
    incomplete: int
    steady_people: int
    steady_periods: int
    people_needed: int
    draws: int
    seed: int
    skill: float
    timing_power: float
    timing_power_needed: float
    of_time_only: bool
    placebos: tuple[Placebo, ...]
    beats: bool
    decision: Decision


REVERSED = "reversed time"
_PLACEBOS = {
    "shuffled worker": ("does it matter whose dose it is?", "as_good", draws.shuffled_worker),
    "random denominator": (
        "does it matter how much dose it is?",
        "ratio_as_good",
        draws.random_denominator,
    ),
    REVERSED: ("does it matter when the dose was?", "as_good", draws.reversed_time),
}


def verdict(panel: Panel, seed: int, times: int | None = None) -> Verdict:
    """Return what a panel says of dose; `times` is how often each placebo is drawn, else the rule's.

    Dose beats its placebos where it beats each that can be tried.
    """
    rng, count = np.random.default_rng(seed), times or rule("draws")
    found = draws.sums(panel)
    sts = draws.outcome(found, min(rule("folds"), panel.people), rng)
    real = float(skill(draws.real(found), sts)[0])
    placebos = tuple(
        _placebo(name, drawn(found, count, rng), sts, real) for name, (_, _, drawn) in _PLACEBOS.items()
    )
    periods = rule("fewest_periods")
    missed = frozenset(placebo.name for placebo in placebos if placebo.tried and not placebo.beaten)
    told = Told(missed, panel.steady(periods), timing_power(panel))
    return Verdict(
        people=panel.people,
        answers=panel.answers,
        periods=panel.dose.shape[1],
        incomplete=panel.incomplete,
        steady_people=told.steady,
        steady_periods=periods,
        people_needed=needed(),
        draws=count,
        seed=seed,
        skill=real,
        timing_power=told.timing_power,
        timing_power_needed=timing_power_needed(),
        of_time_only=told.of_time_only,
        placebos=placebos,
        beats=not missed,
        decision=decided(told),
    )


def decided(told: Told) -> Decision:
    """Return what follows, by what was missed and how likely it was to be found.

    With fewer people than are needed, not finding an effect is no finding. Nor is missing reversed time
    alone where dose hardly changes from period to period.
    """
    if not told.missed:
        return Decision.WEIGHT
    return Decision.STOP if told.steady >= needed() and not told.of_time_only else Decision.KEEP


def _placebo(name: str, predictor: Predictor | None, sts: Outcome, real: float) -> Placebo:
    asks, limit, _ = _PLACEBOS[name]
    share = rule(limit) / 1000
    mean = as_good = None
    if predictor is not None:
        found = skill(predictor, sts)
        mean = float(found.mean())
        as_good = (int((found >= real).sum()) + 1) / (len(found) + 1)
    return Placebo(
        name=name,
        asks=asks,
        limit=share,
        tried=predictor is not None,
        skill=mean,
        as_good=as_good,
        beaten=as_good is not None and as_good <= share,
    )
