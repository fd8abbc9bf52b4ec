"""What many runs answer: each arm's measures with intervals, and differences in the same luck."""

from collections.abc import Mapping

from planner.present.simulation import MeanAnswer, PairedAnswer, PolicyRunsAnswer, SimulationAnswer
from planner.simulate.statistics import CONFIDENCE, Mean, Moments
from planner.simulate.tally import Tally


def summary(question: str, tally: Tally, confidence: float = CONFIDENCE) -> SimulationAnswer:
    """Return the answer; the leading arm is compared with each of the others."""
    return SimulationAnswer(
        question=question,
        runs=tally.runs,
        policies=[
            PolicyRunsAnswer(name=name, measures=_answers(arm.measures, confidence))
            for name, arm in tally.arms.items()
        ],
        paired=[
            PairedAnswer(policy=tally.lead, against=name, measures=_answers(arm.less, confidence))
            for name, arm in tally.arms.items()
            if name != tally.lead
        ],
    )


def _answers(measures: Mapping[str, Moments], confidence: float) -> dict[str, MeanAnswer]:
    return {name: mean_answer(found.interval(confidence)) for name, found in measures.items()}


def mean_answer(mean: Mean) -> MeanAnswer:
    """Return a mean as an answer holds it."""
    return MeanAnswer(mean=mean.mean, low=mean.low, high=mean.high)
