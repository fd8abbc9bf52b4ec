"""How long the new cases of one week stay open: on average as the agency's balance says.

A few dozen cases drawn by chance stay open longer or shorter than cases do on average; simulated years
draw from them, and would end with more or fewer open cases than they begin with.
"""

from planner.domain import Agency, Case, Fact, Stage
from planner.generate.chance import Chance, shared_out
from planner.generate.course import MOST_WEEKS, Step, Work, after_assessment
from planner.generate.figures import Figures
from planner.generate.happenings.changes import with_cases
from planner.units import whole

_A_CASE = 100_000  # millionths of arrivals, tenths of open cases
_USUAL = 1000  # thousandths of the usual work


def lives_in_balance(agency: Agency, figures: Figures, chance: Chance) -> Agency:
    """Return the agency whose new cases stay open, on average, open cases / arrivals (Little's law).

    What is changed is how long their ongoing work lasts, in proportion, from a week upwards. Where no
    new case has any and there is time left, one of them goes on.
    """
    new = agency.new_cases
    ongoing = {case.id: _weeks(case) for case in new if _weeks(case)}
    wished = figures.one("caseload_per_fte") * _A_CASE * len(new) / figures.one("arrivals")
    left = whole(wished, 1) - sum(case.weeks for case in new) + sum(ongoing.values())
    if ongoing:
        more = shared_out(max(0, left - len(ongoing)), list(ongoing.values()))
        weeks = {case: min(MOST_WEEKS, 1 + n) for case, n in zip(ongoing, more, strict=True)}
        changes = {
            case.id: {"stages": _lasting(case, weeks[case.id])} for case in new if case.id in weeks
        }
        return with_cases(agency, changes)
    if new and left > 0 and figures.one("goes_on"):
        case = chance.pick(new)
        return with_cases(agency, {case.id: {"stages": _going_on(case, left, figures)}})
    return agency


def _weeks(case: Case) -> int:
    return sum(stage.weeks for stage in case.stages if _is_ongoing(stage))


def _lasting(case: Case, weeks: int) -> tuple[Stage, ...]:
    return tuple(
        stage.model_copy(update={"weeks": weeks}) if _is_ongoing(stage) else stage
        for stage in case.stages
    )


def _going_on(case: Case, weeks: int, figures: Figures) -> tuple[Stage, ...]:
    before = [stage for stage in case.stages if stage.name != Step.CLOSING.name.lower()]
    work = Work(case.kind, case.rubric.graphic_material is Fact.YES, _USUAL)
    return (*before, *after_assessment(weeks, work, figures))


def _is_ongoing(stage: Stage) -> bool:
    return stage.name == Step.ONGOING.name.lower()
