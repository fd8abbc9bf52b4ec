"""A question answered: many replications of an agency's year under each policy, in the same luck."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from planner.domain.noun import Noun
from planner.present.report.material import Assumption, Material
from planner.present.report.words import HEADLINES
from planner.present.simulation import SimulationAnswer
from planner.simulate.arms import Asked
from planner.simulate.executors import Executor, results
from planner.simulate.parameters import Parameters, parameter_settings
from planner.simulate.series import Weekly, dose_series, share_series, waiting_series
from planner.simulate.statistics import enough


@dataclass
class Runs:
    """What came out, by arm and in the order of the replications."""

    measures: dict[str, list[dict[str, float]]]
    weeks: dict[str, list[Weekly]]


def simulate(
    what: Asked,
    runs: int,
    executor: Executor,
    progress: Callable[[int], None] = lambda _: None,
    *,
    until_precise: bool = False,
) -> Runs:
    """Return the replications; `progress` is told after each how many are done.

    Interrupted, what has come out so far is returned. `until_precise`: stop where the leading arm's
    headline measures are as precise as the parameters wish.
    """
    out = Runs({arm.name: [] for arm in what.arms}, {arm.name: [] for arm in what.arms})
    try:
        for done, found in enumerate(results(what, range(runs), executor), 1):
            for arm, outcome in found.items():
                out.measures[arm].append(outcome.measures)
                out.weeks[arm].append(outcome.weeks)
            progress(done)
            if until_precise and _precise(out.measures[what.lead], what.leading.parameters):
                break
    except KeyboardInterrupt:
        if not out.measures[what.lead]:
            raise
    return out


def _precise(runs: Sequence[dict[str, float]], given: Parameters) -> bool:
    precision, confidence = given.precision / 1000, given.confidence / 1000
    columns = ([run[measure] for run in runs] for measure in HEADLINES)
    return all(enough(column, precision, given.least_runs, confidence) for column in columns)


def material(what: Asked, answer: SimulationAnswer, out: Runs) -> Material:
    """Return everything the report of a question shows."""
    question, lead = what.question, what.leading
    in_force = dict(lead.parameters)
    settings = {
        name: setting.model_copy(update={"value": _value(in_force[name])})
        for name, setting in parameter_settings().items()
    }
    return Material(
        answer=answer,
        agency=lead.agency.name,
        weeks=lead.parameters.weeks,
        made=f"seed {question.seed}, {answer.runs} runs of {lead.parameters.weeks} weeks",
        dose=[dose_series(name, runs, lead.agency.policy) for name, runs in out.weeks.items()],
        waiting=[waiting_series(name, runs) for name, runs in out.weeks.items()],
        shares=[share_series(name, runs) for name, runs in out.weeks.items()],
        assumptions=[Assumption(name, setting) for name, setting in settings.items()],
        changes=[f"{type(change).__name__}: {_told(change)}" for change in question.change],
        notes=[
            f"The leading policy is {lead.policy}.",
            "What the model leaves out stands in docs/simulation.md.",
        ],
    )


def _value(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _told(change: Noun) -> str:
    """Return what a change says, key by key, as its file has it."""
    told = change.model_dump(mode="json", exclude_defaults=True)
    return ", ".join(f"{name} {value}" for name, value in told.items())
