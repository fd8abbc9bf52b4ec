"""How long the new cases of one week stay open: on average as the agency's balance says.

A few dozen cases drawn by chance stay open longer or shorter than cases do on average; simulated years
draw from them, and would end with more or fewer open cases than they begin with.
"""

from planner.domain import Agency, Case, Stage
from planner.generate.chance import Chance, shared_out
from planner.generate.course import MOST_WEEKS, Step
from planner.generate.figures import Figures
from planner.generate.happenings.changes import with_cases
from planner.units import whole

_A_CASE = 100_000  # millionths of arrivals, tenths of open cases


def lives_in_balance(agency: Agency, figures: Figures, _: Chance) -> Agency:
    """Return the agency whose new cases stay open, on average, open cases / arrivals (Little's law).

    What is changed is how long their ongoing work lasts, in proportion, from a week upwards; where no
    new case has any, nothing.
    """
    new = agency.new_cases
    ongoing = {case.id: _weeks(case) for case in new if _weeks(case)}
    if not ongoing:
        return agency
    wished = figures.one("caseload_per_fte") * _A_CASE * len(new) / figures.one("arrivals")
    others = sum(case.weeks for case in new) - sum(ongoing.values())
    left = max(0, whole(wished, 1) - others - len(ongoing))
    more = shared_out(left, list(ongoing.values()))
    weeks = {case: min(MOST_WEEKS, 1 + n) for case, n in zip(ongoing, more, strict=True)}
    changes = {case.id: {"stages": _with(case, weeks[case.id])} for case in new if case.id in weeks}
    return with_cases(agency, changes)


def _weeks(case: Case) -> int:
    return sum(stage.weeks for stage in case.stages if _is_ongoing(stage))


def _with(case: Case, weeks: int) -> tuple[Stage, ...]:
    return tuple(
        stage.model_copy(update={"weeks": weeks}) if _is_ongoing(stage) else stage
        for stage in case.stages
    )


def _is_ongoing(stage: Stage) -> bool:
    return stage.name == Step.ONGOING.name.lower()
