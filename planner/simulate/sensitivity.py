"""What an answer hangs on: each number it rests on, put to the low and the high end of what it could be.

At each end the leading arm runs again, and so does what it is compared with, in the same luck.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from planner.domain import Agency, settings
from planner.present.report.words import HEADLINES
from planner.present.simulation import (
    AS_IT_IS,
    EndAnswer,
    MeanAnswer,
    SensitivitiesAnswer,
    SensitivityAnswer,
)
from planner.simulate.arms import Arm, Asked, Outcome, arms_of
from planner.simulate.changed import parameters_of
from planner.simulate.contrasts import Contrasts, less, summed
from planner.simulate.statistics import CONFIDENCE, Mean
from planner.simulate.summary import mean_answer
from planner.simulate.tally import Tally
from planner.simulate.tried import put_outright, put_to, tried_under
from planner.sourced import Sourced

IN_FORCE = "in force"


class End(NamedTuple):
    """A number at one end of what it could be."""

    number: str
    value: int


@dataclass(frozen=True)
class Trial:
    """What is run to see what hangs on which numbers. `against`: None where nothing is compared."""

    asked: Asked
    lead: str
    against: str | None
    numbers: dict[str, Sourced]
    in_force: dict[str, int]

    @property
    def ends(self) -> list[End]:
        """Both ends of every number."""
        return [
            End(name, end)
            for name, number in self.numbers.items()
            for end in (number.low, number.high)
            if end is not None
        ]


def trial(what: Asked, agency: Agency) -> Trial:
    """Return what is run: the leading arm, and what it is compared with, at both ends of each number.

    A number that the question itself puts to a value is left as it is.

    Raises
    ------
    PlannerError
        An agency cannot have one of the values.
    """
    question, levers = what.question, {lever.name for lever in what.question.lever}
    fixed, lead = put_outright(question.change), what.leading
    known = dict(lead.agency.policy) | dict(lead.parameters)
    known_numbers = tried_under(lead.agency.weights)
    names = question.sensitive or tuple(known_numbers)
    numbers = {name: known_numbers[name] for name in names if name not in fixed}
    other = next((a for a in what.arms if a.name != what.lead and a.name not in levers), None)
    compared = [lead, other] if other else [lead]
    found = Trial(
        what,
        lead.name,
        other.name if other else None,
        numbers,
        {name: known[name] for name in numbers},
    )
    arms = [replace(arm, name=_named(None, arm.name)) for arm in compared]
    for end in found.ends:
        arms += [_at(end, arm, what, agency) for arm in compared]
    return replace(found, asked=Asked(question, tuple(arms), _named(None, lead.name)))


def _at(end: End, arm: Arm, what: Asked, agency: Agency) -> Arm:
    """Return an arm with a number put to a value, before the question's own changes."""
    changes = () if arm.name == AS_IT_IS else what.question.change
    question = what.question.model_copy(update={"change": (put_to(*end), *changes)})
    name = _named(end, arm.name)
    if end.number in settings():
        return arms_of({name: arm.policy}, agency.public(), question)[0]
    return replace(arm, name=name, parameters=parameters_of(question))


def _named(end: End | None, arm: str) -> str:
    return f"{arm}, {IN_FORCE}" if end is None else f"{arm}, {end.number} {end.value}"


class Sensitivity:
    """How the arms of a trial differ at each end, while the runs come in."""

    def __init__(self, of: Trial) -> None:
        self._of = of
        places: list[End | None] = [None, *of.ends]
        lead, against = _named(None, of.lead), of.against
        self._differs = Contrasts({place: less(_named(place, of.lead), lead) for place in of.ends})
        gain = {
            place: less(_named(place, of.lead), _named(place, against))
            for place in places
            if against is not None
        }
        self._paired = Contrasts(gain)
        back = {arm: -times for arm, times in gain.get(None, {}).items()}
        self._shifts = Contrasts({end: summed(gain[end], back) for end in of.ends if end in gain})

    def add(self, _: int, found: Mapping[str, Outcome]) -> None:
        """Take one more replication in."""
        self._differs.add(found)
        self._paired.add(found)
        self._shifts.add(found)

    def answer(self, tally: Tally, confidence: float = CONFIDENCE) -> SensitivitiesAnswer:
        """Return what hangs on each number. `tally`: of the same runs."""

        def measures(place: End | None) -> dict[str, MeanAnswer]:
            arm = tally.arms[_named(place, self._of.lead)].measures
            return _headlines({name: one.interval(confidence) for name, one in arm.items()})

        def at(number: str, value: int | None) -> EndAnswer:
            if value is None:
                raise AssertionError("a number that is tried has a low and a high value")
            end = End(number, value)
            alone = self._of.against is None
            return EndAnswer(
                value=value,
                measures=measures(end),
                differs=_headlines(self._differs.measures(end, confidence)),
                paired={} if alone else _headlines(self._paired.measures(end, confidence)),
                shifts={} if alone else _headlines(self._shifts.measures(end, confidence)),
            )

        in_force = {} if self._of.against is None else self._paired.measures(None, confidence)
        return SensitivitiesAnswer(
            runs=tally.runs,
            against=self._of.against,
            measures=measures(None),
            paired=_headlines(in_force),
            numbers=[
                SensitivityAnswer(
                    name=name,
                    unit=number.unit,
                    value=self._of.in_force[name],
                    ends=number.ends,
                    low=at(name, number.low),
                    high=at(name, number.high),
                )
                for name, number in self._of.numbers.items()
            ],
        )


def _headlines(found: Mapping[str, Mean]) -> dict[str, MeanAnswer]:
    return {name: mean_answer(found[name]) for name in HEADLINES if name in found}
