"""What many runs come to, gathered one by one so that memory does not grow with their number."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from planner.errors import PlannerError
from planner.simulate.arms import Outcome
from planner.simulate.series import Weeks
from planner.simulate.statistics import Moments


@dataclass
class ArmTally:
    """What the runs of one arm come to, by measure; `less`: the leading arm less this one."""

    measures: dict[str, Moments] = field(default_factory=dict)
    less: dict[str, Moments] = field(default_factory=dict)
    weeks: Weeks = field(default_factory=Weeks)


class Tally:
    """What came out so far, by arm, and how the leading arm differs from each run by run.

    `cut_short`: why there are no more runs, where more were wished for.
    """

    def __init__(self, lead: str) -> None:
        self.lead, self.runs = lead, 0
        self.cut_short: PlannerError | KeyboardInterrupt | None = None
        self.arms: dict[str, ArmTally] = {}

    def add(self, found: Mapping[str, Outcome]) -> None:
        """Take one more replication in: what each arm came to in the same luck."""
        self.runs += 1
        leading = found[self.lead].measures
        for name, outcome in found.items():
            arm = self.arms.setdefault(name, ArmTally())
            arm.weeks.add(outcome.weeks)
            for measure, value in outcome.measures.items():
                arm.measures.setdefault(measure, Moments()).add(value)
                if name != self.lead and measure in leading:
                    arm.less.setdefault(measure, Moments()).add(leading[measure] - value)
