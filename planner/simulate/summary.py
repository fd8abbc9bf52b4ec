"""What many runs answer: each policy's measures with intervals, and differences in the same luck."""

from collections.abc import Mapping, Sequence

from planner.present.simulation import MeanAnswer, PairedAnswer, PolicyRunsAnswer, SimulationAnswer
from planner.simulate.statistics import CONFIDENCE, Mean, interval, paired

Runs = Sequence[Mapping[str, float]]  # the measures of each run, in the order of their luck


def summary(
    question: str, runs: Mapping[str, Runs], lead: str, confidence: float = CONFIDENCE
) -> SimulationAnswer:
    """Return the answer. `runs` by policy, run i of each with the same luck; `lead` is compared to all.

    Policies cut off at different runs are compared on those they share.
    """
    return SimulationAnswer(
        question=question,
        runs=min(map(len, runs.values()), default=0),
        policies=[
            PolicyRunsAnswer(
                name=name,
                measures={m: _answer(interval(_column(mine, m), confidence)) for m in _measures(mine)},
            )
            for name, mine in runs.items()
        ],
        paired=[
            PairedAnswer(policy=lead, against=name, measures=_paired(runs[lead], other, confidence))
            for name, other in runs.items()
            if name != lead
        ],
    )


def _paired(one: Runs, other: Runs, confidence: float) -> dict[str, MeanAnswer]:
    both = min(len(one), len(other))
    return {
        m: _answer(paired(_column(one[:both], m), _column(other[:both], m), confidence))
        for m in _measures(one)
        if m in _measures(other)
    }


def _measures(runs: Runs) -> list[str]:
    return list(runs[0]) if runs else []


def _column(runs: Runs, measure: str) -> list[float]:
    return [run[measure] for run in runs]


def _answer(mean: Mean) -> MeanAnswer:
    return MeanAnswer(mean=mean.mean, low=mean.low, high=mean.high)
